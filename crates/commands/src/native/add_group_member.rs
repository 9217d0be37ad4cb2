//! `Add-GroupMember`: adds members to an assigned group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::member_changes::{change_members, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-GroupMember", "Adds members to an assigned group.")
        .describe(
            "All of those named in one use of the command join, or none; 20 at most. The members of a dynamic group come from \
             its rule alone.",
        )
        .parameters(parameters("Group", "GroupId"))
        .what_if()
        .example("Add-GroupMember Board alex@contoso.com", "Adds one member.")
        .example(
            "Get-User | Where-Object Department -eq 'Legal' | Select-Object -First 2 | Add-GroupMember Board",
            "Adds people that another command found.",
        )
        .each(native(add_group_member))
}

/// Adds those that `-Member` names to the group that `-Identity` names.
pub(crate) fn add_group_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, Wanted::Group, |group, members| {
        vec![Change::AddMembers { group, members }]
    })
}
