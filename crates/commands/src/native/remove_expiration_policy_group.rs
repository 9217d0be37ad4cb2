//! `Remove-ExpirationPolicyGroup`: takes a group from those that expire.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Lifecycle;

use crate::effects::Follows;
use crate::expiration::{change_group, check_policy, group};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-ExpirationPolicyGroup", "Takes a group from those that expire.")
        .describe("The policy is one for selected groups.")
        .parameter(group())
        .what_if()
        .example(
            "New-ExpirationPolicy 365 -ManagedGroupTypes Selected | Out-Null; Add-ExpirationPolicyGroup Sales; Remove-ExpirationPolicyGroup Sales; (Get-Group Sales).ExpirationDateTime",
            "Takes a group out, so that it has no date.",
        )
        .example(
            "New-ExpirationPolicy 365 -ManagedGroupTypes Selected | Out-Null; Add-ExpirationPolicyGroup Sales; Remove-ExpirationPolicyGroup Sales -WhatIf",
            "Says what that would bring.",
        )
        .each(native(remove_expiration_policy_group))
}

/// Takes the group out that `-Group` names.
pub(crate) fn remove_expiration_policy_group(request: &mut Request<'_, '_>) -> Done {
    check_policy(request)?;
    change_group(request, Lifecycle::Deselect, Follows::Expiration)?;
    Ok(())
}
