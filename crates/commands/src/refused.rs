//! Refusals as errors of the shell: the sentence, the service's answer, what to do next.

use std::borrow::Cow;
use std::ops::Range;

use ingroup_rule::{Diagnostic, Effect, Severity, Span};
use ingroup_shell::{Category, Inner, ServiceAnswer, ShellError};
use ingroup_tenant::{LicenseRefusal, Refusal};

/// As the native commands say it: our sentence, the service's answer below.
pub(crate) fn native(refusal: &Refusal) -> ShellError {
    let message = match refusal {
        Refusal::InvalidRule { diagnostics, .. } => invalid_rule(refusal, diagnostics),
        _ => refusal.to_string(),
    };
    detailed(ShellError::new(message), refusal)
}

/// What scripts and logs read of a rule's errors: the only one in words, or how many there are.
fn invalid_rule(refusal: &Refusal, diagnostics: &[Diagnostic]) -> String {
    let general = refusal.to_string();
    let general = general.trim_end_matches('.');
    match errors(diagnostics).collect::<Vec<_>>().as_slice() {
        [one] => format!("{general}: {}", one.message()),
        all => format!("{general}; it has {} errors.", all.len()),
    }
}

fn errors(diagnostics: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    let is_error = |found: &&Diagnostic| found.severity() == Severity::Error;
    diagnostics.iter().filter(is_error)
}

/// As the modules' commands say it: the service's own sentence, which scripts look for, and ours as help.
pub(crate) fn as_service(refusal: &Refusal) -> ShellError {
    match refusal.service().and_then(|answer| answer.message) {
        Some(message) => {
            let error = ShellError::new(message).help(refusal.to_string());
            detailed(error, refusal)
        }
        None => native(refusal),
    }
}

fn detailed(error: ShellError, refusal: &Refusal) -> ShellError {
    let mut error = error.category(category(refusal));
    if let Some(answer) = refusal.service() {
        error = error.id(answer.code).service(ServiceAnswer {
            status: answer.status,
            code: answer.code.to_owned(),
            text: answer.message.map(Cow::into_owned),
        });
    }
    if let Refusal::InvalidRule { rule, diagnostics } = refusal {
        error = with_findings(error, rule, diagnostics);
    }
    match refusal.help() {
        Some(help) => error.help(help),
        None => error,
    }
}

/// Adds a rule's errors with the rule underlined, and what mends the first.
fn with_findings(mut error: ShellError, rule: &str, diagnostics: &[Diagnostic]) -> ShellError {
    for found in errors(diagnostics) {
        error = error.inner(Inner {
            title: "membership rule".to_owned(),
            text: rule.to_owned(),
            range: bytes(rule, found.span()),
            label: found.message().to_owned(),
        });
    }
    let Some(first) = errors(diagnostics).next() else {
        return error;
    };
    let title = first.fix().map(|fix| fix.title().trim_end_matches('.'));
    // The fix says it again, with the whole rule.
    let help = first
        .help()
        .filter(|help| Some(help.trim_end_matches('.')) != title);
    if let Some(help) = help {
        error = error.help(help);
    }
    if let (Some(fix), Some(title)) = (first.fix(), title) {
        let title = match fix.effect() {
            Effect::Equivalent => title.to_owned(),
            Effect::ChangesMembers => format!("{title} (may change the members)"),
        };
        error = error.help(format!("{title}: {}", fix.apply(rule)));
    }
    match first.service() {
        Some(answer) => error.help(format!(
            "In the portal the same rule is refused with \"{}\".",
            answer.portal.trim_end_matches('.')
        )),
        None => error,
    }
}

/// The bytes of a rule's text that a span names.
fn bytes(text: &str, span: Span) -> Range<usize> {
    let start = Span::new(0, span.start()).of(text).len();
    start..start + span.of(text).len()
}

