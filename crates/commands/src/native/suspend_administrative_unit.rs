//! `Suspend-AdministrativeUnit`: pauses dynamic administrative units: their members stay as they are.

use ingroup_directory::RuleProcessing;
use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use super::suspend_group::{parameters, switch};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Suspend-AdministrativeUnit", "Pauses dynamic administrative units: their members stay as they are.")
        .describe("It takes a Privileged Role Administrator. Units that are paused already are passed over; -Verbose names them.")
        .parameters(parameters("DynamicUnits"))
        .what_if()
        .example("$null = New-AdministrativeUnit Lagos -MembershipType 'Dynamic User' -MembershipRule 'user.city -eq \"Lagos\"'; Suspend-AdministrativeUnit Lagos -PassThru", "Pauses a unit.")
        .example("$null = New-AdministrativeUnit Lagos -MembershipType 'Dynamic User' -MembershipRule 'user.city -eq \"Lagos\"'; Get-AdministrativeUnit | Suspend-AdministrativeUnit -WhatIf", "Says what pausing all units would do.")
        .each(native(suspend_administrative_unit))
}

fn suspend_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    switch(request, Wanted::Unit, RuleProcessing::Paused)
}
