//! `Restore-DeletedObject`: brings a deleted user, group or administrative unit back.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Restore-DeletedObject",
        "Brings a deleted user, group or administrative unit back.",
    )
    .describe(
        "It keeps its id and comes back with its properties and with the members, owners and memberships that people \
         gave it. What is dynamic comes back empty and is filled from its rule, like a new group; a user who comes \
         back joins the dynamic groups whose rules take them now.",
    )
    .parameter(
        parameters::identity("DeletedObject")
            .alias("ObjectId")
            .mandatory(),
    )
    .what_if()
    .example(
        "Remove-Group Nigeria; Restore-DeletedObject Nigeria",
        "Brings a group back.",
    )
    .example(
        "Remove-User adele@contoso.com; Restore-DeletedObject adele@contoso.com -WhatIf",
        "Says which groups a user would be in again.",
    )
    .each(native(restore_deleted_object))
}

/// Restores the object that `-Identity` names and gives it.
pub(crate) fn restore_deleted_object(request: &mut Request<'_, '_>) -> Done {
    let object = request.find(Wanted::Deleted, "Identity")?;
    let name = name_of(request.session().tenant().directory(), object);
    let command = Change::Restore { object };
    match request.change(vec![command], &name, Follows::Memberships)? {
        Some(_) => request.emit_each([object]),
        None => Ok(()),
    }
}
