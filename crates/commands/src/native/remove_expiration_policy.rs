//! `Remove-ExpirationPolicy`: ends the expiration of groups.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Lifecycle};

use crate::effects::Follows;
use crate::expiration::{POLICY, check_policy};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Remove-ExpirationPolicy", "Ends the expiration policy: no group expires any more.")
        .what_if()
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Remove-ExpirationPolicy; (Get-Group Sales).ExpirationDateTime",
            "Ends the policy, so that no group has a date.",
        )
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Remove-ExpirationPolicy -WhatIf",
            "Says what that would bring.",
        )
        .each(native(remove_expiration_policy))
}

/// Ends the policy.
pub(crate) fn remove_expiration_policy(request: &mut Request<'_, '_>) -> Done {
    check_policy(request)?;
    let command = Change::Lifecycle(Lifecycle::Delete);
    request.change(vec![command], POLICY, Follows::Expiration)?;
    Ok(())
}
