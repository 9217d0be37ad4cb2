//! `Set-Clock`: moves the tenant's time, or changes how it passes.

use ingroup_shell::{Category, Command, Done, Parameter, ShellError};
use ingroup_tenant::{ClockMode, Command as Change};

use crate::effects::Follows;
use crate::lengths::length;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-Clock", "Moves the tenant's time, or changes how it passes.")
        .describe(
            "The clock only goes forwards, except in a new session before anything is imported or made. Immediate (the default) carries work out after every command; Manual lets \
             it wait for Invoke-Processing, so that the states in between can be seen; Live follows the real time.",
        )
        .parameter(
            Parameter::time("To")
                .position(0)
                .help("The new time, such as 2026-12-01T08:00:00Z."),
        )
        .parameter(
            Parameter::value("Advance")
                .help("How far to move: 1d is a day, 2h two hours, 1d12h a day and a half; or P1DT12H, 24:00:00."),
        )
        .parameter(
            Parameter::text("Mode")
                .choices(&["Immediate", "Manual", "Live"])
                .help("When waiting work is carried out."),
        )
        .what_if()
        .example("Set-Clock -Advance P30D; Get-Clock", "Lets thirty days pass.")
        .example("Set-Clock 2026-12-24 -WhatIf", "Says whose memberships change until then.")
        .example("Set-Clock -Mode Manual", "Lets work wait until Invoke-Processing.")
        .each(native(set_clock))
}

fn set_clock(request: &mut Request<'_, '_>) -> Done {
    let now = request.session().now();
    let to = match (request.time("To"), request.value("Advance")) {
        (Some(_), Some(_)) => {
            return Err(ShellError::new("-To and -Advance exclude each other.")
                .category(Category::InvalidArgument)
                .help("Give the new time, or how far to move.")
                .into());
        }
        (Some(to), None) => Some(to),
        (None, Some(by)) => Some(now.saturating_add(length(&by, "Advance")?)),
        (None, None) => None,
    };
    let mode = request
        .text("Mode")
        .and_then(|name| ClockMode::from_name(&name));
    let mut commands: Vec<Change> = to.map(|to| Change::SetClock { to }).into_iter().collect();
    commands.extend(mode.map(|mode| Change::SetClockMode { mode }));
    if commands.is_empty() {
        return Err(ShellError::new("There is nothing to set.")
            .category(Category::InvalidArgument)
            .help("Give -To, -Advance or -Mode.")
            .into());
    }
    let target = to.map_or_else(|| "clock".to_owned(), |to| to.to_string());
    request.change(commands, &target, Follows::Memberships)?;
    Ok(())
}
