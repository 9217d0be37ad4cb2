//! `contains`: a search inside values, which costs the service more than their ends (LANG 8).

use ingroup_schema::Operator;

use super::Lint;
use super::compared::{Compared, Comparison, Everywhere, comparison_of};
use super::ztdid_prefix::is_tag;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Operand};
use crate::rule::Rule;

pub(super) struct Contains;

impl Lint for Contains {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        let mut places = Vec::new();
        self.all_parts(rule, &mut places);
        // Advice that fits every place in the same words is given once.
        let mut said = false;
        places.retain(|place| place.fix().is_some() || !std::mem::replace(&mut said, true));
        found.append(&mut places);
    }
}

impl Everywhere for Contains {
    fn part<L: Compared + PartialEq>(&self, part: &Logic<L>, _: &str, found: &mut Vec<Diagnostic>) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let Operand::Text(text) = comparison.operand else {
            return;
        };
        let operator = comparison.operator;
        // A tag has advice of its own.
        if operator.positive() != Operator::Contains || is_tag(text.written()) {
            return;
        }
        let (starts, ends, whole) = match operator.is_negative() {
            true => (Operator::NotStartsWith, Operator::NotEndsWith, Operator::Ne),
            false => (Operator::StartsWith, Operator::EndsWith, Operator::Eq),
        };
        let mut diagnostic = Diagnostic::new(
            Code::Contains,
            comparison.operator_span,
            format!("{operator} looks through the whole of every value."),
        );
        // Only where the text itself tells which end of a value it is.
        diagnostic = match text.written().chars().next() {
            Some('@') => diagnostic
                .with_help(format!(
                    "If the values always end in it, {ends} costs less."
                ))
                .with_fix(instead(ends, &comparison)),
            Some('[') => diagnostic
                .with_help(format!(
                    "If the values always begin with it, {starts} costs less."
                ))
                .with_fix(instead(starts, &comparison)),
            _ => diagnostic.with_help(format!(
                "If the same objects are found with {starts}, {ends} or {whole}, that costs less."
            )),
        };
        found.push(diagnostic);
    }
}

fn instead(operator: Operator, comparison: &Comparison<'_>) -> Fix {
    Fix::replace(
        format!("Write {operator}"),
        Effect::ChangesMembers,
        comparison.operator_span,
        operator.to_string(),
    )
}
