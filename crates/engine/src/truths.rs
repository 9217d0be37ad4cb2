//! Everything that rules about one kind ask of its properties: predicates, and what is true of each value.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{Chunked, Row, Sharded, Table};
use ingroup_rule::Condition;
use ingroup_schema::PropertyKey;

use crate::code_set::CodeSet;
use crate::matcher::Answer;
use crate::predicate::{Known, Literal, PredicateId, PropertyIndex, Sign, Weight};
use crate::property::{Accepted, Property};

/// How many rows a sample has.
const SAMPLE: usize = 256;

/// The predicates of the rules about users, or about devices, with the values for which they hold.
#[derive(Debug, Clone, Default)]
pub(crate) struct Truths {
    known: Chunked<Option<Arc<Known>>>,
    numbers: Sharded<Arc<Condition>, PredicateId>,
    free: Vec<PredicateId>,
    properties: Vec<Arc<Property>>,
    places: Arc<BTreeMap<PropertyKey, PropertyIndex>>,
    /// Interned, and not yet asked of any value.
    new: Vec<PredicateId>,
}

impl Truths {
    /// How many numbers of predicates were ever given; every number's index is below it.
    pub(crate) fn predicate_count(&self) -> usize {
        self.known.len()
    }

    /// What is known of a predicate.
    #[inline]
    pub(crate) fn known(&self, id: PredicateId) -> Option<&Known> {
        self.known.get(id.index())?.as_deref()
    }

    pub(crate) fn known_mut(&mut self, id: PredicateId) -> Option<&mut Known> {
        self.known.get_mut(id.index())?.as_mut().map(Arc::make_mut)
    }

    /// The properties that rules read, or have read.
    pub(crate) fn properties(&self) -> &[Arc<Property>] {
        &self.properties
    }

    /// The property of this number.
    pub(crate) fn property(&self, index: PropertyIndex) -> Option<&Property> {
        self.properties.get(index.index()).map(Arc::as_ref)
    }

    /// The number of a property, if a rule reads it or has read it.
    pub(crate) fn index(&self, key: &PropertyKey) -> Option<PropertyIndex> {
        self.places.get(key).copied()
    }

    /// The predicates of each property that has some, ascending.
    pub(crate) fn by_property(&self) -> BTreeMap<PropertyIndex, Vec<PredicateId>> {
        let mut found: BTreeMap<PropertyIndex, Vec<PredicateId>> = BTreeMap::new();
        for (index, known) in self.known.iter().enumerate() {
            if let Some(known) = known {
                let own = found.entry(known.property).or_default();
                own.push(PredicateId::new(index));
            }
        }
        found
    }

    /// The literal of a condition; its predicate has one use more. What is new must be settled
    /// ([`settle`](Self::settle)) before it is asked.
    pub(crate) fn intern(&mut self, condition: &Condition, sign: Sign) -> Literal {
        let (condition, negated) = condition.positive();
        let sign = sign.turned(negated);
        if let Some(id) = self.numbers.get(&condition).copied() {
            if let Some(known) = self.known_mut(id) {
                known.uses += 1;
            }
            return Literal::new(id, sign);
        }
        let property = self.property_of(condition.property());
        let condition = Arc::new(condition);
        let known = Known {
            clock: condition.reads_the_clock(),
            condition: condition.clone(),
            property,
            uses: 1,
            accepts: CodeSet::default(),
            faults: CodeSet::default(),
            weight: Weight::ALL,
            mentions: Vec::new(),
            covers: Vec::new(),
        };
        let id = self.free.pop().unwrap_or_else(|| {
            self.known.push(None);
            PredicateId::new(self.known.len() - 1)
        });
        self.new.push(id);
        if let Some(place) = self.known.get_mut(id.index()) {
            *place = Some(Arc::new(known));
        }
        self.numbers.insert(condition, id);
        Literal::new(id, sign)
    }

    fn property_of(&mut self, key: &PropertyKey) -> PropertyIndex {
        if let Some(known) = self.places.get(key) {
            return *known;
        }
        let index = PropertyIndex::new(self.properties.len());
        self.properties.push(Arc::new(Property::new(key.clone())));
        Arc::make_mut(&mut self.places).insert(key.clone(), index);
        index
    }

