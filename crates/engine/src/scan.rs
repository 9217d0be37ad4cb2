//! Conditions on a block of rows at a time: the rows of a column whose class is in a set.

use std::borrow::Cow;

use ingroup_directory::{BLOCK, Bitmap, Codes, LONGEST_LIST, Row, Table};

use crate::code_set::CodeSet;
use crate::property::Property;

/// A literal, ready to be asked of many rows.
pub(crate) struct Test<'a> {
    pub(crate) property: &'a Property,
    /// The classes for which it holds, or does not.
    pub(crate) classes: Cow<'a, CodeSet>,
    pub(crate) negated: bool,
}

/// An expression over tests, the parts that decide soonest first.
pub(crate) enum Question<'a> {
    Always(bool),
    Test(Test<'a>),
    All(Vec<Question<'a>>),
    Any(Vec<Question<'a>>),
}

/// The rows of one block that are still to be asked, by their positions.
pub(crate) enum Selection {
    /// Every row below this number.
    All(usize),
    /// A few, ascending.
    Few(Vec<u16>),
    /// A bit for each.
    Many(Box<Bitmap>),
}

/// A block of a table, by its number.
#[derive(Clone, Copy)]
pub(crate) struct Block<'a> {
    pub(crate) table: &'a Table,
    pub(crate) number: usize,
}

impl Block<'_> {
    /// How many rows of it were ever given.
    pub(crate) fn rows(self) -> usize {
        let before = self.number * BLOCK;
        self.table.row_count().saturating_sub(before).min(BLOCK)
    }

    /// The row at a position.
    pub(crate) fn row(self, position: u16) -> Row {
        let before = u32::try_from(self.number * BLOCK).unwrap_or(u32::MAX);
        Row::new(before.saturating_add(u32::from(position)))
    }
}

impl Question<'_> {
    /// The rows of a selection for which it holds.
    pub(crate) fn select(&self, block: Block<'_>, from: Selection) -> Selection {
        match (self, from) {
            (Self::Always(true), from) => from,
            (Self::Always(false), _) => Selection::Few(Vec::new()),
            (Self::All(parts), from) => parts
                .iter()
                .fold(from, |from, part| part.select(block, from)),
            (_, Selection::Few(mut positions)) => {
                positions.retain(|position| self.holds(block, block.row(*position)));
                Selection::Few(positions)
            }
            (Self::Test(test), from) => {
                let mut words = no_rows();
                test.scan(block, &mut words);
                from.within(words)
            }
            (Self::Any(parts), from) => {
                let mut union = no_rows();
                for part in parts {
                    match part.select(block, Selection::All(block.rows())) {
                        Selection::All(rows) => add_below(&mut union, rows),
                        Selection::Few(positions) => {
                            positions.iter().for_each(|position| {
                                add(&mut union, usize::from(*position));
                            });
                        }
                        Selection::Many(words) => {
                            for (union, word) in union.iter_mut().zip(words.iter()) {
                                *union |= word;
                            }
                        }
                    }
                }
                from.within(union)
            }
        }
    }

    fn holds(&self, block: Block<'_>, row: Row) -> bool {
        match self {
            Self::Always(answer) => *answer,
            Self::Test(test) => test.holds(block.table, row),
            Self::All(parts) => parts.iter().all(|part| part.holds(block, row)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(block, row)),
        }
    }
}

impl Selection {
    /// The part of it that is in a bitmap too.
    fn within(self, mut words: Box<Bitmap>) -> Self {
        match self {
            // A test says nothing of rows that do not exist.
            Self::All(_) => {}
            Self::Few(mut positions) => {
                positions.retain(|position| has(&words, usize::from(*position)));
                return Self::Few(positions);
            }
            Self::Many(own) => {
                for (word, own) in words.iter_mut().zip(own.iter()) {
                    *word &= own;
                }
            }
        }
        let count: usize = words.iter().map(|word| word.count_ones() as usize).sum();
        match count > LONGEST_LIST {
            true => Self::Many(words),
            false => Self::Few(positions(&words, count)),
        }
    }
}

