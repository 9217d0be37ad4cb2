//! The engine in the image of a tenant: what waits and how far each group is. Rules are read from their texts again, and
//! who is in which group is the directory's: nothing is evaluated.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_directory::{Directory, RuleHolder, RuleProcessing};
use ingroup_image::{Image, ImageError, ImageWriter, Reader, Writer};
use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::dynamic::{Compiled, DynamicGroup, RuleState, asks_for_extensions};
use crate::engine::Engine;
use crate::pending::Pending;
use crate::queue::Queue;
use crate::rules::{TreesOfAll, Weights};
use crate::slot::{Label, Seat, Slots};
use crate::status::{LastMembershipChange, Status};

/// A dynamic group or unit without what follows from its rule.
#[derive(Serialize, Deserialize)]
pub(crate) struct Frozen {
    pub(crate) id: ObjectId,
    processing: RuleProcessing,
    stage: Status,
    last_change: LastMembershipChange,
    next_flip: Option<Instant>,
    rule_state: RuleState,
    edition: u64,
    injected: Option<Arc<str>>,
}

impl Engine {
    /// Writes everything that does not follow from the directory.
    pub fn freeze(&self, image: &mut ImageWriter) -> Result<(), ImageError> {
        image.section("engine", |to| {
            to.u64(self.editions);
            to.u64(self.told);
            self.slots.freeze(to)?;
            to.value(&self.index.troubled().collect::<Vec<_>>())?;
            to.value(&self.worker)?;
            self.queue.freeze(to)?;
            to.value(&self.flight)?;
            self.rules.freeze_weights(to);
            self.pending.freeze(&self.rules, to)
        })
    }

    /// Reads what was written, for the directory of the same image, of which the groups and units are there: what
    /// needs no more than their facts.
    pub fn thaw<'a>(image: &Image<'a>, holders: &Directory) -> Result<Thawing<'a>, ImageError> {
        let mut from = image.section("engine")?;
        let mut engine = Self::new();
        engine.editions = from.u64()?;
        engine.told = from.u64()?;
        let trees = engine.thaw_groups(holders, &mut from)?;
        engine.index.set_troubled(from.value::<BTreeSet<_>>()?);
        engine.worker = from.value()?;
        engine.queue = Queue::thaw(&mut from)?;
        engine.flight = from.value()?;
        let weights = Weights::thaw(&mut from)?;
        Ok(Thawing {
            engine,
            weights,
            trees,
            from,
        })
    }

    /// Reads the groups; gives the trees of their rules, which are made while the next rules are read.
    fn thaw_groups(
        &mut self,
        directory: &Directory,
        from: &mut Reader<'_>,
    ) -> Result<TreesOfAll, ImageError> {
        let frozen = Slots::thaw_frozen(from)?;
        let mut trees = self.rules.expect(frozen.len());
        let holders = holders(directory, &frozen);
        let there: Vec<RuleHolder<'_>> = holders.iter().flatten().copied().collect();
        let (index, rules) = (&mut self.index, &mut self.rules);
        self.slots = Compiled::of_each(&there, |compiled| {
            let mut holders = holders.into_iter();
            Slots::thaw(frozen, from, |slot, frozen| {
                let holder = holders.next().flatten()?;
                let (id, flip) = (frozen.id, frozen.next_flip);
                let (seat, mut known) = frozen.with_rule(holder, compiled.next()?, directory);
                index.set_flip(id, &mut known, flip);
                if let Ok(rule) = &known.rule {
                    index.add(id, rule);
                    rules.grow(slot, rule, &mut trees);
                }
                Some((seat, known, Label::of(holder)))
            })
        })?;
        Ok(trees)
    }
}

/// An engine whose rules are read, and not settled yet.
#[derive(Debug)]
pub struct Thawing<'a> {
    engine: Engine,
    weights: Weights,
    trees: TreesOfAll,
    from: Reader<'a>,
}

impl Thawing<'_> {
    /// The engine, with the whole directory: its members are taken as they are.
    pub fn finish(self, directory: &Directory) -> Result<Engine, ImageError> {
        let Self {
            mut engine,
            weights,
            trees,
            mut from,
        } = self;
        engine.rules.settle_weighed(directory, trees, &weights);
        engine.pending = Pending::thaw(&engine.rules, &mut from)?;
        from.end()?;
        Ok(engine)
    }
}

/// Those who sit in slots, in order; none where there is no dynamic group any more.
fn holders<'a>(directory: &'a Directory, frozen: &[Option<Frozen>]) -> Vec<Option<RuleHolder<'a>>> {
    let sitting = frozen.iter().flatten();
    let holders = sitting.map(|frozen| directory.rule_holder(frozen.id));
    holders
        .map(|holder| holder.filter(|holder| holder.is_dynamic()))
        .collect()
}

impl Frozen {
    pub(crate) fn of(seat: &Seat, known: &DynamicGroup) -> Self {
        Self {
            id: seat.id,
            processing: known.processing,
            stage: known.stage.clone(),
            last_change: seat.last_change,
            next_flip: known.next_flip,
            rule_state: known.rule_state,
            edition: seat.edition,
            injected: known.injected.clone(),
        }
    }

    /// The group again; it waits for no instant yet.
    fn with_rule(
        self,
        holder: RuleHolder<'_>,
        compiled: Compiled,
        directory: &Directory,
    ) -> (Seat, DynamicGroup) {
        let compiled = match asks_for_extensions(self.processing, &self.stage) {
            true => compiled.with_extensions(holder, directory),
            false => compiled,
        };
        let Compiled {
            rule,
            reads,
            weight,
        } = compiled;
        let seat = Seat {
            id: self.id,
            place: holder.row(),
            edition: self.edition,
            last_change: self.last_change,
        };
        let known = DynamicGroup {
            rule,
            reads,
            weight,
            processing: self.processing,
            stage: self.stage,
            next_flip: None,
            rule_state: self.rule_state,
            injected: self.injected,
        };
        (seat, known)
    }
}

/// Writes numbers of 32 bits with their count.
pub(crate) fn freeze_numbers(numbers: &[u32], to: &mut Writer) {
    to.size(numbers.len());
    to.u32s(numbers);
}

/// Reads what [`freeze_numbers`] wrote.
pub(crate) fn thaw_numbers(from: &mut Reader<'_>) -> Result<Vec<u32>, ImageError> {
    let count = from.count(size_of::<u32>())?;
    from.u32s(count)
}
