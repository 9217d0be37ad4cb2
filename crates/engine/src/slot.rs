//! A dense number for each dynamic group and unit, which every index of the engine speaks.

mod image;

use ingroup_directory::{Chunked, Sharded};
use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::dynamic::DynamicGroup;
use crate::slot_set::SlotSet;

/// The place of a dynamic group or unit. It is given to another when its group is forgotten.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) struct Slot(u32);

impl Slot {
    /// The slot of this index.
    pub(crate) fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The number as an index.
    pub(crate) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The dynamic groups and units by slot. Clones share them until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Slots {
    groups: Chunked<Option<Arc<Seat>>>,
    places: Sharded<ObjectId, Slot>,
    free: Vec<Slot>,
    /// Those of which it is not known that their members are those of their rule.
    open: SlotSet,
    /// Those that were written to since that was looked at last, some of them more than once.
    touched: Vec<Slot>,
}

/// Who sits in a slot.
#[derive(Debug, Clone)]
struct Seat {
    id: ObjectId,
    group: DynamicGroup,
}

impl Slots {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.places.len()
    }

    /// How many slots were ever given; every slot's index is below it.
    pub(crate) fn slot_count(&self) -> usize {
        self.groups.len()
    }

    pub(crate) fn slot(&self, id: ObjectId) -> Option<Slot> {
        self.places.get(&id).copied()
    }

    pub(crate) fn get(&self, id: ObjectId) -> Option<&DynamicGroup> {
        self.at(self.slot(id)?)
    }

    pub(crate) fn get_mut(&mut self, id: ObjectId) -> Option<&mut DynamicGroup> {
        self.at_mut(self.slot(id)?)
    }

    pub(crate) fn at(&self, slot: Slot) -> Option<&DynamicGroup> {
        self.seat(slot).map(|seat| &seat.group)
    }

    /// To be written to: it is open until somebody looks ([`close`](Self::close)).
    pub(crate) fn at_mut(&mut self, slot: Slot) -> Option<&mut DynamicGroup> {
        let seat = self.groups.get_mut(slot.index())?.as_mut()?;
        touch(&mut self.open, &mut self.touched, slot);
        Some(&mut Arc::make_mut(seat).group)
    }

    pub(crate) fn id(&self, slot: Slot) -> Option<ObjectId> {
        self.seat(slot).map(|seat| seat.id)
    }

    /// All that there are, by slot, which is no order that anybody may see.
    pub(crate) fn by_slot(&self) -> impl Iterator<Item = (Slot, ObjectId, &DynamicGroup)> {
        let numbered = (0..).map(Slot).zip(self.groups.iter());
        numbered.filter_map(|(slot, seat)| {
            let seat = seat.as_deref()?;
            Some((slot, seat.id, &seat.group))
        })
    }

    /// All that there are, by id.
    pub(crate) fn by_id(&self) -> impl Iterator<Item = (ObjectId, &DynamicGroup)> {
        let mut all: Vec<_> = self.by_slot().map(|(_, id, group)| (id, group)).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all.into_iter()
    }

    /// Gives a slot to a group that has none, or puts it in its own again.
    pub(crate) fn insert(&mut self, id: ObjectId, group: DynamicGroup) -> Slot {
        let slot = self
            .slot(id)
            .or_else(|| self.free.pop())
            .unwrap_or_else(|| {
                self.groups.push(None);
                Slot::new(self.groups.len() - 1)
            });
        if let Some(place) = self.groups.get_mut(slot.index()) {
            *place = Some(Arc::new(Seat { id, group }));
        }
        self.places.insert(id, slot);
        touch(&mut self.open, &mut self.touched, slot);
        slot
    }

    /// Takes a group out; its slot is free.
    pub(crate) fn remove(&mut self, id: ObjectId) -> Option<(Slot, DynamicGroup)> {
        let slot = self.slot(id)?;
        let seat = self.groups.get_mut(slot.index())?.take()?;
        self.places.remove(&id);
        self.open.remove(slot);
        self.free.push(slot);
        Some((slot, Arc::unwrap_or_clone(seat).group))
    }

    /// Those that may have other members than their rule gives, were it asked now of all objects for which no work
    /// waits.
    pub(crate) fn open(&self) -> &SlotSet {
        &self.open
    }

    /// Those that were written to are open no longer, where it is so.
    pub(crate) fn close(&mut self, is_closed: impl Fn(Slot, &DynamicGroup) -> bool) {
        for slot in std::mem::take(&mut self.touched) {
            if self.at(slot).is_some_and(|group| is_closed(slot, group)) {
                self.open.remove(slot);
            }
        }
    }

    fn seat(&self, slot: Slot) -> Option<&Seat> {
        self.groups.get(slot.index())?.as_deref()
    }
}

fn touch(open: &mut SlotSet, touched: &mut Vec<Slot>, slot: Slot) {
    open.insert(slot);
    if touched.last() != Some(&slot) {
        touched.push(slot);
    }
}
