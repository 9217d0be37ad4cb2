//! `null-text`: a comparison with `"null"` or with the empty text, where no value is meant
//! (LANG 3.2, 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Comparison, Everywhere, Target, comparison_of};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Element, Logic, Operand, Text};
use crate::rule::Rule;

/// Folded texts that stand for `null` where somebody, or a form, has put it into quotation marks.
const WORDS: [&str; 2] = ["NULL", "$NULL"];

pub(super) struct NullText;

impl Lint for NullText {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for NullText {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let texts = match (comparison.operator, comparison.operand) {
            (Operator::Eq | Operator::Ne, Operand::Text(text)) => std::slice::from_ref(text),
            (Operator::In | Operator::NotIn, Operand::Texts(texts)) => texts.as_slice(),
            _ => return,
        };
        let Some(message) = texts.iter().find_map(complaint) else {
            return;
        };
        let span = comparison.operand_span;
        let mut diagnostic = Diagnostic::new(Code::NullText, span, message);
        let (single, operator) = (texts.len() == 1, comparison.operator.positive());
        diagnostic = if single && operator == Operator::Eq && can_be_null(&comparison) {
            diagnostic
                .with_help("Write null without quotation marks to ask whether there is a value.")
                .with_fix(Fix::replace(
                    "Write null",
                    Effect::ChangesMembers,
                    span,
                    "null",
                ))
        } else {
            diagnostic
                .with_help("Ask for a missing value with -eq null, as a condition of its own.")
        };
        found.push(diagnostic);
    }
}

/// Whether a text stands where a missing value is meant.
pub(super) fn is_meant_as_null(text: &Text) -> bool {
    text.written().is_empty() || WORDS.contains(&text.folded())
}

fn complaint(text: &Text) -> Option<String> {
    if text.written().is_empty() {
        return Some("No object has an empty text; an empty value is a missing one.".to_owned());
    }
    is_meant_as_null(text).then(|| {
        format!(
            "\"{}\" in quotation marks is a text, not a missing value.",
            text.written()
        )
    })
}

/// Whether asking for `null` says of this what was meant.
fn can_be_null(comparison: &Comparison<'_>) -> bool {
    comparison.target.is_one_text() && comparison.target != Target::Element(Element::Item)
}
