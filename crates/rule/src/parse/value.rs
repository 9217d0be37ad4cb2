//! The right side of a comparison: texts, numbers, dates, `null`, lists and `system.now`.

use ingroup_schema::Duration;

use super::Parser;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;
use crate::tree::{Arithmetic, Direction, Literal, LiteralKind};

const DURATION: &str =
    "Write an ISO 8601 duration without quotation marks, such as P30D or P7DT3H.";

impl Parser {
    /// Reads a value; parentheses around it are allowed and forgotten.
    pub(super) fn value(&mut self) -> Literal {
        let mut opened = Vec::new();
        while self.is(&TokenKind::OpenParen) {
            opened.push(self.span());
            self.bump();
        }
        let mut value = self.bare_value();
        if self.is(&TokenKind::Comma) {
            value = self.list_without_brackets(opened.pop(), value);
        }
        while let Some(open) = opened.pop() {
            self.end_of_parentheses(&value);
            self.close(open);
        }
        value
    }

    /// Skips what stands between a value and the parenthesis that closes it; one diagnostic for
    /// value and rest is enough.
    fn end_of_parentheses(&mut self, value: &Literal) {
        if matches!(self.peek(), None | Some(TokenKind::CloseParen)) || self.joiner().is_some() {
            return;
        }
        match value.kind {
            LiteralKind::Unreadable | LiteralKind::Bare(_) => self.skip_condition(),
            _ => self.unexpected(),
        }
    }

    fn bare_value(&mut self) -> Literal {
        let span = self.span();
        if self.joiner().is_some() {
            return self.missing_value();
        }
        let kind = match self.peek() {
            Some(TokenKind::Text(text)) => LiteralKind::Text(text.clone()),
            Some(TokenKind::Number(text)) => LiteralKind::Number(text.clone()),
            Some(TokenKind::Date(text)) => LiteralKind::Date(text.clone()),
            Some(TokenKind::Guid(text)) => {
                let text = text.clone();
                self.bump();
                return self.unquoted(text, span);
            }
            Some(TokenKind::OpenBracket) => return self.list(),
            Some(TokenKind::Word(_)) => return self.word_value(),
            _ => return self.missing_value(),
        };
        self.bump();
        Literal { span, kind }
    }

    fn missing_value(&mut self) -> Literal {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let span = before.map_or(self.span(), |token| token.span);
        self.report(
            Diagnostic::new(Code::MissingValue, span, "A value is missing behind this.")
                .with_help("Write a text in quotation marks, a number, true, false or null."),
        );
        // An operator here, or a bracket that closes nothing, belongs to the same mistake.
        if matches!(
            self.peek(),
            Some(TokenKind::Operator(_) | TokenKind::CloseBracket)
        ) {
            self.skip_condition();
        }
        Literal {
            span: Span::at(span.end()),
            kind: LiteralKind::Unreadable,
        }
    }

    fn word_value(&mut self) -> Literal {
        let operand = self.operand();
        let span = operand.span;
        let object = operand.object.as_ref().map(|name| name.text.as_str());
        let name = operand.name.text.as_str();
        let is = |word: &str| object.is_none() && name.eq_ignore_ascii_case(word);
        if object.is_some_and(|object| object.eq_ignore_ascii_case("system"))
            && name.eq_ignore_ascii_case("now")
        {
            return self.now(span);
        }
        let kind = if is("null") || is("$null") {
            LiteralKind::Null
        } else if is("true") || is("false") {
            LiteralKind::Boolean(is("true"))
        } else {
            let text = match object {
                Some(object) => format!("{object}.{name}"),
                None => name.to_owned(),
            };
            return self.bare_words(text, span);
        };
        Literal { span, kind }
    }

    /// A bare text of several words is one text that misses its quotation marks.
    fn bare_words(&mut self, mut text: String, mut span: Span) -> Literal {
        while let Some(TokenKind::Word(word)) = self.peek() {
            let begins_a_condition = matches!(
                self.peek_at(1),
                Some(TokenKind::Dot | TokenKind::Operator(_))
            );
            if begins_a_condition || self.joiner().is_some() || self.is_not() {
                break;
            }
            text = format!("{text} {word}");
            span = span.to(self.span());
            self.bump();
        }
        self.unquoted(text, span)
    }

