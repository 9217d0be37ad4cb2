//! What follows a backslash.

use std::ops::Range;

use super::PatternError;
use super::block::{self, Named};
use super::read::{Reader, fail};
use super::tree::{Anchor, Case, Class, Node};
use super::write::{NOT_WORD, WORD};

/// A shorthand for a set of characters, as it goes into a class.
pub(super) enum Shorthand {
    Category(String),
    Ranges(Vec<(char, char)>),
}

impl Reader {
    /// Reads what follows a backslash outside a set; the backslash is taken.
    pub(super) fn escape(&mut self) -> Result<Node, PatternError> {
        let start = self.at - 1;
        let Some(c) = self.peek() else {
            return fail(
                start..self.at,
                "The pattern ends in a backslash.",
                "Write \\\\ for the backslash itself.",
            );
        };
        let anchor = match c {
            'b' => Some(Anchor::WordEdge),
            'B' => Some(Anchor::NoWordEdge),
            // Where the last match ended; the first search starts at the beginning.
            'A' | 'G' => Some(Anchor::Start),
            'Z' => Some(Anchor::EndOrFinalLineFeed),
            'z' => Some(Anchor::End),
            _ => None,
        };
        if let Some(anchor) = anchor {
            self.at += 1;
            return Ok(Node::Anchor(anchor));
        }
        if let Some(shorthand) = self.shorthand()? {
            let mut class = Class::new(self.options.case);
            shorthand.add_to(&mut class);
            return Ok(Node::Class(class));
        }
        if let Some(node) = self.reference(start)? {
            return Ok(node);
        }
        Ok(Node::Char(self.char_escape()?, self.options.case))
    }

    /// Reads `\d`, `\w`, `\s`, `\p{…}` and their opposites, if one stands here behind a backslash.
    pub(super) fn shorthand(&mut self) -> Result<Option<Shorthand>, PatternError> {
        let Some(c) = self.peek() else {
            return Ok(None);
        };
        let text = match c {
            'd' | 'D' | 's' | 'S' => format!("\\{c}"),
            'w' => WORD.to_owned(),
            'W' => NOT_WORD.to_owned(),
            'p' | 'P' => return self.property().map(Some),
            _ => return Ok(None),
        };
        self.at += 1;
        Ok(Some(Shorthand::Category(text)))
    }

    fn property(&mut self) -> Result<Shorthand, PatternError> {
        let start = self.at - 1;
        let outside = self.next() == Some('P');
        let help = "Write \\p{Lu} for a category or \\p{IsGreek} for a block.";
        if !self.eat('{') {
            return fail(
                start..self.at,
                "A category in braces is missing behind \\p.",
                help,
            );
        }
        let name_start = self.at;
        let name = self.take_while(|c| c.is_alphanumeric() || c == '-' || c == '_');
        let name_span = name_start..self.at;
        if !self.eat('}') {
            return fail(start..self.at, "The brace behind \\p is not closed.", help);
        }
        match block::named(&name) {
            Some(Named::Category(category)) => {
                let sign = if outside { 'P' } else { 'p' };
                let cased = matches!(category, "Lu" | "Ll" | "Lt");
                Ok(Shorthand::Category(
                    if cased && self.options.case == Case::Ignored {
                        let sign = if outside { "^" } else { "" };
                        format!(r"[{sign}\p{{Lu}}\p{{Ll}}\p{{Lt}}]")
                    } else {
                        format!(r"\{sign}{{{category}}}")
                    },
                ))
            }
            Some(Named::Block(first, last)) if outside => {
                let below = u32::from(first).checked_sub(1).and_then(char::from_u32);
                let above = char::from_u32(u32::from(last) + 1).unwrap_or('\u{E000}');
                let below = below.map(|below| ('\0', below));
                Ok(Shorthand::Ranges(
                    below.into_iter().chain([(above, char::MAX)]).collect(),
                ))
            }
            Some(Named::Block(first, last)) => Ok(Shorthand::Ranges(vec![(first, last)])),
            Some(Named::Halves) => Ok(Shorthand::Category(
                if outside { r"[\s\S]" } else { r"[^\s\S]" }.to_owned(),
            )),
            None => fail(
                name_span,
                format!("There is no category or block with the name \"{name}\"."),
                match block::meant(&name) {
                    Some(known) => format!("Write \"{known}\"; case and hyphens count."),
                    None => help.to_owned(),
                },
            ),
        }
    }

