//! Sets in brackets.

use super::PatternError;
use super::read::{Reader, fail};
use super::tree::Class;

/// What a set has read last.
enum Before {
    Nothing,
    /// The first character of a range and its place; the hyphen is taken.
    RangeFrom(char, usize),
}

impl Reader {
    /// Reads a set; the opening bracket is taken.
    pub(super) fn class(&mut self) -> Result<Class, PatternError> {
        let start = self.at - 1;
        self.enter(start)?;
        let mut class = Class::new(self.options.case);
        class.negated = self.eat('^');
        let mut before = Before::Nothing;
        let mut first = true;
        loop {
            let item = self.at;
            let Some(mut c) = self.next() else {
                return fail(
                    self.since(start),
                    "The bracket is not closed.",
                    "Put ] behind the last character of the set, or write \\[ for the bracket itself.",
                );
            };
            let mut literal = true;
            if c == ']' && !first {
                break;
            }
            if c == '\\' && self.peek().is_some() {
                if self.peek().is_some_and(|c| "dDsSwWpP".contains(c)) {
                    let shorthand = self.shorthand()?;
                    if let Before::RangeFrom(_, from) = before {
                        return fail(
                            self.since(from),
                            "A range cannot end in a set of characters.",
                            "Put the hyphen last in the brackets if it is meant as a character.",
                        );
                    }
                    if let Some(shorthand) = shorthand {
                        shorthand.add_to(&mut class);
                    }
                    first = false;
                    continue;
                }
                // An escaped hyphen never begins a range.
                if self.peek() == Some('-') {
                    self.at += 1;
                    match std::mem::replace(&mut before, Before::Nothing) {
                        Before::Nothing => class.ranges.push(('-', '-')),
                        Before::RangeFrom(from, at) => self.add_range(&mut class, from, '-', at)?,
                    }
                    first = false;
                    continue;
                }
                c = self.char_escape()?;
                literal = false;
            }
            match std::mem::replace(&mut before, Before::Nothing) {
                Before::RangeFrom(from, _) if c == '[' && literal && !first => {
                    class.ranges.push((from, from));
                    class.minus = Some(Box::new(self.subtrahend()?));
                }
                Before::RangeFrom(from, at) => self.add_range(&mut class, from, c, at)?,
                Before::Nothing if self.peek() == Some('-') && self.range_follows() => {
                    self.at += 1;
                    before = Before::RangeFrom(c, item);
                }
                Before::Nothing if c == '-' && literal && self.peek() == Some('[') && !first => {
                    self.at += 1;
                    class.minus = Some(Box::new(self.subtrahend()?));
                }
                Before::Nothing => class.ranges.push((c, c)),
            }
            first = false;
        }
        self.leave();
        Ok(class)
    }

    /// Whether the hyphen here is followed by something that can end a range.
    fn range_follows(&self) -> bool {
        self.chars.get(self.at + 1).is_some_and(|next| *next != ']')
    }

    /// Reads the set that is taken out; its opening bracket is taken.
    fn subtrahend(&mut self) -> Result<Class, PatternError> {
        let start = self.at - 1;
        let minus = self.class()?;
        if self.peek().is_some_and(|c| c != ']') {
            return fail(
                self.since(start),
                "A set that is taken out must stand last in the brackets.",
                "Move it before the closing bracket: [a-z0-9-[aeiou]].",
            );
        }
        Ok(minus)
    }

    fn add_range(
        &self,
        class: &mut Class,
        from: char,
        to: char,
        start: usize,
    ) -> Result<(), PatternError> {
        if from > '\u{FFFF}' || to > '\u{FFFF}' {
            return fail(
                self.since(start),
                "A range cannot begin or end in a character beyond U+FFFF.",
                "Name such characters one by one, outside the brackets and separated by |.",
            );
        }
        if from > to {
            return fail(
                self.since(start),
                format!("The range \"{from}-{to}\" runs backwards."),
                format!("Write {to}-{from}, or \\- for the hyphen itself."),
            );
        }
        class.ranges.push((from, to));
        // A range across the halves of characters takes all that are made of halves.
        if from <= '\u{D7FF}' && to >= '\u{E000}' {
            class.ranges.push(('\u{1_0000}', char::MAX));
        }
        Ok(())
    }
}
