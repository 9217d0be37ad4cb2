//! `Remove-User`: deletes a user.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new(
        "Remove-User",
        "Deletes a user, who leaves all groups at once.",
    )
    .describe("Restore-DeletedObject brings the user back within 30 days.")
    .parameter(parameters::identity("User").alias("ObjectId").mandatory())
    .what_if()
    .example("Remove-User joni@contoso.com", "Deletes a user.")
    .example(
        "Remove-User joni@contoso.com -WhatIf",
        "Says which groups the user would leave.",
    )
    .each(native(remove_user))
}

/// Deletes the user that `-Identity` names.
pub(crate) fn remove_user(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let name = name_of(request.session().tenant().directory(), user);
    request.change(
        vec![Change::DeleteUser { user }],
        &name,
        Follows::Memberships,
    )?;
    Ok(())
}
