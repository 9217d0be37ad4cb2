//! Strings and the names of variables.

use super::cursor::{is_blank, is_double_quote, is_line_end, is_name, is_single_quote};
use super::{Parser, Reading};
use crate::span::Span;
use crate::tree::{Expr, ExprKind, TextPart};

/// Where a string that is being read ends.
#[derive(Clone, Copy, PartialEq)]
enum End {
    /// At a double quote that is not doubled.
    Quote,
    /// At `"@` at a line's start.
    HereString,
}

/// Collects the parts of a string, joining characters that stand beside each other.
#[derive(Default)]
pub(super) struct Parts(Vec<TextPart>);

impl Parts {
    pub(super) fn push(&mut self, c: char) {
        match self.0.last_mut() {
            Some(TextPart::Text(text)) => text.push(c),
            _ => self.0.push(TextPart::Text(c.to_string())),
        }
    }

    pub(super) fn push_value(&mut self, value: Expr) {
        self.0.push(TextPart::Value(value));
    }

    pub(super) fn extend(&mut self, expr: Expr) {
        match expr.kind {
            ExprKind::Text(text) => text.chars().for_each(|c| self.push(c)),
            ExprKind::Interpolated(parts) => self.0.extend(parts),
            kind => self.push_value(Expr {
                span: expr.span,
                kind,
            }),
        }
    }

    pub(super) fn finish(mut self) -> ExprKind {
        match self.0.as_mut_slice() {
            [] => ExprKind::Text(String::new()),
            [TextPart::Text(text)] => ExprKind::Text(std::mem::take(text)),
            _ => ExprKind::Interpolated(self.0),
        }
    }
}

impl Parser {
    /// Reads `'…'` or `"…"`.
    pub(super) fn quoted(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        let double = is_double_quote(self.cursor.peek(0));
        self.cursor.advance(1);
        let kind = if double {
            self.expandable(start, End::Quote)?
        } else {
            ExprKind::Text(self.literal(start)?)
        };
        Ok(Expr {
            span: self.from(start),
            kind,
        })
    }

    fn literal(&mut self, start: usize) -> Reading<String> {
        let mut text = String::new();
        loop {
            if self.cursor.at_end() {
                return self.fail(
                    self.cursor.span(start, start + 1),
                    "The string is not closed: \"'\" is missing.",
                    None,
                );
            }
            let c = self.cursor.peek(0);
            self.cursor.advance(1);
            if is_single_quote(c) {
                if !is_single_quote(self.cursor.peek(0)) {
                    return Ok(text);
                }
                self.cursor.advance(1);
            }
            text.push(c);
        }
    }

    /// Whether `@"` or `@'` comes next.
    pub(super) fn at_here_string(&self) -> bool {
        let quote = self.cursor.peek(1);
        self.cursor.peek(0) == '@' && (is_double_quote(quote) || is_single_quote(quote))
    }

