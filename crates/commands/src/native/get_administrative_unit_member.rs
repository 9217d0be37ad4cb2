//! `Get-AdministrativeUnitMember`: shows the members of an administrative unit.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::parameters;
use crate::past::looking_back;
use crate::records::{self, ByName};
use crate::request::Request;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    let command = Command::new(
        "Get-AdministrativeUnitMember",
        "Shows the members of an administrative unit.",
    )
    .describe("Members are listed by name. A group among them stands for itself, not for its members.")
    .parameter(
        parameters::identity("AdministrativeUnit")
            .alias("AdministrativeUnitId")
            .mandatory(),
    )
    .example(
        "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; Get-AdministrativeUnitMember Germany | Select-Object -First 3",
        "Shows the first three members of a unit.",
    )
    .example(
        "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; (Get-AdministrativeUnitMember Germany).Count",
        "Counts the members.",
    );
    looking_back(command, get_administrative_unit_member)
}

fn get_administrative_unit_member(request: &mut Request<'_, '_>) -> Done {
    let unit = request.find(Wanted::Unit, "Identity")?;
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let members = directory.unit(unit).into_iter();
        ByName::new(directory, members.flat_map(|unit| unit.members().iter()))
    };
    for id in ids {
        let member = records::member(request.session().tenant().directory(), id);
        request.emit(member)?;
    }
    Ok(())
}
