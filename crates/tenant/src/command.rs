//! What can be asked of a tenant, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{
    Change, Directory, GroupType, JoinPolicy, Moved, ObjectRef, RoleAssignment, Row,
    RuleProcessing, Setting, SettingValue, Visibility, Way,
};
use ingroup_rule::Diagnostic;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value};
use serde::{Deserialize, Deserializer, Serialize};

use crate::actor::{Actor, Initiator};
use crate::applications::{NewApplication, NewExtensionProperty};
use crate::behavior::ResourceBehavior;
use crate::channel::Channel;
use crate::clock::ClockMode;
use crate::import::Coverage;
use crate::licensing::{LicenseChanges, NewServicePlan, NewSubscription, SubscriptionChanges};
use crate::lifecycle::Lifecycle;
use crate::processing::Processing;
use crate::self_service::Decision;
use crate::settings::OrganizationChanges;

/// A change that somebody wants. Refused, it leaves no trace; accepted, it is applied whole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Command {
    /// Creates a user.
    CreateUser(NewUser),
    /// Changes a user's attributes; only what is named changes.
    UpdateUser {
        /// Whose.
        user: ObjectId,
        /// What.
        changes: UserChanges,
    },
    /// Deletes a user, who leaves all groups at once and can be restored for 30 days (`OP-9`).
    DeleteUser {
        /// Whom.
        user: ObjectId,
    },
    /// Registers a device (1.4).
    CreateDevice(NewDevice),
    /// Changes a device's attributes; only what is named changes.
    UpdateDevice {
        /// Which.
        device: ObjectId,
        /// New values; null clears.
        attributes: Vec<(PropertyKey, Value)>,
    },
    /// Deletes a device, for good.
    DeleteDevice {
        /// Which.
        device: ObjectId,
    },
    /// Creates a group (`OP-1`).
    CreateGroup(NewGroup),
    /// Changes a group; only what is named changes (`OP-6`, `OP-14` to `OP-20`).
    UpdateGroup {
        /// Which.
        group: ObjectId,
        /// What.
        changes: GroupChanges,
    },
    /// Deletes a group: for 30 days it can be restored, if its kind can (`OP-7`, C-1).
    DeleteGroup {
        /// Which.
        group: ObjectId,
    },
    /// Makes a team (`OP-30`, `OP-32`).
    CreateTeam(NewTeam),
    /// Adds members to an assigned group, all or none (`OP-10`, `QUO-12`).
    AddMembers {
        /// To which group.
        group: ObjectId,
        /// Whom or what; who is named twice joins once.
        members: Vec<ObjectId>,
    },
    /// Removes a member from an assigned group (`OP-12`).
    RemoveMember {
        /// From which group.
        group: ObjectId,
        /// Whom or what.
        member: ObjectId,
    },
    /// Joins an open group (`OP-36`).
    Join {
        /// Which group.
        group: ObjectId,
        /// Who: nobody joins for somebody else.
        user: ObjectId,
    },
    /// Asks the owners of a group to be let in (`OP-37`).
    RequestToJoin {
        /// Which group.
        group: ObjectId,
        /// Who: nobody asks for somebody else.
        user: ObjectId,
        /// Why.
        justification: Option<String>,
    },
    /// Decides a request (`OP-39`).
    DecideRequest {
        /// Which request.
        request: ObjectId,
        /// How.
        decision: Decision,
    },
    /// Takes a request back, or away (`OP-40`).
    StopRequest {
        /// Which request.
        request: ObjectId,
    },
    /// Whatever has to do with the expiration of groups (2.10).
    Lifecycle(Lifecycle),
    /// Creates an administrative unit (1.10).
    CreateUnit(NewUnit),
    /// Changes an administrative unit; only what is named changes (`OP-70`, `OP-72`, `OP-73`).
    UpdateUnit {
        /// Which.
        unit: ObjectId,
        /// What.
        changes: UnitChanges,
    },
    /// Deletes an administrative unit, which can be restored for 30 days. Its members stay what they are.
    DeleteUnit {
        /// Which.
        unit: ObjectId,
    },
    /// Adds a user, device or group to an assigned administrative unit (`OP-71`).
    AddUnitMember {
        /// To which unit.
        unit: ObjectId,
        /// Whom or what.
        member: ObjectId,
    },
    /// Takes a member out of an assigned administrative unit.
    RemoveUnitMember {
        /// From which unit.
        unit: ObjectId,
        /// Whom or what.
        member: ObjectId,
    },
    /// Brings a deleted user, group or administrative unit back (`OP-8`, `OP-9`).
    Restore {
        /// What.
        object: ObjectId,
    },
    /// Ends a deleted object for good, before its 30 days are over.
    Purge {
        /// What.
        object: ObjectId,
    },
    /// Gives a group another owner (`OP-13`).
    AddOwner {
        /// Which group.
        group: ObjectId,
        /// Whom: a user or a service principal.
        owner: ObjectId,
    },
    /// Takes an owner from a group (`OP-13`).
    RemoveOwner {
        /// Which group.
        group: ObjectId,
        /// Whom.
        owner: ObjectId,
    },
    /// Creates an application with its service principal, by which it acts (`1.12a`).
    CreateApplication(NewApplication),
    /// Deletes an application, with its service principal and all access to it; values of its extension properties stay.
    DeleteApplication {
        /// Which, by its id as an object.
        application: ObjectId,
    },
    /// Adds an extension property to an application.
    AddExtensionProperty {
        /// Which application, by its id as an object.
        application: ObjectId,
        /// What.
        property: NewExtensionProperty,
    },
    /// Assigns an application to a user, a group or a service principal.
    AssignAccess {
        /// Which application, by its id as an object.
        application: ObjectId,
        /// To whom.
        principal: ObjectId,
    },
    /// Takes back what [`AssignAccess`](Self::AssignAccess) gave.
    RemoveAccess {
        /// Which application, by its id as an object.
        application: ObjectId,
        /// From whom.
        principal: ObjectId,
    },
    /// Sets settings of the tenant, all or none (`1.1`, `1.2`).
    UpdateSettings(Vec<(&'static Setting, SettingValue)>),
    /// Changes plain facts of the organisation (`1.1`).
    UpdateOrganization(OrganizationChanges),
    /// Gives somebody a directory role, for the whole tenant or for one administrative unit (1.13).
    AddRoleMember(RoleAssignment),
    /// Takes a directory role from somebody.
    RemoveRoleMember(RoleAssignment),
    /// Gives licences to the members of a group and takes others from them, all or none, and in one go for each member
    /// (`OP-50` to `OP-53`, `LIC-10`). It is carried out when licence work is; what goes wrong then is a state of the
    /// member ([`Tenant::license_report`](crate::Tenant::license_report)).
    AssignGroupLicenses {
        /// Which group.
        group: ObjectId,
        /// What.
        changes: LicenseChanges,
    },
    /// Gives a user licences and takes others, all or none, at once (`OP-56`).
    AssignUserLicenses {
        /// Whom.
        user: ObjectId,
        /// What.
        changes: LicenseChanges,
    },
    /// Has the licences of all members of a group worked out again (`OP-54`).
    ReprocessGroup {
        /// Which group.
        group: ObjectId,
    },
    /// Works the licences of a user out again, at once; what others depend on refuses it (`OP-55`).
    ReprocessUser {
        /// Whom.
        user: ObjectId,
    },
    /// Buys a product (`1.9`). What it created is the product's id.
    CreateSubscription(NewSubscription),
    /// Changes how many units of a product there are, by state; what it is for its holders follows (N-2, N-3).
    UpdateSubscription {
        /// Which product, by its id.
        product: ObjectId,
        /// What.
        changes: SubscriptionChanges,
    },
    /// Puts another service into a product; it is on wherever the product is (`LIC-11`).
    AddServicePlan {
        /// Which product, by its id.
        product: ObjectId,
        /// What.
        plan: NewServicePlan,
    },
    /// Takes facts as found, in the place of all that the tenant holds or together with it: no quotas, roles or policies apply. It has no
    /// written form: what comes of it is kept as a whole.
    #[serde(skip)]
    Import(Box<Facts>),
    /// Moves the clock forwards; to any time while nothing has happened yet.
    SetClock {
        /// To when.
        to: Instant,
    },
    /// Changes when queued work is carried out.
    SetClockMode {
        /// How from now on.
        mode: ClockMode,
    },
    /// Carries out all queued work, whether it is due or not.
    ProcessQueue,
    /// Stops or starts the worker, does one phase of its work, or makes something fail.
    Processing(Processing),
}

impl Command {
    /// Whether somebody does something new with it, and not only lets go on what was begun.
    pub(crate) fn begins_something(&self) -> bool {
        !matches!(
            self,
            Self::SetClock { .. }
                | Self::SetClockMode { .. }
                | Self::ProcessQueue
                | Self::Processing(_)
        )
    }
}

/// A user to be created.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewUser {
    /// The id of an object that exists elsewhere already; otherwise it follows from the sign-in name.
    pub id: Option<ObjectId>,
    /// All attributes; `userPrincipalName` and `displayName` are required, `mailNickName` follows from the first
    /// and `accountEnabled` is true if they are not given.
    pub attributes: Vec<(PropertyKey, Value)>,
    /// The user's manager.
    pub manager: Option<ObjectId>,
}

