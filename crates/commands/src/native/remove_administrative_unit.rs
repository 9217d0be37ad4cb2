//! `Remove-AdministrativeUnit`: deletes an administrative unit.

use ingroup_schema::ObjectKind;
use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-AdministrativeUnit",
        "Deletes an administrative unit; its members stay what they are.",
    )
    .describe(
        "Roles that were held for the unit go with it. Restore-DeletedObject brings both back within 30 days.",
    )
    .parameter(
        parameters::identity("AdministrativeUnit")
            .alias("ObjectId")
            .mandatory(),
    )
    .what_if()
    .example(
        "$null = New-AdministrativeUnit Pilot; Remove-AdministrativeUnit Pilot",
        "Deletes a unit.",
    )
    .example(
        "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; Remove-AdministrativeUnit Germany -WhatIf",
        "Says what would happen.",
    )
    .each(native(remove_administrative_unit))
}

/// Deletes the unit that `-Identity` names.
pub(crate) fn remove_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "Identity")?;
    let (name, members) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let members = directory.unit(unit).map_or(0, |unit| unit.members().len());
        (name_of(directory, unit), members)
    };
    let follows = Follows::Deletion {
        kind: ObjectKind::AdministrativeUnit,
        members,
    };
    request.change(vec![Change::DeleteUnit { unit }], &name, follows)?;
    Ok(())
}
