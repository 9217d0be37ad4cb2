//! Type names in brackets: `[string]`, `[List[object]]`, `[string[]]`.

use super::{Parser, Reading};

/// What a bracket turned out to hold.
pub(super) enum Bracket {
    /// A type, by its name without blanks.
    Type(String),
    /// An attribute: the reader stands before its `(`.
    Attribute(String),
}

impl Parser {
    /// Reads `[name]`, or `[name` when a `(` follows.
    pub(super) fn bracket(&mut self) -> Reading<Bracket> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let mut name = String::new();
        let mut open = 1_usize;
        loop {
            let c = self.cursor.peek(0);
            match c {
                _ if self.cursor.at_end() => {
                    return self.fail(
                        self.cursor.span(start, start + 1),
                        "The type is not closed: \"]\" is missing.",
                        None,
                    );
                }
                ']' => {
                    open -= 1;
                    self.cursor.advance(1);
                    if open == 0 {
                        break;
                    }
                    name.push(']');
                    continue;
                }
                '[' => {
                    open += 1;
                    name.push('[');
                }
                '(' if open == 1 && !name.is_empty() => return Ok(Bracket::Attribute(name)),
                _ if c.is_whitespace() => {}
                _ if c.is_alphanumeric() || matches!(c, '.' | '_' | ',' | '+' | '`') => {
                    name.push(c)
                }
                _ => {
                    let help = Some("A type looks like [string] or [System.DateTime].");
                    return self.fail(
                        self.here(),
                        format!("A type's name cannot hold \"{c}\"."),
                        help,
                    );
                }
            }
            self.cursor.advance(1);
        }
        if name.is_empty() {
            return self.fail(
                self.from(start),
                "A type's name is missing between the brackets.",
                None,
            );
        }
        Ok(Bracket::Type(name))
    }
}
