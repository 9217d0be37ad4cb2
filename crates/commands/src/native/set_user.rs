//! `Set-User`: changes a user's attributes.

use ingroup_shell::{Command, Done, Parameter};
use ingroup_tenant::{Command as Change, Wanted};

use crate::attributes;
use crate::effects::Follows;
use crate::parameters;
use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-User", "Changes the attributes of a user.")
        .describe(
            "Only what is named changes; $null clears. The user joins and leaves dynamic groups as their rules say.",
        )
        .parameter(parameters::identity("User").alias("ObjectId").mandatory())
        .parameters(attributes::parameters())
        .parameter(Parameter::switch("PassThru").help("Gives the user as it is afterwards."))
        .what_if()
        .example(
            "Set-User diego@contoso.com -Department Legal -PassThru",
            "Moves a user to another department.",
        )
        .example(
            "Set-User adele@contoso.com -Department $null -WhatIf",
            "Says which groups a user would leave and join.",
        )
        .example(
            "Set-User adele@contoso.com -Attributes @{ extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber = '123' }",
            "Sets a directory extension.",
        )
        .each(native(set_user))
}

/// Changes the user that `-Identity` names.
pub(crate) fn set_user(request: &mut Request<'_, '_>) -> Done {
    let user = request.find(Wanted::User, "Identity")?;
    let changes = attributes::changes(request)?;
    let name = name_of(request.session().tenant().directory(), user);
    if changes.attributes.is_empty() && changes.manager.is_none() {
        request.warn_unchanged(&name)?;
    }
    let command = Change::UpdateUser { user, changes };
    let done = request.change(vec![command], &name, Follows::Memberships)?;
    match done.is_some() && request.switch("PassThru") {
        true => request.emit_each([user]),
        false => Ok(()),
    }
}
