//! The codes of a column by row, in blocks, each as narrow as its codes allow.

mod image;

use std::sync::Arc;

use crate::row::Row;

/// Rows per block: everything that works through a table does it block by block.
pub const BLOCK: usize = 65_536;

/// Places a growing block is given at once: few copies, and little room that nobody uses.
const GROWTH: usize = 4096;

/// The place of a value among the values of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(u32);

impl Code {
    /// The code of the missing value in every dictionary.
    pub const MISSING: Self = Self(0);

    /// The code with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The code as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// The codes of one block of a column: the first is that of row `block × BLOCK`, and so on.
///
/// A slice may be shorter than the block; the rows beyond its end have [`Code::MISSING`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Codes<'a> {
    /// No row of the block has a value.
    Absent,
    /// Codes of 16 bits.
    Narrow(&'a [u16]),
    /// Codes of 32 bits.
    Wide(&'a [u32]),
    /// The column is not a dictionary: a row's code is its number.
    Rows,
}

/// A code per row. Clones share a block until one of them writes to it.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    blocks: Vec<Block>,
}

/// A block is 16 bits wide until a code is written that needs more.
#[derive(Debug, Clone)]
enum Block {
    Narrow(Arc<Vec<u16>>),
    Wide(Arc<Vec<u32>>),
}

impl Default for Block {
    fn default() -> Self {
        Self::Narrow(Arc::default())
    }
}

impl Blocks {
    /// The code of a row; [`Code::MISSING`] if none was written.
    pub fn get(&self, row: Row) -> Code {
        let place = row.index() % BLOCK;
        let code = match self.blocks.get(row.index() / BLOCK) {
            Some(Block::Narrow(codes)) => codes.get(place).map(|code| u32::from(*code)),
            Some(Block::Wide(codes)) => codes.get(place).copied(),
            None => None,
        };
        code.map_or(Code::MISSING, Code)
    }

    /// The codes of a block; never [`Codes::Rows`].
    pub fn block(&self, number: usize) -> Codes<'_> {
        match self.blocks.get(number) {
            Some(Block::Narrow(codes)) if !codes.is_empty() => Codes::Narrow(codes),
            Some(Block::Wide(codes)) => Codes::Wide(codes),
            _ => Codes::Absent,
        }
    }

    /// Writes the code of a row.
    pub fn set(&mut self, row: Row, code: Code) {
        let (number, place) = (row.index() / BLOCK, row.index() % BLOCK);
        if self.blocks.len() <= number {
            if code == Code::MISSING {
                return;
            }
            self.blocks.resize_with(number + 1, Block::default);
        }
        let Some(block) = self.blocks.get_mut(number) else {
            return;
        };
        match (&mut *block, u16::try_from(code.0)) {
            (Block::Narrow(codes), Ok(code)) => put(codes, place, code),
            (Block::Narrow(codes), Err(_)) => {
                let mut wide = Arc::new(codes.iter().map(|code| u32::from(*code)).collect());
                put(&mut wide, place, code.0);
                *block = Block::Wide(wide);
            }
            (Block::Wide(codes), _) => put(codes, place, code.0),
        }
    }
}

impl Blocks {
    /// Writes the codes of rows that ascend; of a row's codes the last one counts.
    pub(crate) fn set_all(&mut self, codes: &[(Row, Code)]) {
        for own in
            codes.chunk_by(|(one, _), (other, _)| one.index() / BLOCK == other.index() / BLOCK)
        {
            let Some((last, _)) = own.last() else {
                continue;
            };
            let are_narrow = own.iter().all(|(_, code)| u16::try_from(code.0).is_ok());
            match self.blocks.get_mut(last.index() / BLOCK) {
                Some(Block::Narrow(block)) if are_narrow => {
                    let narrow =
                        |(row, code): &(Row, Code)| Some((*row, u16::try_from(code.0).ok()?));
                    put_all(block, own.iter().filter_map(narrow));
                }
                Some(Block::Wide(block)) => {
                    put_all(block, own.iter().map(|(row, code)| (*row, code.0)));
                }
                _ => own.iter().for_each(|(row, code)| self.set(*row, *code)),
            }
        }
    }
}

/// Writes the codes of rows of one block, as [`put`] does one by one.
fn put_all<C: Copy + Default + PartialEq>(
    block: &mut Arc<Vec<C>>,
    codes: impl DoubleEndedIterator<Item = (Row, C)> + Clone,
) {
    // The last row that has something gives the block its room.
    let last = codes.clone().rfind(|(_, code)| *code != C::default());
    if let Some((row, code)) = last {
        put(block, row.index() % BLOCK, code);
    }
    let block = Arc::make_mut(block);
    for (row, code) in codes {
        if let Some(own) = block.get_mut(row.index() % BLOCK) {
            *own = code;
        }
    }
}

/// Writes a code; the places between the end and it have the missing value's.
fn put<C: Copy + Default + PartialEq>(codes: &mut Arc<Vec<C>>, place: usize, code: C) {
    if place >= codes.len() && code == C::default() {
        return;
    }
    let codes = Arc::make_mut(codes);
    if place >= codes.len() {
        if place >= codes.capacity() {
            let wanted = (place / GROWTH + 1) * GROWTH;
            codes.reserve_exact(wanted - codes.len());
        }
        codes.resize(place + 1, C::default());
    }
    if let Some(own) = codes.get_mut(place) {
        *own = code;
    }
}
