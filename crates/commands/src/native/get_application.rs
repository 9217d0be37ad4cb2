//! `Get-Application`: shows applications.

use ingroup_shell::{Command, Done, Object};

use crate::applications;
use crate::parameters::named;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Application", "Shows applications.")
        .describe(
            "AssignedTo counts users, groups and service principals; Get-Access shows who reaches an application in \
             the end.",
        )
        .parameter(
            named("Application", "Identity")
                .alias("Id")
                .position(0)
                .from_pipeline()
                .from_property(),
        )
        .example(
            "$app = New-Application Salesforce -ExtensionProperty Region; Get-Application",
            "Lists the applications.",
        )
        .example(
            "$app = New-Application Salesforce; Get-Application Salesforce | Select-Object DisplayName, AssignedTo",
            "Shows one.",
        )
        .each(native(get_application))
}

/// Gives the application that `-Identity` names, or all.
pub(crate) fn get_application(request: &mut Request<'_, '_>) -> Done {
    let one = match request.has("Identity") {
        true => Some(applications::find(request, "Identity")?),
        false => None,
    };
    let records: Vec<Object> = {
        let session = request.session();
        let all = session.tenant().directory().applications();
        let wanted = all.filter(|application| one.is_none_or(|id| id == application.id()));
        let mut named: Vec<_> = wanted
            .map(|application| {
                let name = application.facts().display_name.to_lowercase();
                ((name, application.id()), applications::record(application))
            })
            .collect();
        named.sort_by(|(one, _), (other, _)| one.cmp(other));
        named.into_iter().map(|(_, record)| record).collect()
    };
    records
        .into_iter()
        .try_for_each(|record| request.emit(record))
}
