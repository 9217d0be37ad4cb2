//! Who leaves and who joins one group, and how many of them are written at once.

use std::hint::black_box;
use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::holder::HolderRow;
use crate::member_changes::of_group;
use crate::moved::{GroupMove, Way};
use crate::row::{GroupRow, ObjectRef, Row};
use crate::row_list::RowList;
use crate::row_set::{Container, ContainerView, RowSet};

/// So many groups are read ahead before they are written to.
const AHEAD: usize = 64;

/// The changes of the members of one group or administrative unit by one piece of work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delta {
    /// The group or unit.
    pub group: ObjectId,
    /// Its place.
    pub place: HolderRow,
    /// What its members are.
    pub kind: SubjectKind,
    /// Who no longer matches, ascending.
    pub leaves: RowList,
    /// Who matches now, ascending.
    pub joins: RowList,
}

/// The groups that one user or device joins or leaves by one piece of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectMoves {
    /// User or device.
    pub kind: SubjectKind,
    /// Its row.
    pub row: Row,
    /// Each group once, with what happens; in the order in which it is to be told.
    pub groups: Vec<(GroupRow, Way)>,
}

/// What one piece of work changes of memberships.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moves {
    /// The members of groups and administrative units, one after the other.
    Members(Vec<Delta>),
    /// The groups of one object.
    Object(ObjectMoves),
}

impl Moves {
    /// Whether nobody moves.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many memberships begin or end.
    pub fn count(&self) -> usize {
        match self {
            Self::Members(deltas) => {
                let of_one = |delta: &Delta| delta.leaves.len() + delta.joins.len();
                deltas.iter().map(of_one).sum()
            }
            Self::Object(moves) => moves.groups.len(),
        }
    }

    /// The same group by group, for a directory in which the groups are.
    pub fn deltas(&self, directory: &Directory) -> Vec<Delta> {
        match self {
            Self::Members(deltas) => deltas.clone(),
            Self::Object(moves) => {
                let deltas = moves.groups.iter().filter_map(|(group, way)| {
                    let place = HolderRow::Group(*group);
                    let id = directory.group_at(*group)?.id();
                    Some(Delta::of_one((id, place), (moves.kind, moves.row), *way))
                });
                deltas.collect()
            }
        }
    }
}

impl Delta {
    /// That one object joins or leaves.
    pub fn of_one(
        (group, place): (ObjectId, HolderRow),
        (kind, row): (SubjectKind, Row),
        way: Way,
    ) -> Self {
        let (leaves, joins) = match way {
            Way::In => (RowList::default(), row.into()),
            Way::Out => (row.into(), RowList::default()),
        };
        Self {
            group,
            place,
            kind,
            leaves,
            joins,
        }
    }

    /// Whether nobody moves.
    pub fn is_empty(&self) -> bool {
        self.leaves.is_empty() && self.joins.is_empty()
    }

    /// The row that moves, if it is one alone.
    fn single(&self) -> Option<Row> {
        match (&*self.leaves, &*self.joins) {
            ([row], []) | ([], [row]) => Some(*row),
            _ => None,
        }
    }
}

impl Directory {
    /// Writes deltas, in their order, as [`change_members`](Self::change_members) writes one. Where one of them is
    /// refused, nothing is written.
    pub fn write_deltas(
        &mut self,
        deltas: &[Delta],
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        for delta in deltas {
            self.check_rows(delta.kind, &delta.leaves)?;
            self.check_rows(delta.kind, &delta.joins)?;
        }
        for delta in deltas {
            let holder = self.rule_holder_at(delta.place);
            if holder.is_none_or(|holder| holder.id() != delta.group) {
                return Err(IntegrityError::UnknownGroup(delta.group));
            }
        }
        changes.reserve(deltas.len());
        for some in deltas.chunks(AHEAD) {
            let single = some.iter().filter_map(|delta| {
                let holder = self.rule_holder_at(delta.place)?;
                Some((holder.members().rows(delta.kind), delta.single()?))
            });
            look_ahead(single);
            for delta in some {
                let (place, members) = self.members_at(delta.place, delta.group)?;
                let members = Arc::make_mut(members);
                let left = members.take_out(delta.kind, &delta.leaves);
                let joined = members.put_in(delta.kind, &delta.joins);
                self.moved(place, delta.group, delta.kind, (left, joined), changes);
            }
        }
        Ok(())
    }

