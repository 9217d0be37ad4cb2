//! `Enter-Group`: joins a group that is open to all.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::request::{Request, native};
use crate::self_service::{move_oneself, of_people};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Enter-Group", "Joins a group that is open to all.")
        .describe(
            "Who acts joins; the built-in administrator is nobody, so that -User says who. A group with owner approval is \
             asked with New-JoinRequest; of a closed one only the owners add members. Get-Group shows the join policy \
             of a group.",
        )
        .parameters(of_people())
        .what_if()
        .example(
            "Set-Group 'Fire wardens' -JoinPolicy Open; Connect-Tenant -As adele@contoso.com; Enter-Group 'Fire wardens'; Get-User adele@contoso.com -Groups | Where-Object Through -eq assigned",
            "Opens a group, and somebody joins it.",
        )
        .example(
            "Set-Group 'Fire wardens' -JoinPolicy Open; Enter-Group 'Fire wardens' -User adele@contoso.com -WhatIf",
            "Says what would follow if somebody joined.",
        )
        .each(native(enter_group))
}

fn enter_group(request: &mut Request<'_, '_>) -> Done {
    move_oneself(request, |group, user| Change::Join { group, user })
}
