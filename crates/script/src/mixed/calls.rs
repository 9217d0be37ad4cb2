//! The calls of functions in a text in Rhai, as far as they can be read without running it.

use super::scan::{Found, Scanner, comment_length, interpolated_length, text_length};
use crate::span::Span;

/// What a text in Rhai calls, and what it names itself.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Calls {
    /// The calls, in order.
    pub calls: Vec<Call>,
    /// The functions that it defines, and all words that stand alone somewhere: a variable may be called as well.
    pub names: Vec<String>,
}

/// One call.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The function's name.
    pub name: String,
    /// Where the name stands.
    pub span: Span,
    /// Whether a value stands before it.
    pub form: CallForm,
    /// What stands between the brackets.
    pub arguments: Vec<CallArgument>,
}

/// How a function is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallForm {
    /// `name(…)`.
    Function,
    /// `value.name(…)`: the value is the first argument.
    Method,
}

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub struct CallArgument {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: CallValue,
}

/// What is known of an argument.
#[derive(Debug, Clone, PartialEq)]
pub enum CallValue {
    /// A text without anything to be worked out in it.
    Text(String),
    /// A whole number.
    Whole(i64),
    /// `true` or `false`.
    Truth(bool),
    /// A map: the keys with their places and values.
    Map(Vec<(String, Span, CallArgument)>),
    /// Nothing.
    Other,
}

/// Finds the calls in a text in Rhai, also those inside of texts with `${…}`.
pub fn calls(text: &str, is_command: &dyn Fn(&str) -> bool) -> Calls {
    let found = Scanner::new(text, is_command).all();
    let skipped = found.iter().filter_map(|one| match one {
        Found::Statement(piece) | Found::Value(piece) => Some(piece.span),
        Found::Begin(_) | Found::End(_) => None,
    });
    let mut reader = Reader {
        text,
        skipped: skipped.collect(),
        found: Calls::default(),
    };
    let mut waiting = vec![(0, text.len())];
    while let Some((start, end)) = waiting.pop() {
        let tokens = reader.tokens(start, end, &mut waiting);
        reader.read(&tokens);
    }
    reader.found.calls.sort_by_key(|call| call.span.start);
    reader.found
}

/// One token with its place.
struct Token<'t> {
    kind: Kind<'t>,
    span: Span,
}

enum Kind<'t> {
    Word(&'t str),
    /// A text, if it is known as it stands.
    Text(Option<String>),
    Number(&'t str),
    Sign(char),
    /// A section of PowerShell.
    Section,
}

impl Kind<'_> {
    fn is(&self, sign: char) -> bool {
        matches!(self, Kind::Sign(own) if *own == sign)
    }
}

struct Reader<'t> {
    text: &'t str,
    skipped: Vec<Span>,
    found: Calls,
}

impl<'t> Reader<'t> {
    /// The tokens of a stretch of the text; what stands inside of texts waits for its turn.
    fn tokens(
        &self,
        start: usize,
        end: usize,
        waiting: &mut Vec<(usize, usize)>,
    ) -> Vec<Token<'t>> {
        let mut tokens = Vec::new();
        let mut at = start;
        while let Some(rest) = self.text.get(at..end)
            && let Some(c) = rest.chars().next()
        {
            let letters = |c: &char| c.is_alphanumeric() || *c == '_';
            let word: usize = rest.chars().take_while(letters).map(char::len_utf8).sum();
            let section = self.skipped.iter().find(|span| span.start as usize == at);
            let (length, kind) = if let Some(section) = section {
                let length = (section.end as usize).saturating_sub(at).max(1);
                (length, Some(Kind::Section))
            } else if c.is_whitespace() {
                (c.len_utf8(), None)
            } else if rest.starts_with("//") {
                (rest.find('\n').unwrap_or(rest.len()), None)
            } else if rest.starts_with("/*") {
                (comment_length(rest), None)
            } else if let Some(length) = text_length(rest) {
                let written = rest.get(..length).unwrap_or(rest);
                waiting.extend(interpolated(written).map(|(from, to)| (at + from, at + to)));
                (length, Some(Kind::Text(known_text(written))))
            } else if word > 0 {
                let letters = rest.get(..word).unwrap_or(rest);
                let kind = match c.is_ascii_digit() {
                    true => Kind::Number(letters),
                    false => Kind::Word(letters),
                };
                (word, Some(kind))
            } else {
                (c.len_utf8(), Some(Kind::Sign(c)))
            };
            if let Some(kind) = kind {
                tokens.push(Token {
                    kind,
                    span: span(at, at + length),
                });
            }
            at += length;
        }
        tokens
    }

    fn read(&mut self, tokens: &[Token<'_>]) {
        for (place, token) in tokens.iter().enumerate() {
            let Kind::Word(word) = token.kind else {
                continue;
            };
            let before = place.checked_sub(1).and_then(|at| tokens.get(at));
            let before = before.map(|token| &token.kind);
            let after = tokens.get(place + 1..).unwrap_or_default();
            let is_call = after.first().is_some_and(|next| next.kind.is('('));
            let is_member = before.is_some_and(|kind| kind.is('.'));
            match before {
                Some(Kind::Word("fn")) => self.found.names.push(word.to_owned()),
                _ if is_call => {
                    let inside = after.get(1..).unwrap_or_default();
                    let inside = inside.get(..closing(inside)).unwrap_or(inside);
                    self.found.calls.push(Call {
                        name: word.to_owned(),
                        span: token.span,
                        form: match is_member {
                            true => CallForm::Method,
                            false => CallForm::Function,
                        },
                        arguments: split(inside).into_iter().map(argument).collect(),
                    });
                }
                _ if !is_member => self.found.names.push(word.to_owned()),
                _ => {}
            }
        }
    }
}

