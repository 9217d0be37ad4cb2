//! Room for deciding about one object, used again and again: which predicates hold for it.

use ingroup_directory::{Row, Table};

use crate::predicate::{Literal, PredicateId};
use crate::slot::Slot;
use crate::slot_set::SlotSet;
use crate::truths::Truths;

/// Which predicates hold for one object, and which rules have been seen. Nothing in it outlives a piece of work; a
/// clone begins with nothing.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    holds: Vec<u64>,
    faults: Vec<u64>,
    faulty: bool,
    /// The rules to be decided.
    marked: SlotSet,
}

impl Clone for Scratch {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Scratch {
    /// Takes in what is true of a row. Predicates that read the clock are not in it.
    pub(crate) fn read(&mut self, truths: &Truths, table: &Table, row: Row) {
        let words = truths.predicate_count().div_ceil(64);
        self.holds.clear();
        self.holds.resize(words, 0);
        self.faults.clear();
        self.faults.resize(words, 0);
        self.faulty = false;
        for property in truths.properties() {
            let (holds, faults, faulty) = (&mut self.holds, &mut self.faults, &mut self.faulty);
            property.each(
                table,
                row,
                |predicate| flip(holds, predicate),
                |predicate| {
                    flip(faults, predicate);
                    *faulty = true;
                },
            );
        }
    }

    /// Turns the answer of a predicate around.
    pub(crate) fn turn(&mut self, predicate: PredicateId) {
        flip(&mut self.holds, predicate);
    }

    /// Whether some predicate cannot be answered.
    pub(crate) fn is_faulty(&self) -> bool {
        self.faulty
    }

    /// What a literal says, where what cannot be answered says no.
    #[inline]
    pub(crate) fn says(&self, literal: Literal) -> bool {
        literal.of(has(&self.holds, literal.predicate()))
    }

    /// Whether a literal cannot be answered.
    pub(crate) fn is_fault(&self, literal: Literal) -> bool {
        has(&self.faults, literal.predicate())
    }

    /// Begins with no rule marked.
    pub(crate) fn begin(&mut self) {
        self.marked.clear();
    }

    /// Marks rules.
    #[inline]
    pub(crate) fn mark(&mut self, slots: &[Slot]) {
        self.marked.insert_all(slots);
    }

    /// The rules that are marked, ascending: so they are read in the order in which they lie.
    pub(crate) fn marked(&self) -> impl Iterator<Item = Slot> + '_ {
        self.marked.iter()
    }
}

fn flip(words: &mut [u64], predicate: PredicateId) {
    if let Some(word) = words.get_mut(predicate.index() / 64) {
        *word ^= 1 << (predicate.index() % 64);
    }
}

#[inline]
fn has(words: &[u64], predicate: PredicateId) -> bool {
    let word = words.get(predicate.index() / 64);
    word.is_some_and(|word| word & 1 << (predicate.index() % 64) != 0)
}