impl Test<'_> {
    fn holds(&self, table: &Table, row: Row) -> bool {
        self.classes.contains(self.property.class(table, row)) != self.negated
    }

    /// Sets the bit of every row of a block for which it holds.
    fn scan(&self, block: Block<'_>, words: &mut Bitmap) {
        let rows = block.rows();
        let written = match self.property.classes(block.table, block.number) {
            Codes::Narrow(codes) => self.scan_codes(codes, words),
            Codes::Wide(codes) => self.scan_codes(codes, words),
            Codes::Absent | Codes::Rows => 0,
        };
        // Rows beyond the last code have no value.
        if written < rows && self.classes.contains(crate::property::MISSING) {
            (written..rows).for_each(|position| add(words, position));
        }
        if self.negated {
            words.iter_mut().for_each(|word| *word = !*word);
        }
        keep_below(words, rows);
    }

    /// Gives how many rows have codes.
    fn scan_codes<C: Copy + Into<u32> + PartialEq>(
        &self,
        codes: &[C],
        words: &mut Bitmap,
    ) -> usize {
        match &*self.classes {
            CodeSet::Few(wanted) => match wanted.as_slice() {
                [] => {}
                [one] => fill(codes, words, |code| code == *one),
                [one, two] => fill(codes, words, |code| code == *one || code == *two),
                [one, two, three] => fill(codes, words, |code| {
                    code == *one || code == *two || code == *three
                }),
                more => {
                    let highest = more.last().copied().unwrap_or_default();
                    let mut table = vec![0; highest as usize / 64 + 1];
                    for code in more {
                        if let Some(word) = table.get_mut(*code as usize / 64) {
                            *word |= 1 << (code % 64);
                        }
                    }
                    fill(codes, words, |code| is_in(&table, code));
                }
            },
            CodeSet::Many(table) => fill(codes, words, |code| is_in(table, code)),
        }
        codes.len()
    }
}

#[inline]
fn is_in(table: &[u64], code: u32) -> bool {
    let word = table.get(code as usize / 64).copied().unwrap_or_default();
    word >> (code % 64) & 1 != 0
}

#[inline]
fn fill<C: Copy + Into<u32>>(codes: &[C], words: &mut Bitmap, accepts: impl Fn(u32) -> bool) {
    for (word, codes) in words.iter_mut().zip(codes.chunks(64)) {
        let mut bits = 0;
        for (place, code) in codes.iter().enumerate() {
            bits |= u64::from(accepts((*code).into())) << place;
        }
        *word = bits;
    }
}

/// A bitmap without rows.
pub(crate) fn no_rows() -> Box<Bitmap> {
    Box::new([0; BLOCK / 64])
}

/// The positions of the bits that are set.
pub(crate) fn positions(words: &Bitmap, count: usize) -> Vec<u16> {
    let mut positions = Vec::with_capacity(count);
    for (place, word) in words.iter().enumerate() {
        let mut rest = *word;
        while rest != 0 {
            let position = place * 64 + rest.trailing_zeros() as usize;
            positions.push(u16::try_from(position).unwrap_or(u16::MAX));
            rest &= rest - 1;
        }
    }
    positions
}

fn has(words: &Bitmap, position: usize) -> bool {
    let word = words.get(position / 64);
    word.is_some_and(|word| word & 1 << (position % 64) != 0)
}

fn add(words: &mut Bitmap, position: usize) {
    if let Some(word) = words.get_mut(position / 64) {
        *word |= 1 << (position % 64);
    }
}

fn add_below(words: &mut Bitmap, rows: usize) {
    let mut all = Box::new([u64::MAX; BLOCK / 64]);
    keep_below(&mut all, rows);
    for (word, all) in words.iter_mut().zip(all.iter()) {
        *word |= all;
    }
}

/// Takes out the rows from this number on.
fn keep_below(words: &mut Bitmap, rows: usize) {
    for (place, word) in words.iter_mut().enumerate() {
        let first = place * 64;
        if rows <= first {
            *word = 0;
        } else if rows < first + 64 {
            *word &= (1 << (rows - first)) - 1;
        }
    }
}
