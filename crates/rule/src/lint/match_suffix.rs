//! `match-suffix`: a pattern that is a plain ending (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere, comparison_of};
use super::plain_pattern::{Plain, Value, advise, pattern_of};
use crate::code::Code;
use crate::diagnostic::Diagnostic;
use crate::logic::Logic;
use crate::pattern::PatternShape;
use crate::rule::Rule;

pub(super) struct MatchSuffix;

impl Lint for MatchSuffix {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for MatchSuffix {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let Some(pattern) = pattern_of(&comparison) else {
            return;
        };
        if let PatternShape::Suffix(text) = pattern.shape() {
            let plain = Plain {
                operator: Operator::EndsWith,
                value: Value::Text(text),
            };
            found.extend(advise(
                Code::MatchSuffix,
                &comparison,
                pattern,
                &plain,
                "is a plain ending",
            ));
        }
    }
}
