//! `date-equality`: a date compared with `-eq` or `-ne`, which hardly any value equals (LANG 3.8, 8).

use ingroup_schema::{Duration, Instant, Operator};

use super::Lint;
use super::compared::{Compared, Everywhere, comparison_of};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Logic, Moment, Operand};
use crate::rule::Rule;

pub(super) struct DateEquality;

impl Lint for DateEquality {
    fn look(&self, rule: &Rule, found: &mut Vec<Diagnostic>) {
        self.all_parts(rule, found);
    }
}

impl Everywhere for DateEquality {
    fn part<L: Compared + PartialEq>(
        &self,
        part: &Logic<L>,
        text: &str,
        found: &mut Vec<Diagnostic>,
    ) {
        let Some(comparison) = comparison_of(part) else {
            return;
        };
        let (Operand::Moment(Moment::At(moment)), Operator::Eq) =
            (comparison.operand, comparison.operator.positive())
        else {
            return;
        };
        let mut diagnostic = Diagnostic::new(
            Code::DateEquality,
            comparison.operand_span,
            "The full date and time is compared, so hardly any value is equal.",
        )
        .with_help("Write a window with -ge and -le.");
        if let Some((first, last)) = day_of(*moment) {
            let name = comparison.target_span.of(text);
            let window = format!("({name} -ge {first} -and {name} -le {last})");
            let instead = match comparison.operator.is_negative() {
                true => format!("-not {window}"),
                false => window,
            };
            diagnostic = diagnostic.with_fix(Fix::replace(
                "Write the whole day (UTC)",
                Effect::ChangesMembers,
                comparison.span(),
                instead,
            ));
        }
        found.push(diagnostic);
    }
}

/// The first and the last second of the day of a moment.
fn day_of(moment: Instant) -> Option<(Instant, Instant)> {
    let day = Duration::from_days(1);
    let start = moment
        .unix_nanoseconds()
        .div_euclid(day.nanoseconds())
        .checked_mul(day.nanoseconds())?;
    let start = Instant::from_unix_nanoseconds(start)?;
    let before = Duration::from_seconds(1).negated();
    Some((start, start.saturating_add(day).saturating_add(before)))
}
