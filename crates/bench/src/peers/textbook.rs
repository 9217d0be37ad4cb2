//! Roaring bitmaps as the textbook has them: an inverted index from values to bitmaps. Equality looks a value up;
//! every other predicate goes through the dictionary of its attribute.

use std::collections::HashMap;

use ingroup_rule::{Condition, Operand, Rule};
use ingroup_schema::{Operator, PropertyKey, Value};
use roaring::RoaringBitmap;

use super::bitmaps::is_negative;
use super::indexed::{Index, Indexed};
use super::naive::{Cell, Leaf};
use super::{Peer, Sample};
use crate::job::Failed;
use crate::workload::Workload;

/// An inverted index for each attribute.
struct Textbook {
    keys: Vec<PropertyKey>,
    index: Vec<Inverted>,
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

/// The peer, made ready.
pub(super) fn made(
    workload: &Workload,
    rules: &[Rule],
    sample: Sample,
) -> Result<Box<dyn Peer>, Failed> {
    let people = workload.people();
    let keys = people.keys().to_vec();
    let mut index: Vec<Inverted> = keys.iter().map(|_| Inverted::default()).collect();
    for number in 0..sample.users {
        let row = u32::try_from(number)?;
        for (inverted, value) in index.iter_mut().zip(people.person(number).values) {
            inverted.add(value, row);
        }
    }
    let textbook = Textbook { keys, index };
    Ok(Box::new(Indexed::new(textbook, rules, sample)?))
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

impl Index for Textbook {
    fn prepare(&mut self, _: &[Condition]) -> Result<(), Failed> {
        Ok(())
    }

    fn known(&self, conditions: &[Condition]) -> Result<Vec<RoaringBitmap>, Failed> {
        conditions
            .iter()
            .map(|condition| self.fresh(condition))
            .collect()
    }

    fn fresh(&self, condition: &Condition) -> Result<RoaringBitmap, Failed> {
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