/// The native name of the parameter that is to blame, if one can be named.
pub(crate) fn parameter(refusal: &Refusal) -> Option<String> {
    let name = match refusal {
        Refusal::InvalidRule { .. }
        | Refusal::RuleOnAssigned { .. }
        | Refusal::RuleOnAssignedUnit { .. }
        | Refusal::SubjectOfRule { .. }
        | Refusal::SubjectOfMicrosoft365 { .. } => "MembershipRule",
        Refusal::NeverDynamic { .. }
        | Refusal::RoleAssignable { .. }
        | Refusal::RuleMissing
        | Refusal::KindIsFixed => "GroupTypes",
        Refusal::UnverifiedDomain { .. } => "UserPrincipalName",
        Refusal::MembersOfDynamic => "Members",
        Refusal::AlreadyMember { .. }
        | Refusal::NotMember { .. }
        | Refusal::MemberKind { .. }
        | Refusal::NestedInRoleAssignable { .. }
        | Refusal::GuestMember { .. }
        | Refusal::UnitMemberKind { .. } => "Member",
        Refusal::AlreadyOwner { .. }
        | Refusal::NotOwner { .. }
        | Refusal::OwnerKind { .. }
        | Refusal::GuestOwner { .. }
        | Refusal::LastOwner { .. } => "Owner",
        Refusal::UnknownApplication { .. } => "Application",
        Refusal::RoleHeld { .. } | Refusal::RoleNotHeld { .. } => "Member",
        Refusal::DynamicMembership { .. }
        | Refusal::DynamicUnit { .. }
        | Refusal::DynamicTeam { .. }
        | Refusal::NotDeleted { .. }
        | Refusal::ManagedInExchange { .. } => "Identity",
        Refusal::Synchronised { .. } | Refusal::Licensed { .. } => "Identity",
        Refusal::License(LicenseRefusal::GroupKind { .. }) => "Identity",
        Refusal::TeamExists { .. } | Refusal::NeverTeam { .. } | Refusal::NoTeam { .. } => "Group",
        Refusal::TeamWithRule { .. } => "MembershipRule",
        Refusal::ClockBackwards { .. } => "To",
        Refusal::OutsideSelfService { .. }
        | Refusal::ClosedGroup { .. }
        | Refusal::ApprovalNeeded { .. }
        | Refusal::OpenGroup { .. } => "Group",
        Refusal::NeverClosed { .. } => "JoinPolicy",
        Refusal::NeverExpires { .. } => "Group",
        Refusal::NotForSelected { .. } => "ManagedGroupTypes",
        Refusal::LifetimeMissing => "GroupLifetimeInDays",
        Refusal::MissingPrefixSuffix { properties, .. } => properties.first().copied()?,
        Refusal::BlockedWord { property, .. } => property,
        Refusal::NotYourself { .. } | Refusal::AlreadyRequested { .. } => "User",
        Refusal::UnknownRequest { .. } | Refusal::RequestSettled { .. } => "Identity",
        Refusal::NotUnique { property, .. } | Refusal::Missing { property, .. } => property,
        Refusal::InvalidValue { property, .. } | Refusal::ReadOnly { property, .. } => property,
        Refusal::MemberOfChain { .. } => "MembershipRule",
        Refusal::RoleAssignableFixed { .. } => "IsAssignableToRole",
        Refusal::License(_)
        | Refusal::AccessHeld { .. }
        | Refusal::AccessNotHeld { .. }
        | Refusal::NotFound { .. }
        | Refusal::NoSuchActor { .. }
        | Refusal::Ambiguous { .. }
        | Refusal::AmbiguousDeleted { .. }
        | Refusal::NotDynamic { .. }
        | Refusal::Denied { .. }
        | Refusal::OverQuota { .. }
        | Refusal::RequestsOff
        | Refusal::PanelRestricted
        | Refusal::SelfServicePlanMissing
        | Refusal::LifecyclePolicyExists
        | Refusal::NoLifecyclePolicy
        | Refusal::LifecyclePlanMissing
        | Refusal::PlanMissing
        | Refusal::Integrity { .. }
        | Refusal::OtherTenant { .. }
        | Refusal::MergeConflicts { .. }
        | Refusal::NotKept { .. }
        | Refusal::Stopped
        | Refusal::TenantNotEmpty { .. } => return None,
    };
    Some(crate::attributes::graph_name(name))
}

