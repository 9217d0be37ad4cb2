//! What changed about the objects whose work still waits: which predicates may have another answer than before.
//!
//! A piece of work looks at the rules that read what it is about, with the facts of the present, whatever else has
//! happened by then. So every change of a value is kept until the piece of work that it caused is done: a rule none of
//! whose predicates any of these changes has turned gives what it gave.

mod image;

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::Row;
use ingroup_schema::SubjectKind;

use crate::predicate::PropertyIndex;
use crate::property::Truth;

/// A change of a value, as rules see it.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    /// The number of the piece of work that it caused.
    pub(crate) work: u64,
    pub(crate) property: PropertyIndex,
    pub(crate) before: Truth,
    pub(crate) after: Truth,
}

/// The changes of all objects for which work waits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pending {
    turns: Arc<BTreeMap<(SubjectKind, Row), Vec<Turn>>>,
    /// Objects that came, or went and came again, with the number of the piece of work that looks at all of them.
    coming: Arc<BTreeMap<(SubjectKind, Row), u64>>,
}

impl Pending {
    /// Keeps a change until its piece of work is done.
    pub(crate) fn add(&mut self, kind: SubjectKind, row: Row, turn: Turn) {
        if turn.before != turn.after {
            let turns = Arc::make_mut(&mut self.turns);
            turns.entry((kind, row)).or_default().push(turn);
        }
    }

    /// The changes of an object that wait.
    pub(crate) fn of(&self, kind: SubjectKind, row: Row) -> &[Turn] {
        self.turns.get(&(kind, row)).map_or(&[], Vec::as_slice)
    }

    /// An object is there, new or again, and a piece of work will look at everything about it.
    pub(crate) fn came(&mut self, kind: SubjectKind, row: Row, work: u64) {
        Arc::make_mut(&mut self.coming).insert((kind, row), work);
    }

    /// Whether nobody has looked at the object since it came.
    pub(crate) fn is_to_come(&self, kind: SubjectKind, row: Row) -> bool {
        self.coming.contains_key(&(kind, row))
    }

    /// Whether a piece of work is of the time before the object went: it lost its memberships since, so what changes
    /// have turned says too little.
    pub(crate) fn is_outlived(&self, kind: SubjectKind, row: Row, work: u64) -> bool {
        let came = self.coming.get(&(kind, row));
        came.is_some_and(|came| work < *came)
    }

    /// Forgets the changes of an object whose work is done, up to that of this number.
    pub(crate) fn done(&mut self, kind: SubjectKind, row: Row, work: u64) {
        let came = self.coming.get(&(kind, row));
        if came.is_some_and(|came| work >= *came) {
            Arc::make_mut(&mut self.coming).remove(&(kind, row));
        }
        if !self.turns.contains_key(&(kind, row)) {
            return;
        }
        let all = Arc::make_mut(&mut self.turns);
        if let Some(turns) = all.get_mut(&(kind, row)) {
            turns.retain(|turn| turn.work > work);
            if turns.is_empty() {
                all.remove(&(kind, row));
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }
}
