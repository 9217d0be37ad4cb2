//! Slots in the image of a tenant: every group keeps the one that it has.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};

use super::{Label, Seat, Slot, Slots};
use crate::dynamic::DynamicGroup;
use crate::image::{Frozen, freeze_numbers, thaw_numbers};
use crate::slot_set::SlotSet;

impl Slots {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.size(self.slot_count());
        for (seat, group) in self.seats.iter().zip(self.groups.iter()) {
            let sitting = seat.as_ref().zip(group.as_deref());
            to.value(&sitting.map(|(seat, group)| Frozen::of(seat, group)))?;
        }
        let numbers = |slots: &[Slot]| slots.iter().map(|slot| slot.0).collect::<Vec<u32>>();
        freeze_numbers(&numbers(&self.free), to);
        freeze_numbers(&numbers(&self.touched), to);
        let open = self.open.words();
        to.size(open.len());
        to.u64s(open);
        Ok(())
    }

    /// Reads who sits in which slot.
    pub(crate) fn thaw_frozen(from: &mut Reader<'_>) -> Result<Vec<Option<Frozen>>, ImageError> {
        let count = from.count(1)?;
        (0..count).map(|_| from.value()).collect()
    }

    /// Reads what else there is of slots; `meet` makes each group whole again, unless there is none.
    pub(crate) fn thaw(
        frozen: Vec<Option<Frozen>>,
        from: &mut Reader<'_>,
        mut meet: impl FnMut(Slot, Frozen) -> Option<(Seat, DynamicGroup, Label)>,
    ) -> Result<Self, ImageError> {
        let mut slots = Self::default();
        for (place, frozen) in frozen.into_iter().enumerate() {
            let slot = Slot::new(place);
            let Some(frozen) = frozen else {
                slots.groups.push(None);
                slots.seats.push(None);
                continue;
            };
            let id = frozen.id;
            let Some((seat, group, label)) = meet(slot, frozen) else {
                return Err(from.wrong(format!("{id} is no dynamic group")));
            };
            slots.groups.push(Some(Arc::new(group)));
            slots.seats.push(Some(seat));
            slots.places.insert(id, slot);
            slots.label(slot, label);
        }
        let is_free = |slot: &Slot| slots.groups.get(slot.index()).is_some_and(Option::is_none);
        let free: Vec<Slot> = thaw_numbers(from)?.into_iter().map(Slot).collect();
        if !free.iter().all(is_free) {
            return Err(from.wrong("a place is free and is not"));
        }
        slots.free = free;
        slots.touched = thaw_numbers(from)?.into_iter().map(Slot).collect();
        let words = from.count(size_of::<u64>())?;
        slots.open = SlotSet::from_words(from.u64s(words)?);
        Ok(slots)
    }
}
