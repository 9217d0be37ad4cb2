//! Objects in the order of a list for people, as far as somebody reads it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use ingroup_directory::{Directory, ObjectRef};
use ingroup_schema::ObjectId;

/// After so many, whoever reads will read all: then the rest is sorted at once.
const FEW: usize = 1_000;

/// Objects in the order of a list for people: by name without regard to case, then by id. The first ones of a
/// hundred thousand come before the others are in order.
pub(crate) struct ByName {
    waiting: BinaryHeap<Reverse<(String, ObjectId)>>,
    given: usize,
    /// The rest, last one first.
    sorted: Vec<Reverse<(String, ObjectId)>>,
}

impl ByName {
    pub(crate) fn new(directory: &Directory, objects: impl Iterator<Item = ObjectRef>) -> Self {
        let named: Vec<_> = named(directory, objects).map(Reverse).collect();
        Self {
            waiting: named.into(),
            given: 0,
            sorted: Vec::new(),
        }
    }
}

impl Iterator for ByName {
    type Item = ObjectId;

    fn next(&mut self) -> Option<ObjectId> {
        if self.given == FEW {
            self.sorted = std::mem::take(&mut self.waiting).into_sorted_vec();
        }
        let next = match self.given < FEW {
            true => self.waiting.pop(),
            false => self.sorted.pop(),
        };
        self.given += 1;
        next.map(|Reverse((_, id))| id)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.waiting.len() + self.sorted.len();
        (left, Some(left))
    }
}

impl ExactSizeIterator for ByName {}

/// All of them at once.
pub(crate) fn by_name(
    directory: &Directory,
    objects: impl Iterator<Item = ObjectRef>,
) -> Vec<ObjectId> {
    let mut named: Vec<_> = named(directory, objects).collect();
    named.sort_unstable();
    named.into_iter().map(|(_, id)| id).collect()
}

fn named(
    directory: &Directory,
    objects: impl Iterator<Item = ObjectRef>,
) -> impl Iterator<Item = (String, ObjectId)> {
    objects.filter_map(|object| {
        let name = directory.display_name(object).unwrap_or_default();
        Some((name.to_lowercase(), directory.id_of(object)?))
    })
}
