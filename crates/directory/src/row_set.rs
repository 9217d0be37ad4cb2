//! A set of rows in blocks of 65,536, each as small as its members allow.

mod algebra;
mod container;
mod image;
mod positions;

use std::sync::Arc;

use smallvec::SmallVec;

use crate::row::Row;

pub use container::{BLOCK_ROWS, Bitmap, Container, ContainerView, LONGEST_LIST};
pub use positions::{Positions, Rows};

/// So many blocks are found in the set itself: whoever writes to many sets waits for each step on the way.
const NEAR: usize = 2;

/// An ascending set of rows.
///
/// Rows are cut in blocks of [`BLOCK_ROWS`]. A block without members takes no room; one with a
/// few is a sorted list of 16-bit numbers, one with more than [`LONGEST_LIST`] a bitmap. A clone
/// shares all blocks, and a write to it copies the one block that it writes to. Equal sets are
/// equal in form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowSet {
    /// By block number; the last one is never absent, and none is empty.
    blocks: SmallVec<[Option<Arc<Container>>; NEAR]>,
    len: usize,
}

impl RowSet {
    /// The set without members.
    pub const fn new() -> Self {
        Self {
            blocks: SmallVec::new_const(),
            len: 0,
        }
    }

    /// The set of rows that come ascending. What does not ascend is found its place, slowly.
    pub fn from_sorted(rows: impl IntoIterator<Item = Row>) -> Self {
        let mut set = Self::new();
        let mut block = 0;
        let mut list: Vec<u16> = Vec::new();
        let mut strays = Vec::new();
        for row in rows {
            let (its_block, position) = place(row);
            let ascends = list.last().is_none_or(|last| *last < position);
            if its_block < block || (its_block == block && !ascends) {
                strays.push(row);
                continue;
            }
            if its_block > block {
                set.put_block(block, Container::from_sorted(std::mem::take(&mut list)));
                block = its_block;
            }
            list.push(position);
        }
        set.put_block(block, Container::from_sorted(list));
        for row in strays {
            set.insert(row);
        }
        set
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Whether the row is in the set.
    pub fn contains(&self, row: Row) -> bool {
        let (block, position) = place(row);
        self.block(block)
            .is_some_and(|container| container.contains(position))
    }

    /// Puts a row in; false if it was there.
    pub fn insert(&mut self, row: Row) -> bool {
        let (block, position) = place(row);
        if self.blocks.len() <= block {
            self.blocks.resize(block + 1, None);
        }
        let new = match &mut self.blocks[block] {
            Some(container) => match Arc::get_mut(container) {
                Some(own) => own.insert(position),
                None => !container.contains(position) && Arc::make_mut(container).insert(position),
            },
            place => {
                *place = Some(Arc::new(Container::from_sorted(vec![position])));
                true
            }
        };
        self.len += usize::from(new);
        new
    }

    /// Takes a row out; false if it was not there.
    pub fn remove(&mut self, row: Row) -> bool {
        let (block, position) = place(row);
        let Some(Some(container)) = self.blocks.get_mut(block) else {
            return false;
        };
        let gone = match Arc::get_mut(container) {
            Some(own) => own.remove(position),
            None => container.contains(position) && Arc::make_mut(container).remove(position),
        };
        if !gone {
            return false;
        }
        if container.is_empty() {
            self.blocks[block] = None;
            self.trim();
        }
        self.len -= 1;
        true
    }

    /// The block with this number: rows from `number * BLOCK_ROWS` on; `None` if it has no rows.
    pub fn block(&self, number: usize) -> Option<&Container> {
        self.blocks.get(number)?.as_deref()
    }

    /// The block that a row would be in; `None` if it has no rows.
    pub(crate) fn block_of(&self, row: Row) -> Option<&Container> {
        self.block(row.index() / BLOCK_ROWS)
    }

    /// The blocks that have rows, with their numbers, ascending.
    pub fn blocks(&self) -> impl Iterator<Item = (usize, &Container)> {
        let numbered = self.blocks.iter().enumerate();
        numbered.filter_map(|(number, block)| Some((number, block.as_deref()?)))
    }

    /// Makes a block what is given, whatever it was.
    pub fn put_block(&mut self, number: usize, container: Container) {
        self.put_shared(number, (!container.is_empty()).then(|| Arc::new(container)));
    }

    fn put_shared(&mut self, number: usize, container: Option<Arc<Container>>) {
        self.len -= self.block(number).map_or(0, Container::len);
        self.len += container.as_ref().map_or(0, |container| container.len());
        if self.blocks.len() <= number {
            if container.is_none() {
                return;
            }
            self.blocks.resize(number + 1, None);
        }
        self.blocks[number] = container;
        self.trim();
    }

    fn trim(&mut self) {
        while let Some(None) = self.blocks.last() {
            self.blocks.pop();
        }
    }

    /// All rows, ascending.
    pub fn iter(&self) -> Rows<'_> {
        Rows::new(&self.blocks, self.len)
    }

    /// All rows but the first `position` ones, ascending; whole blocks are skipped unread.
    pub fn iter_from(&self, position: usize) -> Rows<'_> {
        let mut left = position;
        for (number, block) in self.blocks.iter().enumerate() {
            let Some(container) = block else { continue };
            if left < container.len() {
                let here = container.iter_from(left);
                return Rows::within(&self.blocks, number, here, self.len - position);
            }
            left -= container.len();
        }
        Rows::new(&[], 0)
    }
}

impl FromIterator<Row> for RowSet {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        let mut rows: Vec<Row> = rows.into_iter().collect();
        if !rows.is_sorted() {
            rows.sort_unstable();
        }
        rows.dedup();
        Self::from_sorted(rows)
    }
}

impl<'a> IntoIterator for &'a RowSet {
    type Item = Row;
    type IntoIter = Rows<'a>;

    fn into_iter(self) -> Rows<'a> {
        self.iter()
    }
}

/// The block of a row and its position in it.
fn place(row: Row) -> (usize, u16) {
    (row.index() / BLOCK_ROWS, row.get() as u16)
}

/// The row at a position of a block.
fn row_at(block: usize, position: u16) -> Row {
    Row::new(block as u32 * BLOCK_ROWS as u32 + u32::from(position))
}
