//! Ascending lists of slots by predicate, in one list: reading hundreds of them reads memory in few places.

use std::hint::black_box;
use std::sync::Arc;

use crate::predicate::PredicateId;
use crate::slot::Slot;

/// For each predicate the slots of rules that have to do with it. A clone shares them until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct SlotLists {
    slots: Arc<Vec<Slot>>,
    spans: Arc<Vec<Span>>,
    /// A bit for each predicate that has slots: most of those that hold for an object have none.
    filled: Arc<Vec<u64>>,
    /// How many places of `slots` are in no span.
    dead: usize,
}

/// Where a list is; it may grow to as many as there is room for.
#[derive(Debug, Clone, Copy, Default)]
struct Span {
    start: u32,
    len: u32,
    room: u32,
}

impl Span {
    fn places(self) -> std::ops::Range<usize> {
        self.start as usize..self.start as usize + self.len as usize
    }
}

impl SlotLists {
    /// The slots of a predicate, ascending.
    #[inline]
    pub(crate) fn get(&self, id: PredicateId) -> &[Slot] {
        let span = self.spans.get(id.index());
        let slots = span.and_then(|span| self.slots.get(span.places()));
        slots.unwrap_or_default()
    }

    /// Reads where many lists begin before they are read: each would be waited for, and here all are together. Nobody
    /// wants what is read.
    pub(crate) fn look_ahead(&self, ids: &[PredicateId]) {
        let read = ids.iter().fold(0, |all, id| {
            let span = self.spans.get(id.index());
            let first = span.and_then(|span| self.slots.get(span.start as usize));
            all ^ first.map_or(0, |slot| slot.index())
        });
        black_box(read);
    }

    /// Whether a predicate has slots.
    #[inline]
    pub(crate) fn has(&self, id: PredicateId) -> bool {
        let word = self.filled.get(id.index() / 64);
        word.is_some_and(|word| word & 1 << (id.index() % 64) != 0)
    }

    /// Puts a slot into the list of a predicate.
    pub(crate) fn insert(&mut self, id: PredicateId, slot: Slot) {
        let Err(at) = self.get(id).binary_search(&slot) else {
            return;
        };
        let spans = Arc::make_mut(&mut self.spans);
        if spans.len() <= id.index() {
            spans.resize(id.index() + 1, Span::default());
        }
        let slots = Arc::make_mut(&mut self.slots);
        let Some(span) = spans.get_mut(id.index()) else {
            return;
        };
        if span.len == span.room {
            let (from, room) = (span.places(), span.len * 2 + 1);
            self.dead += from.len();
            let start = slots.len();
            slots.extend_from_within(from);
            slots.resize(start + room as usize, slot);
            span.start = u32::try_from(start).unwrap_or(u32::MAX);
            span.room = room;
        }
        let places = span.places();
        slots.copy_within(places.start + at..places.end, places.start + at + 1);
        if let Some(place) = slots.get_mut(places.start + at) {
            *place = slot;
        }
        span.len += 1;
        let filled = Arc::make_mut(&mut self.filled);
        if filled.len() <= id.index() / 64 {
            filled.resize(id.index() / 64 + 1, 0);
        }
        if let Some(word) = filled.get_mut(id.index() / 64) {
            *word |= 1 << (id.index() % 64);
        }
        self.close_up_if_loose();
    }

    /// Takes a slot out of the list of a predicate.
    pub(crate) fn remove(&mut self, id: PredicateId, slot: Slot) {
        let Ok(at) = self.get(id).binary_search(&slot) else {
            return;
        };
        let slots = Arc::make_mut(&mut self.slots);
        if let Some(span) = Arc::make_mut(&mut self.spans).get_mut(id.index()) {
            let places = span.places();
            slots.copy_within(places.start + at + 1..places.end, places.start + at);
            span.len -= 1;
            if span.len == 0 {
                self.dead += span.room as usize;
                *span = Span::default();
                if let Some(word) = Arc::make_mut(&mut self.filled).get_mut(id.index() / 64) {
                    *word &= !(1 << (id.index() % 64));
                }
            }
        }
        self.close_up_if_loose();
    }

    /// Leaves out what is in no list, if that is most.
    fn close_up_if_loose(&mut self) {
        if self.dead * 2 <= self.slots.len() {
            return;
        }
        let mut slots = Vec::with_capacity(self.slots.len() - self.dead);
        for span in Arc::make_mut(&mut self.spans) {
            let start = slots.len();
            slots.extend(self.slots.get(span.places()).into_iter().flatten());
            span.start = u32::try_from(start).unwrap_or(u32::MAX);
            span.room = span.len;
        }
        self.slots = Arc::new(slots);
        self.dead = 0;
    }
}
