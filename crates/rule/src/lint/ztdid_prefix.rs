//! `ztdid-prefix`: `-contains` with a tag of Autopilot, which takes all longer tags too (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Everywhere, comparison_of};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Operand};
use crate::rule::Rule;

pub(super) struct ZtdidPrefix;

impl Lint for ZtdidPrefix {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for ZtdidPrefix {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let (Operand::Text(text), Operator::Contains) =
            (comparison.operand, comparison.operator.positive())
        else {
            return;
        };
        if !is_tag(text.written()) {
            return;
        }
        let (does, whole, starts) = match comparison.operator.is_negative() {
            true => ("keeps out", Operator::Ne, Operator::NotStartsWith),
            false => ("takes", Operator::Eq, Operator::StartsWith),
        };
        found.push(
            Diagnostic::new(
                Code::ZtdidPrefix,
                comparison.tail_span(),
                format!(
                    "This {does} \"{0}\" and every longer tag, such as \"{0}-2\".",
                    text.written()
                ),
            )
            .with_help(format!(
                "{whole} {does} the one tag; if the longer ones are meant, {starts} says so and costs less."
            ))
            .with_fix(Fix::replace(
                format!("Write {whole}"),
                Effect::ChangesMembers,
                comparison.operator_span,
                whole.to_string(),
            )),
        );
    }
}

/// Whether a text has the form `[OrderID]:Lodge`: a name in brackets, and a value.
pub(super) fn is_tag(text: &str) -> bool {
    text.strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"))
        .is_some_and(|(name, value)| !name.is_empty() && !value.is_empty())
}
