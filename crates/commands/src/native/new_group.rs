//! `New-Group`: creates a group.

use ingroup_directory::{Name, ObjectRef};
use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::effects::Follows;
use crate::groups;
use crate::parameters::{rule, shared};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-Group", "Creates a group, assigned or dynamic.")
        .describe(
            "Without -GroupTypes it is a security group; with Unified a Microsoft 365 group. A rule makes it dynamic. \
             The kind of a group cannot be changed later. With -Channel MyGroups it is created as people do for \
             themselves: who creates it owns it, and all may join a security group unless -JoinPolicy says otherwise.",
        )
        .parameter(shared("DisplayName").position(0).mandatory())
        .parameter(rule().position(1))
        .parameters(
            [
                "MembershipType",
                "MembershipRuleProcessingState",
                "GroupTypes",
                "Description",
                "MailNickname",
                "MailEnabled",
                "SecurityEnabled",
                "Visibility",
                "JoinPolicy",
                "Channel",
                "IsAssignableToRole",
                "AllowToAddGuests",
                "ResourceBehaviorOptions",
                "Members",
                "Owners",
            ]
            .map(shared),
        )
        .what_if()
        .example(
            "New-Group 'German sales' '(user.department -eq \"Sales\") -and (user.country -eq \"Germany\")'",
            "Creates a dynamic group.",
        )
        .example(
            "New-Group Phones -MembershipType 'Dynamic Device' -Rule 'device.deviceOSType -eq \"iPhone\"'",
            "Creates a dynamic group of devices, in the portal's words.",
        )
        .example(
            "New-Group 'Launch' -GroupTypes Unified -Members adele@contoso.com, alex@contoso.com",
            "Creates a Microsoft 365 group with two members.",
        )
        .example(
            "New-Group Lagos -Rule 'user.city -eq \"Lagos\"' -WhatIf",
            "Says how many members the group would have.",
        )
        .example(
            "Connect-Tenant -As adele@contoso.com; New-Group 'Running club' -Channel MyGroups | Select-Object DisplayName, JoinPolicy; Get-GroupOwner 'Running club'",
            "Creates a group as people do for themselves.",
        )
        .each(native(new_group))
}

/// Creates a group and gives it.
pub(crate) fn new_group(request: &mut Request<'_, '_>) -> Done {
    let group = groups::new_group(request)?;
    let name = group.display_name.clone();
    let Some(outcome) =
        request.change(vec![Change::CreateGroup(group)], &name, Follows::NewGroup)?
    else {
        return Ok(());
    };
    groups::say(request, &outcome.diagnostics)?;
    say_shared(request, &name)?;
    groups::say_undecided(request)?;
    request.emit_each(outcome.created)
}

/// Warns that another group has the name already, as the portal does; programs are not told (N-25).
fn say_shared(request: &mut Request<'_, '_>, name: &str) -> Done {
    if !request.is_native() {
        return Ok(());
    }
    let is_group = |object: &&ObjectRef| matches!(object, ObjectRef::Group(_));
    let count = {
        let session = request.session();
        let directory = session.tenant().directory();
        let named = directory.find(Name::DisplayName, name);
        named.iter().filter(is_group).count()
    };
    let others = match count {
        0 | 1 => return Ok(()),
        2 => format!("Another group is called \"{name}\" too"),
        many => format!("{} other groups are called \"{name}\" too", many - 1),
    };
    request
        .call
        .warn(format!("{others}; an id says which is meant."))
}
