//! What changed in a directory: one event for each fact.

use std::sync::Arc;

use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value};

use crate::application::ApplicationFacts;
use crate::deleted::DeletedObject;
use crate::facts::{OtherObject, UserFacts};
use crate::group::{GroupFacts, GroupField};
use crate::holder::HolderRow;
use crate::join::JoinRequest;
use crate::lifecycle::{LifecyclePolicy, Renewal};
use crate::membership::Membership;
use crate::moved::GroupMove;
use crate::roles::RoleAssignment;
use crate::row::{GroupRow, ObjectRef, Row, UnitRow};
use crate::row_list::RowList;
use crate::settings::Settings;
use crate::unit::{UnitFacts, UnitField};

/// A change, in the past tense. Where a change follows from another (the memberships of a
/// deleted user), it is listed before the one it follows from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A user or device came to be; its values are in the table.
    SubjectCreated {
        /// User or device.
        kind: SubjectKind,
        /// Its id.
        id: ObjectId,
        /// Its row.
        row: Row,
    },
    /// A user or device is gone; its memberships, ownerships, roles and reports went before.
    SubjectDeleted {
        /// User or device.
        kind: SubjectKind,
        /// Its id.
        id: ObjectId,
        /// The row it had.
        row: Row,
        /// The name it had, for people.
        display_name: Value,
    },
    /// A property that rules read has another value.
    ValueChanged {
        /// User or device.
        kind: SubjectKind,
        /// Whose.
        id: ObjectId,
        /// Its row.
        row: Row,
        /// Which.
        property: PropertyKey,
        /// The value before.
        old: Value,
        /// The value now.
        new: Value,
    },
    /// Facts that no rule reads are others.
    FactsChanged {
        /// User or device.
        kind: SubjectKind,
        /// Whose.
        id: ObjectId,
        /// Its row.
        row: Row,
    },
    /// A user has other licences, or they stand otherwise.
    LicensesChanged {
        /// Whose.
        user: ObjectId,
        /// The user's row.
        row: Row,
        /// The facts before.
        old: Arc<UserFacts>,
        /// The facts now.
        new: Arc<UserFacts>,
    },
    /// A user has another manager, or none.
    ManagerChanged {
        /// The user.
        user: ObjectId,
        /// The user's row.
        row: Row,
        /// The manager before.
        old: Option<ObjectId>,
        /// The manager now.
        new: Option<ObjectId>,
    },
    /// A group came to be, without members or owners.
    GroupCreated {
        /// Its id.
        group: ObjectId,
        /// Its row.
        row: GroupRow,
    },
    /// Facts of a group are others.
    GroupChanged {
        /// Its id.
        group: ObjectId,
        /// Its row.
        row: GroupRow,
        /// Which facts; never empty.
        fields: Vec<GroupField>,
        /// All facts before.
        old: Arc<GroupFacts>,
        /// All facts now.
        new: Arc<GroupFacts>,
    },
    /// A group is gone, with its members; no event is listed for each of them.
    GroupDeleted {
        /// Its id.
        group: ObjectId,
        /// The row it had.
        row: GroupRow,
        /// What it was.
        facts: Arc<GroupFacts>,
        /// Who was in it.
        members: Arc<Membership>,
    },
    /// An object became a member.
    MemberAdded {
        /// The group.
        group: ObjectId,
        /// The member.
        member: ObjectId,
        /// The member's place.
        object: ObjectRef,
    },
    /// An object is no longer a member.
    MemberRemoved {
        /// The group.
        group: ObjectId,
        /// The member.
        member: ObjectId,
        /// The member's place.
        object: ObjectRef,
    },
    /// An object became an owner.
    OwnerAdded {
        /// The group.
        group: ObjectId,
        /// The owner.
        owner: ObjectId,
        /// The owner's place.
        object: ObjectRef,
    },
    /// An object is no longer an owner.
    OwnerRemoved {
        /// The group.
        group: ObjectId,
        /// The owner.
        owner: ObjectId,
        /// The owner's place.
        object: ObjectRef,
    },
    /// A group was renewed; its facts changed before.
    GroupRenewed {
        /// The group.
        group: ObjectId,
        /// What renewed it.
        by: Renewal,
    },
    /// The expiration policy is another one, came or went.
    LifecyclePolicyChanged {
        /// The policy before.
        old: Option<Arc<LifecyclePolicy>>,
        /// The policy now.
        new: Option<Arc<LifecyclePolicy>>,
    },
    /// Somebody asked to join a group.
    JoinRequested {
        /// The request as it stands.
        request: Arc<JoinRequest>,
    },
    /// A request to join a group is settled.
    JoinRequestSettled {
        /// The request as it ended.
        request: Arc<JoinRequest>,
    },
    /// An administrative unit came to be, without members.
    UnitCreated {
        /// Its id.
        unit: ObjectId,
        /// Its row.
        row: UnitRow,
    },
    /// Facts of an administrative unit are others.
    UnitChanged {
        /// Its id.
        unit: ObjectId,
        /// Its row.
        row: UnitRow,
        /// Which facts; never empty.
        fields: Vec<UnitField>,
        /// All facts before.
        old: Arc<UnitFacts>,
        /// All facts now.
        new: Arc<UnitFacts>,
    },
    /// An administrative unit is gone, with its members; no event is listed for each of them.
    UnitDeleted {
        /// Its id.
        unit: ObjectId,
        /// The row it had.
        row: UnitRow,
        /// What it was.
        facts: Arc<UnitFacts>,
        /// Who was in it.
        members: Arc<Membership>,
    },
    /// An object became a member of an administrative unit.
    UnitMemberAdded {
        /// The unit.
        unit: ObjectId,
        /// The member.
        member: ObjectId,
        /// The member's place.
        object: ObjectRef,
    },
    /// An object is no longer a member of an administrative unit.
    UnitMemberRemoved {
        /// The unit.
        unit: ObjectId,
        /// The member.
        member: ObjectId,
        /// The member's place.
        object: ObjectRef,
    },
    /// Users or devices left a group or an administrative unit, then others joined it: all that
    /// was written of it at once.
    MembersChanged {
        /// The group or unit.
        holder: ObjectId,
        /// Its place.
        place: HolderRow,
        /// Users or devices.
        kind: SubjectKind,
        /// Who left, in the order in which they did.
        left: RowList,
        /// Who joined, in the order in which they did; not all of both are empty.
        joined: RowList,
    },
    /// A user or device left dynamic groups and joined others: all that one piece of work wrote of it.
    ObjectMoved {
        /// User or device.
        kind: SubjectKind,
        /// Its row.
        row: Row,
        /// Each group once, in the order in which they were written; never empty.
        groups: Box<[GroupMove]>,
    },
    /// An object that was deleted just before can be restored.
    SoftDeleted {
        /// User, group or administrative unit.
        kind: ObjectKind,
        /// Its id.
        id: ObjectId,
    },
    /// A deleted object is to be there again. The events of its creation and of what it is
    /// connected with follow.
    Restored {
        /// User, group or administrative unit.
        kind: ObjectKind,
        /// Its id.
        id: ObjectId,
    },
    /// A deleted object can no longer be restored.
    Purged {
        /// What it was.
        object: Arc<DeletedObject>,
    },
    /// A contact, a service principal or the like became known.
    OtherCreated {
        /// Its id.
        id: ObjectId,
    },
    /// A contact, a service principal or the like is gone; its memberships, ownerships, roles and access went before.
    OtherDeleted {
        /// Its id.
        id: ObjectId,
        /// What it was.
        other: OtherObject,
    },
    /// The organisation's facts are others.
    OrganizationChanged,
    /// The tenant's settings are others.
    SettingsChanged {
        /// All settings before.
        old: Arc<Settings>,
        /// All settings now.
        new: Arc<Settings>,
    },
    /// Subscriptions are others.
    SubscriptionsChanged,
    /// Directory roles became known, or all of them and those who hold them were replaced.
    RolesChanged,
    /// Somebody was given a role.
    RoleAssigned {
        /// Who, which, where.
        assignment: RoleAssignment,
    },
    /// A role was taken from somebody.
    RoleUnassigned {
        /// Who, which, where.
        assignment: RoleAssignment,
    },
    /// An application came to be; nobody has access to it.
    ApplicationCreated {
        /// Its id as an object.
        id: ObjectId,
    },
    /// Facts of an application are others.
    ApplicationChanged {
        /// Its id as an object.
        id: ObjectId,
        /// All facts before.
        old: Arc<ApplicationFacts>,
        /// All facts now.
        new: Arc<ApplicationFacts>,
    },
    /// An application is gone, with all access to it.
    ApplicationDeleted {
        /// Its id as an object.
        id: ObjectId,
        /// What it was.
        facts: Arc<ApplicationFacts>,
    },
    /// An object was given access to an application.
    AccessAssigned {
        /// The application.
        application: ObjectId,
        /// The user, group or service principal.
        principal: ObjectId,
    },
    /// An object's own access to an application was taken away.
    AccessRemoved {
        /// The application.
        application: ObjectId,
        /// The user, group or service principal.
        principal: ObjectId,
    },
}
