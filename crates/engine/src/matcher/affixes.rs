//! Predicates on the beginnings, or on the ends, of texts: a look-up for each length that there is.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::Sharded;

use crate::predicate::PredicateId;

/// Which end of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Start,
    End,
}

/// Predicates by the folded text that a value must start, or end, with.
#[derive(Debug, Clone, Default)]
pub(super) struct Affixes {
    /// How many predicates there are of each length in bytes.
    lengths: BTreeMap<usize, usize>,
    known: Sharded<Arc<[u8]>, Vec<PredicateId>>,
}

impl Affixes {
    pub(super) fn add(&mut self, id: PredicateId, text: &str) {
        *self.lengths.entry(text.len()).or_default() += 1;
        match self.known.get_mut(text.as_bytes()) {
            Some(known) => known.push(id),
            None => self.known.insert(text.as_bytes().into(), vec![id]),
        }
    }

    pub(super) fn remove(&mut self, id: PredicateId, text: &str) {
        let Some(known) = self.known.get_mut(text.as_bytes()) else {
            return;
        };
        known.retain(|known| *known != id);
        if known.is_empty() {
            self.known.remove(text.as_bytes());
        }
        if let Some(count) = self.lengths.get_mut(&text.len()) {
            *count -= 1;
            if *count == 0 {
                self.lengths.remove(&text.len());
            }
        }
    }

    /// A text that is valid matches another's bytes only at the borders of its letters.
    pub(super) fn ask(&self, folded: &str, end: End, hits: &mut Vec<PredicateId>) {
        let bytes = folded.as_bytes();
        for length in self
            .lengths
            .range(..=bytes.len())
            .map(|(length, _)| *length)
        {
            let affix = match end {
                End::Start => bytes.get(..length),
                End::End => bytes.get(bytes.len() - length..),
            };
            if let Some(known) = affix.and_then(|affix| self.known.get(affix)) {
                hits.extend(known);
            }
        }
    }
}
