//! `Remove-RoleMember`: takes a directory role from somebody.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use super::add_role_member::parameters;
use crate::effects::Follows;
use crate::records::name_of;
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
    let assignments = roles::assignments(request)?;
    let names: Vec<String> = {
        let session = request.session();
        let directory = session.tenant().directory();
        let holders = assignments.iter().map(|one| one.principal);
        holders.map(|id| name_of(directory, id)).collect()
    };
    let commands = assignments.into_iter().map(Change::RemoveRoleMember);
    request.change(commands.collect(), &names.join(", "), Follows::Memberships)?;
    Ok(())
}
