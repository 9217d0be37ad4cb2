//! Lists of predicates, each kept once: which hold for a value, and which cannot be answered.
//!
//! The numbers of a list ascend, so what is written is by how much each is greater than the one before, in digits of
//! seven bits: mostly two bytes for a predicate. Lists lie end to end, in chunks that clones share until written.

use std::sync::Arc;

use ingroup_directory::{ValueIndex, hash_of_bytes};

use crate::predicate::PredicateId;

/// Lists per chunk: a write after a clone copies this many.
const CHUNK: usize = 1024;

/// The place of a list that nobody has.
const ABSENT: u32 = u32::MAX;

/// Lists by number, with how many have each; a number is used again when its list is forgotten.
#[derive(Debug, Clone, Default)]
pub(super) struct Lists {
    chunks: Arc<Vec<Arc<Chunk>>>,
    len: usize,
    /// By the list. Those that were [pinned](Self::pin) are not in it.
    numbers: ValueIndex,
    free: Vec<u32>,
    /// How many lists nobody has, though they are kept: somebody may have them again.
    idle: usize,
}

#[derive(Debug, Clone, Default)]
struct Chunk {
    /// Where each list begins in `written`.
    places: Vec<u32>,
    /// How many have each.
    uses: Vec<u32>,
    written: Vec<u8>,
    /// How many bytes of `written` nobody refers to.
    garbage: usize,
}

/// Predicates that hold and predicates that cannot be answered, both ascending; and room to write them in.
#[derive(Debug, Clone, Default)]
pub(super) struct Draft {
    pub(super) holds: Vec<PredicateId>,
    pub(super) faults: Vec<PredicateId>,
    written: Vec<u8>,
}

impl Draft {
    fn write(&mut self) {
        self.written.clear();
        digits(self.holds.len(), &mut self.written);
        differences(&self.holds, &mut self.written);
        if !self.faults.is_empty() {
            differences(&self.faults, &mut self.written);
        }
    }
}

/// A list as it is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List<'a>(&'a [u8]);

impl List<'_> {
    /// Nothing holds, and everything can be answered.
    pub(crate) const EMPTY: Self = List(&[0]);

    /// How many predicates hold.
    pub(super) fn len(self) -> usize {
        number(&mut { self.0 })
    }

    /// Calls `hold` for the predicates that hold and `fault` for those that cannot be answered, ascending.
    #[inline]
    pub(crate) fn each(
        self,
        mut hold: impl FnMut(PredicateId),
        mut fault: impl FnMut(PredicateId),
    ) {
        let mut rest = self.0;
        let mut left = number(&mut rest);
        let mut last = 0;
        while left > 0 {
            last += number(&mut rest);
            hold(PredicateId::new(last));
            left -= 1;
        }
        last = 0;
        while !rest.is_empty() {
            last += number(&mut rest);
            fault(PredicateId::new(last));
        }
    }
}

