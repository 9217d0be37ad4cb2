//! `Set-ExpirationPolicy`: changes the expiration policy.

use ingroup_shell::{Command, Done};
use ingroup_tenant::{Command as Change, Lifecycle, LifecycleChanges};

use crate::effects::Follows;
use crate::expiration::{POLICY, changes, check_policy, emit_policy, parameters};
use crate::request::{Request, native};
use crate::session::Session;

pub(super) fn command() -> Command<Session> {
    Command::new("Set-ExpirationPolicy", "Changes the expiration policy of Microsoft 365 groups.")
        .describe(
            "Only what is named changes. With another lifetime every group gets another date; one that is older than \
             the new lifetime gets 35 days.",
        )
        .parameters(parameters())
        .what_if()
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Set-ExpirationPolicy 90 -WhatIf",
            "Says what a shorter lifetime would bring.",
        )
        .example(
            "New-ExpirationPolicy 365 | Out-Null; Set-ExpirationPolicy -ManagedGroupTypes Selected; Add-ExpirationPolicyGroup Sales; Get-ExpirationPolicy",
            "Has only one group expire.",
        )
        .each(native(set_expiration_policy))
}

/// Changes the policy; the modules' commands give it.
pub(crate) fn set_expiration_policy(request: &mut Request<'_, '_>) -> Done {
    check_policy(request)?;
    let changes = changes(request)?;
    if changes == LifecycleChanges::default() {
        request.warn_unchanged(POLICY)?;
    }
    let command = Change::Lifecycle(Lifecycle::Update(changes));
    let done = request.change(vec![command], POLICY, Follows::Expiration)?;
    match done.is_some() && !request.is_native() {
        true => emit_policy(request),
        false => Ok(()),
    }
}
