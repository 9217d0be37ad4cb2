//! The table of settings; adding one is adding a row.

use std::sync::Arc;

use ingroup_schema::{Duration, Instant, ObjectId};

use super::value::Fact;
use super::{Setting, SettingArea, SettingKind, SettingValue};

/// Declares a choice: its variants and their words, the default first.
macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $(#[$first_doc:meta])* $first:ident = $first_word:literal,
     $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub enum $name {
            $(#[$first_doc])* #[default] $first,
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            const KIND: SettingKind = SettingKind::Choice(&[$first_word, $($word),*]);
        }

        impl Fact for $name {
            fn value(&self) -> SettingValue {
                SettingValue::Text(match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                }.into())
            }

            fn read(value: &SettingValue) -> Option<Self> {
                match value {
                    SettingValue::Text(text) => match &**text {
                        $first_word => Some(Self::$first),
                        $($word => Some(Self::$variant),)*
                        _ => None,
                    },
                    _ => None,
                }
            }
        }
    };
}

choice! {
    /// Who may make a group whose members come from other groups.
    MemberOfRole {
        /// Global and User Administrators.
        UserAdministrator = "UserAdministrator",
        /// Groups Administrators too.
        GroupsAdministrator = "GroupsAdministrator",
    }
}

choice! {
    /// What the rule builder makes rules about.
    RuleBuilderSubjects {
        /// Users and devices.
        UsersAndDevices = "usersAndDevices",
        /// Users only.
        Users = "users",
    }
}

choice! {
    /// Whether processing takes time.
    ProcessingDelay {
        /// Work is done as soon as it is asked for.
        Off = "off",
        /// Each piece of work takes as long as the model of the service says.
        Modelled = "modelled",
    }
}

/// When licences that lacked a unit are tried again (C-7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LicenseSweep {
    /// Only when somebody asks for it.
    Never,
    /// As soon as a unit is free.
    AtOnce,
    /// Whenever so many hours have passed; not zero.
    Every(u32),
}

impl Default for LicenseSweep {
    fn default() -> Self {
        Self::Every(24)
    }
}

impl Fact for LicenseSweep {
    fn value(&self) -> SettingValue {
        match self {
            Self::Never => SettingValue::Text("never".into()),
            Self::AtOnce => SettingValue::Text("atOnce".into()),
            Self::Every(hours) => SettingValue::Number(*hours),
        }
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Number(0) => Some(Self::Never),
            SettingValue::Number(hours) => Some(Self::Every(*hours)),
            SettingValue::Text(word) if &**word == "never" => Some(Self::Never),
            SettingValue::Text(word) if &**word == "atOnce" => Some(Self::AtOnce),
            _ => None,
        }
    }
}

/// Declares the settings: fact, type, default; name, area, kind, meaning, sources.
macro_rules! settings {
    ($($variant:ident $fact:ident: $type:ty = $default:expr, $name:literal, $area:ident,
       $kind:expr, $meaning:literal, [$($cite:literal),*];)*) => {
        /// What a tenant has set. Made by default, it is a tenant in which nobody has set
        /// anything.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Settings { $(#[doc = $meaning] pub $fact: $type,)* }

        impl Default for Settings {
            fn default() -> Self {
                Self { $($fact: $default,)* }
            }
        }

        /// The fact a row of the table is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Place { $($variant,)* }

        /// All settings, by area.
        pub const SETTINGS: &[Setting] = &[$(Setting {
            name: $name,
            area: SettingArea::$area,
            kind: $kind,
            meaning: $meaning,
            cites: &[$($cite),*],
            place: Place::$variant,
        },)*];

        impl Settings {
            pub(crate) fn value(&self, setting: &Setting) -> SettingValue {
                match setting.place { $(Place::$variant => Fact::value(&self.$fact),)* }
            }

            /// Writes a value; none if the fact cannot have it.
            pub(super) fn put(&mut self, setting: &Setting, value: &SettingValue) -> Option<()> {
                match setting.place {
                    $(Place::$variant => self.$fact = Fact::read(value)?,)*
                }
                Some(())
            }
        }
    };
}