impl Lists {
    /// How many numbers were given; every number is below it.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// The list of a number.
    #[inline]
    pub(super) fn get(&self, number: u32) -> List<'_> {
        let chunk = self.chunks.get(number as usize / CHUNK);
        let bytes = chunk.and_then(|chunk| chunk.get(number as usize % CHUNK));
        List(bytes.unwrap_or(&[0]))
    }

    /// Reads a list.
    pub(super) fn read(&self, number: u32, draft: &mut Draft) {
        let Draft { holds, faults, .. } = draft;
        holds.clear();
        faults.clear();
        self.get(number)
            .each(|id| holds.push(id), |id| faults.push(id));
    }

    /// The number of a list, which one more has from now on, and whether it is new.
    pub(super) fn take(&mut self, draft: &mut Draft) -> (u32, bool) {
        draft.write();
        let hash = hash_of_bytes(&draft.written);
        let known = self
            .numbers
            .get(hash, |number| self.get(number).0 == draft.written);
        if let Some(number) = known.first().copied() {
            if self.uses(number) == 0 {
                self.idle -= 1;
            }
            self.count(number, 1);
            return (number, false);
        }
        let number = self.write(&draft.written);
        self.enter(number);
        (number, true)
    }

    /// One less has a list. It is kept until [`forget_idle`](Self::forget_idle).
    pub(super) fn release(&mut self, number: u32) {
        self.count(number, -1);
        if self.uses(number) == 0 {
            self.idle += 1;
        }
    }

    /// A list with a number of its own, whoever else has the like.
    pub(super) fn pin(&mut self, draft: &mut Draft) -> u32 {
        draft.write();
        self.write(&draft.written)
    }

    /// Writes another list in the place of one; all who have it have that.
    pub(super) fn replace(&mut self, number: u32, draft: &mut Draft) {
        let is_entered = self.leave(number);
        draft.write();
        if let Some(chunk) = self.chunk_mut(number) {
            chunk.put(number as usize % CHUNK, Some(&draft.written));
        }
        if is_entered {
            self.enter(number);
        }
    }

    /// Those that nobody has, if they have become many: they are forgotten, and their numbers will be given to others.
    pub(super) fn forget_idle(&mut self) -> Vec<(u32, Draft)> {
        const FEW: usize = 64;
        if self.idle < FEW + self.len / 4 {
            return Vec::new();
        }
        let all = 0..u32::try_from(self.len).unwrap_or(u32::MAX);
        let idle = all.filter(|number| self.uses(*number) == 0 && self.is_there(*number));
        let mut forgotten = Vec::with_capacity(self.idle);
        for number in idle.collect::<Vec<u32>>() {
            let mut draft = Draft::default();
            self.read(number, &mut draft);
            self.leave(number);
            if let Some(chunk) = self.chunk_mut(number) {
                chunk.put(number as usize % CHUNK, None);
            }
            self.free.push(number);
            forgotten.push((number, draft));
        }
        self.idle = 0;
        forgotten
    }

    /// Gives back room that was kept for more.
    pub(super) fn shrink(&mut self) {
        for chunk in Arc::make_mut(&mut self.chunks) {
            if let Some(chunk) = Arc::get_mut(chunk) {
                chunk.written.shrink_to_fit();
            }
        }
    }

    /// Writes a list that one has.
    fn write(&mut self, list: &[u8]) -> u32 {
        let number = self.free.pop().unwrap_or_else(|| {
            let chunks = Arc::make_mut(&mut self.chunks);
            if self.len.is_multiple_of(CHUNK) {
                chunks.push(Arc::default());
            }
            if let Some(last) = chunks.last_mut() {
                let last = Arc::make_mut(last);
                last.places.push(ABSENT);
                last.uses.push(0);
            }
            self.len += 1;
            u32::try_from(self.len - 1).unwrap_or(u32::MAX)
        });
        if let Some(chunk) = self.chunk_mut(number) {
            chunk.put(number as usize % CHUNK, Some(list));
        }
        self.count(number, 1);
        number
    }

    fn enter(&mut self, number: u32) {
        let hash = hash_of_bytes(self.get(number).0);
        let chunks = &self.chunks;
        let bytes = |number: u32| {
            let chunk = chunks.get(number as usize / CHUNK);
            chunk.and_then(|chunk| chunk.get(number as usize % CHUNK))
        };
        self.numbers.add(
            hash,
            number,
            |other| bytes(other) == bytes(number),
            |other| hash_of_bytes(bytes(other).unwrap_or_default()),
        );
    }

    /// Takes a list out of the index; false if it was not there.
    fn leave(&mut self, number: u32) -> bool {
        let list = self.get(number).0;
        let hash = hash_of_bytes(list);
        let same = |other: u32| self.get(other).0 == list;
        if !self.numbers.get(hash, same).contains(&number) {
            return false;
        }
        let chunks = &self.chunks;
        self.numbers.remove(hash, number, |other| {
            let chunk = chunks.get(other as usize / CHUNK);
            let own = chunks.get(number as usize / CHUNK);
            chunk.and_then(|chunk| chunk.get(other as usize % CHUNK))
                == own.and_then(|chunk| chunk.get(number as usize % CHUNK))
        });
        true
    }

    fn is_there(&self, number: u32) -> bool {
        let chunk = self.chunks.get(number as usize / CHUNK);
        let place = chunk.and_then(|chunk| chunk.places.get(number as usize % CHUNK));
        place.is_some_and(|place| *place != ABSENT)
    }

    fn uses(&self, number: u32) -> u32 {
        let chunk = self.chunks.get(number as usize / CHUNK);
        let uses = chunk.and_then(|chunk| chunk.uses.get(number as usize % CHUNK));
        uses.copied().unwrap_or_default()
    }

    fn count(&mut self, number: u32, by: i32) {
        if let Some(chunk) = self.chunk_mut(number)
            && let Some(uses) = chunk.uses.get_mut(number as usize % CHUNK)
        {
            *uses = uses.saturating_add_signed(by);
        }
    }

    fn chunk_mut(&mut self, number: u32) -> Option<&mut Chunk> {
        let chunks = Arc::make_mut(&mut self.chunks);
        chunks.get_mut(number as usize / CHUNK).map(Arc::make_mut)
    }
}

