//! Tables: `@{ name = value; … }`.

use super::cursor::{is_double_quote, is_name, is_single_quote};
use super::primary::Reach;
use super::{Parser, Reading};
use crate::tree::{Expr, ExprKind, Number};

impl Parser {
    /// Reads `@{ … }`.
    pub(super) fn table(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        self.cursor.advance(2);
        let opened = self.from(start);
        let mut entries = Vec::new();
        self.bracketed(|parser| {
            loop {
                parser.skip_separators();
                if parser.cursor.at_end() || parser.cursor.peek(0) == '}' {
                    return parser.close("}", opened, "table");
                }
                let key = parser.key()?;
                parser.skip_blanks();
                if !parser.cursor.eat("=") {
                    let help = Some("A table holds entries like Name = \"value\".");
                    return parser.fail(
                        parser.here(),
                        "\"=\" should follow the name of an entry.",
                        help,
                    );
                }
                parser.skip_lines();
                let value = parser.statement()?;
                entries.push((key, value));
                parser.skip_blanks();
                let c = parser.cursor.peek(0);
                if !matches!(c, '}' | ';' | '\n' | '\r') && !parser.cursor.at_end() {
                    let help = Some("Put each entry on a line of its own, or \";\" between them.");
                    return parser.fail(
                        parser.here(),
                        format!("\"{c}\" cannot follow an entry of a table."),
                        help,
                    );
                }
            }
        })?;
        Ok(Expr {
            span: self.from(start),
            kind: ExprKind::Table(entries),
        })
    }

    fn key(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        let c = self.cursor.peek(0);
        if c == '$' || c == '(' || is_double_quote(c) || is_single_quote(c) {
            return self.postfix(Reach::Line);
        }
        while is_name(self.cursor.peek(0)) || matches!(self.cursor.peek(0), '-' | '.') {
            self.cursor.advance(1);
        }
        let word = self.cursor.slice(start, self.cursor.at);
        let kind = match super::number::read_number(&word) {
            _ if word.is_empty() => {
                let help = Some("A table holds entries like Name = \"value\".");
                return self.fail(self.here(), "The name of an entry should stand here.", help);
            }
            Some(number @ Number::Whole(_)) => ExprKind::Number(number),
            _ => ExprKind::Text(word),
        };
        Ok(Expr {
            span: self.from(start),
            kind,
        })
    }
}
