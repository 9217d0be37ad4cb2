//! The members of a group: a plain set of objects (`OBJ-3`).

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, SubjectKind};

use crate::row::{GroupRow, ObjectRef, Row};

/// A set of objects, kept by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Membership {
    users: BTreeSet<Row>,
    devices: BTreeSet<Row>,
    groups: BTreeSet<GroupRow>,
    others: BTreeSet<ObjectId>,
}

impl Membership {
    /// The set without members.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many members there are, of all kinds.
    pub fn len(&self) -> usize {
        self.users.len() + self.devices.len() + self.groups.len() + self.others.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many members of one kind there are.
    pub fn subject_count(&self, kind: SubjectKind) -> usize {
        self.rows(kind).len()
    }

    /// Whether the object is a member.
    pub fn contains(&self, object: ObjectRef) -> bool {
        match object {
            ObjectRef::User(row) => self.users.contains(&row),
            ObjectRef::Device(row) => self.devices.contains(&row),
            ObjectRef::Group(row) => self.groups.contains(&row),
            ObjectRef::Other(id) => self.others.contains(&id),
        }
    }

    /// Puts an object in; false if it was there.
    pub fn insert(&mut self, object: ObjectRef) -> bool {
        match object {
            ObjectRef::User(row) => self.users.insert(row),
            ObjectRef::Device(row) => self.devices.insert(row),
            ObjectRef::Group(row) => self.groups.insert(row),
            ObjectRef::Other(id) => self.others.insert(id),
        }
    }

    /// Takes an object out; false if it was not there.
    pub fn remove(&mut self, object: ObjectRef) -> bool {
        match object {
            ObjectRef::User(row) => self.users.remove(&row),
            ObjectRef::Device(row) => self.devices.remove(&row),
            ObjectRef::Group(row) => self.groups.remove(&row),
            ObjectRef::Other(id) => self.others.remove(&id),
        }
    }

    /// All members: users, devices, groups, others, each ascending.
    pub fn iter(&self) -> impl Iterator<Item = ObjectRef> + '_ {
        let users = self.users.iter().copied().map(ObjectRef::User);
        let devices = self.devices.iter().copied().map(ObjectRef::Device);
        let groups = self.groups.iter().copied().map(ObjectRef::Group);
        let others = self.others.iter().copied().map(ObjectRef::Other);
        users.chain(devices).chain(groups).chain(others)
    }

    /// The rows of the members of one kind, ascending.
    pub fn subjects(&self, kind: SubjectKind) -> impl Iterator<Item = Row> + '_ {
        self.rows(kind).iter().copied()
    }

    /// The groups among the members, ascending.
    pub fn groups(&self) -> impl Iterator<Item = GroupRow> + '_ {
        self.groups.iter().copied()
    }

    fn rows(&self, kind: SubjectKind) -> &BTreeSet<Row> {
        match kind {
            SubjectKind::User => &self.users,
            SubjectKind::Device => &self.devices,
        }
    }
}

impl FromIterator<ObjectRef> for Membership {
    fn from_iter<I: IntoIterator<Item = ObjectRef>>(objects: I) -> Self {
        let mut membership = Self::new();
        for object in objects {
            membership.insert(object);
        }
        membership
    }
}
