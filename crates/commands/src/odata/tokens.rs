//! A filter's text as tokens.

use std::ops::Range;

use super::error::Fault;

/// One piece of a filter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) place: Range<usize>,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a word of the language, a number, a date or a GUID.
    Word(String),
    /// A text in quotes.
    Text(String),
    /// `(`, `)`, `,`, `/` or `:`.
    Sign(char),
}

impl Kind {
    /// Whether it is this word, in any case.
    pub(super) fn is(&self, word: &str) -> bool {
        matches!(self, Kind::Word(own) if own.eq_ignore_ascii_case(word))
    }
}

/// Which quotes stand around texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Quotes {
    /// Only `'…'`, as OData has it.
    Single,
    /// `'…'`, also as word processors write it.
    Typographic,
    /// `'…'` and `"…"`, as OPATH has it.
    Both,
}

/// The tokens of a text.
pub(super) fn tokens(text: &str, quotes: Quotes) -> Result<Vec<Token>, Fault> {
    let mut all = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some(&(start, letter)) = letters.peek() {
        let kind = match letter {
            _ if letter.is_whitespace() => {
                letters.next();
                continue;
            }
            '\'' => quoted(text, start, letter, &mut letters)?,
            '"' if quotes == Quotes::Both => quoted(text, start, letter, &mut letters)?,
            '‘' | '’' if quotes == Quotes::Typographic => {
                quoted(text, start, '’', &mut letters)?
            }
            '(' | ')' | ',' | '/' | ':' => {
                letters.next();
                Kind::Sign(letter)
            }
            _ if is_word(letter, letter) => word(letter, &mut letters),
            _ => return Err(stray(text, start, letter)),
        };
        let end = letters.peek().map_or(text.len(), |(at, _)| *at);
        all.push(Token {
            kind,
            place: start..end,
        });
    }
    Ok(all)
}

type Letters<'t> = std::iter::Peekable<std::str::CharIndices<'t>>;

/// A text in quotes; a quote in it is doubled.
fn quoted(text: &str, start: usize, quote: char, letters: &mut Letters<'_>) -> Result<Kind, Fault> {
    letters.next();
    let mut inside = String::new();
    while let Some((_, letter)) = letters.next() {
        if letter != quote {
            inside.push(letter);
        } else if letters.next_if(|(_, next)| *next == quote).is_some() {
            inside.push(quote);
        } else {
            return Ok(Kind::Text(inside));
        }
    }
    Err(
        Fault::new("A text has no closing quote.", start..text.len())
            .help("A quote inside a text is doubled: 'O''Brien'.")
            .service(
                "BadRequest",
                format!(
                    "Invalid filter clause: There is an unterminated string literal at position {} in '{text}'.",
                    text.chars().count()
                ),
            ),
    )
}

fn word(first: char, letters: &mut Letters<'_>) -> Kind {
    let mut word = String::new();
    while let Some((_, letter)) = letters.next_if(|(_, letter)| is_word(first, *letter)) {
        word.push(letter);
    }
    Kind::Word(word)
}

/// Dates and numbers begin with a digit and may hold a colon and a plus.
fn is_word(first: char, letter: char) -> bool {
    letter.is_alphanumeric()
        || matches!(letter, '_' | '$' | '.' | '-' | '@')
        || first.is_ascii_digit() && matches!(letter, ':' | '+')
}

fn stray(text: &str, start: usize, letter: char) -> Fault {
    let position = text.chars().position(|other| other == letter).unwrap_or(0);
    let what = match letter {
        '"' => "A double quote".to_owned(),
        other => format!("\"{other}\""),
    };
    let fault = Fault::new(
        format!("{what} has no meaning in a filter."),
        start..start + letter.len_utf8(),
    )
    .service(
        "BadRequest",
        format!(
            "Invalid filter clause: Syntax error: character '{letter}' is not valid at position {position} in '{text}'."
        ),
    );
    match letter {
        '"' | '‘' | '’' | '“' | '”' => {
            fault.help("Texts stand in straight single quotes: displayName eq 'Sales'.")
        }
        '=' | '!' | '<' | '>' => fault.help("Comparisons are words: eq, ne, gt, ge, lt, le, in."),
        '&' | '|' => fault.help("Conditions are joined by and, or and not."),
        '*' => fault.help("There are no wildcards; startsWith(displayName,'Sales') is one way."),
        _ => fault,
    }
}
