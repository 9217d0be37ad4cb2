//! `Get-ExpirationPolicy`: shows the expiration policy.

use ingroup_shell::{Command, Done};

use crate::expiration::{check_policy, emit_policy};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Get-ExpirationPolicy", "Shows the expiration policy of Microsoft 365 groups.")
        .describe("Gives nothing if there is none. When a group expires is its ExpirationDateTime.")
        .example(
            "New-ExpirationPolicy 365 -AlternateNotificationEmails it@contoso.com | Out-Null; Get-ExpirationPolicy",
            "Shows the policy.",
        )
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Get-Group -Filter \"groupTypes/any(c:c eq 'Unified')\" | Sort-Object ExpirationDateTime | Select-Object -First 3 DisplayName, ExpirationDateTime",
            "Shows which groups expire first.",
        )
        .each(native(get_expiration_policy))
}

/// Gives the policy.
pub(crate) fn get_expiration_policy(request: &mut Request<'_, '_>) -> Done {
    check_policy(request)?;
    emit_policy(request)
}
