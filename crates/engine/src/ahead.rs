//! Whole groups worked out ahead: where the runs of many groups wait, all their rules are asked in one pass.
//!
//! What a run writes, when, and what it is called does not change by it. What was worked out ahead holds as long as the
//! facts and the group's edition are what they were; rules that read the clock are never worked out ahead.

use std::ops::ControlFlow;
use std::sync::Arc;

use ingroup_directory::{Change, RowSet};
use ingroup_schema::{ObjectId, SubjectKind};

use crate::bulk::{self, Taken};
use crate::context::Context;
use crate::crew::{Crew, Watch, unwatched};
use crate::engine::Engine;
use crate::fault::Fault;
use crate::rules::Compiled;
use crate::slot::Slot;

/// From so many runs on one pass over all of them is worth it. In tests short histories come to it too.
const MANY: usize = if cfg!(test) { 3 } else { 64 };

/// Whom the rule of each group and unit takes, or why it takes nobody.
pub type Everything = Vec<(ObjectId, Result<RowSet, Fault>)>;

/// What was worked out ahead.
#[derive(Debug, Clone)]
pub(crate) struct Ahead {
    /// By slot, ascending, with the group's edition. Empty when the facts have changed.
    sets: Arc<Vec<(Slot, u64, RowSet)>>,
    /// How many runs have been worked out one by one since the last pass: a pass that others make useless again and
    /// again costs more than it saves.
    singly: usize,
}

impl Default for Ahead {
    fn default() -> Self {
        Self {
            sets: Arc::default(),
            singly: MANY,
        }
    }
}

impl Ahead {
    /// Forgets everything if a change bears on whom rules take.
    pub(crate) fn note(&mut self, change: &Change) {
        let bears = matches!(
            change,
            Change::SubjectCreated { .. }
                | Change::SubjectDeleted { .. }
                | Change::ValueChanged { .. }
        );
        if bears && !self.sets.is_empty() {
            self.sets = Arc::default();
        }
    }

    fn set(&self, slot: Slot, edition: u64) -> Option<&RowSet> {
        let place = self.sets.binary_search_by_key(&slot, |(slot, ..)| *slot);
        let (_, of, set) = self.sets.get(place.ok()?)?;
        (*of == edition).then_some(set)
    }
}

impl Engine {
    /// Whom the rule of a group takes, if that is known ahead, or many wait for the like.
    pub(crate) fn known_ahead(&mut self, context: Context<'_>, slot: Slot) -> Option<RowSet> {
        let edition = self.slots.seat(slot)?.edition;
        if self.ahead.set(slot, edition).is_none() {
            let waiting = self.queue.group_count();
            if waiting < MANY || self.ahead.singly < MANY || !self.can_be_ahead(slot) {
                self.ahead.singly = self.ahead.singly.saturating_add(1);
                return None;
            }
            let _ = self.work_ahead(context, Some(slot), &mut unwatched);
        }
        let set = self.ahead.set(slot, edition).cloned();
        if self.queue.group_count() == 0 {
            self.ahead.sets = Arc::default();
        }
        set
    }

    /// Works out ahead what waits, if that is many runs, for somebody who may not want to wait. If it is ended, it is
    /// as if nobody had asked for it.
    pub fn prepare(&mut self, context: Context<'_>, watch: Watch<'_>) -> ControlFlow<()> {
        match self.queue.group_count() < MANY {
            true => ControlFlow::Continue(()),
            false => self.work_ahead(context, None, watch),
        }
    }

    /// Asks the rules of all runs that wait, and that of this slot, of everybody.
    fn work_ahead(
        &mut self,
        context: Context<'_>,
        slot: Option<Slot>,
        watch: Watch<'_>,
    ) -> ControlFlow<()> {
        let waiting = self.queue.groups().filter_map(|id| self.slots.slot(id));
        let mut slots: Vec<Slot> = waiting
            .chain(slot)
            .filter(|slot| self.can_be_ahead(*slot))
            .collect();
        slots.sort_unstable();
        slots.dedup();
        let mut sets = Vec::new();
        let mut crew = Crew::of_all_cores(watch);
        for (half, kind) in SubjectKind::ALL.into_iter().enumerate() {
            let taken = crew.on_part(half..half + 1, SubjectKind::ALL.len(), |crew| {
                self.taken(context, kind, &slots, crew)
            })?;
            let edition = |slot| self.slots.seat(slot).map(|seat| seat.edition);
            let known = taken
                .sets
                .into_iter()
                .filter_map(|(slot, set)| Some((slot, edition(slot)?, set)));
            sets.extend(known);
        }
        sets.sort_unstable_by_key(|(slot, ..)| *slot);
        self.ahead.sets = Arc::new(sets);
        self.ahead.singly = 0;
        ControlFlow::Continue(())
    }

    /// Whether what the rule of a slot comes to now is what it comes to later.
    fn can_be_ahead(&self, slot: Slot) -> bool {
        let of = |kind| self.rules.of(kind).compiled(slot);
        let compiled = of(SubjectKind::User).or_else(|| of(SubjectKind::Device));
        compiled.is_some_and(|compiled: &Arc<Compiled>| !compiled.reads_the_clock)
    }

    fn taken(
        &self,
        context: Context<'_>,
        kind: SubjectKind,
        slots: &[Slot],
        crew: &mut Crew<'_>,
    ) -> ControlFlow<(), Taken> {
        let table = context.directory.table(kind);
        let slots = slots.iter().copied();
        bulk::everybody(self.rules.of(kind), table, context.now, slots, crew)
    }

    /// Everybody whom the rule of each group and unit takes now, by id, whatever its status: all of it worked out anew,
    /// on at most so many threads. The engine must know everything that has changed in the directory.
    pub fn everything(&self, context: Context<'_>, threads: usize) -> Everything {
        match self.everything_watched(context, threads, &mut unwatched) {
            ControlFlow::Continue(everything) => everything,
            ControlFlow::Break(()) => Vec::new(),
        }
    }

    /// [`everything`](Self::everything), for somebody who may not want to wait.
    pub fn everything_watched(
        &self,
        context: Context<'_>,
        threads: usize,
        watch: Watch<'_>,
    ) -> ControlFlow<(), Everything> {
        let mut slots: Vec<Slot> = self.slots.by_slot().map(|(slot, ..)| slot).collect();
        slots.sort_unstable();
        let mut sets: Vec<Option<RowSet>> = vec![None; self.slots.slot_count()];
        let mut crew = Crew::new(threads, watch);
        for (half, kind) in SubjectKind::ALL.into_iter().enumerate() {
            let taken = crew.on_part(half..half + 1, SubjectKind::ALL.len(), |crew| {
                self.taken(context, kind, &slots, crew)
            })?;
            for (slot, set) in taken.sets {
                if let Some(place) = sets.get_mut(slot.index()) {
                    *place = Some(set);
                }
            }
        }
        let mut everything: Everything = self
            .slots
            .by_slot()
            .map(|(slot, id, known)| {
                let set = sets.get_mut(slot.index()).and_then(Option::take);
                let singly = || {
                    let rule = known.rule.clone()?;
                    Ok(self.members_of(context, slot, &rule)?.rows)
                };
                (id, set.map_or_else(singly, Ok))
            })
            .collect();
        everything.sort_unstable_by_key(|(id, _)| *id);
        ControlFlow::Continue(everything)
    }
}
