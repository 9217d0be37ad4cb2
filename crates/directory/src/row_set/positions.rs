//! Walking through a block, and through all blocks of a set.

use std::iter::FusedIterator;
use std::sync::Arc;

use super::container::{Bitmap, Container};
use super::row_at;
use crate::row::Row;

/// The members of one block, ascending.
#[derive(Debug, Clone)]
pub struct Positions<'a>(Walk<'a>);

#[derive(Debug, Clone)]
enum Walk<'a> {
    List(std::slice::Iter<'a, u16>),
    Bitmap {
        words: &'a Bitmap,
        /// The word that `rest` is of.
        word: usize,
        /// The bits of this word that are still to come.
        rest: u64,
    },
}

impl<'a> Positions<'a> {
    pub(super) fn of_list(list: &'a [u16]) -> Self {
        Self(Walk::List(list.iter()))
    }

    /// All set bits but the first `skipped`.
    pub(super) fn of_bitmap(words: &'a Bitmap, skipped: usize) -> Self {
        let mut left = skipped;
        for (word, bits) in words.iter().enumerate() {
            let here = bits.count_ones() as usize;
            if left < here {
                let mut rest = *bits;
                for _ in 0..left {
                    rest &= rest - 1;
                }
                return Self(Walk::Bitmap { words, word, rest });
            }
            left -= here;
        }
        Self(Walk::List([].iter()))
    }
}

impl Iterator for Positions<'_> {
    type Item = u16;

    fn next(&mut self) -> Option<u16> {
        match &mut self.0 {
            Walk::List(list) => list.next().copied(),
            Walk::Bitmap { words, word, rest } => {
                while *rest == 0 {
                    *rest = *words.get(*word + 1)?;
                    *word += 1;
                }
                let position = *word as u32 * 64 + rest.trailing_zeros();
                *rest &= *rest - 1;
                Some(position as u16)
            }
        }
    }
}

impl FusedIterator for Positions<'_> {}

/// The rows of a set, ascending; it knows how many are to come.
#[derive(Debug, Clone)]
pub struct Rows<'a> {
    blocks: &'a [Option<Arc<Container>>],
    /// The block that `here` walks through.
    block: usize,
    here: Positions<'a>,
    left: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(blocks: &'a [Option<Arc<Container>>], len: usize) -> Self {
        let first = blocks.first().and_then(Option::as_deref);
        let here = first.map_or(Positions::of_list(&[]), Container::iter);
        Self::within(blocks, 0, here, len)
    }

    pub(super) fn within(
        blocks: &'a [Option<Arc<Container>>],
        block: usize,
        here: Positions<'a>,
        left: usize,
    ) -> Self {
        Self {
            blocks,
            block,
            here,
            left,
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        loop {
            if let Some(position) = self.here.next() {
                self.left -= 1;
                return Some(row_at(self.block, position));
            }
            let next = self.blocks.get(self.block + 1)?;
            self.block += 1;
            if let Some(container) = next {
                self.here = container.iter();
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Rows<'_> {}
impl FusedIterator for Rows<'_> {}
