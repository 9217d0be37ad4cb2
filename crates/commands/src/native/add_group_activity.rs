//! `Add-GroupActivity`: notes that people use a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Lifecycle;

use crate::effects::Follows;
use crate::expiration::{change_group, group};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-GroupActivity", "Notes that people use a Microsoft 365 group.")
        .describe(
            "The service sees by itself that somebody views, edits or shares a file, reads or writes in the group's \
             mailbox or visits a channel of its team. A group that was used since its last renewal is renewed 35 days \
             before it expires; one that is nearer to its end is renewed at once.",
        )
        .parameter(group())
        .what_if()
        .example(
            "Add-GroupActivity Sales; (Get-Group Sales).LastActivityDateTime",
            "Notes that people use a group.",
        )
        .example(
            "New-ExpirationPolicy 60 | Out-Null; Step-Clock 30d | Out-Null; Add-GroupActivity Sales -WhatIf",
            "Says what that would bring.",
        )
        .each(native(add_group_activity))
}

fn add_group_activity(request: &mut Request<'_, '_>) -> Done {
    change_group(request, Lifecycle::NoteActivity, Follows::Expiration)?;
    Ok(())
}