/// Changes of a user.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UserChanges {
    /// New values; null clears.
    pub attributes: Vec<(PropertyKey, Value)>,
    /// A new manager, or none from now on.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "named")]
    pub manager: Option<Option<ObjectId>>,
}

/// A device to be registered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewDevice {
    /// All attributes; `displayName` is required, `deviceId` follows from it and `accountEnabled` is true if they are
    /// not given.
    pub attributes: Vec<(PropertyKey, Value)>,
}

/// An administrative unit to be created.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NewUnit {
    /// The display name, required.
    pub display_name: String,
    /// A description.
    pub description: Option<String>,
    /// Who sees its members; everybody unless told otherwise.
    pub visibility: Option<Visibility>,
    /// Assigned unless told otherwise.
    pub membership: UnitMembership,
    /// The rule of a dynamic unit.
    pub membership_rule: Option<String>,
    /// On unless told otherwise.
    pub processing_state: Option<RuleProcessing>,
}

/// Changes of an administrative unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UnitChanges {
    /// A new display name.
    pub display_name: Option<String>,
    /// A new description, or none.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "named")]
    pub description: Option<Option<String>>,
    /// Who sees its members.
    pub visibility: Option<Visibility>,
    /// Converts the unit if it is another one (`OP-70`, `OP-72`).
    pub membership: Option<UnitMembership>,
    /// A new rule, stored byte for byte.
    pub membership_rule: Option<String>,
    /// Pauses or resumes.
    pub processing_state: Option<RuleProcessing>,
}

