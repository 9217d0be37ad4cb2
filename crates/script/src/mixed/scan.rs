//! Looking through a text in Rhai for the places at which PowerShell stands, and for its statements at the top.

use crate::parse::{Piece, parse_braces, parse_one};
use crate::span::Span;

/// What was found, in order.
pub(super) enum Found {
    /// A statement at the top begins here, or the comments above it.
    Begin(u32),
    /// The statement at the top that began last ends here.
    End(u32),
    /// PowerShell that stands as a statement.
    Statement(Piece),
    /// PowerShell that stands as a value.
    Value(Piece),
}

/// What may stand at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Expected {
    Statement,
    Value,
    /// Neither begins here.
    Rest,
}

/// Words after a closing brace that go on with the statement.
const GO_ON: [&str; 2] = ["else", "catch"];
/// Words whose statement ends with its last brace.
const ENDS_WITH_BRACE: [&str; 8] = ["if", "while", "loop", "do", "for", "switch", "try", "fn"];

pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    is_command: &'t dyn Fn(&str) -> bool,
    found: Vec<Found>,
    expected: Expected,
    /// How many brackets are open.
    depth: usize,
    /// The first word of the statement at the top that is open; empty when it begins with something else.
    first_word: Option<String>,
    /// Where the last statement at the top ended.
    ended: usize,
}

impl<'t> Scanner<'t> {
    pub(super) fn new(text: &'t str, is_command: &'t dyn Fn(&str) -> bool) -> Self {
        Self {
            text,
            at: 0,
            is_command,
            found: Vec::new(),
            expected: Expected::Statement,
            depth: 0,
            first_word: None,
            ended: 0,
        }
    }