const FLAG: SettingKind = SettingKind::Flag;
/// The longest text where the documents give no limit.
const LONGEST: usize = 100_000;
const TEXT: SettingKind = SettingKind::Text(LONGEST);

settings! {
    EnableGroupCreation enable_group_creation: bool = true, "EnableGroupCreation", GroupUnified, FLAG,
        "People without a role may create Microsoft 365 groups.", ["1.2", "OP-2"];
    GroupCreationAllowedGroupId group_creation_allowed_group: Option<ObjectId> = None,
        "GroupCreationAllowedGroupId", GroupUnified, SettingKind::Id,
        "The members of this group may create Microsoft 365 groups even if others may not.",
        ["1.2", "OP-2"];
    AllowGuestsToBeGroupOwner allow_guests_to_be_group_owner: bool = false,
        "AllowGuestsToBeGroupOwner", GroupUnified, FLAG,
        "Guests may own groups.", ["1.2", "OP-13"];
    AllowGuestsToAccessGroups allow_guests_to_access_groups: bool = true,
        "AllowGuestsToAccessGroups", GroupUnified, FLAG,
        "Guests reach what Microsoft 365 groups hold.", ["1.2"];
    AllowToAddGuests allow_to_add_guests: bool = true, "AllowToAddGuests", GroupUnified, FLAG,
        "Guests may be added to Microsoft 365 groups; if not, no group may say otherwise, and dynamic groups that match a guest fail.",
        ["1.2", "PROC-16"];
    PrefixSuffixNamingRequirement prefix_suffix_naming_requirement: Arc<str> = "".into(),
        "PrefixSuffixNamingRequirement", GroupUnified, SettingKind::Text(64),
        "What names of Microsoft 365 groups begin and end with.", ["1.2"];
    CustomBlockedWordsList custom_blocked_words: Arc<str> = "".into(),
        "CustomBlockedWordsList", GroupUnified, TEXT,
        "Words that names of Microsoft 365 groups cannot be, separated by commas.", ["1.2", "QUO-13"];
    ClassificationList classification_list: Arc<str> = "".into(),
        "ClassificationList", GroupUnified, TEXT,
        "The classifications a group can have, separated by commas.", ["1.2"];
    DefaultClassification default_classification: Arc<str> = "".into(),
        "DefaultClassification", GroupUnified, TEXT,
        "The classification of a group that is given none.", ["1.2"];
    ClassificationDescriptions classification_descriptions: Arc<str> = "".into(),
        "ClassificationDescriptions", GroupUnified, SettingKind::Text(300),
        "What the classifications mean, as name:meaning pairs separated by commas.", ["1.2"];
    EnableMipLabels enable_mip_labels: bool = false, "EnableMIPLabels", GroupUnified, FLAG,
        "Sensitivity labels take the place of classifications.", ["1.2"];
    UsageGuidelinesUrl usage_guidelines_url: Arc<str> = "".into(),
        "UsageGuidelinesUrl", GroupUnified, TEXT,
        "Where people read how groups are to be used.", ["1.2"];
    GuestUsageGuidelinesUrl guest_usage_guidelines_url: Arc<str> = "".into(),
        "GuestUsageGuidelinesUrl", GroupUnified, TEXT,
        "Where guests read how groups are to be used.", ["1.2"];
    NewUnifiedGroupWritebackDefault new_unified_group_writeback_default: bool = true,
        "NewUnifiedGroupWritebackDefault", GroupUnified, FLAG,
        "New Microsoft 365 groups are written back to the local directory.", ["1.2"];
    EnableMsStandardBlockedWords enable_ms_standard_blocked_words: bool = false,
        "EnableMSStandardBlockedWords", GroupUnified, FLAG,
        "The service's own list of blocked words applies; no longer used by the service.", ["1.2"];
    AllowedToCreateSecurityGroups allowed_to_create_security_groups: bool = true,
        "allowedToCreateSecurityGroups", Authorization, FLAG,
        "People without a role may create security groups.", ["1.1", "OP-2", "C-15"];
    OwnersCanManageRequests owners_can_manage_requests: bool = false,
        "ownersCanManageRequests", SelfService, FLAG,
        "Owners decide requests to join their groups.", ["1.1"];
    RestrictAccessPanel restrict_access_panel: bool = false,
        "restrictAccessPanel", SelfService, FLAG,
        "People cannot use the groups features of the access panel; scripts can.", ["1.1"];
    CreationSwitchDelay creation_switch_delay: Duration = Duration::from_seconds(15 * 60),
        "creationSwitchDelay", Model, SettingKind::Duration,
        "How long it takes until a change of who may create groups acts.", ["C-16", "OP-2"];
    SecurityGroupSoftDelete security_group_soft_delete: bool = true,
        "securityGroupSoftDelete", Model, FLAG,
        "Deleted cloud security groups can be restored for 30 days.", ["C-1", "OP-7", "OP-8"];
    MemberOfRoles member_of_roles: MemberOfRole = MemberOfRole::default(),
        "memberOfRoles", Model, MemberOfRole::KIND,
        "The least role that may make groups whose members come from other groups.", ["C-6"];
    MemberOfStaleness member_of_staleness: bool = true,
        "memberOfStaleness", Model, FLAG,
        "Who leaves a source group stays in the groups fed by it until their rule is changed.",
        ["C-13", "OP-28"];
    MemberOfRetirement member_of_retirement: Option<Instant> = None,
        "memberOfRetirement", Model, SettingKind::Instant,
        "From then on, groups whose members come from other groups keep the members they have.",
        ["LANG 3.9"];
    DirectReportsIncludeManager direct_reports_include_manager: bool = false,
        "directReportsIncludeManager", Model, FLAG,
        "A group of somebody's direct reports has the manager as a member too.", ["LANG 3.10"];
    GuestBlockIsolation guest_block_isolation: bool = false,
        "guestBlockIsolation", Model, FLAG,
        "A dynamic group that matches a guest it may not have fails alone and does not hold up the others.",
        ["N-17", "PROC-16"];
    DateRuleSweep date_rule_sweep: Option<Duration> = None,
        "dateRuleSweep", Model, SettingKind::Period,
        "How often rules on the present time are worked out; empty is at the very instant.",
        ["N-18"];
    Delay processing_delay: ProcessingDelay = ProcessingDelay::default(),
        "processingDelay", Model, ProcessingDelay::KIND,
        "Whether membership processing takes time as in the service.", ["PROC-11"];
    RuleBuilder rule_builder_subjects: RuleBuilderSubjects = RuleBuilderSubjects::default(),
        "ruleBuilderSubjects", Model, RuleBuilderSubjects::KIND,
        "What the rule builder can show.", ["C-28"];
    TeamsRosterLag teams_roster_lag: Duration = Duration::from_seconds(2 * 60 * 60),
        "teamsRosterLag", Model, SettingKind::Duration,
        "How long after its group a team shows a change.", ["C-17", "PROC-19"];
    LicenseSweepHours license_sweep: LicenseSweep = LicenseSweep::default(), "licenseSweepHours", Model,
        SettingKind::Hours,
        "After how many hours licences that lacked a unit are tried again; 0 is never.", ["C-7"];
    LegacyInheritedToDirect legacy_inherited_to_direct: bool = false,
        "legacyInheritedToDirect", Model, FLAG,
        "An inherited licence that others depend on becomes a direct one when it is removed.",
        ["C-8b"];
    MailboxAddsProxyAddress mailbox_adds_proxy_address: bool = false,
        "mailboxAddsProxyAddress", Model, FLAG,
        "Whoever gets Exchange by a licence and has no proxy address gets one: the user principal name.",
        ["LIC-15"];
    HistoryRetentionDays history_retention_days: u32 = 0,
        "historyRetentionDays", Model, SettingKind::Number,
        "For how many days a stored tenant keeps every change; Optimize-Tenant drops what is older, and 0 keeps all. A change takes about 500 bytes, states on the way included.",
        ["LOG-6"];
}
