//! `New-TimeSpan`, `New-Guid`: values that have no literal.

use jiff::SignedDuration;

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::members;
use crate::parameter::Parameter;
use crate::value::Value;

/// The parts of a length of time, and how many seconds each is.
const UNITS: &[(&str, i64)] = &[
    ("Days", 86_400),
    ("Hours", 3600),
    ("Minutes", 60),
    ("Seconds", 1),
];

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    let parts = UNITS
        .iter()
        .map(|(name, _)| Parameter::int(*name).help(format!("So many {}.", name.to_lowercase())));
    vec![
        Command::new("New-TimeSpan", "Makes a length of time.")
            .parameter(
                Parameter::time("Start")
                    .position(0)
                    .help("From this date; now without it."),
            )
            .parameter(
                Parameter::time("End")
                    .position(1)
                    .help("To this date; now without it."),
            )
            .parameters(parts)
            .example("New-TimeSpan -Days 1 -Hours 2", "A day and two hours.")
            .example(
                "(New-TimeSpan -Start 2026-01-01 -End 2026-02-01).Days",
                "How many days lie between two dates.",
            )
            .each(new_time_span),
        Command::new(
            "New-Guid",
            "Makes an identifier; a replay makes the same ones.",
        )
        .example("(New-Guid) -eq (New-Guid)", "Two are never the same.")
        .each(|call| {
            let made = members::static_call("guid", "NewGuid", &[], &call.runtime.outside())?;
            call.emit(made)
        }),
    ]
}

fn new_time_span<H: 'static>(call: &mut Call<'_, H>) -> Done {
    if call.has("Start") || call.has("End") {
        let now = call.runtime.outside().now;
        let ends = (call.time("Start").or(now), call.time("End").or(now));
        let (Some(start), Some(end)) = ends else {
            return Err(ShellError::new("There is no clock here.")
                .category(Category::InvalidOperation)
                .help("Give both -Start and -End.")
                .into());
        };
        return call.emit(Value::Span(end.duration_since(start)));
    }
    let mut total: i64 = 0;
    for (name, seconds) in UNITS {
        let part = call.int(name).unwrap_or(0).checked_mul(*seconds);
        total = part.and_then(|p| total.checked_add(p)).ok_or_else(|| {
            ShellError::new("This length of time is out of range.")
                .category(Category::InvalidArgument)
                .about(*name)
        })?;
    }
    call.emit(Value::Span(SignedDuration::from_secs(total)))
}
