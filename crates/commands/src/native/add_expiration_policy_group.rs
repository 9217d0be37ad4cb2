//! `Add-ExpirationPolicyGroup`: has another group expire.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Lifecycle;

use crate::effects::Follows;
use crate::expiration::{change_group, check_policy, group};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Add-ExpirationPolicyGroup", "Adds a Microsoft 365 group to those that expire.")
        .describe("The policy is one for selected groups; it has 500 of them at most.")
        .parameter(group())
        .what_if()
        .example(
            "New-ExpirationPolicy 365 -ManagedGroupTypes Selected | Out-Null; Add-ExpirationPolicyGroup Sales; (Get-ExpirationPolicy).SelectedGroups",
            "Has one group expire.",
        )
        .example(
            "New-ExpirationPolicy 365 -ManagedGroupTypes Selected | Out-Null; Add-ExpirationPolicyGroup Sales -WhatIf",
            "Says when the group would expire.",
        )
        .each(native(add_expiration_policy_group))
}

/// Adds the group that `-Group` names.
pub(crate) fn add_expiration_policy_group(request: &mut Request<'_, '_>) -> Done {
    check_policy(request)?;
    change_group(request, Lifecycle::Select, Follows::Expiration)?;
    Ok(())
}
