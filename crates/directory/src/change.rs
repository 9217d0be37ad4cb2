//! What changed in a directory: one event for each fact.

use std::sync::Arc;

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value};

use crate::group::{GroupFacts, GroupField};
use crate::membership::Membership;
use crate::row::{GroupRow, ObjectRef, Row};

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
    /// A contact, a service principal or the like became known.
    OtherCreated {
        /// Its id.
        id: ObjectId,
    },
    /// The organisation's facts are others.
    OrganizationChanged,
    /// Subscriptions are others.
    SubscriptionsChanged,
    /// Directory roles or those who hold them are others.
    RolesChanged,
}