/// Who or what gives the members of an administrative unit, as somebody asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum UnitMembership {
    /// People add and remove members.
    #[default]
    Assigned,
    /// A rule does, whatever it is about.
    Dynamic,
    /// A rule does that must be about these.
    DynamicOf(SubjectKind),
}

/// A group to be created.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewGroup {
    /// The display name, required.
    pub display_name: String,
    /// A description.
    pub description: Option<String>,
    /// The nickname; made from the display name if it is not given.
    pub mail_nickname: Option<String>,
    /// Whether it has a mailbox or address.
    pub mail_enabled: bool,
    /// Whether it can be granted access.
    pub security_enabled: bool,
    /// What decides its kind and membership type.
    pub group_types: BTreeSet<GroupType>,
    /// Who sees it; by default as its kind has it.
    pub visibility: Option<Visibility>,
    /// Whether roles can be assigned to it; only possible now (`OP-5`).
    pub is_assignable_to_role: bool,
    /// The rule of a dynamic group.
    pub membership_rule: Option<String>,
    /// On unless told otherwise (`OP-1`).
    pub processing_state: Option<RuleProcessing>,
    /// The first members of an assigned group.
    pub members: Vec<ObjectId>,
    /// The first owners.
    pub owners: Vec<ObjectId>,
    /// Whether guests may be added, if a Microsoft 365 group says so for itself (`1.2`).
    pub allow_to_add_guests: Option<bool>,
    /// What a Microsoft 365 group does in mail; only possible now (`1.5`).
    pub resource_behavior_options: BTreeSet<ResourceBehavior>,
    /// Who may join without an owner's doing; by default as its channel and kind have it (`1.7`).
    pub join_policy: Option<JoinPolicy>,
    /// Where it is created.
    pub channel: Channel,
}

/// A team to be created.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum NewTeam {
    /// Of a Microsoft 365 group that is there, assigned or dynamic.
    OfGroup(ObjectId),
    /// With a group of its own, which is created with it and cannot be dynamic from the start.
    WithGroup(Box<NewGroup>),
}

/// Changes of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct GroupChanges {
    /// A new display name.
    pub display_name: Option<String>,
    /// A new description, or none.
    #[serde(skip_serializing_if = "Option::is_none", deserialize_with = "named")]
    pub description: Option<Option<String>>,
    /// A new nickname.
    pub mail_nickname: Option<String>,
    /// Who sees it.
    pub visibility: Option<Visibility>,
    /// Only `DynamicMembership` may come or go: that converts the group (`OP-16`, `OP-17`).
    pub group_types: Option<BTreeSet<GroupType>>,
    /// A new rule, stored byte for byte (`OP-20`).
    pub membership_rule: Option<String>,
    /// Pauses or resumes (`OP-18`, `OP-19`).
    pub processing_state: Option<RuleProcessing>,
    /// Whether roles can be assigned to it: decided at creation, so only the value it has is taken (`OP-5`).
    pub is_assignable_to_role: Option<bool>,
    /// Whether guests may be added to a Microsoft 365 group (`1.2`).
    pub allow_to_add_guests: Option<bool>,
    /// Whether a Microsoft 365 group welcomes new members by mail (`PROC-20`).
    pub welcome_message_enabled: Option<bool>,
    /// Who may join without an owner's doing (`1.7`).
    pub join_policy: Option<JoinPolicy>,
    /// Where it is changed, which is no change itself.
    pub channel: Channel,
}