impl Chunk {
    fn get(&self, index: usize) -> Option<&[u8]> {
        let place = *self.places.get(index)?;
        let from = self.written.get(place as usize..)?;
        let mut rest = from;
        let length = number(&mut rest);
        rest.get(..length)
    }

    fn put(&mut self, index: usize, list: Option<&[u8]>) {
        self.garbage += self.get(index).map_or(0, |old| old.len() + 1);
        let place = list.map_or(ABSENT, |list| self.write(list));
        if let Some(own) = self.places.get_mut(index) {
            *own = place;
        }
        if self.garbage > 64 + self.written.len() / 4 {
            self.compact();
        }
    }

    fn write(&mut self, list: &[u8]) -> u32 {
        let place = u32::try_from(self.written.len()).unwrap_or(ABSENT);
        digits(list.len(), &mut self.written);
        self.written.extend_from_slice(list);
        place
    }

    /// Writes everything that is still referred to anew.
    fn compact(&mut self) {
        let mut kept = Self {
            uses: std::mem::take(&mut self.uses),
            ..Self::default()
        };
        for index in 0..self.places.len() {
            let place = match self.get(index) {
                Some(list) => kept.write(list),
                None => ABSENT,
            };
            kept.places.push(place);
        }
        *self = kept;
    }
}

/// Writes by how much each number is greater than the one before.
fn differences(list: &[PredicateId], written: &mut Vec<u8>) {
    let mut last = 0;
    for id in list {
        digits(id.index() - last, written);
        last = id.index();
    }
}

/// Writes a number in digits of seven bits, the least first; all but the last have the highest bit.
fn digits(mut number: usize, written: &mut Vec<u8>) {
    while number >= 0x80 {
        written.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    written.push(number as u8);
}

/// Reads a number from the beginning of the rest.
#[inline]
fn number(rest: &mut &[u8]) -> usize {
    let (mut number, mut shift) = (0, 0);
    while let Some((digit, after)) = rest.split_first() {
        *rest = after;
        number |= usize::from(digit & 0x7F) << shift;
        if digit & 0x80 == 0 {
            break;
        }
        shift += 7;
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(holds: &[usize], faults: &[usize]) -> Draft {
        let ids = |numbers: &[usize]| numbers.iter().copied().map(PredicateId::new).collect();
        Draft {
            holds: ids(holds),
            faults: ids(faults),
            ..Draft::default()
        }
    }

    #[test]
    fn equal_lists_have_one_number_until_nobody_has_them() {
        let mut lists = Lists::default();
        let missing = lists.pin(&mut draft(&[], &[]));
        assert_eq!(
            lists.take(&mut draft(&[0, 127, 128, 70_000], &[3])),
            (1, true)
        );
        assert_eq!(
            lists.take(&mut draft(&[0, 127, 128, 70_000], &[3])),
            (1, false)
        );
        assert_eq!(
            lists.take(&mut draft(&[], &[])),
            (2, true),
            "not the pinned one"
        );
        let mut read = Draft::default();
        lists.read(1, &mut read);
        let written = draft(&[0, 127, 128, 70_000], &[3]);
        assert_eq!(
            (&read.holds, &read.faults),
            (&written.holds, &written.faults)
        );
        for number in 10..200 {
            let (taken, is_new) = lists.take(&mut draft(&[number], &[]));
            assert!(is_new);
            lists.release(taken);
        }
        let forgotten = lists.forget_idle();
        assert_eq!(forgotten.len(), 190);
        assert!(
            forgotten
                .iter()
                .all(|(number, _)| *number > 2 && *number != missing)
        );
        assert!(lists.take(&mut draft(&[11], &[])).1, "it is new again");
        lists.replace(1, &mut draft(&[127], &[]));
        assert_eq!(lists.take(&mut draft(&[127], &[])), (1, false));
    }
}
