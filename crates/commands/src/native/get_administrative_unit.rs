//! `Get-AdministrativeUnit`: shows administrative units.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Wanted;

use crate::listing::emit_listed;
use crate::odata::Resource;
use crate::parameters;
use crate::records;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-AdministrativeUnit", "Shows administrative units.")
        .describe(
            "Without -Identity it shows every unit, in the order of their names. Format-List shows everything that \
             is known, the rule too.",
        )
        .parameter(parameters::identity("AdministrativeUnit").alias("ObjectId"))
        .parameter(parameters::shared("Filter"))
        .example(
            "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; Get-AdministrativeUnit -Filter \"startsWith(displayName,'ger') and membershipRule ne null\"",
            "Shows the units of which both are true.",
        )
        .example(
            "$null = New-AdministrativeUnit Germany 'user.country -eq \"Germany\"'; Get-AdministrativeUnit",
            "Shows all units.",
        )
        .example(
            "$null = New-AdministrativeUnit Macs 'device.deviceOSType -eq \"MacMDM\"'; Get-AdministrativeUnit macs | Format-List",
            "Shows everything about a unit.",
        )
        .each(native(get_administrative_unit))
}

/// Gives the unit that `-Identity` names, or all.
pub(crate) fn get_administrative_unit(request: &mut Request<'_, '_>) -> Done {
    let ids = match request.has("Identity") {
        true => vec![request.find(Wanted::Unit, "Identity")?],
        false => records::units_by_name(request.session().tenant().directory()),
    };
    emit_listed(request, ids, Resource::Unit)
}
