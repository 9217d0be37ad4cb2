//! `Remove-GroupMember`: removes members from an assigned group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::member_changes::{change_members, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-GroupMember",
        "Removes members from an assigned group.",
    )
    .describe("All of those named in one use of the command leave, or none.")
    .parameters(parameters("Group", "GroupId"))
    .what_if()
    .example(
        "Get-GroupMember Sales | Select-Object -First 1 | Remove-GroupMember Sales",
        "Removes the first member of the list.",
    )
    .each(native(remove_group_member))
}

/// Removes those that `-Member` names from the group that `-Identity` names.
pub(crate) fn remove_group_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, Wanted::Group, |group, members| {
        let each = members.into_iter();
        each.map(|member| Change::RemoveMember { group, member })
            .collect()
    })
}
