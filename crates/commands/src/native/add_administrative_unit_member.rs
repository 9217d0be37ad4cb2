//! `Add-AdministrativeUnitMember`: puts users, devices and groups into an assigned administrative unit.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::member_changes::{change_members, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Add-AdministrativeUnitMember",
        "Puts users, devices and groups into an assigned administrative unit.",
    )
    .describe(
        "All of those named in one use of the command join, or none. Of a group only the group itself is in the unit, \
         not its members. The members of a dynamic unit come from its rule alone. An object is in at most 30 units.",
    )
    .parameters(parameters("AdministrativeUnit", "AdministrativeUnitId"))
    .what_if()
    .example(
        "$null = New-AdministrativeUnit Pilot; Add-AdministrativeUnitMember Pilot adele@contoso.com, Board; Get-AdministrativeUnitMember Pilot",
        "Puts a user and a group into a unit.",
    )
    .example(
        "$null = New-AdministrativeUnit Legal; Get-User | Where-Object Department -eq 'Legal' | Add-AdministrativeUnitMember Legal; Get-AdministrativeUnit Legal",
        "Puts in whom another command found.",
    )
    .each(native(add_administrative_unit_member))
}

/// Puts those that `-Member` names in the unit that `-Identity` names.
pub(crate) fn add_administrative_unit_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, Wanted::Unit, |unit, members| {
        let each = members.into_iter();
        each.map(|member| Change::AddUnitMember { unit, member })
            .collect()
    })
}
