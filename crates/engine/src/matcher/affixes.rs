//! Predicates on the beginnings, or on the ends, of texts: a look-up for each length that there is.

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
    /// The lengths in bytes that there are, ascending, and how many predicates there are of each.
    lengths: Vec<(usize, usize)>,
    known: Sharded<Arc<[u8]>, Vec<PredicateId>>,
}

impl Affixes {
    pub(super) fn add(&mut self, id: PredicateId, text: &str) {
        match self.place_of(text.len()) {
            Ok(place) => self.lengths[place].1 += 1,
            Err(place) => self.lengths.insert(place, (text.len(), 1)),
        }
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
        if let Ok(place) = self.place_of(text.len()) {
            self.lengths[place].1 -= 1;
            if self.lengths[place].1 == 0 {
                self.lengths.remove(place);
            }
        }
    }

    /// Where a length is, or would be.
    fn place_of(&self, length: usize) -> Result<usize, usize> {
        self.lengths
            .binary_search_by_key(&length, |(known, _)| *known)
    }

    /// A text that is valid matches another's bytes only at the borders of its letters.
    pub(super) fn ask(&self, folded: &str, end: End, hits: &mut Vec<PredicateId>) {
        let bytes = folded.as_bytes();
        let lengths = self.lengths.iter().map(|(length, _)| *length);
        for length in lengths.take_while(|length| *length <= bytes.len()) {
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
