//! A group: its facts, members and owners (`1.5`, `1.6`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::facts::AssignedLicense;
use crate::fields::fact_fields;
use crate::join::{JoinPolicy, OutsideSelfService};
use crate::membership::Membership;
use crate::row::{GroupRow, ObjectRef};

/// A group of the directory.
#[derive(Debug, Clone)]
pub struct Group {
    pub(crate) id: ObjectId,
    pub(crate) row: GroupRow,
    pub(crate) traits: Traits,
    pub(crate) facts: Arc<GroupFacts>,
    pub(crate) members: Arc<Membership>,
    pub(crate) owners: Arc<BTreeSet<ObjectRef>>,
}

impl Group {
    /// Its id; it survives conversions (`1.5`).
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// Its place.
    pub fn row(&self) -> GroupRow {
        self.row
    }

    /// What it is.
    pub fn facts(&self) -> &Arc<GroupFacts> {
        &self.facts
    }

    /// Its name.
    pub fn display_name(&self) -> &str {
        &self.facts.display_name
    }

    /// Its kind.
    pub fn kind(&self) -> GroupKind {
        self.traits.kind
    }

    /// Whether it welcomes new members by mail (`PROC-20`).
    pub fn welcomes_members(&self) -> bool {
        self.traits.welcomes_members
    }

    /// Whether its members get licences from it.
    pub fn gives_licenses(&self) -> bool {
        self.traits.gives_licenses
    }

    /// Its direct members (`OBJ-3`).
    pub fn members(&self) -> &Arc<Membership> {
        &self.members
    }

    /// Its owners: users and service principals, in the order of their places.
    pub fn owners(&self) -> impl Iterator<Item = ObjectRef> + '_ {
        self.owners.iter().copied()
    }

    /// How many owners it has.
    pub fn owner_count(&self) -> usize {
        self.owners.len()
    }

    /// Whether the object owns it.
    pub fn is_owned_by(&self, object: ObjectRef) -> bool {
        self.owners.contains(&object)
    }
}

/// What its facts say of a group whenever somebody joins or leaves it: beside its members, for who writes to thousands
/// of groups and would have to wait for the facts of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Traits {
    pub(crate) is_dynamic: bool,
    kind: GroupKind,
    welcomes_members: bool,
    gives_licenses: bool,
}

impl Traits {
    pub(crate) fn of(facts: &GroupFacts) -> Self {
        Self {
            is_dynamic: facts.is_dynamic(),
            kind: facts.kind(),
            welcomes_members: facts.welcomes_members(),
            gives_licenses: !facts.assigned_licenses.is_empty(),
        }
    }
}

/// What a group is, beside its members and owners.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFacts {
    /// The name; required by the service.
    pub display_name: Arc<str>,
    /// A longer text.
    pub description: Option<Arc<str>>,
    /// The mail alias; required by the service.
    pub mail_nickname: Option<Arc<str>>,
    /// Whether it takes mail.
    pub mail_enabled: bool,
    /// Whether it can be given access.
    pub security_enabled: bool,
    /// `Unified` and `DynamicMembership`, as they apply.
    pub group_types: BTreeSet<GroupType>,
    /// The membership rule, byte for byte.
    pub membership_rule: Option<Arc<str>>,
    /// Whether the rule is worked on.
    pub rule_processing: Option<RuleProcessing>,
    /// Whether directory roles can be given to it; set at creation only.
    pub is_assignable_to_role: Option<bool>,
    /// Who sees it and its members.
    pub visibility: Option<Visibility>,
    /// Who may join a security group without an owner's doing, if that was ever said (`1.7`); of a
    /// Microsoft 365 group the visibility says it.
    pub own_join_policy: Option<JoinPolicy>,
    /// The mail address.
    pub mail: Option<Arc<str>>,
    /// All mail addresses.
    pub proxy_addresses: Vec<Arc<str>>,
    /// The licences its members get.
    pub assigned_licenses: Vec<AssignedLicense>,
    /// When it was made.
    pub created: Option<Instant>,
    /// When it was last renewed.
    pub renewed: Option<Instant>,
    /// When it expires; none if no policy applies.
    pub expires: Option<Instant>,
    /// When people last used it, as far as that was noted (`OP-66`).
    pub last_activity: Option<Instant>,
    /// When it was deleted; none for a group that is there.
    pub deleted: Option<Instant>,
    /// True if it is synchronised and cannot be changed here.
    pub on_premises_sync_enabled: Option<bool>,
    /// When it was last synchronised.
    pub on_premises_last_sync: Option<Instant>,
    /// The name in the directory it is synchronised from.
    pub on_premises_sam_account_name: Option<Arc<str>>,
    /// The security identifier there.
    pub on_premises_security_identifier: Option<Arc<str>>,
    /// How the group was made, as the service notes it.
    pub creation_options: Vec<Arc<str>>,
    /// What the group does in mail, such as `WelcomeEmailDisabled`.
    pub resource_behavior_options: Vec<Arc<str>>,
    /// What is attached to it: `Team`.
    pub resource_provisioning_options: Vec<Arc<str>>,
    /// Since when a team is attached to it, if that is known (`1.8`).
    pub team_since: Option<Instant>,
    /// Whether guests may be added, if it says so for itself; the tenant's setting comes first
    /// (`1.2`).
    pub allow_to_add_guests: Option<bool>,
    /// Whether new members get a welcome mail, if that was said since the group was made (`PROC-20`).
    pub welcome_message_enabled: Option<bool>,
    /// How sensitive it is, in the tenant's words.
    pub classification: Option<Arc<str>>,
    /// Where its data should be.
    pub preferred_data_location: Option<Arc<str>>,
    /// Its language.
    pub preferred_language: Option<Arc<str>>,
    /// Its colour.
    pub theme: Option<Arc<str>>,
    /// A name for tools, set once.
    pub unique_name: Option<Arc<str>>,
}

