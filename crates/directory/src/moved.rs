//! What changes say of memberships, group by group.

use std::slice;

use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::holder::HolderRow;
use crate::row::{GroupRow, ObjectRef, Row};
use crate::row_list::RowList;

/// A change of one membership, of a group or of an administrative unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MembershipChange {
    /// The group or unit.
    pub holder: ObjectId,
    /// The member's place; [`Directory::id_of`](crate::Directory::id_of) knows its id, also after
    /// its deletion.
    pub object: ObjectRef,
    /// Whether it came or went.
    pub way: Way,
}

/// The direction of a membership change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Way {
    /// The object became a member.
    In,
    /// The object is no longer a member.
    Out,
}

/// A group that one object joined or left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupMove {
    /// The group.
    pub group: ObjectId,
    /// Its place.
    pub row: GroupRow,
    /// Which of the two.
    pub way: Way,
}

/// What one change says of the members of one group or administrative unit.
#[derive(Debug, Clone, Copy)]
pub struct Moved<'a> {
    holder: ObjectId,
    place: Option<HolderRow>,
    who: Who<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Who<'a> {
    One(ObjectRef, Way),
    Rows {
        kind: SubjectKind,
        left: &'a RowList,
        joined: &'a RowList,
    },
}

impl<'a> Moved<'a> {
    /// The group or unit.
    pub fn holder(self) -> ObjectId {
        self.holder
    }

    /// Its place, where the change says it.
    pub fn place(self) -> Option<HolderRow> {
        self.place
    }

    /// How many memberships began and ended.
    pub fn counts(self) -> (usize, usize) {
        match self.who {
            Who::One(_, Way::In) => (1, 0),
            Who::One(_, Way::Out) => (0, 1),
            Who::Rows { left, joined, .. } => (joined.len(), left.len()),
        }
    }

    /// Users or devices, who left and who joined, where the change has such lists.
    pub fn rows(self) -> Option<(SubjectKind, &'a RowList, &'a RowList)> {
        match self.who {
            Who::One(..) => None,
            Who::Rows { kind, left, joined } => Some((kind, left, joined)),
        }
    }

    /// The memberships, in order.
    pub fn memberships(self) -> impl Iterator<Item = MembershipChange> + 'a {
        let (one, kind, left, joined): (_, _, &'a [Row], &'a [Row]) = match self.who {
            Who::One(object, way) => (Some((object, way)), SubjectKind::User, &[], &[]),
            Who::Rows { kind, left, joined } => (None, kind, left, joined),
        };
        let subject = move |way| move |row: &Row| (ObjectRef::subject(kind, *row), way);
        let left = left.iter().map(subject(Way::Out));
        let joined = joined.iter().map(subject(Way::In));
        let all = one.into_iter().chain(left).chain(joined);
        all.map(move |(object, way)| MembershipChange {
            holder: self.holder,
            object,
            way,
        })
    }
}

/// The groups and units of a change, one after the other.
#[derive(Debug, Clone)]
enum Holders<'a> {
    Single(Option<Moved<'a>>),
    OfObject(ObjectRef, slice::Iter<'a, GroupMove>),
}

impl<'a> Iterator for Holders<'a> {
    type Item = Moved<'a>;

    fn next(&mut self) -> Option<Moved<'a>> {
        match self {
            Self::Single(moved) => moved.take(),
            Self::OfObject(object, groups) => groups.next().map(|one| Moved {
                holder: one.group,
                place: Some(HolderRow::Group(one.row)),
                who: Who::One(*object, one.way),
            }),
        }
    }
}

impl Change {
    /// What it says of the members of groups and units, one after the other; nothing if it is about something else.
    pub fn moved(&self) -> impl Iterator<Item = Moved<'_>> {
        let one = |holder: &ObjectId, object: &ObjectRef, way| {
            Holders::Single(Some(Moved {
                holder: *holder,
                place: None,
                who: Who::One(*object, way),
            }))
        };
        match self {
            Self::MemberAdded { group, object, .. } => one(group, object, Way::In),
            Self::UnitMemberAdded { unit, object, .. } => one(unit, object, Way::In),
            Self::MemberRemoved { group, object, .. } => one(group, object, Way::Out),
            Self::UnitMemberRemoved { unit, object, .. } => one(unit, object, Way::Out),
            Self::MembersChanged {
                holder,
                place,
                kind,
                left,
                joined,
            } => Holders::Single(Some(Moved {
                holder: *holder,
                place: Some(*place),
                who: Who::Rows {
                    kind: *kind,
                    left,
                    joined,
                },
            })),
            Self::ObjectMoved { kind, row, groups } => {
                Holders::OfObject(ObjectRef::subject(*kind, *row), groups.iter())
            }
            _ => Holders::Single(None),
        }
    }

    /// The memberships that changed, in order; none for all changes about something else.
    pub fn memberships(&self) -> impl Iterator<Item = MembershipChange> + '_ {
        self.moved().flat_map(Moved::memberships)
    }

    /// How many things it says: one of each group that an object joined or left.
    pub fn count(&self) -> usize {
        match self {
            Self::ObjectMoved { groups, .. } => groups.len(),
            _ => 1,
        }
    }
}
