//! A position in the characters of a text, and what PowerShell takes certain characters for.

use crate::span::Span;

/// The characters of a text and where the reader stands.
pub(super) struct Cursor {
    chars: Vec<char>,
    /// The byte each character starts at, and the text's end.
    offsets: Vec<u32>,
    /// The character the reader stands before.
    pub(super) at: usize,
    base: u32,
}

impl Cursor {
    pub(super) fn new(text: &str, base: u32) -> Self {
        let mut chars = Vec::with_capacity(text.len());
        let mut offsets = Vec::with_capacity(text.len() + 1);
        for (offset, c) in text.char_indices() {
            chars.push(c);
            offsets.push(u32::try_from(offset).unwrap_or(u32::MAX));
        }
        offsets.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
        Self {
            chars,
            offsets,
            at: 0,
            base,
        }
    }

    /// The character `ahead` characters further on; NUL beyond the end.
    pub(super) fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.at + ahead).copied().unwrap_or('\0')
    }

    /// The character before the reader; a line end at the start of the text.
    pub(super) fn before(&self) -> char {
        self.at
            .checked_sub(1)
            .and_then(|at| self.chars.get(at))
            .copied()
            .unwrap_or('\n')
    }

    /// Whether only blanks stand between the start of the line and a character.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = self.chars.get(..at).unwrap_or_default();
        before
            .iter()
            .rev()
            .take_while(|&&c| !is_line_end(c))
            .all(|&c| is_blank(c))
    }

    pub(super) fn at_end(&self) -> bool {
        self.at >= self.chars.len()
    }

    pub(super) fn advance(&mut self, count: usize) {
        self.at = (self.at + count).min(self.chars.len());
    }

    pub(super) fn skip_to_end(&mut self) {
        self.at = self.chars.len();
    }

    /// Whether these characters come next.
    pub(super) fn looking_at(&self, text: &str) -> bool {
        text.chars()
            .enumerate()
            .all(|(ahead, c)| self.peek(ahead) == c)
    }

    /// Reads past these characters if they come next.
    pub(super) fn eat(&mut self, text: &str) -> bool {
        let found = self.looking_at(text);
        if found {
            self.advance(text.chars().count());
        }
        found
    }

    /// The characters from one index to another.
    pub(super) fn slice(&self, from: usize, to: usize) -> String {
        self.chars
            .get(from..to)
            .map(|chars| chars.iter().collect())
            .unwrap_or_default()
    }

    /// The place from a character index to another.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let offset = |at: usize| {
            self.offsets
                .get(at)
                .or(self.offsets.last())
                .copied()
                .unwrap_or(0)
        };
        Span::new(
            offset(from).saturating_add(self.base),
            offset(to).saturating_add(self.base),
        )
    }
}

/// The dashes that are all read as `-`.
pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2015}')
}

/// The single quotes that are all read as `'`.
pub(super) fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{201A}' | '\u{201B}')
}

/// The double quotes that are all read as `"`.
pub(super) fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '\u{201C}' | '\u{201D}' | '\u{201E}')
}

/// Blanks within a line.
pub(super) fn is_blank(c: char) -> bool {
    c != '\n' && c != '\r' && c.is_whitespace() || c == '\u{FEFF}' || c == '\u{200B}'
}

/// A line's end.
pub(super) fn is_line_end(c: char) -> bool {
    c == '\n' || c == '\r'
}

/// What ends a word without quotes.
pub(super) fn ends_word(c: char) -> bool {
    is_blank(c)
        || is_line_end(c)
        || matches!(
            c,
            '\0' | '|' | '&' | ';' | '(' | ')' | '{' | '}' | ',' | '<' | '>'
        )
}

/// What a variable's or a member's name is made of.
pub(super) fn is_name(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}