impl GroupChanges {
    /// Whether nothing is named that would change.
    pub fn is_empty(&self) -> bool {
        let nothing = Self {
            channel: self.channel,
            ..Self::default()
        };
        *self == nothing
    }
}

/// Reads a field that is there: null clears what it names, and only a field that is absent leaves it as it is.
fn named<'de, T: Deserialize<'de>, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// Facts as an import found them.
#[derive(Debug, Clone)]
pub struct Facts {
    /// All objects, with the members that were listed.
    pub directory: Directory,
    /// The groups whose members were listed, even if there were none.
    pub listed_members: BTreeSet<ObjectId>,
    /// Whether objects that the tenant already holds may be replaced.
    pub replace: Replace,
}

/// What an import does with what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Replace {
    /// Only an empty tenant takes it.
    Refuse,
    /// What is there goes.
    Allow,
    /// It becomes what a newer export of the same tenant says, as far as that says anything.
    Update(Box<Coverage>),
    /// What is new is added, what is there stays as it is; two objects with one name are refused.
    Merge,
}

/// One change that has happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// When, by the tenant's clock.
    pub at: Instant,
    /// Events of one unit of work share a number (`PROC-8`).
    pub unit: u64,
    /// What all membership changes of one piece of work of dynamic membership have in common (`PROC-8`); none for
    /// what a command itself changed.
    pub correlation: Option<ObjectId>,
    /// By whom.
    pub initiator: Initiator,
    /// What.
    pub change: Change,
}

/// What an accepted command did.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Who asked for it.
    pub by: Actor,
    /// The object that was created.
    pub created: Option<ObjectId>,
    /// All changes, in order: the command's own, then those that followed.
    pub events: Vec<Event>,
    /// What is to be said about the rule that was set; no errors unless the group is paused.
    pub diagnostics: Vec<Diagnostic>,
    /// What an import met.
    pub import: Option<ImportReport>,
}

impl Outcome {
    /// How many joined and left a group or unit, `(joined, left)`: each object counted once, and only if it is in or out
    /// now as it was not before.
    pub fn moved(&self, group: ObjectId) -> (usize, usize) {
        let of_group = self.all_moves().filter(|moved| moved.holder() == group);
        net_moves(&of_group.collect::<Vec<_>>())
    }

    /// The same of all groups and units that have such objects.
    pub fn all_moved(&self) -> BTreeMap<ObjectId, (usize, usize)> {
        let mut by_holder: BTreeMap<ObjectId, Vec<Moved<'_>>> = BTreeMap::new();
        for moved in self.all_moves() {
            by_holder.entry(moved.holder()).or_default().push(moved);
        }
        let counted = by_holder
            .into_iter()
            .map(|(holder, moves)| (holder, net_moves(&moves)));
        counted.filter(|(_, moved)| *moved != (0, 0)).collect()
    }

    fn all_moves(&self) -> impl Iterator<Item = Moved<'_>> {
        self.events.iter().flat_map(|event| event.change.moved())
    }
}

/// How many joined and left in all changes of the members of one group or unit together.
fn net_moves(moves: &[Moved<'_>]) -> (usize, usize) {
    if let [only] = moves {
        return only.counts();
    }
    let mut net: BTreeMap<ObjectRef, i32> = BTreeMap::new();
    for moved in moves.iter().flat_map(|moved| moved.memberships()) {
        *net.entry(moved.object).or_default() += match moved.way {
            Way::In => 1,
            Way::Out => -1,
        };
    }
    let joined = net.values().filter(|sum| **sum > 0).count();
    let left = net.values().filter(|sum| **sum < 0).count();
    (joined, left)
}

/// What an import met that somebody should know.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Groups whose listed members are not those that the rule gives.
    pub differences: Vec<Difference>,
    /// Paused dynamic groups whose members the export did not list.
    pub paused_without_members: Vec<ObjectId>,
    /// Groups whose rule is not valid, with what is to be said about it.
    pub invalid_rules: Vec<(ObjectId, Vec<Diagnostic>)>,
    /// The properties that the loaded rules read, of users and of devices.
    pub needed: BTreeSet<(SubjectKind, PropertyKey)>,
}

/// A dynamic group for which an export and the rule disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which group.
    pub group: ObjectId,
    /// How many members the export listed.
    pub listed: usize,
    /// What its members are.
    pub kind: SubjectKind,
    /// Who matches and was not listed.
    pub joins: Vec<Row>,
    /// Who was listed and does not match.
    pub leaves: Vec<Row>,
}
