//! `Update-UserLicense`: works the licences of a user out again.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Wanted};

use crate::effects::Follows;
use crate::parameters::identity;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Update-UserLicense", "Works the licences of a user out again: Reprocess.")
        .describe(
            "It is done at once. A service that needs another one which nobody gives is an error here.",
        )
        .parameter(identity("User").alias("ObjectId").alias("UserId").mandatory())
        .what_if()
        .example("Set-GroupLicense Managers -AddLicense ENTERPRISEPREMIUM; Update-UserLicense adele@contoso.com; Get-UserLicense adele@contoso.com", "Works the licences of a user out again.")
        .example("Update-UserLicense adele@contoso.com -WhatIf", "Says what that would come to.")
        .each(native(update_user_license))
}

/// Reprocesses the user that `-Identity` names.
pub(crate) fn update_user_license(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let name = name_of(request.session().tenant().directory(), user);
    let command = Change::ReprocessUser { user };
    let done = request.change(vec![command], &name, Follows::Licenses)?;
    match done.is_some() && !request.is_native() {
        true => request.emit_each([user]),
        false => Ok(()),
    }
}
