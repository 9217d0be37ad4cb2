//! Several texts in one: a collection takes one piece of memory, which is read from its beginning to its end.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const DIGIT_BITS: u32 = 6;
const DIGIT: u8 = 0x3F;
const MORE: u8 = 0x40;

/// Texts in the order given, one after the other; cheap to clone.
///
/// Before each text lies its head: the text's length in bytes, in digits of six bits, the least first; a digit is a
/// character, with another bit where one more follows. So a list is a text itself, and equal lists are equal texts.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TextList(Arc<str>);

/// The texts of a list, which lie elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct TextItems<'a>(&'a str);

/// Writes the head of a text.
pub fn write_head(text: &str, written: &mut String) {
    let mut length = text.len();
    loop {
        let digit = (length & usize::from(DIGIT)) as u8;
        length >>= DIGIT_BITS;
        if length == 0 {
            written.push(char::from(digit));
            return;
        }
        written.push(char::from(digit | MORE));
    }
}

/// How many bytes the head of a text of this length takes.
pub fn head_length(length: usize) -> usize {
    let bits = (usize::BITS - length.leading_zeros()).max(1);
    bits.div_ceil(DIGIT_BITS) as usize
}

/// Reads the head at the beginning of bytes: its own length, and that of the text after it. None where there is no head.
#[inline]
pub fn read_head(bytes: &[u8]) -> Option<(usize, usize)> {
    let (mut length, mut shift) = (0, 0);
    for (place, digit) in bytes.iter().enumerate() {
        length |= usize::from(digit & DIGIT).checked_shl(shift)?;
        if digit & MORE == 0 {
            return Some((place + 1, length));
        }
        shift += DIGIT_BITS;
    }
    None
}

impl TextList {
    /// The texts.
    pub fn items(&self) -> TextItems<'_> {
        TextItems(&self.0)
    }

    /// The texts in their order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.items().iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: AsRef<str>> FromIterator<T> for TextList {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut written = String::new();
        for text in texts {
            put(text.as_ref(), &mut written);
        }
        Self(written.into())
    }
}

fn put(text: &str, written: &mut String) {
    write_head(text, written);
    written.push_str(text);
}

impl<'a> TextItems<'a> {
    /// No texts.
    pub const EMPTY: Self = Self("");

    /// The texts of a list that was [written](Self::written) before; none if the text is no such list.
    pub fn read(written: &'a str) -> Option<Self> {
        let mut rest = written;
        while !rest.is_empty() {
            rest = split(rest)?.1;
        }
        Some(Self(written))
    }

    /// The same of a text that is known to be such a list: of any other text, what can be read of it.
    pub fn of_written(written: &'a str) -> Self {
        Self(written)
    }

    /// The list as a text.
    pub fn written(self) -> &'a str {
        self.0
    }

    /// The texts in their order.
    pub fn iter(self) -> impl Iterator<Item = &'a str> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let (text, after) = split(rest)?;
            rest = after;
            Some(text)
        })
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// A list of its own.
    pub fn to_list(self) -> TextList {
        TextList(self.0.into())
    }
}

/// The first text and what comes after it.
#[inline]
fn split(written: &str) -> Option<(&str, &str)> {
    let (head, length) = read_head(written.as_bytes())?;
    let end = head.checked_add(length)?;
    Some((written.get(head..end)?, written.get(end..)?))
}

impl fmt::Debug for TextList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.items().fmt(f)
    }
}

impl fmt::Debug for TextItems<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialOrd for TextList {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for TextList {
    fn cmp(&self, other: &Self) -> Ordering {
        self.iter().cmp(other.iter())
    }
}

impl Serialize for TextList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let texts: Vec<&str> = self.iter().collect();
        texts.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for TextList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(Texts)
    }
}

/// Reads texts one after the other.
struct Texts;

impl<'de> Visitor<'de> for Texts {
    type Value = TextList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of texts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<TextList, A::Error> {
        let mut written = String::new();
        while texts.next_element_seed(Put(&mut written))?.is_some() {}
        Ok(TextList(written.into()))
    }
}

/// Reads a text and writes it at the end of others.
struct Put<'a>(&'a mut String);

impl<'de> DeserializeSeed<'de> for Put<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Put<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        put(text, self.0);
        Ok(())
    }
}
