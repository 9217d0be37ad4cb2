//! `Remove-RoleMember`: takes a directory role from somebody.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use super::add_role_member::parameters;
use crate::request::{Request, native};
use crate::roles;
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-RoleMember", "Takes a directory role from somebody.")
        .describe(
            "A role that is held through a group is taken by removing the member from that group.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "Add-RoleMember Groups joni@contoso.com; Remove-RoleMember Groups joni@contoso.com; Get-RoleMember Groups",
            "Takes a role that was given before.",
        )
        .example(
            "Add-RoleMember User joni@contoso.com; Get-RoleMember User | Remove-RoleMember -WhatIf",
            "Says what would be done.",
        )
        .each(native(remove_role_member))
}

fn remove_role_member(request: &mut Request<'_, '_>) -> Done {
    roles::change_assignments(request, Change::RemoveRoleMember)
}
