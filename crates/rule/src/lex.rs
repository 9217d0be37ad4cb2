//! Text to tokens: dashes, quotes, numbers, dates and everything that a rule may not hold (LANG 1).

use crate::code::Code;
use crate::diagnostic::{Diagnostic, Edit, Effect, Fix};
use crate::span::Span;
use crate::token::{Token, TokenKind};

/// What stands for a hyphen in copied text: non-breaking hyphen, en dash, em dash, minus sign.
const LONG_DASHES: [char; 4] = ['\u{2011}', '\u{2013}', '\u{2014}', '\u{2212}'];
const OPENING_CURLY: [char; 5] = ['\u{201C}', '\u{201D}', '\u{201E}', '\u{201F}', '\u{00AB}'];
const CLOSING_CURLY: [char; 3] = ['\u{201D}', '\u{201C}', '\u{00BB}'];
const SINGLE_CURLY: [char; 4] = ['\u{2018}', '\u{2019}', '\u{201A}', '\u{201B}'];

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

/// Cuts a text into tokens. Never fails: what has no meaning is reported and left out.
pub(crate) fn lex(chars: &[char], diagnostics: &mut Vec<Diagnostic>) -> Vec<Token> {
    let mut lexer = Lexer {
        chars,
        at: 0,
        tokens: Vec::new(),
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
    tokens: Vec<Token>,
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
        self.chars
            .iter()
            .skip(span.start())
            .take(span.len())
            .collect()
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
        let prefix = self.slice(Span::new(self.at, self.at + 10));
        if prefix.eq_ignore_ascii_case("extension_")
            && let Some(after) = self.guid(self.at + 10)
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

    fn comment(&mut self) {
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

    /// A text in straight quotes. `''` is one apostrophe in both kinds; `\"` and `` `" `` are one
    /// quotation mark inside double quotes (LANG 1.2).
    fn straight_string(&mut self, quote: char) {
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
    fn report_apostrophes(&mut self, places: &[usize]) {
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
    fn unterminated(&mut self, quote: char, text: String) {
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
    fn curly_string(&mut self, open: char) {
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

    fn curly(&mut self, text: String, close: usize, wrong: Vec<Span>, quote: char) {
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
    fn escaped_string(&mut self, escape: char) {
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

    /// Characters without a meaning: an operator of another language, or plain debris.
    fn stray(&mut self) {
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

fn curly_diagnostic(span: Span, odd: char) -> Diagnostic {
    Diagnostic::new(
        Code::CurlyQuotes,
        span,
        format!("\"{odd}\" is a typographic quotation mark; a rule takes only straight ones."),
    )
    .with_help("Type the quotation marks anew; text copied from a web page often has these.")
}