impl GroupFacts {
    /// The kind that follows from types and flags (`1.6`).
    pub fn kind(&self) -> GroupKind {
        match (self.is_unified(), self.mail_enabled, self.security_enabled) {
            (true, _, _) => GroupKind::Microsoft365,
            (false, true, true) => GroupKind::MailEnabledSecurity,
            (false, true, false) => GroupKind::Distribution,
            (false, false, _) => GroupKind::Security,
        }
    }

    /// Whether it is a Microsoft 365 group.
    pub fn is_unified(&self) -> bool {
        self.group_types.contains(&GroupType::Unified)
    }

    /// Whether a rule gives its members (`OBJ-5`).
    pub fn is_dynamic(&self) -> bool {
        self.group_types.contains(&GroupType::DynamicMembership)
    }

    /// Whether a team is attached to it.
    pub fn is_team(&self) -> bool {
        self.resource_provisioning_options
            .iter()
            .any(|option| option.eq_ignore_ascii_case("Team"))
    }

    /// Whether it welcomes new members by mail: a Microsoft 365 group does unless that was turned
    /// off when it was made or later (`PROC-20`).
    pub fn welcomes_members(&self) -> bool {
        let off = || {
            let mut options = self.resource_behavior_options.iter();
            options.any(|option| option.eq_ignore_ascii_case("WelcomeEmailDisabled"))
        };
        self.is_unified() && self.welcome_message_enabled.unwrap_or_else(|| !off())
    }

    /// Who may join without an owner's doing; none for groups outside self-service (`1.7`, 2.6).
    pub fn join_policy(&self) -> Option<JoinPolicy> {
        if self.outside_self_service().is_some() {
            return None;
        }
        Some(match (self.is_unified(), self.visibility) {
            (true, None | Some(Visibility::Public)) => JoinPolicy::Open,
            (true, Some(Visibility::Private | Visibility::HiddenMembership)) => {
                JoinPolicy::OwnerApproval
            }
            (false, _) => self.own_join_policy.unwrap_or(JoinPolicy::Closed),
        })
    }

    /// Why nobody joins it without an owner's doing, whatever its owners want (2.6).
    pub fn outside_self_service(&self) -> Option<OutsideSelfService> {
        match self.kind() {
            _ if self.is_synced() => Some(OutsideSelfService::Synchronised),
            GroupKind::MailEnabledSecurity => Some(OutsideSelfService::MailEnabledSecurity),
            GroupKind::Distribution => Some(OutsideSelfService::Distribution),
            _ if self.is_assignable_to_role == Some(true) => {
                Some(OutsideSelfService::RoleAssignable)
            }
            _ if self.is_dynamic() => Some(OutsideSelfService::Dynamic),
            GroupKind::Security | GroupKind::Microsoft365 => None,
        }
    }

    /// Whether it is mastered in another directory.
    pub fn is_synced(&self) -> bool {
        self.on_premises_sync_enabled == Some(true)
    }
}