    /// A bare word: reported here, because the fix is a matter of notation.
    fn unquoted(&mut self, text: String, span: Span) -> Literal {
        let lower = text.to_ascii_lowercase();
        let diagnostic = match lower.as_str() {
            "$true" | "$false" => {
                let plain = lower.trim_start_matches('$').to_owned();
                Diagnostic::new(
                    Code::UnquotedValue,
                    span,
                    format!("\"{text}\" is PowerShell; a rule writes {plain}."),
                )
                .with_help(format!("Write {plain}."))
                .with_fix(Fix::replace(
                    format!("Write {plain}"),
                    Effect::Equivalent,
                    span,
                    plain,
                ))
            }
            _ if lower.starts_with("user.") || lower.starts_with("device.") => Diagnostic::new(
                Code::UnquotedValue,
                span,
                format!("\"{text}\" is a property; a property is compared with a value only."),
            )
            .with_help("Rules cannot compare two properties; write the value in quotation marks."),
            "system" | "now" | "today" | "system.datetime.now" | "system.datetime.utcnow" => {
                Diagnostic::new(
                    Code::UnquotedValue,
                    span,
                    format!("\"{text}\" is not known; the present time is system.now."),
                )
                .with_help("Write system.now, with -plus or -minus and a duration such as P30D.")
            }
            _ => Diagnostic::new(
                Code::UnquotedValue,
                span,
                format!("The text \"{text}\" has no quotation marks."),
            )
            .with_help("Put a text in double quotation marks.")
            .with_fix(Fix::new(
                "Put it in quotation marks",
                Effect::Equivalent,
                vec![
                    Edit::new(Span::at(span.start()), "\""),
                    Edit::new(Span::at(span.end()), "\""),
                ],
            )),
        };
        self.report(diagnostic);
        Literal {
            span,
            kind: LiteralKind::Bare(text),
        }
    }

    fn list(&mut self) -> Literal {
        let open = self.span();
        self.bump();
        let mut items = Vec::new();
        loop {
            if self.is(&TokenKind::CloseBracket) {
                let span = open.to(self.span());
                self.bump();
                return Literal {
                    span,
                    kind: LiteralKind::List(items),
                };
            }
            let ends = matches!(
                self.peek(),
                None | Some(TokenKind::CloseParen | TokenKind::OpenParen | TokenKind::Operator(_))
            );
            if ends {
                return self.unclosed_list(open, items);
            }
            if self.is(&TokenKind::Comma) {
                self.bump();
                continue;
            }
            let place = self.at;
            items.push(self.item());
            if self.at == place {
                self.bump();
            }
            let follows = matches!(self.peek(), Some(TokenKind::Text(_) | TokenKind::Number(_)));
            if follows {
                self.missing_comma();
            }
        }
    }

    /// One item; a list inside a list is left to the check to refuse.
    fn item(&mut self) -> Literal {
        if self.is(&TokenKind::OpenBracket) {
            let span = self.span();
            self.report(
                Diagnostic::new(Code::ListItem, span, "A list cannot hold another list.")
                    .with_help("Write all items in one pair of brackets."),
            );
            self.bump();
            return Literal {
                span,
                kind: LiteralKind::Unreadable,
            };
        }
        self.bare_value()
    }

    fn missing_comma(&mut self) {
        let place = Span::at(self.last_end());
        let span = self.span();
        self.report(
            Diagnostic::new(
                Code::ListBrackets,
                span,
                "There is no comma before this item.",
            )
            .with_help("Separate the items of a list with commas.")
            .with_fix(Fix::replace(
                "Insert a comma",
                Effect::Equivalent,
                place,
                ",",
            )),
        );
    }

    fn unclosed_list(&mut self, open: Span, items: Vec<Literal>) -> Literal {
        let end = self.last_end();
        self.report(
            Diagnostic::new(Code::UnclosedList, open, "This bracket is never closed.")
                .with_help("Close the list with ] behind its last item.")
                .with_fix(Fix::replace(
                    "Close the list",
                    Effect::Equivalent,
                    Span::at(end),
                    "]",
                )),
        );
        let span = Span::new(open.start(), end);
        Literal {
            span,
            kind: LiteralKind::List(items),
        }
    }

