//! Values that stand for themselves, and the members, calls and indexes behind them.

use super::cursor::{is_double_quote, is_line_end, is_name, is_single_quote};
use super::{MEMBER_LIMIT, Parser, Reading};
use crate::tree::{Access, Body, Expr, ExprKind};

/// How far members may be from the dot before them.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reach {
    /// A dot at a line's end goes on with the next line.
    Lines,
    /// A dot at a line's end is text: this is an argument.
    Line,
}

impl Parser {
    /// Reads a value with its members, calls and indexes.
    pub(super) fn postfix(&mut self, reach: Reach) -> Reading<Expr> {
        self.linked(|parser| {
            let value = parser.primary()?;
            parser.members(value, reach)
        })
    }

    fn primary(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        let c = self.cursor.peek(0);
        match c {
            '$' if self.cursor.peek(1) == '(' => self.sub_expression(),
            '$' => match self.variable_name()? {
                Some(name) => Ok(Expr {
                    span: self.from(start),
                    kind: ExprKind::Variable(name),
                }),
                None => self.fail(self.here(), "A variable's name should follow \"$\".", None),
            },
            '(' => self.parenthesised(),
            '@' if self.cursor.peek(1) == '(' => {
                self.cursor.advance(2);
                let body = self.sub_body(start, "list")?;
                Ok(Expr {
                    span: self.from(start),
                    kind: ExprKind::Array(body),
                })
            }
            '@' if self.cursor.peek(1) == '{' => self.table(),
            '@' if self.at_here_string() => self.here_string(),
            '@' if is_name(self.cursor.peek(1)) => {
                let help = Some(
                    "Write $ instead of @, except where a command takes the table as its arguments.",
                );
                self.refuse(
                    self.here(),
                    "\"@\" with a name can stand only among the arguments of a command.",
                    help,
                )
            }
            '{' => self.block_value(),
            _ if is_double_quote(c) || is_single_quote(c) => self.quoted(),
            _ => match self.number() {
                Some(number) => Ok(Expr {
                    span: self.from(start),
                    kind: ExprKind::Number(number),
                }),
                None => self.no_value(),
            },
        }
    }

    fn no_value<T>(&mut self) -> Reading<T> {
        if self.cursor.at_end() {
            return self.fail(self.here(), "A value is missing at the end.", None);
        }
        let start = self.cursor.at;
        let mut end = start + 1;
        while is_name(self.cursor.peek(end - start)) && is_name(self.cursor.peek(0)) {
            end += 1;
        }
        let found = self.cursor.slice(start, end);
        if is_line_end(self.cursor.peek(0)) {
            return self.fail(
                self.here(),
                "A value is missing at the end of the line.",
                None,
            );
        }
        let help = is_name(self.cursor.peek(0))
            .then_some("Put text in quotes, and a command in parentheses.");
        self.fail(
            self.cursor.span(start, end),
            format!("A value should stand here instead of \"{found}\"."),
            help,
        )
    }

    /// Reads `$( … )`.
    pub(super) fn sub_expression(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        self.cursor.advance(2);
        let body = self.sub_body(start, "expression")?;
        Ok(Expr {
            span: self.from(start),
            kind: ExprKind::Sub(body),
        })
    }

    fn sub_body(&mut self, start: usize, what: &str) -> Reading<Body> {
        let opened = self.from(start);
        let inside = self.cursor.at;
        self.bracketed(|parser| {
            let statements = parser.statements(')')?;
            let span = parser.from(inside);
            parser.close(")", opened, what)?;
            Ok(Body { span, statements })
        })
    }

    /// Reads `( … )`.
    fn parenthesised(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        let statement = self.bracketed(|parser| {
            parser.skip_lines();
            if parser.cursor.peek(0) == ')' {
                let help = Some("For an empty list write @().");
                return parser.fail(
                    parser.here(),
                    "A value should stand between the parentheses.",
                    help,
                );
            }
            let statement = parser.statement()?;
            parser.close(")", opened, "parenthesis")?;
            Ok(statement)
        })?;
        Ok(Expr {
            span: self.from(start),
            kind: ExprKind::Paren(Box::new(statement)),
        })
    }

    /// Reads what is joined to a value without a blank: `.name`, `::name`, `(…)` after a name, `[…]`.
    pub(super) fn members_of(&mut self, value: Expr) -> Reading<Expr> {
        self.linked(|parser| parser.members(value, Reach::Lines))
    }

