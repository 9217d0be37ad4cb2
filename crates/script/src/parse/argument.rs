//! The arguments of a command: words, values, `-name`, `@name` and redirections.

use super::cursor::{ends_word, is_dash, is_double_quote, is_line_end, is_name, is_single_quote};
use super::number::read_number;
use super::primary::Reach;
use super::text::Parts;
use super::{Parser, Reading};
use crate::span::Span;
use crate::tree::{Argument, ArgumentKind, Expr, ExprKind, Number};

impl Parser {
    /// Reads arguments up to the end of the command.
    pub(super) fn arguments(&mut self) -> Reading<Vec<Argument>> {
        let mut arguments = Vec::new();
        let mut only_values = false;
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
            if self.cursor.at_end() || is_line_end(c) || matches!(c, '|' | '&' | ';' | ')' | '}') {
                self.cursor.at = end;
                return Ok(arguments);
            }
            let start = self.cursor.at;
            if is_dash(c)
                && is_dash(next)
                && (ends_word(self.cursor.peek(2)) || self.cursor.peek(2) == '%')
            {
                if self.cursor.peek(2) == '%' {
                    let help = Some("Write the arguments one by one.");
                    return self.refuse(self.here(), "\"--%\" is not supported.", help);
                }
                only_values = true;
                self.cursor.advance(2);
                continue;
            }
            if let Some(redirection) = self.redirection()? {
                arguments.push(redirection);
                continue;
            }
            let kind = if is_dash(c)
                && (next.is_alphabetic() || next == '_' || next == '?')
                && !only_values
            {
                self.parameter()?
            } else if c == '@' && is_name(next) {
                ArgumentKind::Splat(self.variable_name()?.unwrap_or_default())
            } else {
                self.argument_list()?
            };
            arguments.push(Argument {
                span: self.from(start),
                kind,
            });
        }
    }

    /// Reads `-name` or `-name:value`.
    fn parameter(&mut self) -> Reading<ArgumentKind> {
        self.cursor.advance(1);
        let start = self.cursor.at;
        loop {
            let c = self.cursor.peek(0);
            if ends_word(c)
                || matches!(c, ':' | '[' | '$' | '.')
                || is_double_quote(c)
                || is_single_quote(c)
            {
                break;
            }
            self.cursor.advance(1);
        }
        let name = self.cursor.slice(start, self.cursor.at);
        if !self.cursor.eat(":") {
            return Ok(ArgumentKind::Parameter(name, None));
        }
        self.skip_blanks();
        let c = self.cursor.peek(0);
        if self.cursor.at_end() || is_line_end(c) || matches!(c, '|' | ';' | ')' | '}') {
            return self.fail(
                self.from(start),
                format!("The value of \"-{name}:\" is missing."),
                None,
            );
        }
        let start = self.cursor.at;
        let value = match self.argument_list()? {
            ArgumentKind::Word(word, number) => {
                let kind = number.map_or(ExprKind::Text(word), ExprKind::Number);
                Expr {
                    span: self.from(start),
                    kind,
                }
            }
            ArgumentKind::Value(value) => value,
            _ => return Err(super::Stop),
        };
        Ok(ArgumentKind::Parameter(name, Some(value)))
    }

    /// Reads a value, or several between commas.
    fn argument_list(&mut self) -> Reading<ArgumentKind> {
        let start = self.cursor.at;
        let first = self.argument()?;
        let first_span = self.from(start);
        let mut values = Vec::new();
        loop {
            let end = self.cursor.at;
            self.skip_blanks();
            if !self.cursor.eat(",") {
                self.cursor.at = end;
                break;
            }
            self.skip_lines();
            let start = self.cursor.at;
            let value = self.argument()?;
            values.push(plain(value, self.from(start)));
        }
        if values.is_empty() {
            return Ok(first);
        }
        values.insert(0, plain(first, first_span));
        Ok(ArgumentKind::Value(Expr {
            span: self.from(start),
            kind: ExprKind::List(values),
        }))
    }

    /// Reads one value or word.
    fn argument(&mut self) -> Reading<ArgumentKind> {
        let start = self.cursor.at;
        let (c, next) = (self.cursor.peek(0), self.cursor.peek(1));
        let begins_name = is_name(next) || matches!(next, '{' | '(' | '$' | '?' | '^');
        let value = match c {
            '$' if begins_name => {
                let value = self.postfix(Reach::Line)?;
                let simple = matches!(value.kind, ExprKind::Variable(_) | ExprKind::Sub(_));
                if simple
                    && !ends_word(self.cursor.peek(0))
                    && !is_double_quote(self.cursor.peek(0))
                {
                    // `$folder\users.csv` is one word that begins with a variable.
                    let mut parts = Parts::default();
                    parts.push_value(value);
                    let kind = self.rest_of_word(parts)?;
                    Expr {
                        span: self.from(start),
                        kind,
                    }
                } else {
                    value
                }
            }
            '(' | '{' => self.postfix(Reach::Line)?,
            '@' if matches!(next, '(' | '{') || self.at_here_string() => {
                self.postfix(Reach::Line)?
            }
            _ if is_double_quote(c) || is_single_quote(c) => self.postfix(Reach::Line)?,
            ',' => return self.fail(self.here(), "A value should stand before the comma.", None),
            '<' if let Some(length) = self.placeholder() => {
                let place = self.cursor.span(self.cursor.at, self.cursor.at + length);
                let text = self.cursor.slice(self.cursor.at, self.cursor.at + length);
                return self.refuse(
                    place,
                    format!("\"{text}\" stands for a value that you know."),
                    Some(&format!("Replace {text} by a value.")),
                );
            }
            '<' => {
                return self.refuse(
                    self.here(),
                    "\"<\" is not supported.",
                    Some("Use Get-Content to read a file."),
                );
            }
            _ => {
                let word = self.word()?;
                return Ok(match word.kind {
                    ExprKind::Text(text) => {
                        // A number in quotes or with a backtick in it is text. So is `30d`, which is a length of
                        // time more often than a decimal number.
                        let number = (text == self.cursor.slice(start, self.cursor.at))
                            .then(|| read_number(&text));
                        let number = number
                            .flatten()
                            .filter(|number| !matches!(number, Number::Decimal(_)));
                        ArgumentKind::Word(text, number)
                    }
                    _ => ArgumentKind::Value(word),
                });
            }
        };
        Ok(ArgumentKind::Value(value))
    }

    /// Reads a word without quotes, which may hold variables and quoted parts.
    pub(super) fn word(&mut self) -> Reading<Expr> {
        let start = self.cursor.at;
        let kind = self.rest_of_word(Parts::default())?;
        if self.cursor.at == start {
            let found = self.cursor.peek(0);
            if self.cursor.at_end() {
                return self.fail(
                    self.here(),
                    "A command or value is missing at the end.",
                    None,
                );
            }
            let help = matches!(found, ')' | '}' | ']')
                .then_some("Nothing is open that it could close, or a value is missing before it.");
            return self.fail(self.here(), format!("\"{found}\" cannot stand here."), help);
        }
        Ok(Expr {
            span: self.from(start),
            kind,
        })
    }

    fn rest_of_word(&mut self, mut parts: Parts) -> Reading<ExprKind> {
        loop {
            let c = self.cursor.peek(0);
            if self.cursor.at_end() || ends_word(c) {
                return Ok(parts.finish());
            } else if c == '`' && is_line_end(self.cursor.peek(1)) {
                // The line goes on, but the word ends.
                return Ok(parts.finish());
            } else if c == '`' {
                self.escape(&mut parts)?;
            } else if c == '$' {
                self.expansion(&mut parts)?;
            } else if is_double_quote(c) || is_single_quote(c) {
                let quoted = self.quoted()?;
                parts.extend(quoted);
            } else {
                self.cursor.advance(1);
                parts.push(c);
            }
        }
    }

    /// Reads `> file`, `2>&1` and their like.
    pub(super) fn redirection(&mut self) -> Reading<Option<Argument>> {
        let start = self.cursor.at;
        let mut operator = String::new();
        match (self.cursor.peek(0), self.cursor.peek(1)) {
            ('>', _) => {}
            (c @ ('1'..='6' | '*'), '>') => {
                self.cursor.advance(1);
                // `1>` and `>` are the same.
                operator.extend((c != '1').then_some(c));
            }
            _ => return Ok(None),
        }
        operator.push('>');
        self.cursor.advance(1);
        if self.cursor.eat("=") {
            return self.refuse(
                self.from(start),
                "\">=\" is not an operator.",
                Some("Use -ge to compare."),
            );
        }
        if self.cursor.eat(">") {
            operator.push('>');
        }
        if self.cursor.peek(0) == '&' {
            if !self.cursor.eat("&1") {
                let help = Some("Output can be joined only to stream 1, as in 2>&1.");
                return self.refuse(self.from(start), "This redirection is not supported.", help);
            }
            operator.push_str("&1");
            return Ok(Some(Argument {
                span: self.from(start),
                kind: ArgumentKind::Redirection(operator, None),
            }));
        }
        self.skip_blanks();
        let target_start = self.cursor.at;
        if self.cursor.at_end() || is_line_end(self.cursor.peek(0)) {
            return self.fail(self.from(start), "A file should follow \">\".", None);
        }
        let target = self.argument()?;
        let target = plain(target, self.from(target_start));
        let kind = ArgumentKind::Redirection(operator, Some(target));
        Ok(Some(Argument {
            span: self.from(start),
            kind,
        }))
    }

    /// How long the placeholder is that stands here, as documents write it: `<group_mailaddress>`.
    fn placeholder(&self) -> Option<usize> {
        const LONGEST: usize = 80;
        let end = (1..LONGEST).find(|ahead| {
            let c = self.cursor.peek(*ahead);
            !(c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '@' | '\''))
        })?;
        let is_one = end > 1 && self.cursor.peek(end) == '>' && self.cursor.peek(1) != ' ';
        is_one.then_some(end + 1)
    }
}

/// An argument as a value: a word is a string, or the number it is.
fn plain(argument: ArgumentKind, span: Span) -> Expr {
    match argument {
        ArgumentKind::Value(value) => value,
        ArgumentKind::Word(_, Some(number)) => Expr {
            span,
            kind: ExprKind::Number(number),
        },
        ArgumentKind::Word(word, None) => Expr {
            span,
            kind: ExprKind::Text(word),
        },
        _ => Expr {
            span,
            kind: ExprKind::Text(String::new()),
        },
    }
}
