//! `Remove-ApplicationAssignment`: takes the access of users and groups to an application.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use super::add_application_assignment::{change_access, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-ApplicationAssignment",
        "Takes the access of a user or of a group's members to an application.",
    )
    .describe("Who reaches the application in another way too keeps it.")
    .parameters(parameters())
    .what_if()
    .example(
        "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group Sales; Remove-ApplicationAssignment Salesforce -Group Sales -WhatIf",
        "Says who would lose access.",
    )
    .example(
        "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group Sales; Remove-ApplicationAssignment Salesforce -Group Sales; Get-Access -Application Salesforce",
        "Takes the access of a group's members.",
    )
    .each(native(remove_application_assignment))
}

fn remove_application_assignment(request: &mut Request<'_, '_>) -> Done {
    change_access(request, |application, principal| Change::RemoveAccess {
        application,
        principal,
    })
}
