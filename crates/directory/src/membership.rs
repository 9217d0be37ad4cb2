//! The members of a group: a plain set of objects (`OBJ-3`).

mod image;

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, SubjectKind};

use crate::row::{GroupRow, ObjectRef, Row};
use crate::row_list::RowList;
use crate::row_set::{RowSet, Rows};

pub(crate) use image::RowCounts;

/// As many changes of one membership are made at once rather than one by one.
const BULK: usize = 32;

/// A set of objects, kept by kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Membership {
    users: RowSet,
    devices: RowSet,
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
            ObjectRef::User(row) => self.users.contains(row),
            ObjectRef::Device(row) => self.devices.contains(row),
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
            ObjectRef::User(row) => self.users.remove(row),
            ObjectRef::Device(row) => self.devices.remove(row),
            ObjectRef::Group(row) => self.groups.remove(&row),
            ObjectRef::Other(id) => self.others.remove(&id),
        }
    }

    /// All members: users, devices, groups, others, each ascending.
    pub fn iter(&self) -> impl Iterator<Item = ObjectRef> + '_ {
        let users = self.users.iter().map(ObjectRef::User);
        let devices = self.devices.iter().map(ObjectRef::Device);
        users.chain(devices).chain(self.besides_subjects())
    }

    /// The members that are neither users nor devices: groups, then others, each ascending.
    pub(crate) fn besides_subjects(&self) -> impl Iterator<Item = ObjectRef> + '_ {
        let groups = self.groups.iter().copied().map(ObjectRef::Group);
        let others = self.others.iter().copied().map(ObjectRef::Other);
        groups.chain(others)
    }

    /// The rows of the members of one kind, ascending.
    pub fn subjects(&self, kind: SubjectKind) -> Rows<'_> {
        self.rows(kind).iter()
    }

    /// The groups among the members, ascending.
    pub fn groups(&self) -> impl Iterator<Item = GroupRow> + '_ {
        self.groups.iter().copied()
    }

    /// The members of one kind as a set of rows.
    pub fn rows(&self, kind: SubjectKind) -> &RowSet {
        match kind {
            SubjectKind::User => &self.users,
            SubjectKind::Device => &self.devices,
        }
    }

    /// Takes one row out; false if it was not there.
    pub(crate) fn take_out_one(&mut self, kind: SubjectKind, row: Row) -> bool {
        self.rows_mut(kind).remove(row)
    }

    /// Puts one row in; false if it was there.
    pub(crate) fn put_in_one(&mut self, kind: SubjectKind, row: Row) -> bool {
        self.rows_mut(kind).insert(row)
    }

    /// Takes rows out; those that were in it, in the order given.
    pub(crate) fn take_out(&mut self, kind: SubjectKind, rows: &RowList) -> RowList {
        let members = self.rows_mut(kind);
        if !is_bulk(rows) {
            return those_that(rows, |row| members.remove(row));
        }
        let after = members.difference(&RowSet::from_sorted(rows.iter().copied()));
        let (gone, _) = members.changes_to(&after);
        *members = after;
        the_same(rows, gone)
    }

    /// Puts rows in; those that were not in it, in the order given.
    pub(crate) fn put_in(&mut self, kind: SubjectKind, rows: &RowList) -> RowList {
        let members = self.rows_mut(kind);
        if !is_bulk(rows) {
            return those_that(rows, |row| members.insert(row));
        }
        let after = members.union(&RowSet::from_sorted(rows.iter().copied()));
        let (_, new) = members.changes_to(&after);
        *members = after;
        the_same(rows, new)
    }

    fn rows_mut(&mut self, kind: SubjectKind) -> &mut RowSet {
        match kind {
            SubjectKind::User => &mut self.users,
            SubjectKind::Device => &mut self.devices,
        }
    }
}

/// Whether rows are so many that sets as wholes are quicker, and in an order that sets keep.
fn is_bulk(rows: &[Row]) -> bool {
    rows.len() >= BULK && rows.is_sorted_by(|one, next| one < next)
}

/// The rows for which a change was one.
fn those_that(rows: &RowList, mut change: impl FnMut(Row) -> bool) -> RowList {
    let mut changed: Option<Vec<Row>> = None;
    for (place, row) in rows.iter().enumerate() {
        match (change(*row), &mut changed) {
            (true, Some(changed)) => changed.push(*row),
            (false, None) => changed = Some(rows.iter().take(place).copied().collect()),
            (true, None) | (false, Some(_)) => {}
        }
    }
    changed.map_or_else(|| rows.clone(), RowList::from)
}

/// Some of the rows, in the list that they are in if they are all of it.
fn the_same(rows: &RowList, some: Vec<Row>) -> RowList {
    match some.len() == rows.len() {
        true => rows.clone(),
        false => some.into(),
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
