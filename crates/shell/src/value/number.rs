//! Numbers: whole ones widen to fractions when they must, text is read as .NET reads it.

use std::cmp::Ordering;

use super::Value;

/// A number of either kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Int(i64),
    /// A number with a fraction.
    Double(f64),
}

impl Number {
    /// As a fraction.
    #[expect(clippy::cast_precision_loss, reason = "what .NET does")]
    pub fn as_f64(self) -> f64 {
        match self {
            Number::Int(number) => number as f64,
            Number::Double(number) => number,
        }
    }

    /// As a whole number, halves to the even neighbour; `None` if it is too large.
    #[expect(clippy::cast_possible_truncation, reason = "the range is checked")]
    pub fn round_to_int(self) -> Option<i64> {
        match self {
            Number::Int(number) => Some(number),
            Number::Double(number) => {
                let rounded = number.round_ties_even();
                (rounded.abs() < 9.2e18).then_some(rounded as i64)
            }
        }
    }

    /// Which is larger; not-a-number is below everything.
    pub fn order(self, other: Number) -> Ordering {
        match (self, other) {
            (Number::Int(a), Number::Int(b)) => a.cmp(&b),
            (a, b) => a
                .as_f64()
                .partial_cmp(&b.as_f64())
                .unwrap_or_else(|| b.as_f64().is_nan().cmp(&a.as_f64().is_nan())),
        }
    }

    /// Reads `42`, `-1.5`, `1e3`, `0x1F`, `2GB`; blanks around are allowed.
    pub fn parse(text: &str) -> Option<Number> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
            return i64::from_str_radix(hex, 16).ok().map(Number::Int);
        }
        let lower = text.to_ascii_lowercase();
        let units = [
            ("kb", 1_i64 << 10),
            ("mb", 1 << 20),
            ("gb", 1 << 30),
            ("tb", 1 << 40),
            ("pb", 1 << 50),
        ];
        for (unit, size) in units {
            if let Some(number) = lower.strip_suffix(unit) {
                return match Number::parse_plain(number)? {
                    Number::Int(n) => n.checked_mul(size).map(Number::Int),
                    double => Some(Number::Double(double.as_f64() * Number::Int(size).as_f64())),
                };
            }
        }
        Number::parse_plain(text)
    }

    fn parse_plain(text: &str) -> Option<Number> {
        if let Ok(number) = text.parse::<i64>() {
            return Some(Number::Int(number));
        }
        let plausible = text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E'));
        match text.parse::<f64>() {
            Ok(number) if plausible => Some(Number::Double(number)),
            _ => None,
        }
    }

    /// As .NET writes it.
    pub fn to_text(self) -> String {
        match self {
            Number::Int(number) => number.to_string(),
            Number::Double(number) if number.is_nan() => "NaN".to_owned(),
            Number::Double(number) if number.is_infinite() => {
                if number > 0.0 { "∞" } else { "-∞" }.to_owned()
            }
            Number::Double(number)
                if number != 0.0 && (number.abs() >= 1e15 || number.abs() < 1e-4) =>
            {
                scientific(number)
            }
            Number::Double(number) => number.to_string(),
        }
    }
}

fn scientific(number: f64) -> String {
    let text = format!("{number:E}");
    match text.split_once('E') {
        Some((digits, exponent)) => {
            let (sign, exponent) = match exponent.strip_prefix('-') {
                Some(rest) => ('-', rest),
                None => ('+', exponent),
            };
            format!("{digits}E{sign}{exponent:0>2}")
        }
        None => text,
    }
}

impl From<Number> for Value {
    fn from(number: Number) -> Value {
        match number {
            Number::Int(number) => Value::Int(number),
            Number::Double(number) => Value::Double(number),
        }
    }
}
