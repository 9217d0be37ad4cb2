//! `match-literal`: a pattern that is a plain text (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere, comparison_of};
use super::plain_pattern::{Plain, Value, advise, pattern_of};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::logic::Logic;
use crate::pattern::PatternShape;
use crate::rule::Rule;

pub(super) struct MatchLiteral;

impl Lint for MatchLiteral {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for MatchLiteral {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let Some(pattern) = pattern_of(&comparison) else {
            return;
        };
        let (operator, value, what) = match pattern.shape() {
            PatternShape::Literal(text) => (
                Operator::Contains,
                Value::Text(text),
                "is a plain text, found anywhere",
            ),
            PatternShape::Exact(text) => (Operator::Eq, Value::Text(text), "is a whole value"),
            // Lists are not meant for collections.
            PatternShape::OneOf(texts) if comparison.target.is_one_text() => (
                Operator::In,
                Value::Texts(texts),
                "is a list of whole values",
            ),
            PatternShape::Everything if comparison.target.is_one_text() => {
                (Operator::Ne, Value::Null, "takes every value there is")
            }
            _ => return,
        };
        let plain = Plain { operator, value };
        found.extend(advise(
            Code::MatchLiteral,
            &comparison,
            pattern,
            &plain,
            what,
        ));
    }
}
