//! Quoted texts, and the quotation marks that are none (LANG 1.2).

use super::Lexer;
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;

pub(super) const OPENING_CURLY: [char; 5] =
    ['\u{201C}', '\u{201D}', '\u{201E}', '\u{201F}', '\u{00AB}'];
pub(super) const CLOSING_CURLY: [char; 3] = ['\u{201D}', '\u{201C}', '\u{00BB}'];
pub(super) const SINGLE_CURLY: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'];

impl Lexer<'_> {
    /// A text in straight quotes. `''` is one apostrophe in both kinds; `\"` and `` `" `` are one
    /// quotation mark inside double quotes (LANG 1.2).
    pub(super) fn straight_string(&mut self, quote: char) {
        let mut text = String::new();
        let mut at = self.at + 1;
        let mut apostrophes = Vec::new();
        while let Some(&c) = self.chars.get(at) {
            let next = self.chars.get(at + 1).copied();
            at += match (c, next) {
                ('\'', Some('\'')) => {
                    text.push('\'');
                    2
                }
                ('\\' | '`', Some('"')) if quote == '"' => {
                    text.push('"');
                    2
                }
                _ if c == quote => {
                    self.report_apostrophes(&apostrophes);
                    return self.push(TokenKind::Text(text), at + 1);
                }
                _ => {
                    if c == '\'' {
                        apostrophes.push(at);
                    }
                    text.push(c);
                    1
                }
            };
        }
        self.unterminated(quote, text);
    }

    /// Each lone apostrophe inside double quotes is taken, with a warning.
    pub(super) fn report_apostrophes(&mut self, places: &[usize]) {
        for &place in places {
            let span = Span::new(place, place + 1);
            self.diagnostics.push(
                Diagnostic::new(
                    Code::LoneApostrophe,
                    span,
                    "An apostrophe that is not doubled may match nothing in the service.",
                )
                .with_help("Write two apostrophes for one, also inside double quotes.")
                .with_fix(Fix::replace(
                    "Double it",
                    Effect::Equivalent,
                    span,
                    "''",
                )),
            );
        }
    }

    /// The closing quote is missing, or is a curly one.
    pub(super) fn unterminated(&mut self, quote: char, text: String) {
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        if quote == '"'
            && let Some(found) = rest.iter().position(|c| CLOSING_CURLY.contains(c))
        {
            let close = self.at + 1 + found;
            let text = self.slice(Span::new(self.at + 1, close));
            return self.curly(text, close, vec![Span::new(close, close + 1)], quote);
        }
        let end = self.chars.len();
        self.diagnostics.push(
            Diagnostic::new(
                Code::UnterminatedString,
                Span::new(self.at, self.at + 1),
                "This quotation mark has no partner.",
            )
            .with_help("Close the text with the same quotation mark it begins with."),
        );
        self.push(TokenKind::Text(text), end);
    }

    /// A text between curly quotes: what is meant is clear, and the service refuses it.
    pub(super) fn curly_string(&mut self, open: char) {
        let single = SINGLE_CURLY.contains(&open);
        let quote = if single { '\'' } else { '"' };
        let closes = |c: char| match single {
            true => c == '\'' || SINGLE_CURLY.contains(&c),
            false => c == '"' || CLOSING_CURLY.contains(&c),
        };
        let rest = self.chars.get(self.at + 1..).unwrap_or_default();
        let Some(found) = rest.iter().position(|&c| closes(c)) else {
            let end = self.chars.len();
            let text = self.slice(Span::new(self.at + 1, end));
            self.diagnostics
                .push(curly_diagnostic(Span::new(self.at, self.at + 1), open));
            return self.push(TokenKind::Text(text), end);
        };
        let close = self.at + 1 + found;
        let text = self.slice(Span::new(self.at + 1, close));
        let mut wrong = vec![Span::new(self.at, self.at + 1)];
        if self.chars.get(close) != Some(&quote) {
            wrong.push(Span::new(close, close + 1));
        }
        self.curly(text, close, wrong, quote);
    }

    pub(super) fn curly(&mut self, text: String, close: usize, wrong: Vec<Span>, quote: char) {
        let edits = wrong.iter().map(|&span| Edit::new(span, quote)).collect();
        let odd = wrong
            .first()
            .and_then(|span| self.chars.get(span.start()))
            .copied();
        let span = match wrong.as_slice() {
            [only] => *only,
            _ => Span::new(self.at, close + 1),
        };
        self.diagnostics.push(
            curly_diagnostic(span, odd.unwrap_or(quote)).with_fix(Fix::new(
                "Write straight quotation marks",
                Effect::Equivalent,
                edits,
            )),
        );
        self.push(TokenKind::Text(text), close + 1);
    }

    /// `\"text\"`: the escapes of a host language, left in. The text is read as if they were not there.
    pub(super) fn escaped_string(&mut self, escape: char) {
        let mut wrong = vec![Span::new(self.at, self.at + 1)];
        let start = self.at + 2;
        let rest = self.chars.get(start..).unwrap_or_default();
        let length = rest.iter().position(|&c| c == '"').unwrap_or(rest.len());
        let mut end = start + length;
        if length > 0 && rest.get(length - 1) == Some(&escape) {
            wrong.push(Span::new(end - 1, end));
            end -= 1;
        }
        let text = self.slice(Span::new(start, end));
        let after = (start + length + 1).min(self.chars.len());
        let span = Span::new(self.at, after);
        self.diagnostics.push(
            Diagnostic::new(
                Code::StrayCharacters,
                span,
                format!("\"{escape}\" means nothing outside a quoted text."),
            )
            .about(vec![escape.to_string(); wrong.len()].join(" "))
            .with_help(
                "The escapes of another language were left in; write the quotation marks alone.",
            )
            .with_fix(Fix::new(
                "Remove the escapes",
                Effect::Equivalent,
                wrong.into_iter().map(|span| Edit::new(span, "")).collect(),
            )),
        );
        self.push(TokenKind::Text(text), after);
    }
}

fn curly_diagnostic(span: Span, odd: char) -> Diagnostic {
    Diagnostic::new(
        Code::CurlyQuotes,
        span,
        format!("\"{odd}\" is a typographic quotation mark; a rule takes only straight ones."),
    )
    .with_help("Type the quotation marks anew; text copied from a web page often has these.")
}
