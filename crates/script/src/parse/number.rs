//! Numbers: `42`, `-1.5e3`, `0xFF`, `0b101`, the suffixes `l`, `u` and `d`, and `kb` to `pb`.

use super::Parser;
use super::cursor::is_name;
use crate::tree::Number;

const MULTIPLES: &[(&str, i64)] = &[
    ("kb", 1 << 10),
    ("mb", 1 << 20),
    ("gb", 1 << 30),
    ("tb", 1 << 40),
    ("pb", 1 << 50),
];

impl Parser {
    /// Reads a number, if the next characters are one and nothing that continues a word follows.
    pub(super) fn number(&mut self) -> Option<Number> {
        let start = self.cursor.at;
        let digit = |ahead: usize, parser: &Self| parser.cursor.peek(ahead).is_ascii_digit();
        let begins = digit(0, self) || (self.cursor.peek(0) == '.' && digit(1, self));
        if !begins {
            return None;
        }
        let mut dot_seen = false;
        loop {
            let c = self.cursor.peek(0);
            let exponent = matches!(self.cursor.before(), 'e' | 'E') && self.cursor.at > start;
            let goes_on = match c {
                '.' => !dot_seen && digit(1, self),
                '+' | '-' => {
                    exponent
                        && digit(1, self)
                        && !self.cursor.slice(start, start + 2).contains(['x', 'X'])
                }
                _ => is_name(c),
            };
            if !goes_on {
                break;
            }
            dot_seen |= c == '.';
            self.cursor.advance(1);
        }
        let number = read_number(&self.cursor.slice(start, self.cursor.at));
        if number.is_none() {
            self.cursor.at = start;
        }
        number
    }
}

/// The number a whole word is, sign included; `None` when it is not one, or too large for any number.
pub(super) fn read_number(word: &str) -> Option<Number> {
    let word = word.to_ascii_lowercase();
    let (negative, digits) = match word.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, word.strip_prefix('+').unwrap_or(&word)),
    };
    for (prefix, radix) in [("0x", 16), ("0b", 2)] {
        if let Some(digits) = digits.strip_prefix(prefix) {
            let value = i64::from_str_radix(digits.trim_end_matches('l'), radix).ok()?;
            return (!digits.starts_with(['+', '-']))
                .then(|| Number::Whole(if negative { -value } else { value }));
        }
    }
    let (digits, multiple) = MULTIPLES
        .iter()
        .find_map(|(suffix, multiple)| Some((digits.strip_suffix(suffix)?, *multiple)))
        .unwrap_or((digits, 1));
    if let Some(digits) = digits.strip_suffix('d') {
        let value: f64 = plain(digits)?;
        let sign = if negative { "-" } else { "" };
        return (multiple == 1 && value.is_finite())
            .then(|| Number::Decimal(format!("{sign}{digits}")));
    }
    let (digits, whole_only) = match digits
        .strip_suffix("ul")
        .or(digits.strip_suffix('l'))
        .or(digits.strip_suffix('u'))
    {
        Some(digits) => (digits, true),
        None => (digits, false),
    };
    let value: f64 = plain(digits)?;
    if digits.bytes().all(|b| b.is_ascii_digit())
        && let Some(whole) = digits
            .parse::<i64>()
            .ok()
            .and_then(|whole| whole.checked_mul(multiple))
    {
        return Some(Number::Whole(if negative { -whole } else { whole }));
    }
    // A multiple is a power of two below 2^53: exact as a float.
    let value = value * multiple as f64;
    (value.is_finite() && !whole_only).then_some(Number::Float(if negative {
        -value
    } else {
        value
    }))
}

/// Digits with at most a point and an exponent; Rust would also take `inf` and `nan`.
fn plain(digits: &str) -> Option<f64> {
    let bare = digits.strip_prefix('.').unwrap_or(digits);
    bare.starts_with(|c: char| c.is_ascii_digit())
        .then(|| digits.parse().ok())
        .flatten()
}
