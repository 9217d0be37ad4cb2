//! How common it is that a predicate holds, as some rows of a table say.

use std::collections::BTreeMap;

use ingroup_directory::{Row, Table};

use crate::matcher::Answer;
use crate::predicate::{PredicateId, Weight};
use crate::property::Property;

/// Of how many rows weights say for how many of them a predicate holds.
pub(crate) const SAMPLED: u32 = 1024;

/// Up to so many predicates are looked up in the classes of some of the rows; for more, what is true of each row is
/// counted.
const FEW: usize = 16;

/// Each of how many rows is looked at for a few predicates.
const STEP: usize = 4;

/// Some rows, spread evenly.
pub(super) struct Sample(Vec<Row>);

impl Sample {
    /// Of a table.
    pub(super) fn of(table: &Table) -> Self {
        let count = table.row_count();
        let stride = (count / SAMPLED as usize).max(1);
        let rows = (0..count).step_by(stride).take(SAMPLED as usize);
        let rows = rows.filter_map(|row| u32::try_from(row).ok());
        Self(rows.map(Row::new).collect())
    }

    /// The weights of predicates of a property, none of which reads the clock.
    pub(super) fn weigh(
        &self,
        property: &Property,
        table: &Table,
        ids: &[PredicateId],
    ) -> Vec<(PredicateId, Weight)> {
        let is_known = property.is_worked_out();
        let weight = |id, sampled| {
            let weight = Weight {
                sampled,
                classes: match is_known {
                    true => narrow(property.accepts(table, id).len()),
                    false => 1,
                },
            };
            (id, weight)
        };
        if is_known && ids.len() <= FEW {
            let count = |id: PredicateId| {
                let accepts = property.accepts(table, id);
                let rows = self.0.iter().step_by(STEP);
                let holding = rows.filter(|row| accepts.contains(property.class(table, **row)));
                narrow(holding.count() * STEP)
            };
            return ids.iter().map(|id| weight(*id, count(*id))).collect();
        }
        let mut counts: BTreeMap<PredicateId, u32> = ids.iter().map(|id| (*id, 0)).collect();
        let mut answer = Answer::default();
        for row in &self.0 {
            let count = |id| {
                if let Some(count) = counts.get_mut(&id) {
                    *count += 1;
                }
            };
            match property.known_class(table, *row) {
                Some(class) => property.list(class).each(count, |_| {}),
                None => {
                    property.ask(table, *row, &mut answer);
                    answer.holds.iter().copied().for_each(count);
                }
            }
        }
        counts
            .into_iter()
            .map(|(id, count)| weight(id, count))
            .collect()
    }
}

fn narrow(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
