//! Who leaves and who joins one group, and how many of them are written at once.

use std::hint::black_box;
use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::holder::HolderRow;
use crate::row::Row;
use crate::row_list::RowList;
use crate::row_set::{ContainerView, RowSet};

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

impl Delta {
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
        self.look_ahead(deltas)?;
        changes.reserve(deltas.len());
        for delta in deltas {
            let (place, members) = self.members_at(delta.place, delta.group)?;
            let members = Arc::make_mut(members);
            let left = members.take_out(delta.kind, &delta.leaves);
            let joined = members.put_in(delta.kind, &delta.joins);
            self.moved(place, delta.group, delta.kind, (left, joined), changes);
        }
        Ok(())
    }

    /// Reads what is going to be written to. The members of many groups lie in as many places, and writing to one
    /// after the other would wait for each step to each of them; here all of them wait for the same step together.
    fn look_ahead(&self, deltas: &[Delta]) -> Result<(), IntegrityError> {
        let mut sets: Vec<(&RowSet, Row)> = Vec::with_capacity(deltas.len());
        for delta in deltas {
            let holder = self.rule_holder_at(delta.place);
            let holder = holder.filter(|holder| holder.id() == delta.group);
            let holder = holder.ok_or(IntegrityError::UnknownGroup(delta.group))?;
            sets.extend(
                delta
                    .single()
                    .map(|row| (holder.members().rows(delta.kind), row)),
            );
        }
        let blocks = sets.iter().map(|(set, row)| (set.block_of(*row), *row));
        let blocks: Vec<_> = blocks
            .filter_map(|(block, row)| Some((block?, row)))
            .collect();
        let views = blocks.iter().map(|(block, row)| (block.view(), *row));
        let views: Vec<_> = views.collect();
        let read = views.iter().map(|(view, row)| match view {
            ContainerView::List(list) => {
                let (middle, last) = (list.get(list.len() / 2), list.last());
                middle.zip(last).map_or(0, |(one, other)| one ^ other)
            }
            ContainerView::Bitmap(words) => {
                let word = words.get(row.index() / 64 % words.len());
                word.map_or(0, |word| *word as u16)
            }
        });
        // Nobody wants the result: what is read is near from now on.
        black_box(read.fold(0, |all, one| all ^ one));
        Ok(())
    }
}
