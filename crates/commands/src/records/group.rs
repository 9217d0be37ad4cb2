//! A group as a record.

use std::sync::Arc;

use ingroup_directory::{Group, RuleHolder};
use ingroup_engine::LastMembershipChange;
use ingroup_rule::{check, parse};
use ingroup_schema::SubjectKind;
use ingroup_shell::{Object, Value};
use ingroup_tenant::{Tenant, kind_words};

use super::time;
use crate::licenses::assigned;

/// What is known of a group, what people ask for first.
pub(super) fn record(tenant: &Tenant, group: &Group) -> Object {
    let facts = group.facts();
    let known = tenant.engine().group(group.id());
    let texts = |items: &[Arc<str>]| Value::texts(items.iter().map(|item| &**item));
    let record = Object::new("Group")
        .with("DisplayName", group.display_name())
        .with("Id", group.id().to_string())
        .with("Description", facts.description.as_deref())
        .with("Kind", kind_words(group.kind()))
        .with("MembershipType", membership_type(tenant, group))
        .with("MemberCount", group.members().len())
        .with("Status", known.map(|known| known.status().portal_text()))
        .with(
            "LastMembershipChange",
            tenant.engine().last_change(group.id()).map(last_change),
        );
    if let Some(fault) = known.and_then(|known| known.status().fault()) {
        record.set("ErrorMessage", fault.message());
    }
    if let Some(banner) = known.and_then(|known| known.banner()) {
        record.set("Banner", banner);
    }
    if !facts.assigned_licenses.is_empty() {
        let processing = tenant.license_processing(group.id()).ok().flatten();
        let processing = processing.map(|state| {
            Value::Object(Object::new("LicenseProcessingState").with("State", state.graph_name()))
        });
        record.set("AssignedLicenses", assigned(&facts.assigned_licenses));
        record.set("LicenseProcessingState", processing);
    }
    record
        .with("MembershipRule", facts.membership_rule.as_deref())
        .with(
            "MembershipRuleProcessingState",
            facts.rule_processing.map(|state| state.graph_name()),
        )
        .with(
            "GroupTypes",
            Value::texts(facts.group_types.iter().rev().map(|kind| kind.graph_name())),
        )
        .with("MailEnabled", facts.mail_enabled)
        .with("SecurityEnabled", facts.security_enabled)
        .with("Mail", facts.mail.as_deref())
        .with("MailNickname", facts.mail_nickname.as_deref())
        .with("ProxyAddresses", texts(&facts.proxy_addresses))
        .with(
            "Visibility",
            facts.visibility.map(|visibility| visibility.graph_name()),
        )
        .with(
            "JoinPolicy",
            facts.join_policy().map(|policy| policy.name()),
        )
        .with("IsAssignableToRole", facts.is_assignable_to_role)
        .with("AllowToAddGuests", facts.allow_to_add_guests)
        .with(
            "WelcomeMessageEnabled",
            facts.is_unified().then(|| facts.welcomes_members()),
        )
        .with(
            "ResourceBehaviorOptions",
            texts(&facts.resource_behavior_options),
        )
        .with("OnPremisesSyncEnabled", facts.on_premises_sync_enabled)
        .with(
            "ResourceProvisioningOptions",
            texts(&facts.resource_provisioning_options),
        )
        .with("SecurityIdentifier", group.id().security_identifier())
        .with("CreatedDateTime", facts.created.map(time))
        .with("RenewedDateTime", facts.renewed.map(time))
        .with("ExpirationDateTime", facts.expires.map(time))
        .with("LastActivityDateTime", facts.last_activity.map(time))
}

/// The portal's words for membership types.
pub(crate) const MEMBERSHIP_TYPES: [&str; 3] = ["Assigned", "Dynamic User", "Dynamic Device"];

/// The portal's words (`OBJ-5`).
pub(crate) fn membership_type(tenant: &Tenant, group: &Group) -> &'static str {
    type_of(tenant, RuleHolder::Group(group))
}

/// The same, also of an administrative unit.
pub(super) fn type_of(tenant: &Tenant, holder: RuleHolder<'_>) -> &'static str {
    let Some(known) = tenant.engine().group(holder.id()) else {
        return "Assigned";
    };
    let subject = match known.rule() {
        Ok(rule) => Some(rule.subject()),
        // Of a rule that is not valid the text may still say what it is about.
        Err(_) => {
            let text = holder.rule().map_or("", |rule| rule);
            check(&parse(text).0, None).subject
        }
    };
    match subject {
        Some(SubjectKind::Device) => "Dynamic Device",
        Some(SubjectKind::User) | None => "Dynamic User",
    }
}

/// When the members last changed, or what the portal shows instead.
pub(super) fn last_change(change: LastMembershipChange) -> Value {
    match change.instant() {
        Some(instant) => time(instant),
        None => Value::from(change.placeholder().unwrap_or_default()),
    }
}
