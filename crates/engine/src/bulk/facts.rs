//! What is known of predicates in one block: how many rows each holds for, and which, as bitmaps that are made when
//! first wanted and kept for all rules of the block.

use ingroup_directory::Bitmap;

use super::axis::{Axis, Present};
use super::bits;
use super::task::{Accepts, Asked, Task};

/// The rows of a class with as many of them are kept as a bitmap of their own.
const HEAVY: usize = 512;

static EMPTY: Bitmap = [0; bits::WORDS];

/// Predicates in a block. Its room is used again for the next block.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// By predicate, how many rows it holds for.
    cards: Vec<u32>,
    /// By predicate, its place among `bitmaps`.
    bitmap_of: Vec<Option<u32>>,
    /// By axis, the classes that have a bitmap, and its place.
    heavy: Vec<Vec<(u32, u32)>>,
    bitmaps: Vec<Box<Bitmap>>,
    /// Where a bitmap is made that others go into.
    draft: Option<Box<Bitmap>>,
    /// How many of the bitmaps are in use.
    used: usize,
    /// How many rows there are.
    active: u32,
}

impl Facts {
    /// Begins a block.
    pub(super) fn load(&mut self, task: &Task<'_>, axes: &[Axis], active: u32) {
        self.active = active;
        self.used = 0;
        self.heavy.resize(axes.len(), Vec::new());
        self.heavy.iter_mut().for_each(Vec::clear);
        self.bitmap_of.clear();
        self.bitmap_of.resize(task.asked().len(), None);
        self.cards.clear();
        self.cards.extend(task.asked().iter().map(|asked| {
            let accepts = task.accepts(asked);
            match axes.get(asked.axis()) {
                Some(axis) if axis.is_constant() && accepts.has(0) => active,
                Some(axis) => axis.count(accepts),
                None => 0,
            }
        }));
    }

    /// How many rows a predicate holds for.
    #[inline]
    pub(super) fn card(&self, predicate: u32) -> u32 {
        self.cards.get(predicate as usize).copied().unwrap_or(0)
    }

    /// The bitmap of a predicate, if it was made.
    #[inline]
    pub(super) fn known_bitmap(&self, predicate: u32) -> Option<&Bitmap> {
        let place = self.bitmap_of.get(predicate as usize).copied().flatten()?;
        self.bitmaps.get(place as usize).map(|bitmap| &**bitmap)
    }

    /// The bitmap of a predicate, made if need be.
    pub(super) fn bitmap(
        &mut self,
        predicate: u32,
        asked: Asked,
        accepts: Accepts<'_>,
        axis: &Axis,
        present: Present<'_>,
    ) -> &Bitmap {
        if self.known_bitmap(predicate).is_none() {
            let place = self.make_bitmap(predicate, asked, accepts, axis, present);
            if let Some(known) = self.bitmap_of.get_mut(predicate as usize) {
                *known = Some(place);
            }
        }
        self.known_bitmap(predicate).unwrap_or(&EMPTY)
    }

    fn make_bitmap(
        &mut self,
        predicate: u32,
        asked: Asked,
        accepts: Accepts<'_>,
        axis: &Axis,
        present: Present<'_>,
    ) -> u32 {
        if let Accepts::One(class) = accepts {
            return self.heavy(asked.axis(), class, axis);
        }
        let mut words = self.draft.take().unwrap_or_else(bits::empty);
        if self.card(predicate) > self.active / 2 {
            words.copy_from_slice(present.active);
            for class in 0..axis.class_count() as u32 {
                let rows = axis.rows(class);
                if rows.is_empty() || accepts.has(class) {
                    continue;
                }
                match rows.len() < HEAVY {
                    true => rows.iter().for_each(|row| bits::clear(&mut words, *row)),
                    false => {
                        let place = self.heavy(asked.axis(), class, axis);
                        bits::and_not(&mut words, &self.bitmaps[place as usize]);
                    }
                }
            }
        } else {
            words.fill(0);
            accepts.each(|class| {
                let rows = axis.rows(class);
                match rows.len() < HEAVY {
                    true => rows.iter().for_each(|row| bits::set(&mut words, *row)),
                    false => {
                        let place = self.heavy(asked.axis(), class, axis);
                        bits::or(&mut words, &self.bitmaps[place as usize]);
                    }
                }
            });
        }
        let place = self.take();
        self.draft = Some(std::mem::replace(&mut self.bitmaps[place as usize], words));
        place
    }

    /// The place of the bitmap of a class.
    fn heavy(&mut self, number: usize, class: u32, axis: &Axis) -> u32 {
        let known = self.heavy[number].iter().find(|(known, _)| *known == class);
        if let Some((_, place)) = known {
            return *place;
        }
        let place = self.take();
        let words = &mut self.bitmaps[place as usize];
        words.fill(0);
        axis.rows(class)
            .iter()
            .for_each(|row| bits::set(words, *row));
        self.heavy[number].push((class, place));
        place
    }

    /// A place for one more bitmap, with whatever is in it.
    fn take(&mut self) -> u32 {
        if self.used == self.bitmaps.len() {
            self.bitmaps.push(bits::empty());
        }
        self.used += 1;
        self.used as u32 - 1
    }
}