    /// `("a", "b")`, or `"a", "b"`: the lists of other languages.
    fn list_without_brackets(&mut self, open: Option<Span>, first: Literal) -> Literal {
        let start = open.unwrap_or(Span::at(first.span.start()));
        let mut items = vec![first];
        while self.eat(&TokenKind::Comma) {
            items.push(self.bare_value());
        }
        let mut close = Span::at(self.last_end());
        if open.is_some() && self.is(&TokenKind::CloseParen) {
            close = self.span();
            self.bump();
        }
        let span = start.to(close);
        self.report(
            Diagnostic::new(
                Code::ListBrackets,
                span,
                "A list stands in square brackets.",
            )
            .with_help("Write [\"a\", \"b\"].")
            .with_fix(Fix::new(
                "Write square brackets",
                Effect::Equivalent,
                vec![Edit::new(start, "["), Edit::new(close, "]")],
            )),
        );
        Literal {
            span,
            kind: LiteralKind::List(items),
        }
    }

    /// `system.now`, and at most one `-plus` or `-minus` behind it (LANG 3.8).
    fn now(&mut self, start: Span) -> Literal {
        let first = self.arithmetic();
        let end = Span::at(self.last_end());
        let from = self.span();
        while self.arithmetic_direction().is_some() {
            let _ = self.arithmetic();
        }
        if self.last_end() > end.end() {
            let span = Span::new(from.start(), self.last_end());
            self.report(
                Diagnostic::new(
                    Code::DateArithmetic,
                    span,
                    "Only one -plus or -minus can follow system.now.",
                )
                .with_help("Add the durations up and write one."),
            );
        }
        Literal {
            span: start.to(end),
            kind: LiteralKind::Now(first),
        }
    }

    fn arithmetic_direction(&self) -> Option<Direction> {
        match self.peek()? {
            TokenKind::Word(word) | TokenKind::Operator(word) => {
                if word.eq_ignore_ascii_case("plus") {
                    Some(Direction::Plus)
                } else if word.eq_ignore_ascii_case("minus") {
                    Some(Direction::Minus)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    fn arithmetic(&mut self) -> Option<Arithmetic> {
        let direction = self.arithmetic_direction()?;
        let operator = self.span();
        self.bump();
        let span = self.span();
        let duration = match self.peek() {
            Some(TokenKind::Word(word)) if self.joiner().is_none() => word.clone(),
            Some(TokenKind::Text(text)) => {
                let text = text.clone();
                self.bump();
                let mut diagnostic = Diagnostic::new(
                    Code::BadDuration,
                    span,
                    format!("The duration \"{text}\" stands in quotation marks."),
                )
                .with_help(DURATION);
                if Duration::read(&text).is_ok() {
                    diagnostic = diagnostic.with_fix(Fix::replace(
                        "Remove the quotation marks",
                        Effect::Equivalent,
                        span,
                        text,
                    ));
                }
                self.report(diagnostic);
                return None;
            }
            Some(TokenKind::Number(text)) => {
                let message = format!("\"{text}\" is not a duration.");
                let help = format!("Write P{text}D for {text} days.");
                self.bump();
                self.report(Diagnostic::new(Code::BadDuration, span, message).with_help(help));
                return None;
            }
            _ => {
                self.report(
                    Diagnostic::new(
                        Code::BadDuration,
                        operator,
                        "A duration is missing behind this.",
                    )
                    .with_help(DURATION),
                );
                return None;
            }
        };
        self.bump();
        let mut duration = duration;
        // A fraction of a second: `PT1.5S` comes as three tokens.
        while self.is(&TokenKind::Dot)
            && let Some(TokenKind::Word(more) | TokenKind::Number(more)) = self.peek_at(1)
        {
            duration = format!("{duration}.{more}");
            self.bump();
            self.bump();
        }
        let span = Span::new(span.start(), self.last_end());
        Some(Arithmetic {
            direction,
            duration,
            span,
        })
    }
}
