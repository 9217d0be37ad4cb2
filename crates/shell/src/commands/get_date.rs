//! `Get-Date`: the time of the host's clock.

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::members;
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn command<H: 'static>() -> Command<H> {
    Command::new(
        "Get-Date",
        "Gives the time of the simulated clock, or another date.",
    )
    .parameter(
        Parameter::time("Date")
            .position(0)
            .from_pipeline()
            .help("A date instead of now."),
    )
    .parameters(PARTS.iter().map(|part| {
        Parameter::int(*part).help(format!(
            "Another {} than the date has.",
            part.to_lowercase()
        ))
    }))
    .parameter(
        Parameter::text("UFormat").help("Give text in one of Unix's forms, such as %Y-%m-%d."),
    )
    .parameter(Parameter::switch("AsUTC").help("Accepted for old scripts; every time is UTC here."))
    .parameter(Parameter::text("Format").help("Give text in a .NET format, such as yyyy-MM-dd."))
    .example(
        "(Get-Date -Year 2026 -Month 2 -Day 1).DayOfWeek",
        "Asks for the day of the week of a date.",
    )
    .example(
        "Get-Date 2026-01-31 -Format 'dd.MM.yyyy'",
        "Writes a date in another form.",
    )
    .each(get_date)
}

/// The parts of a date that can be given.
const PARTS: [&str; 6] = ["Year", "Month", "Day", "Hour", "Minute", "Second"];

fn get_date<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let time = match call.time("Date") {
        Some(time) => time,
        None => call.runtime.outside().now.ok_or_else(|| {
            ShellError::new("There is no clock here.").category(Category::InvalidOperation)
        })?,
    };
    let parts = PARTS.map(|part| call.int(part));
    let time = match parts.iter().all(Option::is_none) {
        true => time,
        false => members::with_parts(time, parts).ok_or_else(|| {
            ShellError::new("These numbers are not a date.").category(Category::InvalidArgument)
        })?,
    };
    if let Some(picture) = call.text("UFormat") {
        let text = members::unix_format(time, &picture).ok_or_else(|| {
            ShellError::new(format!("\"{picture}\" is not a form of dates."))
                .category(Category::InvalidArgument)
                .about("UFormat")
        })?;
        return call.emit(text);
    }
    match call.text("Format") {
        Some(pattern) => call.emit(members::format_date(time, &pattern)),
        None => call.emit(Value::Time(time)),
    }
}
