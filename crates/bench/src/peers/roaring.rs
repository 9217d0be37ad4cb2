//! Roaring bitmaps behind our own front end: the one to beat.
//!
//! The directory's dictionaries say which codes every distinct predicate accepts; that is known before the clock
//! starts, as it is for the engine. With the clock running the columns are sorted into postings, every predicate
//! becomes a bitmap, and every rule is algebra on bitmaps.

use ingroup_directory::{Column, Row};
use ingroup_rule::{Condition, Rule};
use ingroup_schema::{Instant, PropertyKey};
use roaring::RoaringBitmap;

use super::bitmaps::is_negative;
use super::indexed::{Index, Indexed};
use super::{Peer, Sample};
use crate::job::Failed;
use crate::ours::{Ours, values};
use crate::workload::Workload;

/// The directory's columns.
struct Roaring {
    ours: Ours,
    keys: Vec<PropertyKey>,
    /// The codes that each predicate accepts.
    accepted: Vec<Accepted>,
}

/// The codes that a predicate accepts, in the dictionary of an attribute.
struct Accepted {
    attribute: usize,
    codes: Vec<u32>,
}

/// The rows of each code of a column, one after the other.
struct Postings {
    starts: Vec<u32>,
    rows: Vec<u32>,
}

/// The peer, made ready.
pub(super) fn made(
    workload: &Workload,
    rules: &[Rule],
    sample: Sample,
) -> Result<Box<dyn Peer>, Failed> {
    let people = workload.people();
    let mut ours = Ours::new();
    for number in 0..sample.users {
        ours.take_in(number, values(people, people.person(number)))?;
    }
    let roaring = Roaring {
        ours,
        keys: people.keys().to_vec(),
        accepted: Vec::new(),
    };
    Ok(Box::new(Indexed::new(roaring, rules, sample)?))
}

impl Roaring {
    fn accepted_by(&self, condition: &Condition) -> Result<Accepted, Failed> {
        let known = self.keys.iter().position(|key| key == condition.property());
        let attribute = known.ok_or("a rule names an attribute that nobody has")?;
        let mut codes = Vec::new();
        let users = self.ours.directory().users();
        let mut take = |code: u32, value| -> Result<(), Failed> {
            if condition.holds(value, Instant::EPOCH)? != is_negative(condition) {
                codes.push(code);
            }
            Ok(())
        };
        match self.column(attribute) {
            Some(column) if column.is_dictionary() => {
                for (code, value) in column.values() {
                    take(code.get(), value)?;
                }
            }
            _ => {
                for row in users.rows() {
                    take(row.get(), users.value(row, condition.property()))?;
                }
            }
        }
        Ok(Accepted { attribute, codes })
    }

    fn column(&self, attribute: usize) -> Option<&Column> {
        let users = self.ours.directory().users();
        users.column(self.keys.get(attribute)?)
    }

    fn postings(&self, attribute: usize) -> Option<Postings> {
        let column = self.column(attribute)?;
        column
            .is_dictionary()
            .then(|| Postings::of(column, self.ours.directory().users().row_count()))
    }

    /// Who a predicate takes. Where a value belongs to one person the code is the row.
    fn bitmap(accepted: &Accepted, postings: Option<&Postings>) -> RoaringBitmap {
        match postings {
            None => accepted.codes.iter().copied().collect(),
            Some(postings) => {
                let mut taken = RoaringBitmap::new();
                for code in &accepted.codes {
                    let rows = postings.rows_of(*code as usize).iter().copied();
                    // The rows of a code ascend, those of several codes do not.
                    if let [_] = accepted.codes.as_slice() {
                        return rows.collect();
                    }
                    taken |= rows.collect::<RoaringBitmap>();
                }
                taken
            }
        }
    }
}

impl Postings {
    fn of(column: &Column, users: usize) -> Self {
        let codes: Vec<u32> = (0..u32::try_from(users).unwrap_or(u32::MAX))
            .map(|row| column.code(Row::new(row)).get())
            .collect();
        let mut starts = vec![0_u32; column.code_count() + 1];
        for code in &codes {
            if let Some(count) = starts.get_mut(*code as usize + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut next = starts.clone();
        let mut rows = vec![0; codes.len()];
        for (row, code) in (0_u32..).zip(&codes) {
            if let Some(place) = next.get_mut(*code as usize) {
                if let Some(slot) = rows.get_mut(*place as usize) {
                    *slot = row;
                }
                *place += 1;
            }
        }
        Self { starts, rows }
    }

    fn rows_of(&self, code: usize) -> &[u32] {
        let bounds = (self.starts.get(code), self.starts.get(code + 1));
        let (Some(first), Some(last)) = bounds else {
            return &[];
        };
        self.rows
            .get(*first as usize..*last as usize)
            .unwrap_or(&[])
    }
}

impl Index for Roaring {
    fn prepare(&mut self, conditions: &[Condition]) -> Result<(), Failed> {
        let accepted = conditions.iter();
        self.accepted = accepted
            .map(|condition| self.accepted_by(condition))
            .collect::<Result<_, _>>()?;
        Ok(())
    }

    fn known(&self, _: &[Condition]) -> Result<Vec<RoaringBitmap>, Failed> {
        let postings: Vec<Option<Postings>> = (0..self.keys.len())
            .map(|attribute| self.postings(attribute))
            .collect();
        let bitmap = |accepted: &Accepted| {
            let postings = postings.get(accepted.attribute);
            Self::bitmap(accepted, postings.and_then(Option::as_ref))
        };
        Ok(self.accepted.iter().map(bitmap).collect())
    }

    fn fresh(&self, condition: &Condition) -> Result<RoaringBitmap, Failed> {
        let accepted = self.accepted_by(condition)?;
        let postings = self.postings(accepted.attribute);
        Ok(Self::bitmap(&accepted, postings.as_ref()))
    }
}
