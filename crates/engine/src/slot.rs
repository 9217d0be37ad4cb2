//! A dense number for each dynamic group and unit, which every index of the engine speaks.

mod image;

use ingroup_directory::{Chunked, GroupKind, HolderRow, RuleHolder, Sharded};
use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

use crate::dynamic::DynamicGroup;
use crate::slot_set::SlotSet;
use crate::status::LastMembershipChange;

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
    groups: Chunked<Option<Arc<DynamicGroup>>>,
    /// The same by slot, close together: all that is asked of most groups that somebody joins or leaves.
    seats: Chunked<Option<Seat>>,
    places: Sharded<ObjectId, Slot>,
    free: Vec<Slot>,
    /// Those of which it is not known that their members are those of their rule.
    open: SlotSet,
    units: SlotSet,
    /// The groups that may refuse guests.
    guarded: SlotSet,
    /// Those that were written to since that was looked at last, some of them more than once.
    touched: Vec<Slot>,
}

/// Who sits in a slot.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seat {
    pub(crate) id: ObjectId,
    pub(crate) place: HolderRow,
    /// Changes with every change of rule, type or state, so that work begun before it can be told.
    pub(crate) edition: u64,
    pub(crate) last_change: LastMembershipChange,
}

/// What is to be known of who sits in a slot before somebody joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Label {
    /// A group that takes everybody.
    Plain,
    /// A group that may refuse guests.
    Guarded,
    /// An administrative unit.
    Unit,
}