    /// Which of these groups a user or device is in, in their order. Many are asked as quickly as they can be.
    pub fn is_in_each(&self, kind: SubjectKind, row: Row, groups: &[GroupRow]) -> Vec<bool> {
        let set = |group: &GroupRow| Some(self.group_at(*group)?.members.rows(kind));
        let mut found = Vec::with_capacity(groups.len());
        for some in groups.chunks(AHEAD) {
            look_ahead(some.iter().filter_map(|group| Some((set(group)?, row))));
            let is_in = |group| set(group).is_some_and(|set| set.contains(row));
            found.extend(some.iter().map(is_in));
        }
        found
    }

    /// Writes what a piece of work changes, as [`write_deltas`](Self::write_deltas) does.
    pub fn write_moves(
        &mut self,
        moves: &Moves,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        match moves {
            Moves::Members(deltas) => self.write_deltas(deltas, changes),
            Moves::Object(moves) => self.move_object(moves, changes),
        }
    }

    /// Writes the moves of one object: one change, in which each group is.
    fn move_object(
        &mut self,
        moves: &ObjectMoves,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let ObjectMoves { kind, row, groups } = moves;
        // Who is gone by now moves nowhere.
        if groups.is_empty() {
            return Ok(());
        }
        self.check_rows(*kind, &[*row])?;
        let is_gone = |(group, _): &&(GroupRow, Way)| self.group_at(*group).is_none();
        if let Some((gone, _)) = groups.iter().find(is_gone) {
            let id = self.id_of(ObjectRef::Group(*gone)).unwrap_or(ObjectId::NIL);
            return Err(IntegrityError::UnknownGroup(id));
        }
        let object = ObjectRef::subject(*kind, *row);
        let mut written = Vec::with_capacity(groups.len());
        for some in groups.chunks(AHEAD) {
            look_ahead(some.iter().filter_map(|(group, _)| {
                let group = self.group_at(*group)?;
                Some((group.members.rows(*kind), *row))
            }));
            for (group, way) in some {
                let found = self.groups.get_mut(group.index()).and_then(Option::as_mut);
                let Some(group) = found else { continue };
                let members = Arc::make_mut(&mut group.members);
                let has_moved = match way {
                    Way::In => members.put_in_one(*kind, *row),
                    Way::Out => members.take_out_one(*kind, *row),
                };
                if !has_moved {
                    continue;
                }
                written.push(GroupMove {
                    group: group.id,
                    row: group.row,
                    way: *way,
                });
                let (place, _) = of_group(group);
                self.link(place, [object], *way);
            }
        }
        if !written.is_empty() {
            changes.push(Change::ObjectMoved {
                kind: *kind,
                row: *row,
                groups: written.into(),
            });
        }
        Ok(())
    }
}

/// Reads what is going to be written to: at most [`AHEAD`] sets, and the row of each. The members of many groups lie in
/// as many places, and writing to one after the other would wait for each step to each of them; here all of them wait
/// for the same step together.
fn look_ahead<'a>(rows: impl Iterator<Item = (&'a RowSet, Row)>) {
    let mut sets: [Option<(&RowSet, Row)>; AHEAD] = [None; AHEAD];
    for (place, set) in sets.iter_mut().zip(rows) {
        *place = Some(set);
    }
    let mut blocks: [Option<(&Container, Row)>; AHEAD] = [None; AHEAD];
    for (block, (set, row)) in blocks.iter_mut().zip(sets.iter().flatten()) {
        *block = set.block_of(*row).map(|block| (block, *row));
    }
    let mut views: [Option<(ContainerView<'_>, Row)>; AHEAD] = [None; AHEAD];
    for (view, (block, row)) in views.iter_mut().zip(blocks.iter().flatten()) {
        *view = Some((block.view(), *row));
    }
    let read = views.iter().flatten().map(|(view, row)| view.glance(*row));
    // Nobody wants the result: what is read is near from now on.
    black_box(read.fold(0, |all, one| all ^ one));
}