    /// Reads `@"…"@` or `@'…'@`.
    pub(super) fn here_string(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        let double = is_double_quote(self.cursor.peek(1));
        self.cursor.advance(2);
        while is_blank(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        if !is_line_end(self.cursor.peek(0)) {
            let help = Some(
                "Begin the text on the next line, and end it with the closing mark at a line's start.",
            );
            return self.fail(
                self.from(start),
                "A here-string's text begins on a line of its own.",
                help,
            );
        }
        let kind = if double {
            self.expandable(start, End::HereString)?
        } else {
            let mut text = String::new();
            while !self.closes_here_string(is_single_quote) {
                if self.cursor.at_end() {
                    return self.unclosed_here_string(start, "'@");
                }
                text.extend(self.next_of_here_string());
            }
            self.cursor.advance(2);
            // The first line end belongs to the mark, not to the text.
            ExprKind::Text(text.split_off(usize::from(!text.is_empty())))
        };
        Ok(Expr {
            span: self.from(start),
            kind,
        })
    }

    fn unclosed_here_string<T>(&mut self, start: usize, mark: &str) -> Reading<T> {
        let message =
            format!("The here-string is not closed: \"{mark}\" at a line's start is missing.");
        self.fail(self.cursor.span(start, start + 2), message, None)
    }

    /// Whether the reader stands at the closing mark; a line end before it is read past, as it belongs to the mark.
    fn closes_here_string(&mut self, is_quote: fn(char) -> bool) -> bool {
        let skip = match (self.cursor.peek(0), self.cursor.peek(1)) {
            ('\r', '\n') => 2,
            ('\n' | '\r', _) => 1,
            _ => return false,
        };
        let closes = is_quote(self.cursor.peek(skip)) && self.cursor.peek(skip + 1) == '@';
        if closes {
            self.cursor.advance(skip);
        }
        closes
    }

    /// The next character of a here-string. A line end is one character on every system: a script means the same
    /// after it has been copied.
    fn next_of_here_string(&mut self) -> Option<char> {
        let c = self.cursor.peek(0);
        self.cursor.advance(1);
        match c {
            '\r' if self.cursor.peek(0) == '\n' => None,
            '\r' => Some('\n'),
            _ => Some(c),
        }
    }

    fn expandable(&mut self, start: usize, end: End) -> Reading<ExprKind> {
        let mut parts = Parts::default();
        let mut first_line_end = end == End::HereString;
        loop {
            if self.cursor.at_end() {
                return match end {
                    End::Quote => {
                        let span = self.cursor.span(start, start + 1);
                        self.fail(span, "The string is not closed: '\"' is missing.", None)
                    }
                    End::HereString => self.unclosed_here_string(start, "\"@"),
                };
            }
            let c = self.cursor.peek(0);
            if end == End::HereString {
                if self.closes_here_string(is_double_quote) {
                    self.cursor.advance(2);
                    return Ok(parts.finish());
                }
                if is_line_end(c) {
                    match self.next_of_here_string() {
                        Some(_) if std::mem::take(&mut first_line_end) => {}
                        Some(c) => parts.push(c),
                        None => {}
                    }
                    continue;
                }
            } else if is_double_quote(c) {
                self.cursor.advance(1);
                if !is_double_quote(self.cursor.peek(0)) {
                    return Ok(parts.finish());
                }
                self.cursor.advance(1);
                parts.push(c);
                continue;
            }
            match c {
                '`' => self.escape(&mut parts)?,
                '$' => self.expansion(&mut parts)?,
                _ => {
                    self.cursor.advance(1);
                    parts.push(c);
                }
            }
        }
    }

    /// Reads what `$` begins inside a string or a word: a variable, `$(…)`, or the character itself.
    pub(super) fn expansion(&mut self, parts: &mut Parts) -> Reading<()> {
        let start = self.cursor.at;
        if self.cursor.peek(1) == '(' {
            let value = self.sub_expression()?;
            parts.push_value(value);
            return Ok(());
        }
        match self.variable_name()? {
            Some(name) => {
                if self.cursor.peek(0) == ':'
                    && self.cursor.peek(1) != ':'
                    && self.cursor.slice(start, start + 2) != "${"
                {
                    let help =
                        format!("Write \"${{{name}}}:\" when the colon belongs to the text.");
                    let span = self.cursor.span(start, self.cursor.at + 1);
                    let message =
                        format!("\"${name}:\" is not a variable: a name should follow the colon.");
                    return self.refuse(span, message, Some(&help));
                }
                parts.push_value(Expr {
                    span: self.from(start),
                    kind: ExprKind::Variable(name),
                });
            }
            None => {
                self.cursor.advance(1);
                parts.push('$');
            }
        }
        Ok(())
    }

    /// Reads a backtick and what it stands for.
    pub(super) fn escape(&mut self, parts: &mut Parts) -> Reading<()> {
        let start = self.cursor.at;
        self.cursor.advance(1);
        if self.cursor.at_end() {
            return self.fail(self.from(start), "Nothing follows \"`\".", None);
        }
        let c = self.cursor.peek(0);
        self.cursor.advance(1);
        parts.push(match c {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'u' if self.cursor.peek(0) == '{' => return self.code_point(start, parts),
            c => c,
        });
        Ok(())
    }

    fn code_point(&mut self, start: usize, parts: &mut Parts) -> Reading<()> {
        self.cursor.advance(1);
        let digits = self.cursor.at;
        while self.cursor.peek(0).is_ascii_hexdigit() {
            self.cursor.advance(1);
        }
        let value = u32::from_str_radix(&self.cursor.slice(digits, self.cursor.at), 16)
            .ok()
            .and_then(char::from_u32);
        match value {
            Some(c) if self.cursor.eat("}") => {
                parts.push(c);
                Ok(())
            }
            _ => self.fail(
                self.from(start),
                "This is not a character's number.",
                Some("Write it like `u{20AC}."),
            ),
        }
    }

    /// Reads `$name`, `${name}`, `$scope:name`, `$?` and the like, and gives the name; `None`, reading nothing, when
    /// `$` stands alone. Also reads `@name`.
    pub(super) fn variable_name(&mut self) -> Reading<Option<String>> {
        let start = self.cursor.at;
        let first = self.cursor.peek(1);
        if first == '{' {
            return self.braced_name(start).map(Some);
        }
        if matches!(first, '$' | '?' | '^') {
            self.cursor.advance(2);
            return Ok(Some(first.to_string()));
        }
        let is_part = |c: char| is_name(c) || c == '?';
        if !is_name(first) {
            return Ok(None);
        }
        self.cursor.advance(1);
        while is_part(self.cursor.peek(0)) {
            self.cursor.advance(1);
        }
        if self.cursor.peek(0) == ':' && is_part(self.cursor.peek(1)) {
            self.cursor.advance(1);
            while is_part(self.cursor.peek(0)) {
                self.cursor.advance(1);
            }
        }
        Ok(Some(self.cursor.slice(start + 1, self.cursor.at)))
    }

    fn braced_name(&mut self, start: usize) -> Reading<String> {
        self.cursor.advance(2);
        let mut name = String::new();
        loop {
            let c = self.cursor.peek(0);
            if self.cursor.at_end() {
                let span: Span = self.cursor.span(start, start + 2);
                return self.fail(
                    span,
                    "The variable's name is not closed: \"}\" is missing.",
                    None,
                );
            }
            self.cursor.advance(1);
            match c {
                '}' if name.is_empty() => {
                    return self.refuse(self.from(start), "The variable's name is missing.", None);
                }
                '}' => return Ok(name),
                '`' => {
                    name.push(self.cursor.peek(0));
                    self.cursor.advance(1);
                }
                c => name.push(c),
            }
        }
    }
}