impl Label {
    pub(crate) fn of(holder: RuleHolder<'_>) -> Self {
        match holder {
            RuleHolder::Group(group) if group.kind() == GroupKind::Microsoft365 => Self::Guarded,
            RuleHolder::Group(_) => Self::Plain,
            RuleHolder::Unit(_) => Self::Unit,
        }
    }
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
        self.groups.get(slot.index())?.as_deref()
    }

    /// To be written to: it is open until somebody looks ([`close`](Self::close)).
    pub(crate) fn at_mut(&mut self, slot: Slot) -> Option<&mut DynamicGroup> {
        let group = self.groups.get_mut(slot.index())?.as_mut()?;
        touch(&mut self.open, &mut self.touched, slot);
        Some(Arc::make_mut(group))
    }

    #[inline]
    pub(crate) fn seat(&self, slot: Slot) -> Option<&Seat> {
        self.seats.get(slot.index())?.as_ref()
    }

    /// Another last change of a group's members: what there was is given, and what is to be shown from now on taken.
    pub(crate) fn change_last(
        &mut self,
        slot: Slot,
        next: impl FnOnce(LastMembershipChange) -> LastMembershipChange,
    ) {
        let seat = self.seats.get_mut(slot.index()).and_then(Option::as_mut);
        if let Some(seat) = seat {
            seat.last_change = next(seat.last_change);
        }
    }

    /// Whether a slot's group has exactly the members that its rule gives of all objects for which no work waits.
    #[inline]
    pub(crate) fn is_closed(&self, slot: Slot) -> bool {
        !self.open.contains(slot)
    }

    /// Whether a slot's is a group, and closed.
    #[inline]
    pub(crate) fn is_plain(&self, slot: Slot) -> bool {
        !self.open.contains(slot) && !self.units.contains(slot)
    }

    /// Whether a slot's group may refuse guests.
    #[inline]
    pub(crate) fn is_guarded(&self, slot: Slot) -> bool {
        self.guarded.contains(slot)
    }

    /// Notes another last change of the members of groups, by slot ascending, and shows their seats.
    pub(crate) fn changed(
        &mut self,
        slots: impl Iterator<Item = Slot>,
        last: LastMembershipChange,
        mut see: impl FnMut(Slot, &Seat),
    ) {
        self.seats
            .write_each(slots.map(Slot::index), |index, seat| {
                if let Some(seat) = seat {
                    seat.last_change = last;
                    see(Slot::new(index), seat);
                }
            });
    }

    /// A group with its seat, to be put into it again as another.
    pub(crate) fn sitting(&self, id: ObjectId) -> Option<(Seat, DynamicGroup)> {
        let slot = self.slot(id)?;
        Some((*self.seat(slot)?, self.at(slot)?.clone()))
    }

    /// All that there are, by slot, which is no order that anybody may see.
    pub(crate) fn by_slot(&self) -> impl Iterator<Item = (Slot, ObjectId, &DynamicGroup)> {
        let sitting = self.seats.iter().zip(self.groups.iter());
        let numbered = (0..).map(Slot).zip(sitting);
        numbered
            .filter_map(|(slot, (seat, group))| Some((slot, seat.as_ref()?.id, group.as_deref()?)))
    }

    /// All that there are, by id.
    pub(crate) fn by_id(&self) -> impl Iterator<Item = (ObjectId, &DynamicGroup)> {
        let mut all: Vec<_> = self.by_slot().map(|(_, id, group)| (id, group)).collect();
        all.sort_unstable_by_key(|(id, _)| *id);
        all.into_iter()
    }

    /// Gives slots to groups that have none and will be put in: in the order of their ids, so that what is written by
    /// slot is in the order in which it is told.
    pub(crate) fn expect(&mut self, mut ids: Vec<ObjectId>) {
        ids.sort_unstable();
        for id in ids {
            self.groups.push(None);
            self.seats.push(None);
            self.places.insert(id, Slot::new(self.groups.len() - 1));
        }
    }

    /// Gives a slot to a group that has none, or puts it in its own again.
    pub(crate) fn insert(&mut self, seat: Seat, group: DynamicGroup, label: Label) -> Slot {
        let id = seat.id;
        let slot = self
            .slot(id)
            .or_else(|| self.free.pop())
            .unwrap_or_else(|| {
                self.groups.push(None);
                self.seats.push(None);
                Slot::new(self.groups.len() - 1)
            });
        if let Some(place) = self.groups.get_mut(slot.index()) {
            *place = Some(Arc::new(group));
        }
        if let Some(place) = self.seats.get_mut(slot.index()) {
            *place = Some(seat);
        }
        self.places.insert(id, slot);
        touch(&mut self.open, &mut self.touched, slot);
        self.label(slot, label);
        slot
    }

    /// Notes what kind of holder sits in a slot.
    fn label(&mut self, slot: Slot, label: Label) {
        self.units.remove(slot);
        self.guarded.remove(slot);
        match label {
            Label::Plain => {}
            Label::Guarded => drop(self.guarded.insert(slot)),
            Label::Unit => drop(self.units.insert(slot)),
        }
    }

    /// Takes a group out; its slot is free.
    pub(crate) fn remove(&mut self, id: ObjectId) -> Option<(Slot, DynamicGroup)> {
        let slot = self.slot(id)?;
        let group = self.groups.get_mut(slot.index())?.take()?;
        self.seats.get_mut(slot.index())?.take();
        self.places.remove(&id);
        self.open.remove(slot);
        self.free.push(slot);
        Some((slot, Arc::unwrap_or_clone(group)))
    }

    /// Those that may have other members than their rule gives, were it asked now of all objects for which no work
    /// waits.
    pub(crate) fn open(&self) -> &SlotSet {
        &self.open
    }

    /// Those that were written to are open no longer, where it is so.
    pub(crate) fn close(&mut self, is_closed: impl Fn(Slot, &Seat, &DynamicGroup) -> bool) {
        for slot in std::mem::take(&mut self.touched) {
            let sitting = self.seat(slot).zip(self.at(slot));
            if sitting.is_some_and(|(seat, group)| is_closed(slot, seat, group)) {
                self.open.remove(slot);
            }
        }
    }
}

fn touch(open: &mut SlotSet, touched: &mut Vec<Slot>, slot: Slot) {
    open.insert(slot);
    if touched.last() != Some(&slot) {
        touched.push(slot);
    }
}
