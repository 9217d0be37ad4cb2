//! `Get-Alert`: what an administrator should look at.

use ingroup_shell::{Command, Done, Object};
use ingroup_tenant::Wanted;

use crate::parameters::named;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-Alert", "Shows what needs somebody's attention, the worst first.")
        .describe(
            "Groups whose rule could not be processed, a guest who holds up the whole tenant, work that has waited \
             for more than a day, limits that are reached or nearly so, licences that are missing, products in use whose subscription is \
             suspended or expired, and licences of groups that do not work for somebody. Alerts follow from how \
             things stand: one goes when its cause goes. Format-List shows each with its whole text.",
        )
        .parameter(named("Group", "Group").position(0).from_pipeline())
        .example("Get-Alert | Format-List Severity, Kind, Subject, WhatToDo", "Shows all alerts and what to do.")
        .example("Set-ProcessingFault Managers; Get-Alert Managers | Format-List", "Shows the alerts of one group.")
        .each(native(get_alert))
}

fn get_alert(request: &mut Request<'_, '_>) -> Done {
    let group = match request.has("Group") {
        true => Some(request.find(Wanted::Group, "Group")?),
        false => None,
    };
    let rows: Vec<Object> = {
        let session = request.session();
        let alerts = session.tenant().alerts().into_iter();
        let wanted = alerts.filter(|alert| group.is_none() || alert.holder == group);
        wanted
            .map(|alert| {
                Object::new("Alert")
                    .with("Severity", alert.severity.name())
                    .with("Kind", alert.kind.name())
                    .with("Subject", alert.subject)
                    .with("Text", alert.text)
                    .with("WhatToDo", alert.help)
                    .with("ObjectId", alert.holder.map(|id| id.to_string()))
            })
            .collect()
    };
    rows.into_iter().try_for_each(|row| request.emit(row))
}
