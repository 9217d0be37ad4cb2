//! `New-ExpirationPolicy`: makes Microsoft 365 groups expire.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Lifecycle};

use crate::effects::Follows;
use crate::expiration::{POLICY, changes, emit_policy, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("New-ExpirationPolicy", "Makes Microsoft 365 groups expire that nobody uses or renews.")
        .describe(
            "A tenant has one policy at most. A group expires when its lifetime is over since it was made or renewed; \
             one that is older already gets 35 days. Its owners are told 30, 15 and 1 day before, of a group without \
             owners the given addresses; it is deleted a day after, and can be restored for 30 days. A group that \
             people use is renewed by itself (Add-GroupActivity says that they do). about_Expiration tells more.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "New-ExpirationPolicy 365 -AlternateNotificationEmails it@contoso.com",
            "Makes all Microsoft 365 groups expire after a year.",
        )
        .example(
            "New-ExpirationPolicy 180 -ManagedGroupTypes Selected -WhatIf",
            "Says what a policy for selected groups would bring.",
        )
        .each(native(new_expiration_policy))
}

/// Makes the policy and gives it.
pub(crate) fn new_expiration_policy(request: &mut Request<'_, '_>) -> Done {
    let command = Change::Lifecycle(Lifecycle::Create(changes(request)?));
    match request.change(vec![command], POLICY, Follows::Expiration)? {
        Some(_) => emit_policy(request),
        None => Ok(()),
    }
}
