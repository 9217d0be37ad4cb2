//! `Start-Sleep`, `Measure-Command`: the simulated clock passes, and is read.

use jiff::SignedDuration;

use crate::call::Call;
use crate::command::{Command, Done};
use crate::error::{Category, ShellError};
use crate::parameter::Parameter;
use crate::value::Value;

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    vec![
        Command::new("Start-Sleep", "Lets time pass on the simulated clock.")
            .alias("sleep")
            .describe("Nobody waits: the clock is moved, and what is due by then happens.")
            .parameter(
                Parameter::value("Seconds")
                    .position(0)
                    .from_pipeline()
                    .help("How many seconds; parts of a second count."),
            )
            .parameter(
                Parameter::int("Milliseconds")
                    .alias("ms")
                    .help("How many thousandths of a second."),
            )
            .parameter(Parameter::value("Duration").help("How long, as a length of time."))
            .what_if()
            .example("Start-Sleep 30", "Lets half a minute pass.")
            .example(
                "Start-Sleep -Milliseconds 500 -WhatIf",
                "Says what would be done.",
            )
            .each(start_sleep),
        Command::new(
            "Measure-Command",
            "Says how long a script block takes on the simulated clock.",
        )
        .describe("What the block gives is thrown away. Only what lets time pass takes any time.")
        .parameter(
            Parameter::block("Expression")
                .position(0)
                .mandatory()
                .help("The block."),
        )
        .parameter(
            Parameter::value("InputObject")
                .from_pipeline()
                .help("The objects, each of which is $_ in the block."),
        )
        .example(
            "(Measure-Command { 1..100 }).TotalSeconds",
            "Counting takes no time.",
        )
        .example(
            "(Measure-Command { Get-Command }).Minutes",
            "Neither does this.",
        )
        .each(measure_command),
    ]
}

fn start_sleep<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let given = ["Seconds", "Milliseconds", "Duration"].map(|name| call.has(name));
    if given.iter().filter(|given| **given).count() != 1 {
        return Err(ShellError::new("Start-Sleep takes one length of time.")
            .category(Category::InvalidArgument)
            .help("Give -Seconds, -Milliseconds or -Duration.")
            .into());
    }
    let [_, milliseconds, duration] = given;
    let length = if milliseconds {
        call.int("Milliseconds").map(SignedDuration::from_millis)
    } else if duration {
        call.value("Duration").and_then(|value| value.to_span())
    } else {
        call.value("Seconds")
            .and_then(|value| value.to_number())
            .and_then(|number| SignedDuration::try_from_secs_f64(number.as_f64()).ok())
    };
    let Some(length) = length.filter(|length| !length.is_negative()) else {
        return Err(
            ShellError::new("This is not a length of time that can pass.")
                .category(Category::InvalidArgument)
                .help("Use a number that is not negative.")
                .into(),
        );
    };
    let target = format!("the clock, {} on", Value::Span(length).to_text());
    if !call.should_process(&target, "Start-Sleep")? {
        return Ok(());
    }
    let Some(wait) = call.runtime.wait.clone() else {
        return Err(ShellError::new("There is no clock here that could pass.")
            .category(Category::InvalidOperation)
            .into());
    };
    let note = wait(&mut call.host(), length)?;
    match note {
        Some(note) => call.warn(note),
        None => Ok(()),
    }
}

fn measure_command<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let now = |call: &Call<'_, H>| {
        call.runtime.outside().now.ok_or_else(|| {
            ShellError::new("There is no clock here.").category(Category::InvalidOperation)
        })
    };
    let start = now(call)?;
    if let Some(block) = call.block("Expression") {
        let input = call.value("InputObject").unwrap_or_default();
        call.invoke(&block, input)?;
    }
    let end = now(call)?;
    call.emit(Value::Span(end.duration_since(start)))
}
