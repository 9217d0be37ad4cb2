//! `New-AdministrativeUnit`: creates an administrative unit.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::effects::Follows;
use crate::parameters::{named, rule, shared};
use crate::request::{Request, native};
use crate::session::Session;
use crate::{groups, units};

pub(super) fn command() -> Command<Session> {
    Command::new(
        "New-AdministrativeUnit",
        "Creates an administrative unit, assigned or dynamic.",
    )
    .describe(
        "An assigned unit holds users, devices and groups, which Add-AdministrativeUnitMember puts in. A rule makes \
         it dynamic: then it holds the users or the devices that match, and never groups.",
    )
    .parameter(shared("DisplayName").position(0).mandatory())
    .parameter(rule().position(1))
    .parameter(named("UnitMembershipType", "MembershipType"))
    .parameters(["MembershipRuleProcessingState", "Description"].map(shared))
    .parameter(named("UnitVisibility", "Visibility"))
    .what_if()
    .example(
        "New-AdministrativeUnit Germany '(user.country -eq \"Germany\")'",
        "Creates a dynamic unit.",
    )
    .example(
        "New-AdministrativeUnit 'Pilot' -Description 'Who tries things first'",
        "Creates an assigned unit, without members at first.",
    )
    .example(
        "New-AdministrativeUnit Macs -MembershipType 'Dynamic Device' -Rule 'device.deviceOSType -eq \"MacMDM\"' -WhatIf",
        "Says how many members the unit would have.",
    )
    .each(native(new_administrative_unit))
}

/// Creates a unit and gives it.
pub(crate) fn new_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    let unit = units::new_unit(request)?;
    let name = unit.display_name.clone();
    let command = Change::CreateUnit(unit);
    let Some(outcome) = request.change(vec![command], &name, Follows::NewGroup)? else {
        return Ok(());
    };
    groups::say(request, &outcome.diagnostics)?;
    request.emit_each(outcome.created)
}
