//! Putting a text into quotes where it needs them, and reading what stands in quotes.

use super::found::Quote;
use super::letters::{ends_word, is_dash, is_double_quote, is_single_quote};

/// Whether a text cannot stand as an argument without quotes.
pub(super) fn needs_quotes(text: &str) -> bool {
    let first = text.chars().next();
    let at_start =
        first.is_none_or(|c| is_dash(c) || matches!(c, '@' | '#' | '<' | '>' | '[' | '!'));
    at_start || text.chars().any(|c| ends_word(c) || c == '$')
}

/// A text in quotes.
pub(super) fn quoted(text: &str, quote: Quote) -> String {
    match quote {
        Quote::Single => format!("'{}'", escaped(text, quote)),
        Quote::Double => format!("\"{}\"", escaped(text, quote)),
    }
}

/// A text as it stands between quotes.
pub(super) fn escaped(text: &str, quote: Quote) -> String {
    let mut whole = String::new();
    for c in text.chars() {
        match quote {
            Quote::Single if is_single_quote(c) => whole.push(c),
            Quote::Double if is_double_quote(c) || matches!(c, '$' | '`') => whole.push('`'),
            _ => {}
        }
        whole.push(c);
    }
    whole
}

/// What stands between quotes, and for each of its bytes, and for its end, the byte of `raw` it comes from.
pub(super) fn unescaped(raw: &str, quote: Quote) -> (String, Vec<usize>) {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut letters = raw.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let twice = |next: Option<&(usize, char)>| match quote {
            Quote::Single => is_single_quote(c) && next.is_some_and(|n| is_single_quote(n.1)),
            Quote::Double => {
                c == '`' || is_double_quote(c) && next.is_some_and(|n| is_double_quote(n.1))
            }
        };
        let c = match twice(letters.peek()) {
            true => letters.next().map_or(c, |(_, second)| second),
            false => c,
        };
        text.push(c);
        places.resize(text.len(), at);
    }
    places.push(raw.len());
    (text, places)
}
