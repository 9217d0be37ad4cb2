//! Characters without a meaning: operators of other languages, comments, and plain debris.

use super::text::{OPENING_CURLY, SINGLE_CURLY};
use super::{LONG_DASHES, Lexer};
use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::span::Span;
use crate::token::TokenKind;

/// Operators of other languages, longest first, with the operator that says the same.
const SYMBOLS: [(&str, &str); 11] = [
    ("===", "-eq"),
    ("==", "-eq"),
    ("!=", "-ne"),
    ("<>", "-ne"),
    ("<=", "-le"),
    (">=", "-ge"),
    ("&&", "-and"),
    ("||", "-or"),
    ("=", "-eq"),
    ("!", "-not"),
    ("&", "-and"),
];

impl Lexer<'_> {
    pub(super) fn comment(&mut self) {
        let block = self.is_at(1, |c| c == '*');
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let length = if block {
            rest.windows(2)
                .skip(2)
                .position(|two| two == ['*', '/'])
                .map(|found| found + 4)
        } else {
            rest.iter().position(|&c| c == '\n')
        };
        let end = self.at + length.unwrap_or(rest.len());
        let span = Span::new(self.at, end);
        self.diagnostics.push(
            Diagnostic::new(Code::Comment, span, "A rule cannot hold a comment.")
                .about(if block { "/ * * /" } else { "/ /" })
                .with_help("Remove it; the description of the group is the place for remarks.")
                .with_fix(Fix::replace(
                    "Remove the comment",
                    Effect::Equivalent,
                    span,
                    "",
                )),
        );
        self.at = end;
    }

    /// Characters without a meaning: an operator of another language, or plain debris.
    pub(super) fn stray(&mut self) {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let found = SYMBOLS.iter().find(|(symbol, _)| {
            symbol.chars().count() <= rest.len() && symbol.chars().zip(rest).all(|(a, b)| a == *b)
        });
        if let Some((symbol, operator)) = found {
            let end = self.at + symbol.chars().count();
            let span = Span::new(self.at, end);
            let blank = |at: Option<usize>| {
                let beside = at.and_then(|at| self.chars.get(at));
                if beside.is_none_or(|c| c.is_whitespace()) {
                    ""
                } else {
                    " "
                }
            };
            let (before, after) = (blank(self.at.checked_sub(1)), blank(Some(end)));
            self.diagnostics.push(
                Diagnostic::new(
                    Code::UnknownOperator,
                    span,
                    format!("\"{symbol}\" is not an operator of rules."),
                )
                .with_help(format!("Write {operator}."))
                .with_fix(Fix::replace(
                    format!("Write {operator}"),
                    Effect::Equivalent,
                    span,
                    format!("{before}{operator}{after}"),
                )),
            );
            let word = operator.trim_start_matches('-').to_owned();
            return self.push(TokenKind::Operator(word), end);
        }
        let length = rest.iter().take_while(|&&c| is_stray(c)).count().max(1);
        let span = Span::new(self.at, self.at + length);
        let text = self.slice(span);
        let listed: Vec<String> = text.chars().map(String::from).collect();
        self.diagnostics.push(
            Diagnostic::new(
                Code::StrayCharacters,
                span,
                format!(
                    "\"{}\" means nothing outside a quoted text.",
                    visible(&text)
                ),
            )
            .about(listed.join(" "))
            .with_help("Remove it, or put the value it belongs to in quotation marks."),
        );
        self.at += length;
    }
}

/// A text with its invisible characters by number, so that they can be seen and searched for.
fn visible(text: &str) -> String {
    let shown = text.chars().map(|c| match c {
        '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{AD}' => {
            format!("U+{:04X}", u32::from(c))
        }
        _ if c.is_control() => format!("U+{:04X}", u32::from(c)),
        _ => c.to_string(),
    });
    shown.collect()
}

fn is_stray(c: char) -> bool {
    !(c.is_whitespace()
        || c.is_alphanumeric()
        || "()[],._\"'-=!<>&|\u{FEFF}".contains(c)
        || LONG_DASHES.contains(&c)
        || OPENING_CURLY.contains(&c)
        || SINGLE_CURLY.contains(&c))
}
