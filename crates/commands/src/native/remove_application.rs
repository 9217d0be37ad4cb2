//! `Remove-Application`: deletes an application.

use std::collections::BTreeSet;

use ingroup_schema::ObjectId;
use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::applications;
use crate::effects::Follows;
use crate::parameters::named;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-Application", "Deletes an application.")
        .describe(
            "All access to it ends, and its service principal goes with it. Values of its extension properties stay, and so do rules that name them; no new \
             rule can.",
        )
        .parameter(
            named("Application", "Identity")
                .alias("Id")
                .position(0)
                .mandatory()
                .from_pipeline()
                .from_property(),
        )
        .what_if()
        .example(
            "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group Board; Remove-Application Salesforce -WhatIf",
            "Says who would lose access.",
        )
        .example(
            "$app = New-Application Salesforce; Remove-Application $app; Get-Application",
            "Deletes an application.",
        )
        .each(native(remove_application))
}

/// Deletes the application that `-Identity` names.
pub(crate) fn remove_application(request: &mut Request<'_, '_>) -> Done {
    let id = applications::find(request, "Identity")?;
    let (name, people) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let Some(application) = directory.application(id) else {
            return Ok(());
        };
        let reach = application
            .assignments()
            .flat_map(|principal| applications::through(directory, principal));
        let people: BTreeSet<ObjectId> = reach.map(|(person, _)| person).collect();
        (application.facts().display_name.to_string(), people.len())
    };
    let command = Change::DeleteApplication { application: id };
    request.change(vec![command], &name, Follows::NoMoreAccess { people })?;
    Ok(())
}
