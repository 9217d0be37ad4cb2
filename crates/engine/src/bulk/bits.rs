//! Bitmaps over the rows of a block, and lists of rows that are made through one.

use ingroup_directory::{BLOCK_ROWS, Bitmap};

/// Words in a bitmap.
pub(super) const WORDS: usize = BLOCK_ROWS / 64;

/// A bitmap without rows.
pub(super) fn empty() -> Box<Bitmap> {
    Box::new([0; WORDS])
}

#[inline]
pub(super) fn has(words: &Bitmap, row: u16) -> bool {
    words[usize::from(row >> 6)] >> (row & 63) & 1 != 0
}

#[inline]
pub(super) fn set(words: &mut Bitmap, row: u16) {
    words[usize::from(row >> 6)] |= 1 << (row & 63);
}

#[inline]
pub(super) fn clear(words: &mut Bitmap, row: u16) {
    words[usize::from(row >> 6)] &= !(1 << (row & 63));
}

pub(super) fn or(words: &mut Bitmap, other: &Bitmap) {
    for (word, other) in words.iter_mut().zip(other) {
        *word |= other;
    }
}

pub(super) fn and(words: &mut Bitmap, other: &Bitmap) {
    for (word, other) in words.iter_mut().zip(other) {
        *word &= other;
    }
}

pub(super) fn and_not(words: &mut Bitmap, other: &Bitmap) {
    for (word, other) in words.iter_mut().zip(other) {
        *word &= !other;
    }
}

pub(super) fn or_not(words: &mut Bitmap, other: &Bitmap) {
    for (word, other) in words.iter_mut().zip(other) {
        *word |= !other;
    }
}

pub(super) fn count(words: &Bitmap) -> usize {
    words.iter().map(|word| word.count_ones() as usize).sum()
}

/// Puts rows in order by way of a bitmap. It costs what is put in, not what there is.
#[derive(Debug)]
pub(super) struct Sorter {
    words: Box<Bitmap>,
    /// Which words are not empty.
    used: [u64; WORDS / 64],
}

impl Default for Sorter {
    fn default() -> Self {
        Self {
            words: empty(),
            used: [0; WORDS / 64],
        }
    }
}

impl Sorter {
    /// Puts rows in order, each once.
    pub(super) fn sort(&mut self, rows: &mut Vec<u16>) {
        if rows.len() < 2 {
            return;
        }
        for row in rows.iter() {
            let word = usize::from(row >> 6);
            self.words[word] |= 1 << (row & 63);
            self.used[word >> 6] |= 1 << (word & 63);
        }
        rows.clear();
        for (place, used) in self.used.iter_mut().enumerate() {
            let mut left = std::mem::take(used);
            while left != 0 {
                let word = place * 64 + left.trailing_zeros() as usize;
                left &= left - 1;
                let mut bits = std::mem::take(&mut self.words[word]);
                while bits != 0 {
                    rows.push((word * 64) as u16 | bits.trailing_zeros() as u16);
                    bits &= bits - 1;
                }
            }
        }
    }
}
