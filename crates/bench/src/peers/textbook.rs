//! Roaring bitmaps as the textbook has them: an inverted index from values to bitmaps. Equality looks a value up;
//! every other predicate goes through the dictionary of its attribute.

use std::collections::HashMap;

use ingroup_rule::{Condition, Operand, Rule};
use ingroup_schema::{Operator, PropertyKey, Value};
use roaring::RoaringBitmap;

use super::bitmaps::{Formula, Predicates, digest, is_negative};
use super::naive::{Cell, Leaf};
use super::{Everything, Peer, Sample};
use crate::job::Failed;
use crate::timing::timed;
use crate::workload::{Person, Workload};

/// An inverted index for each attribute.
pub(crate) struct Textbook {
    keys: Vec<PropertyKey>,
    index: Vec<Inverted>,
    predicates: Predicates,
    formulas: Vec<Formula>,
    everybody: RoaringBitmap,
    members: Vec<RoaringBitmap>,
}

/// From the values of an attribute to those who have them.
#[derive(Default)]
struct Inverted {
    cells: Vec<(Cell, RoaringBitmap)>,
    /// The places of texts, lower-cased.
    texts: HashMap<String, usize>,
    /// The places of all values.
    places: HashMap<Value, usize>,
}

impl Textbook {
    pub(crate) fn new(workload: &Workload, rules: &[Rule], sample: Sample) -> Result<Self, Failed> {
        let people = workload.people();
        let keys = people.keys().to_vec();
        let mut index: Vec<Inverted> = keys.iter().map(|_| Inverted::default()).collect();
        for number in 0..sample.users {
            let row = u32::try_from(number)?;
            for (inverted, value) in index.iter_mut().zip(people.person(number).values) {
                inverted.add(value, row);
            }
        }
        let mut predicates = Predicates::default();
        let formulas = rules
            .iter()
            .take(sample.rules)
            .map(|rule| predicates.formula(rule))
            .collect::<Result<_, _>>()?;
        let mut everybody = RoaringBitmap::new();
        everybody.insert_range(0..u32::try_from(sample.users)?);
        Ok(Self {
            keys,
            index,
            predicates,
            formulas,
            everybody,
            members: Vec::new(),
        })
    }

    fn bitmap(&self, condition: &Condition) -> Result<RoaringBitmap, Failed> {
        let known = self.keys.iter().position(|key| key == condition.property());
        let inverted = known.and_then(|place| self.index.get(place));
        let inverted = inverted.ok_or("a rule names an attribute that nobody has")?;
        let mut taken = RoaringBitmap::new();
        if let Some(texts) = looked_up(condition) {
            for text in texts {
                let place = inverted.texts.get(&text);
                if let Some((_, rows)) = place.and_then(|place| inverted.cells.get(*place)) {
                    taken |= rows;
                }
            }
            return Ok(taken);
        }
        let leaf = Leaf::of(&self.keys, condition)?;
        for (cell, rows) in &inverted.cells {
            if leaf.holds(cell) != is_negative(condition) {
                taken |= rows;
            }
        }
        Ok(taken)
    }
}

/// The texts that a condition on single texts asks for, if it asks for whole texts.
fn looked_up(condition: &Condition) -> Option<Vec<String>> {
    let Condition::Predicate(predicate) = condition else {
        return None;
    };
    let lower = |text: &ingroup_rule::Text| text.written().to_lowercase();
    match (predicate.operator().positive(), predicate.operand()) {
        (Operator::Eq, Operand::Text(text)) => Some(vec![lower(text)]),
        (Operator::In, Operand::Texts(texts)) => Some(texts.iter().map(lower).collect()),
        _ => None,
    }
}

impl Inverted {
    fn add(&mut self, value: Value, row: u32) {
        let cell = Cell::of(&value);
        let place = *self.places.entry(value).or_insert_with(|| {
            if let Cell::Text(text) = &cell {
                self.texts.insert(text.clone(), self.cells.len());
            }
            self.cells.push((cell, RoaringBitmap::new()));
            self.cells.len() - 1
        });
        if let Some((_, rows)) = self.cells.get_mut(place) {
            rows.insert(row);
        }
    }
}

impl Peer for Textbook {
    fn everything(&mut self) -> Result<Everything, Failed> {
        let (members, seconds) = timed(|| {
            let conditions = self.predicates.conditions().iter();
            let bitmaps = conditions
                .map(|condition| self.bitmap(condition))
                .collect::<Result<Vec<_>, _>>()?;
            let taken = self.formulas.iter();
            Ok(taken
                .map(|formula| formula.members(&bitmaps, &self.everybody))
                .collect::<Vec<_>>())
        })?;
        self.members = members;
        let digest = digest(&self.members);
        Ok(Everything { seconds, digest })
    }

    fn one_user(&mut self, _: usize, _: &Person) -> Result<Option<f64>, Failed> {
        Ok(None)
    }

    fn one_rule(&mut self, rule: &Rule) -> Result<Option<f64>, Failed> {
        let (members, seconds) = timed(|| {
            let mut predicates = Predicates::default();
            let formula = predicates.formula(rule)?;
            let bitmaps = predicates
                .conditions()
                .iter()
                .map(|condition| self.bitmap(condition))
                .collect::<Result<Vec<_>, _>>()?;
            Ok(formula.members(&bitmaps, &self.everybody))
        })?;
        std::hint::black_box(members.len());
        Ok(Some(seconds))
    }

    fn takes(&self, rule: usize, user: usize) -> Option<bool> {
        let user = u32::try_from(user).ok()?;
        Some(self.members.get(rule)?.contains(user))
    }
}
