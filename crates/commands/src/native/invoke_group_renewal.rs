//! `Invoke-GroupRenewal`: renews a group.

use ingroup_shell::{Command, Done};
use ingroup_tenant::Lifecycle;

use crate::effects::Follows;
use crate::expiration::{change_group, group};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Invoke-GroupRenewal", "Renews a Microsoft 365 group, so that its lifetime begins anew.")
        .describe("Owners renew their groups; Global, Groups and User Administrators renew any.")
        .parameter(group())
        .what_if()
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Invoke-GroupRenewal Sales; Get-Group Sales | Select-Object DisplayName, RenewedDateTime, ExpirationDateTime",
            "Renews a group.",
        )
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Invoke-GroupRenewal Sales -WhatIf",
            "Says what that would bring.",
        )
        .each(native(invoke_group_renewal))
}

/// Renews the group that `-Group` names.
pub(crate) fn invoke_group_renewal(request: &mut Request<'_, '_>) -> Done {
    change_group(request, Lifecycle::Renew, Follows::Expiration)?;
    Ok(())
}