fn span(start: usize, end: usize) -> Span {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(number(start), number(end))
}

/// How many tokens stand before the bracket that closes what is open.
fn closing(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return place,
            },
            _ => {}
        }
    }
    tokens.len()
}

/// What stands between commas, but for a last one that stands before nothing.
fn split<'a, 't>(tokens: &'a [Token<'t>]) -> Vec<&'a [Token<'t>]> {
    let mut depth = 0_usize;
    let commas = tokens.split(|token| match token.kind {
        Kind::Sign('(' | '[' | '{') => {
            depth += 1;
            false
        }
        Kind::Sign(')' | ']' | '}') => {
            depth = depth.saturating_sub(1);
            false
        }
        Kind::Sign(',') => depth == 0,
        _ => false,
    });
    commas.filter(|part| !part.is_empty()).collect()
}

fn argument(tokens: &[Token<'_>]) -> CallArgument {
    let value = match tokens {
        [token] => match &token.kind {
            Kind::Text(Some(text)) => CallValue::Text(text.clone()),
            Kind::Word("true") => CallValue::Truth(true),
            Kind::Word("false") => CallValue::Truth(false),
            Kind::Number(number) => number
                .replace('_', "")
                .parse()
                .map_or(CallValue::Other, CallValue::Whole),
            _ => CallValue::Other,
        },
        [hash, open, inside @ .., close]
            if hash.kind.is('#') && open.kind.is('{') && close.kind.is('}') =>
        {
            CallValue::Map(split(inside).into_iter().filter_map(entry).collect())
        }
        _ => CallValue::Other,
    };
    let ends = tokens.first().zip(tokens.last());
    CallArgument {
        span: ends.map_or(Span::new(0, 0), |(first, last)| {
            Span::new(first.span.start, last.span.end)
        }),
        value,
    }
}

fn entry(tokens: &[Token<'_>]) -> Option<(String, Span, CallArgument)> {
    let [key, colon, value @ ..] = tokens else {
        return None;
    };
    let name = match &key.kind {
        Kind::Word(word) => (*word).to_owned(),
        Kind::Text(Some(text)) => text.clone(),
        _ => return None,
    };
    (colon.kind.is(':') && !value.is_empty()).then(|| (name, key.span, argument(value)))
}

/// Where something is worked out inside of a text.
fn interpolated(written: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        if !written.starts_with('`') {
            return None;
        }
        let start = at + written.get(at..)?.find("${")? + 2;
        let length = interpolated_length(written.get(start..)?);
        at = start + length;
        Some((start, (start + length).saturating_sub(1)))
    })
}

/// What a text stands for, unless something is to be worked out in it.
fn known_text(written: &str) -> Option<String> {
    let hashes = written.chars().take_while(|c| *c == '#').count();
    if hashes > 0 {
        let inside = written.get(hashes + 1..)?;
        return inside
            .get(..inside.len().checked_sub(hashes + 1)?)
            .map(str::to_owned);
    }
    let quote = written.chars().next()?;
    let inside = written.get(1..)?.strip_suffix(quote)?;
    if quote == '`' {
        // A line end right behind the quote is none of the text's.
        let inside = inside.strip_prefix('\n').unwrap_or(inside);
        return (!inside.contains("${")).then(|| inside.replace("``", "`"));
    }
    unescaped(inside, quote)
}

fn unescaped(inside: &str, quote: char) -> Option<String> {
    let mut text = String::new();
    let mut rest = inside.chars();
    while let Some(c) = rest.next() {
        if c == quote {
            // A doubled quote stands for itself.
            rest.next();
        }
        if c != '\\' {
            text.push(c);
            continue;
        }
        text.push(match rest.next()? {
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            c @ ('\\' | '"' | '\'') => c,
            c => {
                let digits = match c {
                    'x' => 2,
                    'u' => 4,
                    'U' => 8,
                    _ => return None,
                };
                let number: String = rest.by_ref().take(digits).collect();
                char::from_u32(u32::from_str_radix(&number, 16).ok()?)?
            }
        });
    }
    Some(text)
}
