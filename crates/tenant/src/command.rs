//! What can be asked of a tenant, and what comes back.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{
    Change, Directory, GroupType, RoleAssignment, Row, RuleProcessing, Visibility,
};
use ingroup_rule::Diagnostic;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value};

use crate::actor::{Actor, Initiator};
use crate::clock::ClockMode;
use crate::processing::Processing;

/// A change that somebody wants. Refused, it leaves no trace; accepted, it is applied whole.
#[derive(Debug, Clone)]
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
    /// Deletes a user, who leaves all groups at once (`OP-9`).
    DeleteUser {
        /// Whom.
        user: ObjectId,
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
    /// Deletes a group (`OP-7`).
    DeleteGroup {
        /// Which.
        group: ObjectId,
    },
    /// Adds a member to an assigned group (`OP-10`).
    AddMember {
        /// To which group.
        group: ObjectId,
        /// Whom or what.
        member: ObjectId,
    },
    /// Removes a member from an assigned group (`OP-12`).
    RemoveMember {
        /// From which group.
        group: ObjectId,
        /// Whom or what.
        member: ObjectId,
    },
    /// Gives somebody a directory role, for the whole tenant or for one administrative unit (1.13).
    AddRoleMember(RoleAssignment),
    /// Takes a directory role from somebody.
    RemoveRoleMember(RoleAssignment),
    /// Takes facts as found, in the place of all that the tenant holds: no quotas, roles or policies apply.
    Import(Box<Facts>),
    /// Moves the clock forwards.
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

/// A user to be created.
#[derive(Debug, Clone, Default)]
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
#[derive(Debug, Clone, Default)]
pub struct UserChanges {
    /// New values; null clears.
    pub attributes: Vec<(PropertyKey, Value)>,
    /// A new manager, or none from now on.
    pub manager: Option<Option<ObjectId>>,
}

/// A group to be created.
#[derive(Debug, Clone, Default)]
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
}

/// Changes of a group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupChanges {
    /// A new display name.
    pub display_name: Option<String>,
    /// A new description, or none.
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

/// Whether an import may replace what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Replace {
    /// Only an empty tenant takes it.
    Refuse,
    /// What is there goes.
    Allow,
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
    /// How many joined and left a group, `(joined, left)`: each object counted once, and only if it is in or out
    /// now as it was not before.
    pub fn moved(&self, group: ObjectId) -> (usize, usize) {
        let mut net: BTreeMap<ObjectId, i32> = BTreeMap::new();
        for event in &self.events {
            match &event.change {
                Change::MemberAdded {
                    group: of, member, ..
                } if *of == group => {
                    *net.entry(*member).or_default() += 1;
                }
                Change::MemberRemoved {
                    group: of, member, ..
                } if *of == group => {
                    *net.entry(*member).or_default() -= 1;
                }
                _ => {}
            }
        }
        let joined = net.values().filter(|sum| **sum > 0).count();
        let left = net.values().filter(|sum| **sum < 0).count();
        (joined, left)
    }
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
