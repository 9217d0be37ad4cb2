//! Dates and durations of a rule (LANG 1.5, 3.8).

use ingroup_schema::{Duration, Instant, Operator};

use super::Check;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::logic::{Moment, Operand};
use crate::span::Span;
use crate::tree::{Arithmetic, Direction, Literal, LiteralKind};

impl Check<'_> {
    /// The value of a comparison with a date.
    pub(super) fn date(&mut self, literal: &Literal, operator: Operator) -> Option<Operand> {
        let equality = matches!(operator, Operator::Eq | Operator::Ne);
        let moment = match &literal.kind {
            LiteralKind::Text(text) | LiteralKind::Date(text) => {
                self.instant(literal.span, text)?
            }
            LiteralKind::Now(arithmetic) => {
                let offset = match arithmetic {
                    Some(arithmetic) => self.duration(arithmetic)?,
                    None => Duration::ZERO,
                };
                if equality {
                    self.report(now_with_equality(literal.span));
                    return None;
                }
                Moment::FromNow(offset)
            }
            _ => {
                let text = literal.span.of(self.tree.text()).to_owned();
                self.report(bad_date(literal.span, &text));
                return None;
            }
        };
        Some(Operand::Moment(moment))
    }

    fn instant(&mut self, span: Span, text: &str) -> Option<Moment> {
        let Ok(read) = Instant::read(text) else {
            self.report(bad_date(span, text));
            return None;
        };
        if read.without_time || read.without_zone {
            let missing = match read.without_time {
                true => "no time and no zone; it is read as midnight UTC",
                false => "no zone; it is read as UTC",
            };
            let full = read.instant.to_string();
            self.report(
                Diagnostic::new(
                    Code::DateWithoutZone,
                    span,
                    format!("This date has {missing}."),
                )
                .with_help(format!("Write it in full: {full}."))
                .with_fix(Fix::replace(
                    "Write it in full",
                    Effect::Equivalent,
                    span,
                    full,
                )),
            );
        }
        Some(Moment::At(read.instant))
    }

    fn duration(&mut self, arithmetic: &Arithmetic) -> Option<Duration> {
        let Ok((length, conventional)) = Duration::read(&arithmetic.duration) else {
            self.report(
                Diagnostic::new(
                    Code::BadDuration,
                    arithmetic.span,
                    format!("\"{}\" is not a duration.", arithmetic.duration),
                )
                .with_help("Write an ISO 8601 duration in days and hours, such as P30D or P7DT3H."),
            );
            return None;
        };
        if conventional {
            self.report(
                Diagnostic::new(
                    Code::CalendarDuration,
                    arithmetic.span,
                    "Years are taken as 365 days and months as 30 days.",
                )
                .with_help(format!("Write the days: {length}."))
                .with_fix(Fix::replace(
                    "Write the days",
                    Effect::Equivalent,
                    arithmetic.span,
                    length.to_string(),
                )),
            );
        }
        Some(match arithmetic.direction {
            Direction::Plus => length,
            Direction::Minus => length.negated(),
        })
    }
}

fn bad_date(span: Span, text: &str) -> Diagnostic {
    Diagnostic::new(Code::BadDate, span, format!("\"{text}\" is not a date."))
        .with_help("Write a date such as 2026-11-21T00:00:00Z, or system.now -minus P30D.")
}

fn now_with_equality(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::DateArithmetic,
        span,
        "-eq and -ne take a fixed date, not system.now.",
    )
    .with_help("Write a window: -ge (system.now -plus P7D) -and -le (system.now -plus P8D).")
}
