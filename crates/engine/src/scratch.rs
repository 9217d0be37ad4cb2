//! Room for deciding about one object, used again and again: which predicates hold for it.

use ingroup_directory::{Row, Table};

use crate::event::Move;
use crate::matcher::Answer;
use crate::predicate::{Literal, PredicateId};
use crate::property::List;
use crate::rules::RulesOfKind;
use crate::slot::Slot;
use crate::slot_set::SlotSet;
use crate::truths::Truths;

/// Which predicates hold for one object, and which rules have been seen. Nothing in it outlives a piece of work; a
/// clone begins with nothing.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    holds: Vec<u64>,
    faults: Vec<u64>,
    /// What held before.
    held: Vec<u64>,
    /// The predicates that hold, and those that cannot be answered, property by property.
    found: Vec<PredicateId>,
    /// Those of them that are in the cover of a rule.
    covering: Vec<PredicateId>,
    /// The class of the row's value of each property, where it is known.
    classes: Vec<Option<u32>>,
    /// For values that are asked one by one.
    answer: Answer,
    faulty: bool,
    /// The rules to be decided.
    marked: SlotSet,
    /// Room for lists that are made anew for each object.
    pub(crate) room: Room,
}

/// Lists that one object after the other fills.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// The predicates that its changes have turned.
    pub(crate) turned: Vec<PredicateId>,
    /// The groups that it joins or leaves.
    pub(crate) moves: Vec<Move>,
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
        self.found.clear();
        self.faulty = false;
        let mut unanswered = Vec::new();
        // One step for all properties, then the next one: the properties lie in as many places of memory, and so all
        // are waited for together.
        self.classes.clear();
        let properties = truths.properties();
        let classes = properties
            .iter()
            .map(|property| property.known_class(table, row));
        self.classes.extend(classes);
        let with_class = properties.iter().zip(&self.classes);
        let lists: Vec<List<'_>> = with_class
            .map(|(property, class)| class.map_or(List::EMPTY, |class| property.list(class)))
            .collect();
        let found = &mut self.found;
        for list in lists {
            list.each(|id| found.push(id), |id| unanswered.push(id));
        }
        if self.classes.contains(&None) {
            let unknown = properties.iter().zip(&self.classes);
            for (property, _) in unknown.filter(|(_, class)| class.is_none()) {
                property.ask(table, row, &mut self.answer);
                found.extend(&self.answer.holds);
                unanswered.extend(&self.answer.faults);
            }
        }
        for predicate in &self.found {
            flip(&mut self.holds, *predicate);
        }
        for predicate in unanswered {
            flip(&mut self.faults, predicate);
            self.found.push(predicate);
            self.faulty = true;
        }
    }

    /// Marks every rule that can hold for the row that was read.
    pub(crate) fn mark_all_that_may_hold(&mut self, rules: &RulesOfKind) {
        let covering = &mut self.covering;
        covering.clear();
        let found = self.found.iter().copied();
        covering.extend(found.filter(|predicate| rules.is_covering(*predicate)));
        rules.look_ahead_at_covered(covering);
        let covered = covering.iter().map(|id| rules.covered_by(*id));
        self.marked.insert_lists(covered.chain([rules.always()]));
    }

    /// Marks every rule with a predicate that was turned.
    pub(crate) fn mark_mentioning(&mut self, rules: &RulesOfKind) {
        rules.look_ahead(&self.room.turned);
        let turned = self.room.turned.iter();
        self.marked
            .insert_lists(turned.map(|id| rules.mentioning(*id)));
    }

    /// Works out what was true before the predicates were turned that are said to have been.
    pub(crate) fn remember(&mut self) {
        self.held.clone_from(&self.holds);
        for predicate in &self.room.turned {
            flip(&mut self.held, *predicate);
        }
    }

    /// What a literal says, and in the second bit what it said before; nothing that matters cannot be answered.
    #[inline]
    pub(crate) fn says_twice(&self, literal: Literal) -> u8 {
        let id = literal.predicate();
        let both = u8::from(has(&self.holds, id)) | u8::from(has(&self.held, id)) << 1;
        match literal.is_negative() {
            true => both ^ 0b11,
            false => both,
        }
    }

    /// What a literal said before, which is known after [`remember`](Self::remember).
    #[inline]
    pub(crate) fn said(&self, literal: Literal) -> bool {
        literal.of(has(&self.held, literal.predicate()))
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
