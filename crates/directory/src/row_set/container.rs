//! The members of one block: a sorted list, or a bitmap.

use std::cmp::Ordering;

use super::positions::Positions;
use crate::row::Row;

/// Rows in a block.
pub const BLOCK_ROWS: usize = 65_536;

/// With more members than these a block is a bitmap: it takes no more room than the list.
pub const LONGEST_LIST: usize = 4_096;

/// One bit for each row of a block.
pub type Bitmap = [u64; BLOCK_ROWS / 64];

/// The members of one block of rows, by their positions in it. The number of members decides
/// the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Container(Form);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Form {
    /// Ascending; at most `LONGEST_LIST`.
    List(Vec<u16>),
    /// More than `LONGEST_LIST`.
    Bitmap { words: Box<Bitmap>, len: u32 },
}

/// The members of a block as they lie there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContainerView<'a> {
    /// Ascending positions.
    List(&'a [u16]),
    /// A bit for each position, the lowest first.
    Bitmap(&'a Bitmap),
}

impl ContainerView<'_> {
    /// Reads what a search for a row's position reads first, and what is appended to.
    pub(crate) fn glance(self, row: Row) -> u16 {
        let position = row.get() as u16;
        match self {
            Self::List(list) => {
                let (near, last) = (list.get(guess(list, position)), list.last());
                near.zip(last).map_or(0, |(near, last)| near ^ last)
            }
            Self::Bitmap(words) => words[usize::from(position / 64)] as u16,
        }
    }
}

/// Where a position is in an ascending list if positions lie evenly.
fn guess(list: &[u16], position: u16) -> usize {
    list.len() * usize::from(position) / BLOCK_ROWS
}

/// Where a position is in an ascending list, or where it belongs. Positions mostly lie evenly, so it is looked for
/// where it then would be, and in wider and wider steps from there: that reads few places of a long list.
fn find(list: &[u16], position: u16) -> Result<usize, usize> {
    const STEP: usize = 32;
    let at = guess(list, position);
    let (mut low, mut high, mut step) = (at, at, STEP);
    while low > 0 && list.get(low - 1).is_some_and(|one| *one >= position) {
        high = low;
        low = low.saturating_sub(step);
        step *= 2;
    }
    while list.get(high).is_some_and(|one| *one < position) {
        low = high + 1;
        high = (high + step).min(list.len());
        step *= 2;
    }
    let near = list.get(low..list.len().min(high + 1)).unwrap_or_default();
    match near.binary_search(&position) {
        Ok(place) => Ok(low + place),
        Err(place) => Err(low + place),
    }
}

impl Container {
    /// The block with these positions, which must ascend.
    pub fn from_sorted(mut positions: Vec<u16>) -> Self {
        debug_assert!(positions.is_sorted_by(|a, b| a < b));
        if positions.len() <= LONGEST_LIST {
            positions.shrink_to_fit();
            return Self(Form::List(positions));
        }
        let mut words = empty_bitmap();
        set_all(&mut words, &positions);
        Self(Form::Bitmap {
            words,
            len: positions.len() as u32,
        })
    }

    /// The block with these positions, which must ascend; copied.
    pub fn from_slice(positions: &[u16]) -> Self {
        Self::from_sorted(positions.to_vec())
    }

    /// The block with the positions whose bits are set.
    pub fn from_bitmap(words: Box<Bitmap>) -> Self {
        let len = count(&words);
        if len > LONGEST_LIST {
            let len = len as u32;
            return Self(Form::Bitmap { words, len });
        }
        let mut list = Vec::with_capacity(len);
        list.extend(Positions::of_bitmap(&words, 0));
        Self(Form::List(list))
    }

    /// The block with the positions whose bits are set; copied only as far as it must be kept.
    pub fn from_words(words: &Bitmap) -> Self {
        let len = count(words);
        if len > LONGEST_LIST {
            let (words, len) = (Box::new(*words), len as u32);
            return Self(Form::Bitmap { words, len });
        }
        let mut list = Vec::with_capacity(len);
        list.extend(Positions::of_bitmap(words, 0));
        Self(Form::List(list))
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        match &self.0 {
            Form::List(list) => list.len(),
            Form::Bitmap { len, .. } => *len as usize,
        }
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The members as they lie.
    pub fn view(&self) -> ContainerView<'_> {
        match &self.0 {
            Form::List(list) => ContainerView::List(list),
            Form::Bitmap { words, .. } => ContainerView::Bitmap(words),
        }
    }

    /// Whether the position is a member.
    pub fn contains(&self, position: u16) -> bool {
        match &self.0 {
            Form::List(list) => find(list, position).is_ok(),
            Form::Bitmap { words, .. } => has(words, position),
        }
    }

    /// Puts a position in; false if it was there.
    pub fn insert(&mut self, position: u16) -> bool {
        match &mut self.0 {
            Form::List(list) => {
                let at = match list.last().is_none_or(|last| *last < position) {
                    true => list.len(),
                    false => match find(list, position) {
                        Ok(_) => return false,
                        Err(at) => at,
                    },
                };
                if list.len() < LONGEST_LIST {
                    if list.len() == list.capacity() {
                        list.reserve_exact(list.len() / 8 + 4);
                    }
                    list.insert(at, position);
                    return true;
                }
                let mut words = empty_bitmap();
                set_all(&mut words, list);
                set(&mut words, position);
                let len = LONGEST_LIST as u32 + 1;
                self.0 = Form::Bitmap { words, len };
                true
            }
            Form::Bitmap { words, len } => {
                let new = !has(words, position);
                set(words, position);
                *len += u32::from(new);
                new
            }
        }
    }

