//! The clauses of all rules in one list: deciding hundreds of rules about one object reads memory in few places.

use std::hint::black_box;
use std::sync::Arc;

use crate::predicate::Literal;
use crate::program::{Program, Word, hold, hold_twice};
use crate::slot::Slot;

/// The clauses of rules by slot. A clone shares them until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    words: Arc<Vec<Word>>,
    spans: Arc<Vec<Span>>,
    /// How many words are of rules that have gone.
    dead: usize,
}

/// Where a rule's words are; none where it is no list of clauses, or reads the clock.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    len: u32,
}

impl Shelf {
    /// Puts the program of a slot's rule on the shelf, if it is a list of clauses.
    pub(crate) fn put(&mut self, slot: Slot, program: &Program) {
        let Program::Clauses(clauses) = program else {
            return;
        };
        let words = Arc::make_mut(&mut self.words);
        let start = u32::try_from(words.len()).unwrap_or(u32::MAX);
        words.extend(clauses.words());
        let len = u32::try_from(clauses.words().len()).unwrap_or(u32::MAX);
        let spans = Arc::make_mut(&mut self.spans);
        if spans.len() <= slot.index() {
            spans.resize(slot.index() + 1, Span::default());
        }
        if let Some(span) = spans.get_mut(slot.index()) {
            *span = Span { start, len };
        }
    }

    /// Takes a slot's program off the shelf.
    pub(crate) fn take(&mut self, slot: Slot) {
        let Some(span) = Arc::make_mut(&mut self.spans).get_mut(slot.index()) else {
            return;
        };
        self.dead += span.len as usize;
        *span = Span::default();
        if self.dead * 2 > self.words.len() {
            self.close_up();
        }
    }

    /// Whether a slot's rule holds, given whether each literal does; none if it is not on the shelf.
    #[inline]
    pub(crate) fn holds(&self, slot: Slot, literal: impl Fn(Literal) -> bool) -> Option<bool> {
        Some(hold(self.words_of(slot)?, literal))
    }

    /// The same in two states at once, a bit for each.
    #[inline]
    pub(crate) fn holds_twice(&self, slot: Slot, literal: impl Fn(Literal) -> u8) -> Option<u8> {
        Some(hold_twice(self.words_of(slot)?, literal))
    }

    #[inline]
    fn words_of(&self, slot: Slot) -> Option<&[Word]> {
        let span = self.spans.get(slot.index())?;
        let start = span.start as usize;
        let words = self.words.get(start..start + span.len as usize)?;
        (!words.is_empty()).then_some(words)
    }

    /// Reads where the clauses of many slots are before they are decided: each decision would wait for its own, and
    /// here all of them are waited for together. Nobody wants what is read.
    pub(crate) fn look_ahead(&self, slots: impl Iterator<Item = Slot>) {
        let read = slots.fold(0, |all, slot| {
            let span = self.spans.get(slot.index());
            let word = span.and_then(|span| self.words.get(span.start as usize));
            all ^ word.map_or(0, |word| word.get())
        });
        black_box(read);
    }

    /// Leaves out what is of rules that have gone.
    fn close_up(&mut self) {
        let mut words = Vec::with_capacity(self.words.len() - self.dead);
        for span in Arc::make_mut(&mut self.spans) {
            let start = span.start as usize;
            let own = self.words.get(start..start + span.len as usize);
            span.start = u32::try_from(words.len()).unwrap_or(u32::MAX);
            words.extend(own.into_iter().flatten());
        }
        self.words = Arc::new(words);
        self.dead = 0;
    }
}