    /// A predicate has one use less; without any it is forgotten.
    pub(crate) fn release(&mut self, id: PredicateId) {
        let Some(known) = self.known_mut(id) else {
            return;
        };
        known.uses = known.uses.saturating_sub(1);
        if known.uses > 0 {
            return;
        }
        let forgotten = self.known.get_mut(id.index()).and_then(Option::take);
        let Some(known) = forgotten else { return };
        self.numbers.remove(&known.condition);
        self.free.push(id);
        let was_new = self.new.iter().position(|new| *new == id);
        if let Some(place) = was_new {
            self.new.swap_remove(place);
        } else if !known.clock
            && let Some(property) = self.properties.get_mut(known.property.index())
        {
            let classes = known.accepts.iter().chain(known.faults.iter());
            Arc::make_mut(property).remove(id, &known.condition, classes);
        }
    }

    /// Asks the values for the predicates that are new.
    pub(crate) fn settle(&mut self, table: &Table) {
        let new = std::mem::take(&mut self.new);
        let mut by_property: BTreeMap<PropertyIndex, Vec<_>> = BTreeMap::new();
        for id in &new {
            if let Some(known) = self.known(*id) {
                let asked = by_property.entry(known.property).or_default();
                // What reads the clock is asked when the time is known.
                asked.extend((!known.clock).then(|| (*id, known.condition.clone())));
            }
        }
        let mut answer = Answer::default();
        let mut accepted = Vec::new();
        for (place, asked) in by_property {
            if let Some(property) = self.properties.get_mut(place.index()) {
                let property = Arc::make_mut(property);
                property.splice(&asked, table, &mut answer, &mut accepted);
                self.accept(&mut accepted);
            }
        }
        for id in new {
            let weight = self.weigh(id, table);
            if let Some(known) = self.known_mut(id) {
                known.weight = weight;
            }
        }
    }

    /// Looks at values of a property that have come since.
    pub(crate) fn catch_up(&mut self, place: PropertyIndex, table: &Table) {
        let Some(property) = self.properties.get_mut(place.index()) else {
            return;
        };
        let column = property.column(table);
        if column.is_some_and(|column| property.is_behind(column)) {
            let mut accepted = Vec::new();
            Arc::make_mut(property).catch_up(table, &mut Answer::default(), &mut accepted);
            self.accept(&mut accepted);
        }
    }

    /// Looks at a row of a property again whose value may be another.
    pub(crate) fn look_again(&mut self, place: PropertyIndex, table: &Table, row: Row) {
        if let Some(property) = self.properties.get_mut(place.index())
            && property.keeps_classes()
        {
            let mut accepted = Vec::new();
            Arc::make_mut(property).look_again(table, row, &mut Answer::default(), &mut accepted);
            self.accept(&mut accepted);
        }
    }

    /// Looks at all values of a row again, which may be others.
    pub(crate) fn look_everywhere(&mut self, table: &Table, row: Row) {
        let mut answer = Answer::default();
        let mut accepted = Vec::new();
        for property in &mut self.properties {
            let column = property.column(table);
            if column.is_some_and(|column| property.is_behind(column)) {
                Arc::make_mut(property).catch_up(table, &mut answer, &mut accepted);
            }
            if property.keeps_classes() {
                Arc::make_mut(property).look_again(table, row, &mut answer, &mut accepted);
            }
        }
        self.accept(&mut accepted);
    }

    fn accept(&mut self, accepted: &mut Vec<Accepted>) {
        for one in accepted.drain(..) {
            if let Some(known) = self.known_mut(one.predicate) {
                match one.as_fault {
                    false => known.accepts.insert(one.class),
                    true => known.faults.insert(one.class),
                }
            }
        }
    }

    /// How common it is that a predicate holds.
    fn weigh(&self, id: PredicateId, table: &Table) -> Weight {
        let known = self.known(id);
        let property = known.and_then(|known| self.property(known.property));
        let (Some(known), Some(property)) = (known, property) else {
            return Weight::ALL;
        };
        let narrow = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        if known.clock {
            return Weight {
                sampled: narrow(SAMPLE / 2),
                classes: u32::MAX,
            };
        }
        let rows = table.row_count();
        let stride = (rows / SAMPLE).max(1);
        let sampled = (0..rows)
            .step_by(stride)
            .take(SAMPLE)
            .filter(|row| {
                let row = Row::new(u32::try_from(*row).unwrap_or(u32::MAX));
                known.accepts.contains(property.class(table, row))
            })
            .count();
        Weight {
            sampled: narrow(sampled),
            classes: narrow(known.accepts.len()),
        }
    }

    /// How common a literal is, as far as is known.
    pub(crate) fn weight(&self, literal: Literal) -> Weight {
        let known = self.known(literal.predicate());
        let weight = known.map_or(Weight::ALL, |known| known.weight);
        match literal.is_negative() {
            false => weight,
            true => Weight {
                sampled: (SAMPLE as u32).saturating_sub(weight.sampled),
                classes: u32::MAX,
            },
        }
    }
}
