//! `Add-ApplicationAssignment`: gives users and groups access to an application.

use ingroup_schema::ObjectId;
use ingroup_shell::{Category, Command, Done, Parameter, ShellError};
use ingroup_tenant::{Command as Change, Wanted};

use crate::applications;
use crate::effects::Follows;
use crate::parameters::{named, shared};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Add-ApplicationAssignment",
        "Gives a user or the members of a group access to an application.",
    )
    .describe(
        "A group gives access to its direct members, as they come and go; a group within it gives nothing. Owners \
         assign applications to their groups without a role.",
    )
    .parameters(parameters())
    .what_if()
    .example(
        "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -Group Sales; Set-Group Sales -GroupTypes Unified, DynamicMembership -Rule 'user.department -eq \"Sales\"' -WhatIf",
        "Assigns an application to a group, and sees what a conversion of the group would mean.",
    )
    .example(
        "$app = New-Application Salesforce; Add-ApplicationAssignment Salesforce -User adele@contoso.com -WhatIf",
        "Says who would gain access.",
    )
    .each(native(add_application_assignment))
}

/// The parameters of the two commands that give and take access.
pub(super) fn parameters() -> [Parameter; 3] {
    [
        shared("Application").alias("AppId").position(0).mandatory(),
        named("User", "User"),
        named("Group", "Group").alias("GroupId"),
    ]
}

fn add_application_assignment(request: &mut Request<'_, '_>) -> Done {
    change_access(request, |application, principal| Change::AssignAccess {
        application,
        principal,
    })
}

/// Gives or takes the access of whom `-User` or `-Group` names.
pub(super) fn change_access(
    request: &mut Request<'_, '_>,
    command: fn(ObjectId, ObjectId) -> Change,
) -> Done {
    let application = applications::find(request, "Application")?;
    let principal = match (request.has("User"), request.has("Group")) {
        (true, false) => request.find(Wanted::User, "User")?,
        (false, true) => request.find(Wanted::Group, "Group")?,
        (true, true) | (false, false) => {
            let error = ShellError::new("Say who: a user or a group.");
            let error = error.category(Category::InvalidArgument);
            return Err(error.help("Add -User or -Group, one of them.").into());
        }
    };
    let target = request.text("Application").unwrap_or_default();
    let commands = vec![command(application, principal)];
    request.change(commands, &target, Follows::Memberships)?;
    Ok(())
}
