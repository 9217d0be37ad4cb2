//! Text to tokens: dashes, quotes, numbers, dates and everything that a rule may not hold (LANG 1).

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Effect, Fix};
use crate::span::Span;
use crate::token::{Token, TokenKind, Tokens};

mod stray;
mod text;

use text::{OPENING_CURLY, SINGLE_CURLY};

/// What stands for a hyphen in copied text: non-breaking hyphen, en dash, em dash, minus sign.
const LONG_DASHES: [char; 4] = ['\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}'];

/// Cuts a text into tokens. Never fails: what has no meaning is reported and left out.
pub(crate) fn lex(chars: &[char], diagnostics: &mut Vec<Diagnostic>) -> Tokens {
    let mut lexer = Lexer {
        chars,
        at: 0,
        tokens: Tokens::new(),
        diagnostics,
    };
    while let Some(c) = lexer.peek(0) {
        lexer.step(c);
    }
    lexer.tokens
}

struct Lexer<'a> {
    chars: &'a [char],
    at: usize,
    tokens: Tokens,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lexer<'_> {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn is_at(&self, ahead: usize, test: impl Fn(char) -> bool) -> bool {
        self.peek(ahead).is_some_and(test)
    }

    fn slice(&self, span: Span) -> String {
        let chars = self
            .chars
            .get(span.start()..span.end().min(self.chars.len()));
        chars.unwrap_or_default().iter().collect()
    }

    fn push(&mut self, kind: TokenKind, end: usize) {
        self.tokens.push(Token {
            kind,
            span: Span::new(self.at, end),
        });
        self.at = end;
    }

    fn step(&mut self, c: char) {
        match c {
            _ if c.is_whitespace() || c == '\u{FEFF}' => self.at += 1,
            '(' => self.push(TokenKind::OpenParen, self.at + 1),
            ')' => self.push(TokenKind::CloseParen, self.at + 1),
            '[' => self.push(TokenKind::OpenBracket, self.at + 1),
            ']' => self.push(TokenKind::CloseBracket, self.at + 1),
            ',' => self.push(TokenKind::Comma, self.at + 1),
            '.' => self.push(TokenKind::Dot, self.at + 1),
            '"' | '\'' => self.straight_string(c),
            '\\' | '`' if self.is_at(1, |next| next == '"') => self.escaped_string(c),
            '/' if self.is_at(1, |next| next == '/' || next == '*') => self.comment(),
            '-' => self.dash(),
            _ if LONG_DASHES.contains(&c) => self.dash(),
            _ if OPENING_CURLY.contains(&c) || SINGLE_CURLY.contains(&c) => self.curly_string(c),
            '$' if self.is_at(1, char::is_alphabetic) => self.word(1),
            _ if c == '_' || c.is_alphanumeric() => self.bare(c),
            _ => self.stray(),
        }
    }

    /// A word, a number, a date or a GUID: the longest reading that is a value wins.
    fn bare(&mut self, c: char) {
        if let Some(end) = self.guid(self.at).filter(|&end| !self.continues(end)) {
            let text = self.slice(Span::new(self.at, end));
            return self.push(TokenKind::Guid(text), end);
        }
        if c.is_ascii_digit() {
            if let Some(end) = self.date(self.at) {
                let text = self.slice(Span::new(self.at, end));
                return self.push(TokenKind::Date(text), end);
            }
            return self.number(0);
        }
        self.word(0);
    }

    /// Whether a word goes on at `at`.
    fn continues(&self, at: usize) -> bool {
        self.chars
            .get(at)
            .is_some_and(|&c| c == '_' || c.is_alphanumeric())
    }

    fn end_of_word(&self, from: usize) -> usize {
        let rest = self.chars.iter().skip(from);
        from + rest
            .take_while(|&&c| c == '_' || c.is_alphanumeric())
            .count()
    }

    fn word(&mut self, skip: usize) {
        let mut end = self.end_of_word(self.at + skip);
        // An extension named with the hyphens of its application id is one name, wrongly written,
        // and not a name and three numbers.
        if let Some(prefix) = self.follow(self.at, "extension_")
            && let Some(after) = self.guid(prefix)
        {
            end = self.end_of_word(after);
        }
        let text = self.slice(Span::new(self.at, end));
        self.push(TokenKind::Word(text), end);
    }

    fn number(&mut self, sign: usize) {
        let digits = |from: usize| {
            from + self
                .chars
                .iter()
                .skip(from)
                .take_while(|c| c.is_ascii_digit())
                .count()
        };
        let mut end = digits(self.at + sign);
        let mut points = 0;
        while self.chars.get(end) == Some(&'.')
            && self.chars.get(end + 1).is_some_and(char::is_ascii_digit)
        {
            end = digits(end + 1);
            points += 1;
        }
        // `10.0.19041` and `20LH` are texts that miss their quotation marks.
        let is_word = points > 1 || self.continues(end);
        let end = if is_word { self.end_of_word(end) } else { end };
        let text = self.slice(Span::new(self.at, end));
        self.push(
            if is_word {
                TokenKind::Word(text)
            } else {
                TokenKind::Number(text)
            },
            end,
        );
    }

    /// The end of the eight-four-four-four-twelve hexadecimal digits that begin at `from`.
    fn guid(&self, from: usize) -> Option<usize> {
        let mut at = from;
        for (index, length) in [8, 4, 4, 4, 12].into_iter().enumerate() {
            if index > 0 {
                at = self.expect(at, |c| c == '-')?;
            }
            for _ in 0..length {
                at = self.expect(at, |c| c.is_ascii_hexdigit())?;
            }
        }
        Some(at)
    }

    fn expect(&self, at: usize, test: impl Fn(char) -> bool) -> Option<usize> {
        self.chars.get(at).filter(|&&c| test(c)).map(|_| at + 1)
    }

    /// Follows a picture: `0` is a digit, anything else stands for itself.
    fn follow(&self, mut at: usize, picture: &str) -> Option<usize> {
        for wanted in picture.chars() {
            at = self.expect(at, |c| match wanted {
                '0' => c.is_ascii_digit(),
                _ => c.eq_ignore_ascii_case(&wanted),
            })?;
        }
        Some(at)
    }

    /// The end of the date that begins at `from`, with its time and zone if it has them.
    fn date(&self, from: usize) -> Option<usize> {
        let date = self.follow(from, "0000-00-00")?;
        let Some(mut end) = self.follow(date, "T00:00") else {
            return Some(date).filter(|&end| !self.continues(end));
        };
        if let Some(seconds) = self.follow(end, ":00") {
            end = seconds;
            while let Some(fraction) = self.follow(end, ".0").or(self.follow(end, "0")) {
                end = fraction;
            }
        }
        let zone = ["Z", "+00:00", "-00:00", "+0000", "-0000"];
        end = zone
            .iter()
            .find_map(|picture| self.follow(end, picture))
            .unwrap_or(end);
        Some(end).filter(|&end| !self.continues(end))
    }

    /// A hyphen, or what stands for one, and the operator behind it.
    fn dash(&mut self) {
        let span = Span::new(self.at, self.at + 1);
        let hyphen = self.is_at(0, |c| c == '-');
        if hyphen && self.is_at(1, |c| c.is_ascii_digit()) {
            return self.number(1);
        }
        if !self.is_at(1, char::is_alphabetic) {
            return self.loose_hyphen(span);
        }
        if !hyphen {
            self.diagnostics.push(
                Diagnostic::new(
                    Code::TypographicDash,
                    span,
                    "This is a long dash; it is read as a hyphen.",
                )
                .with_help(
                    "Write a plain hyphen; text copied from a web page often has long dashes.",
                )
                .with_fix(Fix::replace(
                    "Write a hyphen",
                    Effect::Equivalent,
                    span,
                    "-",
                )),
            );
        }
        let end = self.end_of_word(self.at + 1);
        let word = self.slice(Span::new(self.at + 1, end));
        if let Some(last) = self.tokens.last()
            && last.span.end() == self.at
            && matches!(last.kind, TokenKind::Word(_))
        {
            let whole = last.span.to(Span::new(self.at, end));
            self.diagnostics.push(
                Diagnostic::new(
                    Code::MissingBlank,
                    whole,
                    format!("There is no blank before \"-{word}\"."),
                )
                .with_help("Put a blank between the name and the operator.")
                .with_fix(Fix::replace(
                    "Insert a blank",
                    Effect::Equivalent,
                    Span::at(self.at),
                    " ",
                )),
            );
        }
        self.push(TokenKind::Operator(word), end);
    }

    fn loose_hyphen(&mut self, span: Span) {
        let blanks = self
            .chars
            .iter()
            .skip(span.end())
            .take_while(|c| c.is_whitespace())
            .count();
        let next = span.end() + blanks;
        let mut diagnostic = Diagnostic::new(
            Code::LooseHyphen,
            span,
            "This hyphen belongs to no operator.",
        )
        .about("-")
        .with_help("Write the hyphen directly before the operator's name, as in -eq.");
        if blanks > 0 && self.chars.get(next).is_some_and(|c| c.is_alphabetic()) {
            diagnostic = diagnostic.with_fix(Fix::replace(
                "Remove the blank",
                Effect::Equivalent,
                Span::new(span.start(), next),
                "-",
            ));
        }
        self.diagnostics.push(diagnostic);
        self.at = span.end();
    }
}
