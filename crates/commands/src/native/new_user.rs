//! `New-User`: creates a user.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Command as Change;

use crate::attributes;
use crate::effects::Follows;
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-User", "Creates a user, who joins every group whose rule takes them.")
        .describe(
            "-UserPrincipalName and -DisplayName are needed. The account is enabled unless told otherwise, and the \
             mail nickname follows from the sign-in name.",
        )
        .parameters(attributes::name_first(attributes::parameters()))
        .what_if()
        .example(
            "New-User -UserPrincipalName nadia@contoso.com -DisplayName 'Nadia Haddad' -Department Sales -Country Germany",
            "Creates a user.",
        )
        .example(
            "New-User -UserPrincipalName nadia@contoso.com -DisplayName 'Nadia Haddad' -Department Sales -WhatIf",
            "Says which groups the user would join.",
        )
        .each(native(new_user))
}

/// Creates a user and gives it.
pub(crate) fn new_user(request: &mut Request<'_, '_>) -> Done {
    let user = attributes::new_user(request)?;
    let name = request.text("UserPrincipalName").unwrap_or_default();
    let command = Change::CreateUser(user);
    match request.change(vec![command], &name, Follows::Memberships)? {
        Some(outcome) => request.emit_each(outcome.created),
        None => Ok(()),
    }
}
