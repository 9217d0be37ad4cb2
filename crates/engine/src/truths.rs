//! Everything that rules about one kind ask of its properties: predicates, and what is true of each value.

mod alone;
mod sample;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};

use ingroup_directory::{Chunked, Column, Row, Sharded, Table};
use ingroup_rule::Condition;
use ingroup_schema::PropertyKey;

use crate::crew::{Crew, all_cores, unwatched};
use crate::predicate::{Known, Literal, PredicateId, PropertyIndex, Sign, Weight};
use crate::property::{Property, Room};
use alone::Alone;
pub(crate) use sample::SAMPLED;
use sample::Sample;

/// So many values are worth several threads.
const MANY_VALUES: usize = 1 << 16;

/// So many new predicates are worth several threads.
const MANY_PREDICATES: usize = 1 << 10;

/// The predicates that are new, by the property that they ask for, with what they ask.
type NewOf = BTreeMap<PropertyIndex, Vec<(PredicateId, Arc<Condition>)>>;

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
    alone: Alone,
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

    /// Makes room for so many predicates, of which none has come.
    pub(crate) fn expect(&mut self, predicates: usize) {
        if self.numbers.is_empty() {
            self.numbers = Sharded::with_room(predicates);
        }
    }

    /// The literal of a condition; its predicate has one use more. What is new must be settled
    /// ([`settle`](Self::settle)) before it is asked.
    pub(crate) fn intern(&mut self, condition: &Condition, sign: Sign) -> Literal {
        let (condition, negated) = condition.positive();
        let sign = sign.turned(negated);
        if let Some(id) = self.numbers.get(&*condition).copied() {
            if let Some(known) = self.known_mut(id) {
                known.uses += 1;
            }
            return Literal::new(id, sign);
        }
        let property = self.property_of(condition.property());
        let condition = Arc::new(condition.into_owned());
        let known = Known {
            clock: condition.reads_the_clock(),
            condition: condition.clone(),
            property,
            uses: 1,
            weight: Weight::ALL,
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
            Arc::make_mut(property).remove(id, &known.condition);
        }
    }

    /// Takes in the predicates that are new. Values are asked where that has been done for the others of a property,
    /// and by a crew of all properties, if there is one. How common the predicates are may be known, of all in order.
    pub(crate) fn settle(
        &mut self,
        table: &Table,
        crew: Option<&mut Crew<'_>>,
        weights: Option<&[Weight]>,
    ) -> ControlFlow<()> {
        let new = std::mem::take(&mut self.new);
        let mut by_property = NewOf::new();
        for id in &new {
            if let Some(known) = self.known(*id) {
                let asked = by_property.entry(known.property).or_default();
                // What reads the clock is asked when the time is known.
                asked.extend((!known.clock).then(|| (*id, known.condition.clone())));
            }
        }
        self.splice(&by_property, table);
        if let Some(crew) = crew {
            self.work_out(table, crew)?;
        }
        if let Some(weights) = weights.filter(|weights| weights.len() == self.known.len()) {
            self.take_weights(weights);
            return ControlFlow::Continue(());
        }
        let sample = Sample::of(table);
        for (place, asked) in by_property {
            let Some(property) = self.properties.get(place.index()).cloned() else {
                continue;
            };
            let ids = asked.iter().map(|(id, _)| *id).collect::<Vec<_>>();
            for (id, weight) in sample.weigh(&property, table, &ids) {
                if let Some(known) = self.known_mut(id) {
                    known.weight = weight;
                }
            }
        }
        for id in new {
            if let Some(known) = self.known_mut(id)
                && known.clock
            {
                known.weight = Weight::HALF;
            }
        }
        ControlFlow::Continue(())
    }

    /// Puts new predicates to the properties that they ask for; many of them on all cores.
    fn splice(&mut self, new: &NewOf, table: &Table) {
        let properties = (0..).map(PropertyIndex::new).zip(&mut self.properties);
        let mut both: Vec<_> = properties
            .filter_map(|(place, property)| Some((property, new.get(&place)?)))
            .collect();
        // The longest work last, as it is begun from there.
        both.sort_by_key(|(_, asked)| asked.len());
        let all = both.iter().map(|(_, asked)| asked.len()).sum::<usize>();
        let threads = match all < MANY_PREDICATES {
            true => 1,
            false => all_cores().min(both.len()),
        };
        let left = Mutex::new(both);
        let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let work = || {
            while let Some((property, asked)) = next() {
                Arc::make_mut(property).splice(asked, table);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                scope.spawn(work);
            }
            work();
        });
    }

    fn take_weights(&mut self, weights: &[Weight]) {
        for (index, weight) in weights.iter().enumerate() {
            if let Some(known) = self.known_mut(PredicateId::new(index)) {
                known.weight = *weight;
            }
        }
    }

    /// Whether a predicate cannot be answered for some value.
    pub(crate) fn is_faulty(&self, id: PredicateId, table: &Table) -> bool {
        let known = self.known(id).filter(|known| !known.clock);
        known.is_some_and(|known| {
            let property = self.property(known.property);
            property.is_some_and(|property| !property.faults(table, id).is_empty())
        })
    }

    /// Asks all values of these properties what rules ask of them, if that has not been done.
    pub(crate) fn work_out_for(&self, keys: Vec<PropertyKey>, table: &Table) {
        let places = keys.iter().filter_map(|key| self.index(key));
        for property in places.filter_map(|place| self.property(place)) {
            property.work_out(table);
        }
    }

    /// Asks all values of all properties, where that has not been done.
    pub(crate) fn work_out(&self, table: &Table, crew: &mut Crew<'_>) -> ControlFlow<()> {
        self.work_out_up_to(usize::MAX, table, crew)
    }

    /// Says that one more object is going to be asked by itself. All changes have been told.
    pub(crate) fn meet_one(&self, table: &Table) {
        if let Some(values) = self.alone.meet() {
            let threads = match values < MANY_VALUES {
                true => 1,
                false => all_cores(),
            };
            let mut nobody = unwatched;
            let _ = self.work_out_up_to(values, table, &mut Crew::new(threads, &mut nobody));
        }
    }

    /// The same of the properties that have no more than so many values.
    fn work_out_up_to(&self, values: usize, table: &Table, crew: &mut Crew<'_>) -> ControlFlow<()> {
        let count = |property: &Property| property.column(table).map_or(0, Column::code_count);
        let all = self.properties.iter().map(Arc::as_ref);
        let mut left: Vec<&Property> = all
            .filter(|property| !property.is_worked_out() && count(property) <= values)
            .collect();
        // The longest work first, so that nobody waits for it in the end.
        left.sort_by_cached_key(|property| Reverse(count(property)));
        let work = |next: &mut dyn FnMut() -> Option<usize>| {
            while let Some(property) = next().and_then(|piece| left.get(piece)) {
                property.work_out(table);
            }
        };
        crew.share(left.len(), work).map_continue(|_| ())
    }

    /// Looks at values of a property that have come since, and again at that of a row.
    pub(crate) fn look(&mut self, place: PropertyIndex, table: &Table, row: Row) {
        if let Some(property) = self.properties.get_mut(place.index()) {
            look(property, table, row, &mut Room::default());
        }
    }

    /// Looks at all values of a row again, which may be others.
    pub(crate) fn look_everywhere(&mut self, table: &Table, row: Row) {
        let mut room = Room::default();
        for property in &mut self.properties {
            look(property, table, row, &mut room);
        }
    }

    /// How common a literal is, as far as is known.
    pub(crate) fn weight(&self, literal: Literal) -> Weight {
        let known = self.known(literal.predicate());
        let weight = known.map_or(Weight::ALL, |known| known.weight);
        match literal.is_negative() {
            false => weight,
            true => Weight {
                sampled: (SAMPLED).saturating_sub(weight.sampled),
                classes: u32::MAX,
            },
        }
    }
}

fn look(property: &mut Arc<Property>, table: &Table, row: Row, room: &mut Room) {
    let column = property.column(table);
    if column.is_some_and(|column| property.is_to_look(column)) {
        Arc::make_mut(property).look(table, row, room);
    } else if !property.is_worked_out() {
        // Whoever shares it has other values from now on, and nobody must believe the answers for them.
        Arc::make_mut(property);
    }
}
