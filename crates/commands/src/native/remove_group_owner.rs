//! `Remove-GroupOwner`: takes owners from a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use super::add_group_owner::{change_owners, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-GroupOwner", "Takes owners from a group.")
        .describe(
            "The last user among the owners stays; a service principal that is left does not count. All of those \
             named in one use of the command go, or none.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "Add-GroupOwner Managers alex@contoso.com, adele@contoso.com; Remove-GroupOwner Managers alex@contoso.com; Get-GroupOwner Managers",
            "Takes one of two owners away.",
        )
        .example(
            "Add-GroupOwner Sales adele@contoso.com; Get-GroupOwner Sales | Select-Object -First 1 | Remove-GroupOwner Sales -WhatIf",
            "Says what would be done.",
        )
        .each(native(remove_group_owner))
}

/// Takes those that `-Owner` names from the owners of the group that `-Identity` names.
pub(crate) fn remove_group_owner(request: &mut Request<'_, '_>) -> Done {
    change_owners(request, |group, owner| Change::RemoveOwner { group, owner })
}
