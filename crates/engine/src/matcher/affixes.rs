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
    /// What may be known.
    marks: Marks,
}

/// A bit for each sort of affix: most values have no affix that is known, and need not be looked up to see it. Bits of
/// what has been taken out stay.
#[derive(Debug, Clone, Default)]
struct Marks(Arc<Vec<u64>>);

impl Marks {
    /// Words of 64 bits, a power of two.
    const WORDS: usize = 256;

    /// The place of an affix: by its length, and by its first and last bytes.
    fn bit(affix: &[u8]) -> usize {
        let head = affix
            .first_chunk::<4>()
            .copied()
            .map_or(0, u32::from_le_bytes);
        let tail = affix
            .last_chunk::<4>()
            .copied()
            .map_or(0, u32::from_le_bytes);
        let ends = affix.first().copied().map_or(0, u64::from) << 8
            | affix.last().copied().map_or(0, u64::from);
        let all = (u64::from(head) << 32 | u64::from(tail)) ^ ends << 20 ^ affix.len() as u64;
        (all.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 50) as usize
    }

    fn put(&mut self, affix: &[u8]) {
        let words = Arc::make_mut(&mut self.0);
        words.resize(Self::WORDS, 0);
        let bit = Self::bit(affix);
        if let Some(word) = words.get_mut(bit / 64) {
            *word |= 1 << (bit % 64);
        }
    }

    fn may_have(&self, affix: &[u8]) -> bool {
        let bit = Self::bit(affix);
        let word = self.0.get(bit / 64);
        word.is_some_and(|word| word >> (bit % 64) & 1 != 0)
    }
}

impl Affixes {
    pub(super) fn add(&mut self, id: PredicateId, text: &str) {
        match self.place_of(text.len()) {
            Ok(place) => self.lengths[place].1 += 1,
            Err(place) => self.lengths.insert(place, (text.len(), 1)),
        }
        self.marks.put(text.as_bytes());
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
            let affix = affix.filter(|affix| self.marks.may_have(affix));
            if let Some(known) = affix.and_then(|affix| self.known.get(affix)) {
                hits.extend(known);
            }
        }
    }
}