/// The kind of a group (`1.6`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GroupKind {
    /// A security group without mail.
    Security,
    /// A Microsoft 365 group.
    Microsoft365,
    /// A security group with a mail address.
    MailEnabledSecurity,
    /// A distribution list.
    Distribution,
}

/// An entry of `groupTypes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum GroupType {
    /// A rule gives the members.
    DynamicMembership,
    /// A Microsoft 365 group.
    Unified,
}

impl GroupType {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::DynamicMembership => "DynamicMembership",
            Self::Unified => "Unified",
        }
    }
}

/// Whether a rule is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RuleProcessing {
    /// It is.
    On,
    /// It is not; the members stay as they are.
    Paused,
}

impl RuleProcessing {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::On => "On",
            Self::Paused => "Paused",
        }
    }
}

/// Who sees a group and its members.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Visibility {
    /// Everybody, and everybody may join.
    Public,
    /// Everybody, but owners decide who joins.
    Private,
    /// Only members see the members.
    HiddenMembership,
}

impl Visibility {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::Public => "Public",
            Self::Private => "Private",
            Self::HiddenMembership => "HiddenMembership",
        }
    }
}

fact_fields! { GroupField of GroupFacts, "a group";
    /// The name.
    DisplayName, "displayName", display_name;
    /// The longer text.
    Description, "description", description;
    /// The mail alias.
    MailNickname, "mailNickname", mail_nickname;
    /// Whether it takes mail.
    MailEnabled, "mailEnabled", mail_enabled;
    /// Whether it can be given access.
    SecurityEnabled, "securityEnabled", security_enabled;
    /// Microsoft 365 or not, dynamic or not.
    GroupTypes, "groupTypes", group_types;
    /// The membership rule.
    MembershipRule, "membershipRule", membership_rule;
    /// Whether the rule is worked on.
    RuleProcessing, "membershipRuleProcessingState", rule_processing;
    /// Whether directory roles can be given to it.
    IsAssignableToRole, "isAssignableToRole", is_assignable_to_role;
    /// Who sees it.
    Visibility, "visibility", visibility;
    /// Who may join without an owner's doing.
    JoinPolicy, "joinPolicy", own_join_policy;
    /// The mail address.
    Mail, "mail", mail;
    /// All mail addresses.
    ProxyAddresses, "proxyAddresses", proxy_addresses;
    /// The licences its members get.
    AssignedLicenses, "assignedLicenses", assigned_licenses;
    /// When it was made.
    Created, "createdDateTime", created;
    /// When it was renewed.
    Renewed, "renewedDateTime", renewed;
    /// When it expires.
    Expires, "expirationDateTime", expires;
    /// When people last used it.
    LastActivity, "lastActivityDateTime", last_activity;
    /// When it was deleted.
    Deleted, "deletedDateTime", deleted;
    /// Whether it is synchronised.
    OnPremisesSyncEnabled, "onPremisesSyncEnabled", on_premises_sync_enabled;
    /// When it was last synchronised.
    OnPremisesLastSync, "onPremisesLastSyncDateTime", on_premises_last_sync;
    /// The name where it comes from.
    OnPremisesSamAccountName, "onPremisesSamAccountName", on_premises_sam_account_name;
    /// The security identifier where it comes from.
    OnPremisesSecurityIdentifier, "onPremisesSecurityIdentifier", on_premises_security_identifier;
    /// How it was made.
    CreationOptions, "creationOptions", creation_options;
    /// What it does in mail.
    ResourceBehaviorOptions, "resourceBehaviorOptions", resource_behavior_options;
    /// What is attached to it.
    ResourceProvisioningOptions, "resourceProvisioningOptions", resource_provisioning_options;
    /// Since when it has a team.
    TeamSince, "teamCreatedDateTime", team_since;
    /// Whether guests may be added.
    AllowToAddGuests, "AllowToAddGuests", allow_to_add_guests;
    /// Whether new members get a mail.
    WelcomeMessageEnabled, "welcomeMessageEnabled", welcome_message_enabled;
    /// How sensitive it is.
    Classification, "classification", classification;
    /// Where its data should be.
    PreferredDataLocation, "preferredDataLocation", preferred_data_location;
    /// Its language.
    PreferredLanguage, "preferredLanguage", preferred_language;
    /// Its colour.
    Theme, "theme", theme;
    /// A name for tools.
    UniqueName, "uniqueName", unique_name;
}
