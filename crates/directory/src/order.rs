//! The rows of a column of texts in the order of people, for whoever types the beginning of a text.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::texts::Texts;

/// After so many writes the order is forgotten; the next question makes it anew.
const MOST_WRITES: u32 = 256;

/// How many bytes of a text nearly always say where it stands.
const HEAD: usize = size_of::<u128>();

/// The rows that have a text, ascending by its lower case, rows of equal texts by their number.
#[derive(Debug, Clone)]
pub(crate) struct Order {
    rows: Arc<Vec<u32>>,
    writes: u32,
}

impl Order {
    /// The order of all texts.
    pub(crate) fn of(texts: &Texts) -> Self {
        let rows = texts.iter().filter_map(|(row, text)| {
            let row = u32::try_from(row).ok()?;
            Some((head(text), row))
        });
        let mut rows: Vec<(u128, u32)> = rows.collect();
        rows.sort_unstable_by(|(head, row), (other_head, other)| {
            head.cmp(other_head)
                .then_with(|| compare(texts, *row, *other))
        });
        Self {
            rows: Arc::new(rows.into_iter().map(|(_, row)| row).collect()),
            writes: 0,
        }
    }

    /// The rows whose texts begin so in any case, in order.
    pub(crate) fn beginning<'a>(
        &'a self,
        texts: &'a Texts,
        start: &'a str,
    ) -> impl Iterator<Item = (u32, &'a str)> {
        let first = self.rows.partition_point(|row| {
            let text = texts.get(*row as usize).unwrap_or_default();
            in_lower_case(text, start) == Ordering::Less
        });
        let rows = self.rows.iter().skip(first);
        rows.map_while(move |row| {
            let text = texts.get(*row as usize)?;
            begins(text, start).then_some((*row, text))
        })
    }

    /// Takes a row out, before its text is written. False if it is better to forget the order.
    pub(crate) fn leave(&mut self, texts: &Texts, row: u32) -> bool {
        self.writes += 1;
        if self.writes > MOST_WRITES {
            return false;
        }
        if texts.get(row as usize).is_none() {
            return true;
        }
        let place = self
            .rows
            .binary_search_by(|other| compare(texts, *other, row));
        let Ok(place) = place else { return false };
        Arc::make_mut(&mut self.rows).remove(place);
        true
    }

    /// Puts a row in, after its text is written.
    pub(crate) fn enter(&mut self, texts: &Texts, row: u32) {
        if texts.get(row as usize).is_none() {
            return;
        }
        let place = self
            .rows
            .binary_search_by(|other| compare(texts, *other, row));
        if let Err(place) = place {
            Arc::make_mut(&mut self.rows).insert(place, row);
        }
    }
}

/// The first bytes of a text in lower case, as a number that sorts like them.
fn head(text: &str) -> u128 {
    let mut head = [0; HEAD];
    if text.is_ascii() {
        for (own, byte) in head.iter_mut().zip(text.bytes()) {
            *own = byte.to_ascii_lowercase();
        }
    } else {
        // The bytes of UTF-8 sort like the characters they stand for.
        let letters = text.chars().flat_map(char::to_lowercase).take(HEAD);
        let bytes = letters.flat_map(|letter| {
            let mut bytes = [0; 4];
            let length = letter.encode_utf8(&mut bytes).len();
            bytes.into_iter().take(length)
        });
        for (own, byte) in head.iter_mut().zip(bytes) {
            *own = byte;
        }
    }
    u128::from_be_bytes(head)
}

fn compare(texts: &Texts, one: u32, other: u32) -> Ordering {
    let text_of = |row: u32| texts.get(row as usize).unwrap_or_default();
    in_lower_case(text_of(one), text_of(other)).then(one.cmp(&other))
}

fn in_lower_case(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let one = one.bytes().map(|byte| byte.to_ascii_lowercase());
        return one.cmp(other.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    let one = one.chars().flat_map(char::to_lowercase);
    one.cmp(other.chars().flat_map(char::to_lowercase))
}

fn begins(text: &str, start: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    start
        .chars()
        .flat_map(char::to_lowercase)
        .all(|letter| letters.next() == Some(letter))
}
