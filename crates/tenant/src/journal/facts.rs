//! The facts of groups and units as modified properties of the audit log.

use std::sync::Arc;

use ingroup_directory::{
    ApplicationFacts, GroupFacts, GroupField, UnitFacts, UnitField, UserFacts,
};

use super::record::Modified;
use super::values::{Shown, capital};

/// Declares how the fields of a record are written.
macro_rules! shown_fields {
    ($(#[$doc:meta])* $name:ident($fields:ident of $facts:ident); $($variant:ident, $fact:ident;)*) => {
        $(#[$doc])*
        pub fn $name(facts: &$facts, field: $fields) -> Option<Arc<str>> {
            match field { $($fields::$variant => facts.$fact.shown(),)* }
        }
    };
}

shown_fields! {
    /// A fact of a group as text, as the audit log writes it; none if it has no value.
    group_field(GroupField of GroupFacts);
    DisplayName, display_name;
    Description, description;
    MailNickname, mail_nickname;
    MailEnabled, mail_enabled;
    SecurityEnabled, security_enabled;
    GroupTypes, group_types;
    MembershipRule, membership_rule;
    RuleProcessing, rule_processing;
    IsAssignableToRole, is_assignable_to_role;
    Visibility, visibility;
    JoinPolicy, own_join_policy;
    Mail, mail;
    ProxyAddresses, proxy_addresses;
    AssignedLicenses, assigned_licenses;
    Created, created;
    Renewed, renewed;
    Expires, expires;
    LastActivity, last_activity;
    Deleted, deleted;
    OnPremisesSyncEnabled, on_premises_sync_enabled;
    OnPremisesLastSync, on_premises_last_sync;
    OnPremisesSamAccountName, on_premises_sam_account_name;
    OnPremisesSecurityIdentifier, on_premises_security_identifier;
    CreationOptions, creation_options;
    ResourceBehaviorOptions, resource_behavior_options;
    ResourceProvisioningOptions, resource_provisioning_options;
    TeamSince, team_since;
    AllowToAddGuests, allow_to_add_guests;
    WelcomeMessageEnabled, welcome_message_enabled;
    Classification, classification;
    PreferredDataLocation, preferred_data_location;
    PreferredLanguage, preferred_language;
    Theme, theme;
    UniqueName, unique_name;
}

shown_fields! {
    /// A fact of an administrative unit as text, as the audit log writes it; none if it has no value.
    unit_field(UnitField of UnitFacts);
    DisplayName, display_name;
    Description, description;
    Visibility, visibility;
    MembershipType, membership_type;
    MembershipRule, membership_rule;
    RuleProcessing, rule_processing;
    IsMemberManagementRestricted, is_member_management_restricted;
}

/// What the log says of a new group (`LOG-2`).
const NEW_GROUP: [GroupField; 5] = [
    GroupField::DisplayName,
    GroupField::GroupTypes,
    GroupField::MailNickname,
    GroupField::MembershipRule,
    GroupField::RuleProcessing,
];

const NEW_UNIT: [UnitField; 4] = [
    UnitField::DisplayName,
    UnitField::MembershipType,
    UnitField::MembershipRule,
    UnitField::RuleProcessing,
];

/// The log's name of a group's property where it is not that of Graph (`LOG-2`).
fn group_property(field: GroupField) -> Arc<str> {
    match field {
        GroupField::GroupTypes => "GroupType".into(),
        other => capital(other.graph_name()),
    }
}

pub(super) fn group_created(facts: &GroupFacts) -> Vec<Modified> {
    let fields = NEW_GROUP.into_iter();
    let created = fields.map(|field| created(group_property(field), group_field(facts, field)));
    created.flatten().collect()
}

pub(super) fn group_changed(
    fields: &[GroupField],
    old: &GroupFacts,
    new: &GroupFacts,
) -> Vec<Modified> {
    let changed = fields.iter().map(|field| Modified {
        property: group_property(*field),
        old: group_field(old, *field),
        new: group_field(new, *field),
    });
    changed.collect()
}

pub(super) fn unit_created(facts: &UnitFacts) -> Vec<Modified> {
    let fields = NEW_UNIT.into_iter();
    let created =
        fields.map(|field| created(capital(field.graph_name()), unit_field(facts, field)));
    created.flatten().collect()
}

pub(super) fn unit_changed(
    fields: &[UnitField],
    old: &UnitFacts,
    new: &UnitFacts,
) -> Vec<Modified> {
    let changed = fields.iter().map(|field| Modified {
        property: capital(field.graph_name()),
        old: unit_field(old, *field),
        new: unit_field(new, *field),
    });
    changed.collect()
}

pub(super) fn application_changed(old: &ApplicationFacts, new: &ApplicationFacts) -> Vec<Modified> {
    let properties = |facts: &ApplicationFacts| {
        let all = facts.extension_properties.iter();
        let names: Vec<Arc<str>> = all.map(|property| property.name.clone()).collect();
        names.shown()
    };
    let facts = [
        (
            "DisplayName",
            old.display_name.shown(),
            new.display_name.shown(),
        ),
        ("AppId", old.app_id.shown(), new.app_id.shown()),
        ("ExtensionProperties", properties(old), properties(new)),
    ];
    let changed = facts.into_iter().filter(|(_, old, new)| old != new);
    changed
        .map(|(name, old, new)| Modified {
            property: name.into(),
            old,
            new,
        })
        .collect()
}

/// What the log says of a user's licences: those that hold, before and now (`LOG-22`).
pub(super) fn license_changed(old: &UserFacts, new: &UserFacts) -> Vec<Modified> {
    let (old, new) = (old.assigned_licenses.shown(), new.assigned_licenses.shown());
    let changed = Modified {
        property: "AssignedLicense".into(),
        old,
        new,
    };
    vec![changed]
}

/// A property of something new, if it has a value.
pub(super) fn created(property: Arc<str>, new: Option<Arc<str>>) -> Option<Modified> {
    new.is_some().then_some(Modified {
        property,
        old: None,
        new,
    })
}