    /// Reads the escape of one character; the backslash is taken, something follows.
    pub(super) fn char_escape(&mut self) -> Result<char, PatternError> {
        let start = self.at.saturating_sub(1);
        let Some(c) = self.next() else {
            return fail(
                start..self.at,
                "The pattern ends in a backslash.",
                "Write \\\\ for the backslash itself.",
            );
        };
        Ok(match c {
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1B}',
            'f' => '\u{C}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{B}',
            'x' => self.hex(start, 2)?,
            'u' => self.hex(start, 4)?,
            'c' => self.control(start)?,
            '0'..='7' => {
                self.at -= 1;
                self.octal()
            }
            // Both joiners of width zero count as parts of words here too.
            _ if c.is_alphanumeric() || c == '_' || c == '\u{200C}' || c == '\u{200D}' => {
                return fail(
                    start..self.at,
                    format!("\\{c} means nothing in a pattern."),
                    format!("Write {c} without the backslash."),
                );
            }
            _ => c,
        })
    }

    /// At most three octal digits; the high bits of more than 255 are dropped.
    fn octal(&mut self) -> char {
        let mut code = 0;
        for _ in 0..3 {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(8)) else {
                break;
            };
            self.at += 1;
            code = code * 8 + digit;
        }
        char::from((code & 0xFF) as u8)
    }

    fn hex(&mut self, start: usize, digits: usize) -> Result<char, PatternError> {
        let code = self.hex_digits(start, digits)?;
        if let Some(c) = char::from_u32(code) {
            return Ok(c);
        }
        // One half of a character beyond U+FFFF; the other must follow.
        if (0xD800..0xDC00).contains(&code) && self.looking_at("\\u") {
            self.at += 2;
            let low = self.hex_digits(start, 4)?;
            let whole = 0x1_0000 + ((code - 0xD800) << 10) + low.wrapping_sub(0xDC00);
            if let (0xDC00..0xE000, Some(c)) = (low, char::from_u32(whole)) {
                return Ok(c);
            }
        }
        fail(
            start..self.at,
            "This is one half of a character; halves cannot be searched for.",
            "Write both halves, or the character itself.",
        )
    }

    fn hex_digits(&mut self, start: usize, digits: usize) -> Result<u32, PatternError> {
        let mut code = 0;
        for _ in 0..digits {
            let Some(digit) = self.peek().and_then(|c| c.to_digit(16)) else {
                return fail(
                    start..self.at,
                    format!("There are not {digits} hexadecimal digits."),
                    "Write \\x with two digits, or \\u with four.",
                );
            };
            self.at += 1;
            code = code * 16 + digit;
        }
        Ok(code)
    }

    fn control(&mut self, start: usize) -> Result<char, PatternError> {
        let letter = self.next().map(|c| c.to_ascii_uppercase());
        match letter {
            Some(c @ '@'..='_') => Ok(char::from((u32::from(c) - 0x40) as u8)),
            _ => fail(
                start..self.at,
                "\\c does not name a control character here.",
                "Write a letter behind it, such as \\cI for a tab.",
            ),
        }
    }

    /// The place of what was just read.
    pub(super) fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }
}

impl Shorthand {
    pub(super) fn add_to(self, class: &mut Class) {
        match self {
            Shorthand::Category(text) => class.categories.push(text),
            Shorthand::Ranges(ranges) => class.ranges.extend(ranges),
        }
    }
}