    /// Takes a position out; false if it was not there.
    pub fn remove(&mut self, position: u16) -> bool {
        match &mut self.0 {
            Form::List(list) => match find(list, position) {
                Ok(at) => {
                    list.remove(at);
                    true
                }
                Err(_) => false,
            },
            Form::Bitmap { words, len } => {
                if !has(words, position) {
                    return false;
                }
                clear(words, position);
                *len -= 1;
                if *len as usize == LONGEST_LIST {
                    let list = Positions::of_bitmap(words, 0).collect();
                    self.0 = Form::List(list);
                }
                true
            }
        }
    }

    /// The positions, ascending.
    pub fn iter(&self) -> Positions<'_> {
        self.iter_from(0)
    }

    /// The positions but the first `skipped`, ascending.
    pub fn iter_from(&self, skipped: usize) -> Positions<'_> {
        match &self.0 {
            Form::List(list) => Positions::of_list(list.get(skipped..).unwrap_or_default()),
            Form::Bitmap { words, .. } => Positions::of_bitmap(words, skipped),
        }
    }

    /// Sets the bits of all members in a bitmap.
    pub fn add_to(&self, words: &mut Bitmap) {
        match self.view() {
            ContainerView::List(list) => set_all(words, list),
            ContainerView::Bitmap(own) => {
                for (word, own) in words.iter_mut().zip(own) {
                    *word |= own;
                }
            }
        }
    }

    /// Clears the bits of all members in a bitmap.
    pub fn take_from(&self, words: &mut Bitmap) {
        match self.view() {
            ContainerView::List(list) => list.iter().for_each(|position| clear(words, *position)),
            ContainerView::Bitmap(own) => {
                for (word, own) in words.iter_mut().zip(own) {
                    *word &= !own;
                }
            }
        }
    }

    /// What is in one of the two, or in both.
    pub fn union(&self, other: &Self) -> Self {
        if let (ContainerView::List(left), ContainerView::List(right)) = (self.view(), other.view())
        {
            return Self::from_sorted(merge(left, right));
        }
        let mut words = self.to_bitmap();
        other.add_to(&mut words);
        Self::from_bitmap(words)
    }

    /// What is in this one and not in the other.
    pub fn difference(&self, other: &Self) -> Self {
        match (self.view(), other.view()) {
            (ContainerView::List(left), ContainerView::List(right)) => {
                let mut list = Vec::new();
                compare(left, right, |position, side| {
                    if side == Ordering::Less {
                        list.push(position);
                    }
                });
                Self::from_sorted(list)
            }
            (ContainerView::List(left), ContainerView::Bitmap(right)) => {
                let kept = left.iter().copied();
                Self::from_sorted(kept.filter(|position| !has(right, *position)).collect())
            }
            (ContainerView::Bitmap(_), _) => {
                let mut words = self.to_bitmap();
                other.take_from(&mut words);
                Self::from_bitmap(words)
            }
        }
    }

    /// What is in both.
    pub fn intersect(&self, other: &Self) -> Self {
        match (self.view(), other.view()) {
            (ContainerView::List(left), ContainerView::List(right)) => {
                let mut list = Vec::new();
                compare(left, right, |position, side| {
                    if side == Ordering::Equal {
                        list.push(position);
                    }
                });
                Self::from_sorted(list)
            }
            (ContainerView::List(list), ContainerView::Bitmap(words))
            | (ContainerView::Bitmap(words), ContainerView::List(list)) => {
                let kept = list.iter().copied();
                Self::from_sorted(kept.filter(|position| has(words, *position)).collect())
            }
            (ContainerView::Bitmap(left), ContainerView::Bitmap(right)) => {
                let mut words = Box::new(*left);
                for (word, right) in words.iter_mut().zip(right) {
                    *word &= right;
                }
                Self::from_bitmap(words)
            }
        }
    }

    /// The members as a bitmap of their own.
    pub(super) fn to_bitmap(&self) -> Box<Bitmap> {
        let mut words = empty_bitmap();
        self.add_to(&mut words);
        words
    }
}

/// Walks through two ascending lists: each position once, `Less` if only the left has it,
/// `Greater` if only the right has it, `Equal` if both have it.
pub(super) fn compare(left: &[u16], right: &[u16], mut visit: impl FnMut(u16, Ordering)) {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let side = match (left.peek(), right.peek()) {
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => return,
        };
        let from_left = side.is_le().then(|| left.next()).flatten();
        let from_right = side.is_ge().then(|| right.next()).flatten();
        if let Some(position) = from_left.or(from_right) {
            visit(*position, side);
        }
    }
}

fn merge(left: &[u16], right: &[u16]) -> Vec<u16> {
    let mut merged = Vec::with_capacity(left.len() + right.len());
    compare(left, right, |position, _| merged.push(position));
    merged
}

pub(super) fn empty_bitmap() -> Box<Bitmap> {
    Box::new([0; BLOCK_ROWS / 64])
}

fn count(words: &Bitmap) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

fn has(words: &Bitmap, position: u16) -> bool {
    words[usize::from(position / 64)] & bit(position) != 0
}

fn set(words: &mut Bitmap, position: u16) {
    words[usize::from(position / 64)] |= bit(position);
}

fn set_all(words: &mut Bitmap, positions: &[u16]) {
    for position in positions {
        set(words, *position);
    }
}

fn clear(words: &mut Bitmap, position: u16) {
    words[usize::from(position / 64)] &= !bit(position);
}

fn bit(position: u16) -> u64 {
    1 << (position % 64)
}
