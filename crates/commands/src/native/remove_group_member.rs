//! `Remove-GroupMember`: removes members from an assigned group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use super::add_group_member::change_members;
use crate::parameters::{named, shared};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-GroupMember",
        "Removes members from an assigned group.",
    )
    .describe("All of those named in one use of the command leave, or none.")
    .parameter(
        named("Group", "Identity")
            .alias("GroupId")
            .position(0)
            .mandatory(),
    )
    .parameter(
        shared("Member")
            .alias("Id")
            .position(1)
            .mandatory()
            .from_pipeline()
            .from_property(),
    )
    .what_if()
    .example(
        "Get-GroupMember Sales | Select-Object -First 1 | Remove-GroupMember Sales",
        "Removes the first member of the list.",
    )
    .each(native(remove_group_member))
}

/// Removes those that `-Member` names from the group that `-Identity` names.
pub(crate) fn remove_group_member(request: &mut Request<'_, '_>) -> Done {
    change_members(request, |group, members| {
        let each = members.into_iter();
        each.map(|member| Change::RemoveMember { group, member })
            .collect()
    })
}
