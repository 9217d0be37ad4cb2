//! Places in the text of a rule, counted in characters.

use serde::{Serialize, Serializer};

/// A stretch of a rule's text: character offsets of the untrimmed text, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// A rule has many places and few characters: 32 bits for each.
    start: u32,
    end: u32,
}

impl Span {
    /// From `start` up to, but without, `end`; an `end` before `start` gives an empty span.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span {
            start: narrow(start),
            end: narrow(end.max(start)),
        }
    }

    /// The empty place before character `at`.
    #[must_use]
    pub fn at(at: usize) -> Self {
        Span::new(at, at)
    }

    /// The first character.
    #[must_use]
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last character.
    #[must_use]
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// How many characters it holds.
    #[must_use]
    pub fn len(self) -> usize {
        self.end() - self.start()
    }

    /// Whether it holds no character.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn to(self, other: Span) -> Span {
        Span {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The part of `text` that the span names; shorter if the text ends before it.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        let start = byte_offset(text, self.start());
        let rest = text.get(start..).unwrap_or_default();
        rest.get(..byte_offset(rest, self.len()))
            .unwrap_or_default()
    }
}

/// The byte at which character `at` of `text` begins; the length of the text if it is shorter.
#[must_use]
pub(crate) fn byte_offset(text: &str, at: usize) -> usize {
    // Most rules are nothing but ASCII, and this is asked for every name.
    if text.as_bytes().get(..at).is_some_and(<[u8]>::is_ascii) {
        return at;
    }
    text.char_indices()
        .nth(at)
        .map_or(text.len(), |(byte, _)| byte)
}

impl Serialize for Span {
    /// `[start, end]`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        [self.start, self.end].serialize(serializer)
    }
}
