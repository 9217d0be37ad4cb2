//! `Exit-Group`: leaves a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::request::{Request, native};
use crate::self_service::{move_oneself, of_people};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Exit-Group", "Leaves a group.")
        .describe(
            "Whoever is a member of an assigned group may leave it, whatever its join policy. The members of a dynamic \
             group are those that its rule takes.",
        )
        .parameters(of_people())
        .what_if()
        .example(
            "Add-GroupMember 'Fire wardens' adele@contoso.com; Connect-Tenant -As adele@contoso.com; Exit-Group 'Fire wardens'; Get-User adele@contoso.com -Groups | Where-Object Through -eq assigned",
            "Leaves a group, so that it is not among somebody's groups any more.",
        )
        .example(
            "Add-GroupMember 'Fire wardens' adele@contoso.com; Exit-Group 'Fire wardens' -User adele@contoso.com -WhatIf",
            "Says what would follow if somebody left.",
        )
        .each(native(exit_group))
}

fn exit_group(request: &mut Request<'_, '_>) -> Done {
    move_oneself(request, |group, member| Change::RemoveMember {
        group,
        member,
    })
}
