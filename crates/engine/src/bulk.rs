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
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use ingroup_directory::{Container, RowSet};

use self::block::Room;
pub(crate) use self::rules::{Taken, everybody};
use self::task::Task;

/// What a block has come to: rules by number, with whom they take in it.
type Found = (usize, Vec<(usize, Container)>);

/// As many threads as there are cores for us.
pub(crate) fn all_cores() -> usize {
    std::thread::available_parallelism().map_or(1, NonZero::get)
}

/// Whom each rule of a task takes, in the rules' order.
fn run(task: &Task<'_>, threads: usize) -> Vec<RowSet> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut room = Room::new(task);
        let mut found: Vec<Found> = Vec::new();
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            if block >= task.block_count() {
                return found;
            }
            found.push((block, room.work(task, block)));
        }
    };
    let threads = threads.clamp(1, task.block_count().max(1));
    let mut found: Vec<Found> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut found = work();
        for other in others {
            // A thread that broke has taken its blocks along: whoever waits breaks too.
            match other.join() {
                Ok(more) => found.extend(more),
                Err(cause) => std::panic::resume_unwind(cause),
            }
        }
        found
    });
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
    sets
}
