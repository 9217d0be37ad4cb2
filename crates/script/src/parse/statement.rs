//! Statements: lists of them, what each begins with, and how reading goes on after one that is wrong.

use super::cursor::{is_line_end, is_name};
use super::{Parser, Reading, refused};
use crate::tree::{Body, Statement, StatementKind};

impl Parser {
    /// Reads statements up to a closing bracket (`\0`: the end of the text), which is left to be read.
    pub(super) fn statements(&mut self, closing: char) -> Reading<Vec<Statement>> {
        let mut statements = Vec::new();
        loop {
            self.skip_separators();
            if self.cursor.at_end() || self.cursor.peek(0) == closing {
                return Ok(statements);
            }
            let start = self.cursor.at;
            let result = self
                .statement()
                .and_then(|statement| self.check_end(closing).map(|()| statement));
            match result {
                Ok(statement) => statements.push(statement),
                Err(stop) if self.cursor.at_end() && closing != '\0' => return Err(stop),
                Err(_) => {
                    self.recover(start, closing);
                    statements.push(Statement {
                        span: self.from(start),
                        kind: StatementKind::Missing,
                    });
                }
            }
        }
    }

    /// Complains when a statement is followed by something that is neither its end nor the next one.
    fn check_end(&mut self, closing: char) -> Reading<()> {
        let before = self.cursor.before();
        self.skip_blanks();
        let c = self.cursor.peek(0);
        // A statement that ends with a brace may be followed by the next one on the same line.
        if self.cursor.at_end() || is_line_end(c) || c == ';' || c == closing || before == '}' {
            return Ok(());
        }
        let start = self.cursor.at;
        let mut end = start + 1;
        while is_name(c) && is_name(self.cursor.peek(end - start)) {
            end += 1;
        }
        let found = self.cursor.slice(start, end);
        let help = match c {
            ')' | '}' | ']' => "Nothing is open that it could close.",
            _ => {
                "Put \";\" or a line end between statements, an operator between values, and text in quotes."
            }
        };
        self.fail(
            self.cursor.span(start, end),
            format!("\"{found}\" cannot follow here."),
            Some(help),
        )
    }

    /// Goes to where the next statement may begin.
    pub(super) fn recover(&mut self, start: usize, closing: char) {
        if self.cursor.at == start {
            self.cursor.advance(1);
        }
        while !self.cursor.at_end() {
            let c = self.cursor.peek(0);
            if is_line_end(c) || c == closing {
                return;
            }
            self.cursor.advance(1);
        }
    }

    /// Reads `{ … }` as the body of a statement.
    pub(super) fn body(&mut self, of: &str) -> Reading<Body> {
        self.skip_lines();
        let start = self.cursor.at;
        if !self.cursor.eat("{") {
            let help = Some("A block is written { … }.");
            return self.fail(self.here(), format!("\"{{\" should follow {of}."), help);
        }
        let opened = self.from(start);
        self.bracketed(|parser| {
            let inside = parser.cursor.at;
            let statements = parser.statements('}')?;
            let span = parser.from(inside);
            parser.close("}", opened, "block")?;
            Ok(Body { span, statements })
        })
    }

    /// The word that comes next, when it is made of letters only and stands alone, in lower case.
    pub(super) fn keyword(&self) -> Option<String> {
        let mut length = 0;
        while self.cursor.peek(length).is_ascii_alphabetic() {
            length += 1;
        }
        let after = self.cursor.peek(length);
        let alone = !is_name(after) && !matches!(after, '-' | '.' | '\\' | '/' | ':' | '*');
        let word = self.cursor.slice(self.cursor.at, self.cursor.at + length);
        (length > 0 && alone).then(|| word.to_ascii_lowercase())
    }

    /// Reads past a keyword if it comes next, also on a later line.
    pub(super) fn eat_keyword(&mut self, word: &str) -> bool {
        let end = self.cursor.at;
        self.skip_lines();
        let found = self.keyword().as_deref() == Some(word);
        if found {
            self.cursor.advance(word.len());
        } else {
            self.cursor.at = end;
        }
        found
    }

    /// Reads a statement. The reader stands at its first character.
    pub(super) fn statement(&mut self) -> Reading<Statement> {
        self.skip_blanks();
        let start = self.cursor.at;
        let label = self.label()?;
        let Some(word) = self.keyword() else {
            return match label {
                None => self.pipeline_statement(),
                Some(_) => self.fail(self.from(start), "A loop should follow the label.", None),
            };
        };
        if label.is_some()
            && !matches!(word.as_str(), "foreach" | "for" | "while" | "do" | "switch")
        {
            return self.fail(self.from(start), "A loop should follow the label.", None);
        }
        if let Some(help) = refused::instead(refused::STATEMENTS, &word) {
            let span = self.cursor.span(start, start + word.len());
            self.complain(span, format!("\"{word}\" is not supported."), Some(help));
            self.skip_refused();
            return Ok(Statement {
                span: self.from(start),
                kind: StatementKind::Missing,
            });
        }
        let kind = match word.as_str() {
            "if" => self.read_if(),
            "foreach" => self.read_foreach(label),
            "for" => self.read_for(label),
            "while" => self.read_while(label),
            "do" => self.read_do(label),
            "switch" => self.read_switch(label),
            "try" => self.read_try(),
            "break" => self.jump(5).map(StatementKind::Break),
            "continue" => self.jump(8).map(StatementKind::Continue),
            "return" => self.value_after(6).map(StatementKind::Return),
            "throw" => self.value_after(5).map(StatementKind::Throw),
            "exit" => self.value_after(4).map(StatementKind::Exit),
            "function" | "filter" => self.read_function(&word),
            "elseif" | "else" | "catch" | "finally" => {
                let (span, first) = match word.as_str() {
                    "elseif" | "else" => (self.cursor.span(start, start + word.len()), "if"),
                    _ => (self.cursor.span(start, start + word.len()), "try"),
                };
                return self.fail(
                    span,
                    format!("\"{word}\" stands alone: the \"{first}\" before it is missing."),
                    None,
                );
            }
            "param" => {
                let help = Some("Only comments and attributes can stand before param().");
                let span = self.cursor.span(start, start + word.len());
                return self.refuse(
                    span,
                    "\"param\" must come first in a script or a block.",
                    help,
                );
            }
            _ => return self.pipeline_statement(),
        }?;
        Ok(Statement {
            span: self.from(start),
            kind,
        })
    }

    fn label(&mut self) -> Reading<Option<String>> {
        if self.cursor.peek(0) != ':' || !is_name(self.cursor.peek(1)) {
            return Ok(None);
        }
        self.cursor.advance(1);
        let start = self.cursor.at;
        while is_name(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        let label = self.cursor.slice(start, self.cursor.at);
        self.skip_lines();
        Ok(Some(label))
    }

    /// Skips a refused statement: its line, or up to the brace that closes what its line opens.
    fn skip_refused(&mut self) {
        let mut open = 0_usize;
        while !self.cursor.at_end() {
            match self.cursor.peek(0) {
                '{' => open += 1,
                '}' if open <= 1 => {
                    self.cursor.advance(open);
                    return;
                }
                '}' => open -= 1,
                '\n' if open == 0 => {
                    // The brace may stand on the next line.
                    let end = self.cursor.at;
                    self.skip_lines();
                    if self.cursor.peek(0) != '{' {
                        self.cursor.at = end;
                        return;
                    }
                    continue;
                }
                _ => {}
            }
            self.cursor.advance(1);
        }
    }
}
