//! `Remove-DeletedObject`: ends a deleted object for good.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted, restorable_until};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-DeletedObject",
        "Ends a deleted user, group or administrative unit for good.",
    )
    .describe(
        "Without this it ends by itself 30 days after it was deleted. An owner may restore a group but not end it.",
    )
    .parameter(
        parameters::identity("DeletedObject")
            .alias("ObjectId")
            .mandatory(),
    )
    .what_if()
    .example(
        "Remove-Group Macs; Remove-DeletedObject Macs",
        "Ends a deleted group, whose nickname is free then.",
    )
    .example(
        "Remove-Group Macs; Get-DeletedObject | Remove-DeletedObject -WhatIf",
        "Says what emptying the container would end.",
    )
    .each(native(remove_deleted_object))
}

/// Deletes for good the deleted object that `-Identity` names.
pub(crate) fn remove_deleted_object(request: &mut Request<'_, '_>) -> Done {
    let object = request.find(Wanted::Deleted, "Identity")?;
    let (name, follows) = {
        let session = request.session();
        let directory = session.tenant().directory();
        let restorable = directory.deleted(object).map(restorable_until);
        let follows = restorable.map_or(Follows::Memberships, |restorable| Follows::End {
            restorable,
        });
        (name_of(directory, object), follows)
    };
    request.change(vec![Change::Purge { object }], &name, follows)?;
    Ok(())
}
