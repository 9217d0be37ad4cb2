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
    .parameter(Parameter::text("Format").help("Give text in a .NET format, such as yyyy-MM-dd."))
    .example(
        "Get-Date 2026-01-31 -Format 'dd.MM.yyyy'",
        "Writes a date in another form.",
    )
    .each(get_date)
}

fn get_date<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let time = match call.time("Date") {
        Some(time) => time,
        None => call.runtime.outside().now.ok_or_else(|| {
            ShellError::new("There is no clock here.").category(Category::InvalidOperation)
        })?,
    };
    match call.text("Format") {
        Some(pattern) => call.emit(members::format_date(time, &pattern)),
        None => call.emit(Value::Time(time)),
    }
}
