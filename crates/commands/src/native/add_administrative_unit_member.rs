//! `Add-AdministrativeUnitMember`: puts users, devices and groups into an assigned administrative unit.

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::{named, shared};
use crate::records::name_of;
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
    .parameters(parameters())
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

/// The parameters of the two commands that edit the members.
pub(super) fn parameters() -> [Parameter; 2] {
    [
        named("AdministrativeUnit", "Identity")
            .alias("AdministrativeUnitId")
            .position(0)
            .mandatory(),
        shared("Member")
            .alias("Id")
            .position(1)
            .mandatory()
            .from_pipeline()
            .from_property(),
    ]
}

/// Puts those that `-Member` names in the unit that `-Identity` names.
pub(crate) fn add_administrative_unit_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, |unit, member| Change::AddUnitMember {
        unit,
        member,
    })
}

/// Puts in or takes out those that `-Member` names.
pub(super) fn change_members(
    request: &mut Request<'_, '_>,
    command: fn(ObjectId, ObjectId) -> Change,
) -> Done {
    let unit = request.find(Wanted::Unit, "Identity")?;
    let members = request.find_each(Wanted::Member, "Member")?.into_iter();
    let commands = members.map(|member| command(unit, member)).collect();
    let name = name_of(request.session().tenant().directory(), unit);
    request.change(commands, &name, Follows::Members(unit))?;
    Ok(())
}
