//! Sets of rows against each other, block by block.

use std::cmp::Ordering;
use std::sync::Arc;

use super::container::{Bitmap, Container, ContainerView, compare};
use super::{RowSet, row_at};
use crate::row::Row;

type Block = Option<Arc<Container>>;

impl RowSet {
    /// What is in one of the two, or in both.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.by_block(other, |left, right| match (left, right) {
            (Some(left), Some(right)) if Arc::ptr_eq(left, right) => Some(left.clone()),
            (Some(left), Some(right)) => kept(left.union(right)),
            (one, None) | (None, one) => one.clone(),
        })
    }

    /// What is in this one and not in the other.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.by_block(other, |left, right| match (left, right) {
            (Some(left), Some(right)) if Arc::ptr_eq(left, right) => None,
            (Some(left), Some(right)) => kept(left.difference(right)),
            (left, _) => left.clone(),
        })
    }

    /// What is in both.
    #[must_use]
    pub fn intersect(&self, other: &Self) -> Self {
        self.by_block(other, |left, right| match (left, right) {
            (Some(left), Some(right)) if Arc::ptr_eq(left, right) => Some(left.clone()),
            (Some(left), Some(right)) => kept(left.intersect(right)),
            _ => None,
        })
    }

    /// Who leaves and who joins for this set to become the other, both ascending.
    pub fn changes_to(&self, other: &Self) -> (Vec<Row>, Vec<Row>) {
        let mut leaves = Vec::new();
        let mut joins = Vec::new();
        for number in 0..self.blocks.len().max(other.blocks.len()) {
            match (shared(self, number), shared(other, number)) {
                (Some(left), Some(right)) if Arc::ptr_eq(left, right) => {}
                (Some(left), Some(right)) => changes(left, right, |position, side| {
                    let list = match side {
                        Ordering::Less => &mut leaves,
                        Ordering::Greater => &mut joins,
                        Ordering::Equal => return,
                    };
                    list.push(row_at(number, position));
                }),
                (Some(left), None) => leaves.extend(left.iter().map(|at| row_at(number, at))),
                (None, Some(right)) => joins.extend(right.iter().map(|at| row_at(number, at))),
                (None, None) => {}
            }
        }
        (leaves, joins)
    }

    fn by_block(&self, other: &Self, make: impl Fn(&Block, &Block) -> Block) -> Self {
        let mut set = Self::new();
        for number in 0..self.blocks.len().max(other.blocks.len()) {
            let left = self.blocks.get(number).unwrap_or(&None);
            let right = other.blocks.get(number).unwrap_or(&None);
            set.put_shared(number, make(left, right));
        }
        set
    }
}

fn shared(set: &RowSet, number: usize) -> Option<&Arc<Container>> {
    set.blocks.get(number)?.as_ref()
}

fn kept(container: Container) -> Block {
    (!container.is_empty()).then(|| Arc::new(container))
}

/// Each position that is in one of two blocks, and which one has it: `Less` is the left.
fn changes(left: &Container, right: &Container, mut visit: impl FnMut(u16, Ordering)) {
    match (left.view(), right.view()) {
        (ContainerView::List(left), ContainerView::List(right)) => compare(left, right, visit),
        (ContainerView::Bitmap(left), ContainerView::Bitmap(right)) => {
            changed_bits(left, right, &mut visit);
        }
        (ContainerView::List(_), ContainerView::Bitmap(right)) => {
            changed_bits(&left.to_bitmap(), right, &mut visit);
        }
        (ContainerView::Bitmap(left), ContainerView::List(_)) => {
            changed_bits(left, &right.to_bitmap(), &mut visit);
        }
    }
}

fn changed_bits(left: &Bitmap, right: &Bitmap, visit: &mut impl FnMut(u16, Ordering)) {
    for (word, (left, right)) in left.iter().zip(right).enumerate() {
        let mut changed = left ^ right;
        while changed != 0 {
            let bit = changed.trailing_zeros();
            let side = if left >> bit & 1 == 1 {
                Ordering::Less
            } else {
                Ordering::Greater
            };
            visit((word as u32 * 64 + bit) as u16, side);
            changed &= changed - 1;
        }
    }
}
