//! `Step-Clock`: lets time pass, and says what it changed.

use ingroup_shell::{Category, Command, Done, Object, Parameter, ShellError};
use ingroup_tenant::{ClockMode, Command as Change};

use crate::effects::{self, Follows};
use crate::lengths::length;
use crate::records::{name_of, time};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Step-Clock", "Lets time pass, and says whose members changed meanwhile.")
        .describe(
            "Rules that ask for a date change their members at their own instants, and work that takes time is done \
             when its time comes, also work that waits because the clock's mode is Manual. Set-Clock moves the clock \
             without that.",
        )
        .parameter(
            Parameter::value("By")
                .position(0)
                .help("How long: 90s, 2h, 1d12h, 24:00:00 or PT2H."),
        )
        .parameter(Parameter::time("To").help("Until when, such as 2026-12-01T08:00:00Z."))
        .what_if()
        .example("Step-Clock 2h", "Lets two hours pass.")
        .example("Step-Clock -By 14d", "Shows which groups gain and lose members within two weeks.")
        .example("Step-Clock -To 2026-12-24 -WhatIf", "Says whose memberships change until then.")
        .each(native(step_clock))
}

fn step_clock(request: &mut Request<'_, '_>) -> Done {
    let (now, mode) = {
        let session = request.session();
        (session.now(), session.tenant().clock().mode())
    };
    let to = match (request.value("By"), request.time("To")) {
        (Some(by), None) => now.saturating_add(length(&by, "By")?),
        (None, Some(to)) => to,
        (by, _) => {
            let message = match by {
                Some(_) => "-By and -To exclude each other.",
                None => "There is no length of time to step.",
            };
            return Err(ShellError::new(message)
                .category(Category::InvalidArgument)
                .help("Give -By, how long, or -To, until when.")
                .into());
        }
    };
    let mut commands = vec![Change::SetClock { to }];
    if mode == ClockMode::Manual {
        let working = ClockMode::Immediate;
        commands.insert(0, Change::SetClockMode { mode: working });
        commands.push(Change::SetClockMode { mode });
    }
    let follows = Follows::Memberships;
    let Some(outcome) = request.change(commands, &to.to_string(), follows)? else {
        return Ok(());
    };
    let rows: Vec<Object> = {
        let session = request.session();
        let directory = session.tenant().directory();
        effects::moves_in_order(&outcome)
            .into_iter()
            .map(|moved| {
                Object::new("MembershipMove")
                    .with("At", time(moved.at))
                    .with("DisplayName", name_of(directory, moved.group))
                    .with("Joined", moved.joined)
                    .with("Left", moved.left)
                    .with("Cause", moved.cause.map(|cause| cause.name()))
                    .with("Id", moved.group.to_string())
            })
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