    pub(super) fn all(mut self) -> Vec<Found> {
        while let Some(c) = self.peek() {
            self.step(c);
        }
        self.end_statement(self.text.trim_end().len());
        self.found
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn step(&mut self, c: char) {
        let rest = self.rest();
        if c.is_whitespace() {
            self.at += c.len_utf8();
            return;
        }
        if rest.starts_with("//") {
            self.at += rest.find('\n').unwrap_or(rest.len());
            return;
        }
        if rest.starts_with("/*") {
            self.at += comment_length(rest);
            return;
        }
        self.begin_statement(rest, c);
        let expected = std::mem::replace(&mut self.expected, Expected::Rest);
        if c.is_alphabetic() || c == '_' {
            self.word(rest, expected);
            return;
        }
        if let Some(length) = text_length(rest) {
            self.at += length;
            return;
        }
        self.at += c.len_utf8();
        match c {
            '{' => {
                self.depth += 1;
                self.expected = Expected::Statement;
            }
            '(' => {
                self.depth += 1;
                self.expected = Expected::Value;
            }
            '[' => self.depth += 1,
            ')' | ']' => self.depth = self.depth.saturating_sub(1),
            '}' => {
                self.depth = self.depth.saturating_sub(1);
                self.expected = Expected::Statement;
                self.after_brace();
            }
            ';' => {
                self.expected = Expected::Statement;
                if self.depth == 0 {
                    self.end_statement(self.at);
                }
            }
            '=' if !rest.starts_with("==") && !rest.starts_with("=>") && self.is_plain_equals() => {
                self.expected = Expected::Value;
            }
            _ => {}
        }
    }

    /// Whether the `=` just read is not the end of another operator.
    fn is_plain_equals(&self) -> bool {
        let before = self.text.get(..self.at - 1).unwrap_or("");
        !before.ends_with(['=', '!', '<', '>', '+', '-', '*', '/', '%', '&', '|', '^'])
    }

    fn word(&mut self, rest: &str, expected: Expected) {
        if expected != Expected::Rest {
            if let Some(word) = command_word(rest) {
                let capitals = word
                    .split('-')
                    .all(|part| part.starts_with(|c: char| c.is_ascii_uppercase()));
                if capitals || (self.is_command)(word) {
                    self.section(parse_one(rest, self.base()), expected);
                    return;
                }
            }
            let block = rest
                .strip_prefix("ps")
                .filter(|after| after.trim_start().starts_with('{'));
            if let Some(after) = block {
                let blanks = after.len() - after.trim_start().len();
                let open = "ps".len() + blanks;
                let inside = rest.get(open..).unwrap_or("");
                let start = self.base();
                let base = start + u32::try_from(open).unwrap_or(0);
                let mut piece = parse_braces(inside, base);
                piece.span = Span::new(start, piece.span.end);
                self.section(piece, expected);
                return;
            }
        }
        let length: usize = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .map(char::len_utf8)
            .sum();
        let word = rest.get(..length).unwrap_or("");
        self.at += length.max(1);
        if word == "return" {
            self.expected = Expected::Value;
        }
    }

    fn base(&self) -> u32 {
        u32::try_from(self.at).unwrap_or(u32::MAX)
    }

    fn section(&mut self, piece: Piece, expected: Expected) {
        self.at = (piece.span.end as usize).max(self.at + 1);
        match expected {
            Expected::Value => self.found.push(Found::Value(piece)),
            _ => {
                self.found.push(Found::Statement(piece));
                self.expected = Expected::Statement;
                if self.depth == 0 {
                    // A semicolon behind it belongs to it.
                    let blanks = self.rest().len() - self.rest().trim_start_matches(' ').len();
                    let closed = self.rest().trim_start_matches(' ').starts_with(';');
                    self.at += if closed { blanks + 1 } else { 0 };
                    self.end_statement(self.at);
                }
            }
        }
    }

    /// Notes that a statement at the top begins, if none is open.
    fn begin_statement(&mut self, rest: &str, c: char) {
        if self.depth > 0 || self.first_word.is_some() || c == ';' {
            return;
        }
        let word: String = rest
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect();
        let at = u32::try_from(self.ended).unwrap_or(u32::MAX);
        self.found.push(Found::Begin(at));
        self.first_word = Some(word);
    }

    fn end_statement(&mut self, at: usize) {
        if self.first_word.take().is_some() {
            // A comment behind a statement on the same line belongs to it.
            let rest = self.text.get(at..).unwrap_or("");
            let line = rest.lines().next().unwrap_or("");
            let comment = line.trim_start().starts_with("//");
            self.ended = at + if comment { line.len() } else { 0 };
            let end = u32::try_from(self.ended).unwrap_or(u32::MAX);
            self.found.push(Found::End(end));
        }
    }

    /// Ends the statement at the top whose brace closed, unless it goes on.
    fn after_brace(&mut self) {
        let Some(first) = &self.first_word else {
            return;
        };
        let rest = self.rest().trim_start();
        let next: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        let goes_on = GO_ON.contains(&next.as_str())
            || first == "do" && matches!(next.as_str(), "while" | "until");
        let ends =
            ENDS_WITH_BRACE.contains(&first.as_str()) || first == "private" || first.is_empty();
        if self.depth == 0 && ends && !goes_on && !rest.starts_with(';') {
            self.end_statement(self.at);
        }
    }
}

/// `Verb-Noun` at the start of a text, when nothing else is tied to it.
fn command_word(text: &str) -> Option<&str> {
    let letters = |text: &str| text.chars().take_while(char::is_ascii_alphabetic).count();
    let verb = letters(text);
    let noun = text.get(verb..)?.strip_prefix('-')?;
    letters(noun).checked_sub(1)?;
    let noun: usize = noun.chars().take_while(char::is_ascii_alphanumeric).count();
    let length = verb + 1 + noun;
    let after = text.get(length..)?.chars().next();
    let alone = after.is_none_or(|c| c.is_whitespace() || matches!(c, ';' | '|' | ')' | '}' | ','));
    (verb > 0 && alone).then(|| text.get(..length)).flatten()
}

/// The length of a comment `/* … */`, which may hold others.
pub(super) fn comment_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of the string or character that a text begins with.
pub(super) fn text_length(text: &str) -> Option<usize> {
    let hashes = text.chars().take_while(|c| *c == '#').count();
    if hashes > 0 {
        let inside = text.get(hashes..)?.strip_prefix('"')?;
        let end = format!("\"{}", "#".repeat(hashes));
        let length = inside.find(&end).map_or(inside.len(), |at| at + end.len());
        return Some(hashes + 1 + length);
    }
    let quote = text
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let mut at = 1;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let c = rest.chars().next().unwrap_or('\0');
        at += c.len_utf8();
        if c == quote {
            // A doubled quote stands for itself.
            if !rest.get(1..).is_some_and(|next| next.starts_with(quote)) || quote == '\'' {
                return Some(at);
            }
            at += 1;
        } else if c == '\\' && quote != '`' {
            at += rest
                .get(1..)
                .and_then(|next| next.chars().next())
                .map_or(0, char::len_utf8);
        } else if quote == '`' && rest.starts_with("${") {
            at += 1;
            at += interpolated_length(text.get(at..).unwrap_or(""));
        } else if c == '\n' && quote != '`' {
            // Not closed: Rhai says so.
            return Some(at);
        }
    }
    Some(text.len())
}

/// The length of `…}` inside a string with `${…}`.
pub(super) fn interpolated_length(text: &str) -> usize {
    let mut depth = 1_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(length) = text_length(rest) {
            at += length;
            continue;
        }
        let c = rest.chars().next().unwrap_or('\0');
        at += c.len_utf8();
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    at
}
