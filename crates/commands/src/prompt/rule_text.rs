//! The words of a rule that is being typed: where they stand and what they are, whether it is whole or not.

use std::ops::Range;

/// What a word of a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordKind {
    /// Letters, digits, dots: a property, `true`, `P1D`, a number.
    Name,
    /// `-eq` and the like.
    Operator,
    /// A text in quotes; whether its end is there.
    Text(Closing),
    /// `(`, `[`, `,` and what else is one character.
    Mark(char),
}

/// Whether a text in quotes has its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closing {
    Open,
    Closed,
}

/// One word of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) kind: WordKind,
    pub(super) span: Range<usize>,
}

impl Word {
    pub(super) fn of<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.span.clone()).unwrap_or("")
    }
}

/// Cuts a rule into words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += c.len_utf8();
        let kind = match c {
            c if c.is_whitespace() => continue,
            '"' | '\'' => {
                let closing;
                (at, closing) = text_end(text, at, c);
                WordKind::Text(closing)
            }
            '-' => {
                at = run(text, at, char::is_alphabetic);
                WordKind::Operator
            }
            c if is_name(c) => {
                at = run(text, at, |c| is_name(c) || c == '.');
                WordKind::Name
            }
            c => WordKind::Mark(c),
        };
        words.push(Word {
            kind,
            span: start..at,
        });
    }
    words
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

fn run(text: &str, from: usize, test: impl Fn(char) -> bool) -> usize {
    let rest = text.get(from..).unwrap_or("");
    from + rest.find(|c: char| !test(c)).unwrap_or(rest.len())
}

/// Where a text in quotes ends that begins before `at`.
fn text_end(text: &str, at: usize, quote: char) -> (usize, Closing) {
    let mut letters = text.get(at..).unwrap_or("").char_indices();
    while let Some((offset, c)) = letters.next() {
        match c {
            '\\' | '`' => {
                letters.next();
            }
            c if c == quote => return (at + offset + c.len_utf8(), Closing::Closed),
            _ => {}
        }
    }
    (text.len(), Closing::Open)
}