    fn members(&mut self, value: Expr, reach: Reach) -> Reading<(Expr, usize)> {
        let mut value = value;
        let mut count = 0;
        loop {
            if count > MEMBER_LIMIT {
                let message = format!("More than {MEMBER_LIMIT} members follow each other.");
                return self.refuse(
                    self.here(),
                    message,
                    Some("Put a part of it into a variable."),
                );
            }
            count += 1;
            let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
            let names = |c: char| {
                is_name(c) || c == '$' || c == '(' || is_double_quote(c) || is_single_quote(c)
            };
            let access = match c {
                '.' if names(next) || (is_line_end(next) && reach == Reach::Lines) => {
                    Access::Instance
                }
                '?' if next == '.' && names(self.cursor.peek(2)) => Access::NullSafe,
                ':' if next == ':' => Access::Static,
                '[' => {
                    value = self.index_of(value, Access::Instance)?;
                    continue;
                }
                '?' if next == '[' => {
                    self.cursor.advance(1);
                    value = self.index_of(value, Access::NullSafe)?;
                    continue;
                }
                _ => return Ok((value, count - 1)),
            };
            self.cursor
                .advance(if access == Access::Instance { 1 } else { 2 });
            self.skip_lines();
            value = self.member_of(value, access)?;
        }
    }

    fn member_of(&mut self, object: Expr, access: Access) -> Reading<Expr> {
        let start = self.cursor.at;
        let c = self.cursor.peek(0);
        let name = match c {
            '(' => self.parenthesised()?,
            '$' if self.cursor.peek(1) == '(' => self.sub_expression()?,
            '$' => match self.variable_name()? {
                Some(name) => Expr {
                    span: self.from(start),
                    kind: ExprKind::Variable(name),
                },
                None => return self.fail(self.here(), "A member's name should stand here.", None),
            },
            _ if is_double_quote(c) || is_single_quote(c) => self.quoted()?,
            _ => {
                while is_name(self.cursor.peek(0)) {
                    self.cursor.advance(1);
                }
                if self.cursor.at == start {
                    return self.fail(self.here(), "A member's name should stand here.", None);
                }
                Expr {
                    span: self.from(start),
                    kind: ExprKind::Text(self.cursor.slice(start, self.cursor.at)),
                }
            }
        };
        let whole = object.span;
        let takes_block = matches!(&name.kind, ExprKind::Text(name) if name.eq_ignore_ascii_case("foreach") || name.eq_ignore_ascii_case("where"));
        let kind = match self.cursor.peek(0) {
            '(' => {
                let values = self.values(')', "argument list")?;
                ExprKind::Call(access, Box::new(object), Box::new(name), values)
            }
            '{' if takes_block => {
                let block = self.block_value()?;
                ExprKind::Call(access, Box::new(object), Box::new(name), vec![block])
            }
            _ => ExprKind::Member(access, Box::new(object), Box::new(name)),
        };
        Ok(Expr {
            span: whole.to(self.from(start)),
            kind,
        })
    }

    /// Reads `(a, b)`: values between commas. The reader stands before the opening bracket.
    pub(super) fn values(&mut self, closing: char, what: &str) -> Reading<Vec<Expr>> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        let closing_text = closing.to_string();
        let mut values = Vec::new();
        self.bracketed(|parser| {
            parser.commas = false;
            loop {
                parser.skip_lines();
                if parser.cursor.at_end() || parser.cursor.peek(0) == closing {
                    return parser.close(&closing_text, opened, what);
                }
                values.push(parser.expression()?);
                parser.skip_lines();
                if !parser.cursor.eat(",") {
                    return parser.close(&closing_text, opened, what);
                }
                parser.skip_lines();
                if parser.cursor.peek(0) == closing {
                    return parser.fail(parser.here(), "A value should follow the comma.", None);
                }
            }
        })?;
        Ok(values)
    }

    fn index_of(&mut self, object: Expr, access: Access) -> Reading<Expr> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        let opened = self.from(start);
        let index = self.bracketed(|parser| {
            parser.skip_lines();
            let index = parser.expression()?;
            parser.close("]", opened, "index")?;
            Ok(index)
        })?;
        let span = object.span.to(self.from(start));
        Ok(Expr {
            span,
            kind: ExprKind::Index(access, Box::new(object), Box::new(index)),
        })
    }
}
