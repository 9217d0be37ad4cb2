//! `Remove-AdministrativeUnitMember`: takes members out of an assigned administrative unit.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::member_changes::{change_members, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-AdministrativeUnitMember",
        "Takes members out of an assigned administrative unit.",
    )
    .describe("All of those named in one use of the command leave, or none.")
    .parameters(parameters("AdministrativeUnit", "AdministrativeUnitId"))
    .what_if()
    .example(
        "$null = New-AdministrativeUnit Pilot; Add-AdministrativeUnitMember Pilot adele@contoso.com, Board; \
         Remove-AdministrativeUnitMember Pilot Board; Get-AdministrativeUnitMember Pilot",
        "Takes a group out of a unit.",
    )
    .example(
        "$null = New-AdministrativeUnit Pilot; Add-AdministrativeUnitMember Pilot adele@contoso.com; \
         Remove-AdministrativeUnitMember Pilot adele@contoso.com -WhatIf",
        "Says what would happen.",
    )
    .each(native(remove_administrative_unit_member))
}

/// Takes those that `-Member` names out of the unit that `-Identity` names.
pub(crate) fn remove_administrative_unit_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, Wanted::Unit, |unit, members| {
        let each = members.into_iter();
        each.map(|member| Change::RemoveUnitMember { unit, member })
            .collect()
    })
}
