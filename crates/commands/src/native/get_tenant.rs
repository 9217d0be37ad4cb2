//! `Get-Tenant`: says what is loaded.

use ingroup_shell::{Command, Done, Object, Value};

use crate::records::time;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Get-Tenant",
        "Says which tenant is at hand and how much is in it.",
    )
    .describe(
        "LicencesRequired is how many licences with Microsoft Entra ID P1 dynamic membership takes: one for each user \
         who is in any dynamic group or administrative unit; devices take none. LicencesOwned is empty if the export \
         says nothing of subscriptions. A shortfall stops nothing.",
    )
    .example("Get-Tenant", "Shows the tenant.")
    .each(native(get_tenant))
}

/// Gives the tenant.
pub(crate) fn get_tenant(request: &mut Request<'_, '_>) -> Done {
    let record = {
        let session = request.session();
        let tenant = session.tenant();
        let directory = tenant.directory();
        let organization = directory.organization();
        let domains = organization.verified_domains.iter();
        let licences = tenant.compliance();
        Object::new("Tenant")
            .with("DisplayName", organization.display_name.as_deref())
            .with("Id", organization.id.to_string())
            .with("Country", organization.country_letter_code.as_deref())
            .with(
                "VerifiedDomains",
                Value::texts(domains.map(|domain| &*domain.name)),
            )
            .with("Users", directory.users().len())
            .with("Devices", directory.devices().len())
            .with("Groups", directory.group_count())
            .with("DynamicGroups", tenant.engine().groups().count())
            .with("LicencesRequired", licences.required)
            .with("LicencesOwned", licences.owned)
            .with("WaitingWork", tenant.engine().waiting())
            .with("Now", time(tenant.clock().now()))
            .with("ClockMode", tenant.clock().mode().name())
    };
    request.emit(record)
}