fn category(refusal: &Refusal) -> Category {
    match refusal {
        Refusal::NotFound { .. }
        | Refusal::NotDeleted { .. }
        | Refusal::NotMember { .. }
        | Refusal::NotOwner { .. }
        | Refusal::UnknownApplication { .. }
        | Refusal::UnknownRequest { .. }
        | Refusal::NoLifecyclePolicy
        | Refusal::AccessNotHeld { .. } => Category::ObjectNotFound,
        Refusal::AlreadyMember { .. }
        | Refusal::NotUnique { .. }
        | Refusal::AlreadyOwner { .. }
        | Refusal::AlreadyRequested { .. }
        | Refusal::LifecyclePolicyExists
        | Refusal::MergeConflicts { .. }
        | Refusal::AccessHeld { .. } => Category::ResourceExists,
        Refusal::RoleHeld { .. } | Refusal::TeamExists { .. } => Category::ResourceExists,
        Refusal::RoleNotHeld { .. } | Refusal::NoTeam { .. } => Category::ObjectNotFound,
        Refusal::DynamicMembership { .. }
        | Refusal::DynamicUnit { .. }
        | Refusal::DynamicTeam { .. }
        | Refusal::NoSuchActor { .. }
        | Refusal::NotYourself { .. }
        | Refusal::PanelRestricted
        | Refusal::Denied { .. } => Category::PermissionDenied,
        Refusal::OverQuota { .. } => Category::LimitsExceeded,
        Refusal::License(
            LicenseRefusal::UnknownProduct { .. }
            | LicenseRefusal::NoSuchProduct { .. }
            | LicenseRefusal::NoSuchPlan { .. }
            | LicenseRefusal::UnknownPlan { .. }
            | LicenseRefusal::NotOfGroup { .. }
            | LicenseRefusal::NotHeld { .. },
        ) => Category::ObjectNotFound,
        Refusal::License(
            LicenseRefusal::SubscriptionExists { .. } | LicenseRefusal::PlanExists { .. },
        ) => Category::ResourceExists,
        Refusal::License(_) => Category::InvalidOperation,
        Refusal::Ambiguous { .. }
        | Refusal::AmbiguousDeleted { .. }
        | Refusal::SubjectOfRule { .. }
        | Refusal::InvalidRule { .. }
        | Refusal::Missing { .. }
        | Refusal::LifetimeMissing
        | Refusal::InvalidValue { .. }
        | Refusal::ReadOnly { .. }
        | Refusal::UnverifiedDomain { .. }
        | Refusal::RuleMissing
        | Refusal::MissingPrefixSuffix { .. }
        | Refusal::BlockedWord { .. }
        | Refusal::ClockBackwards { .. } => Category::InvalidArgument,
        Refusal::MemberKind { .. }
        | Refusal::NestedInRoleAssignable { .. }
        | Refusal::UnitMemberKind { .. }
        | Refusal::RuleOnAssignedUnit { .. }
        | Refusal::GuestMember { .. }
        | Refusal::OwnerKind { .. }
        | Refusal::GuestOwner { .. }
        | Refusal::LastOwner { .. }
        | Refusal::ManagedInExchange { .. }
        | Refusal::Synchronised { .. }
        | Refusal::NeverDynamic { .. }
        | Refusal::RoleAssignable { .. }
        | Refusal::SubjectOfMicrosoft365 { .. }
        | Refusal::RuleOnAssigned { .. }
        | Refusal::MembersOfDynamic
        | Refusal::KindIsFixed
        | Refusal::NeverTeam { .. }
        | Refusal::OutsideSelfService { .. }
        | Refusal::ClosedGroup { .. }
        | Refusal::ApprovalNeeded { .. }
        | Refusal::OpenGroup { .. }
        | Refusal::NeverClosed { .. }
        | Refusal::RequestSettled { .. }
        | Refusal::RequestsOff
        | Refusal::SelfServicePlanMissing
        | Refusal::LifecyclePlanMissing
        | Refusal::NeverExpires { .. }
        | Refusal::NotForSelected { .. }
        | Refusal::TeamWithRule { .. }
        | Refusal::Licensed { .. }
        | Refusal::NotDynamic { .. }
        | Refusal::MemberOfChain { .. }
        | Refusal::PlanMissing
        | Refusal::RoleAssignableFixed { .. }
        | Refusal::Integrity { .. }
        | Refusal::OtherTenant { .. }
        | Refusal::NotKept { .. }
        | Refusal::Stopped
        | Refusal::TenantNotEmpty { .. } => Category::InvalidOperation,
    }
}
