//! Everything at once: all rules over all objects, block by block.
//!
//! A block is 65,536 rows. For each the rows are sorted by the classes of their values, property by property; then it
//! is known how many rows each predicate holds for, and each rule goes the cheaper of two ways (`block.rs`). What is
//! worked out of a predicate in a block is kept for all its rules. Blocks know nothing of each other, so they are
//! worked through side by side.

mod axis;
mod bits;
mod block;
mod facts;
mod literal;
mod narrow;
mod rules;
mod task;
mod wide;

use std::cmp::Reverse;
use std::ops::ControlFlow;

use ingroup_directory::{Container, RowSet};

use self::block::Room;
pub(crate) use self::rules::{Taken, everybody};
use self::task::Task;
use crate::crew::Crew;

/// What a block has come to: rules by number, with whom they take in it.
type Found = (usize, Vec<(usize, Container)>);

/// Whom each rule of a task takes, in the rules' order.
fn run(task: &Task<'_>, crew: &mut Crew<'_>) -> ControlFlow<(), Vec<RowSet>> {
    let found = crew.share(task.block_count(), |next| {
        let mut room = Room::new(task);
        let mut found: Vec<Found> = Vec::new();
        while let Some(block) = next() {
            found.push((block, room.work(task, block)));
        }
        found
    })?;
    let mut found: Vec<Found> = found.into_iter().flatten().collect();
    // The last block first: a set gets all its room at once.
    found.sort_unstable_by_key(|(block, _)| Reverse(*block));
    let mut sets = vec![RowSet::new(); task.rule_count()];
    for (block, rules) in found {
        for (rule, container) in rules {
            if let Some(set) = sets.get_mut(rule) {
                set.put_block(block, container);
            }
        }
    }
    ControlFlow::Continue(sets)
}
