//! A set of slots: a bit for each.

use std::sync::Arc;

use crate::slot::Slot;

/// A set of slots. A clone shares it until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct SlotSet {
    words: Arc<Vec<u64>>,
}

impl SlotSet {
    /// The set whose bits these are.
    pub(crate) fn from_words(words: Vec<u64>) -> Self {
        Self {
            words: Arc::new(words),
        }
    }

    /// A bit for each slot.
    pub(crate) fn words(&self) -> &[u64] {
        &self.words
    }

    #[inline]
    pub(crate) fn contains(&self, slot: Slot) -> bool {
        let (word, bit) = place(slot);
        self.words.get(word).is_some_and(|word| word & bit != 0)
    }

    /// Puts a slot in; false if it was there.
    #[inline]
    pub(crate) fn insert(&mut self, slot: Slot) -> bool {
        if self.contains(slot) {
            return false;
        }
        let (word, bit) = place(slot);
        let words = Arc::make_mut(&mut self.words);
        if words.len() <= word {
            words.resize(word + 1, 0);
        }
        if let Some(word) = words.get_mut(word) {
            *word |= bit;
        }
        true
    }

    /// Puts slots in.
    #[inline]
    pub(crate) fn insert_all(&mut self, slots: &[Slot]) {
        self.insert_lists(std::iter::once(slots));
    }

    /// Puts the slots of many lists in.
    #[inline]
    pub(crate) fn insert_lists<'a>(&mut self, lists: impl Iterator<Item = &'a [Slot]>) {
        let words = Arc::make_mut(&mut self.words);
        for (word, bit) in lists.flatten().map(|slot| place(*slot)) {
            if words.len() <= word {
                words.resize(word + 1, 0);
            }
            if let Some(word) = words.get_mut(word) {
                *word |= bit;
            }
        }
    }

    /// Takes all out.
    pub(crate) fn clear(&mut self) {
        Arc::make_mut(&mut self.words).fill(0);
    }

    pub(crate) fn remove(&mut self, slot: Slot) {
        let (word, bit) = place(slot);
        if self.contains(slot)
            && let Some(word) = Arc::make_mut(&mut self.words).get_mut(word)
        {
            *word &= !bit;
        }
    }

    /// All of them, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Slot> + '_ {
        let words = self.words.iter().enumerate();
        words.flat_map(|(place, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let bit = (left != 0).then(|| left.trailing_zeros() as usize)?;
                left &= left - 1;
                Some(Slot::new(place * 64 + bit))
            })
        })
    }
}

fn place(slot: Slot) -> (usize, u64) {
    (slot.index() / 64, 1 << (slot.index() % 64))
}
