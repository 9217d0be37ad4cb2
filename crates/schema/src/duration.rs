//! Lengths of time, read from ISO 8601 as .NET reads them.

use std::fmt;

use serde::{Deserialize, Serialize};

const NANOSECOND: i128 = 1;
const SECOND: i128 = 1_000_000_000 * NANOSECOND;
const MINUTE: i128 = 60 * SECOND;
const HOUR: i128 = 60 * MINUTE;
const DAY: i128 = 24 * HOUR;

/// A length of time, positive or negative, in nanoseconds.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Duration {
    nanoseconds: i128,
}

/// The text is no duration.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a duration such as P30D or P7DT3H")]
pub struct DurationError(String);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self { nanoseconds: 0 };

    /// A length in nanoseconds.
    pub const fn from_nanoseconds(nanoseconds: i128) -> Self {
        Self { nanoseconds }
    }

    /// A length in whole seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self {
            nanoseconds: seconds as i128 * SECOND,
        }
    }

    /// A length in days of 24 hours.
    pub const fn from_days(days: i64) -> Self {
        Self {
            nanoseconds: days as i128 * DAY,
        }
    }

    /// The length in nanoseconds.
    pub fn nanoseconds(self) -> i128 {
        self.nanoseconds
    }

    /// The length in whole seconds, rounded towards zero.
    pub fn seconds(self) -> i128 {
        self.nanoseconds / SECOND
    }

    /// The same length the other way.
    pub fn negated(self) -> Self {
        Self {
            nanoseconds: -self.nanoseconds,
        }
    }

    /// Reads `P…` in any case: years of 365 days, months of 30, days, hours, minutes and
    /// seconds with a fraction; no weeks (`LANG 1.5`). The flag says that years or months,
    /// whose length is a convention, were used.
    pub fn read(text: &str) -> Result<(Self, bool), DurationError> {
        let error = || DurationError(text.to_owned());
        let upper = text.to_ascii_uppercase();
        let (sign, body) = match upper.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, upper.as_str()),
        };
        let body = body.strip_prefix('P').ok_or_else(error)?;
        let (date, time) = match body.split_once('T') {
            Some((_, "")) => return Err(error()),
            Some((date, time)) => (date, time),
            None => (body, ""),
        };
        if date.is_empty() && time.is_empty() {
            return Err(error());
        }
        let date_units = [('Y', 365 * DAY), ('M', 30 * DAY), ('D', DAY)];
        let time_units = [('H', HOUR), ('M', MINUTE), ('S', SECOND)];
        let (date_length, largest) = read_units(date, &date_units).ok_or_else(error)?;
        let (time_length, _) = read_units(time, &time_units).ok_or_else(error)?;
        let conventional = largest.is_some_and(|unit| unit != 'D');
        Ok((
            Self {
                nanoseconds: sign * (date_length + time_length),
            },
            conventional,
        ))
    }
}

/// Sums `<number><unit>` pairs whose units come in the given order, each at most once. Returns
/// the length in nanoseconds and the first unit met.
fn read_units(mut text: &str, units: &[(char, i128)]) -> Option<(i128, Option<char>)> {
    let mut total = 0_i128;
    let mut first = None;
    let mut units = units.iter();
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let (number, rest) = text.split_at(end);
        let letter = rest.chars().next()?;
        let (_, length) = units.by_ref().find(|(unit, _)| *unit == letter)?;
        total = total.checked_add(read_number(number, letter, *length)?)?;
        first = first.or(Some(letter));
        text = rest.get(1..)?;
    }
    Some((total, first))
}

/// A number of units in nanoseconds; only seconds take a fraction. At most nine digits before
/// the point, so that the sum stays far from the ends of the type.
fn read_number(number: &str, unit: char, length: i128) -> Option<i128> {
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) if unit == 'S' && !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (number, ""),
    };
    if whole.is_empty() || whole.len() > 9 || fraction.contains('.') {
        return None;
    }
    let nanoseconds = fraction
        .bytes()
        .chain(std::iter::repeat(b'0'))
        .take(9)
        .fold(0_i128, |sum, digit| sum * 10 + i128::from(digit - b'0'));
    Some(whole.parse::<i128>().ok()? * length + nanoseconds)
}

impl fmt::Display for Duration {
    /// ISO 8601 in days, hours, minutes and seconds, such as `P7DT3H`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.nanoseconds == 0 {
            return f.write_str("PT0S");
        }
        if self.nanoseconds < 0 {
            f.write_str("-")?;
        }
        let all = self.nanoseconds.unsigned_abs();
        let unit = |length: i128| length.unsigned_abs();
        let (days, rest) = (all / unit(DAY), all % unit(DAY));
        let (hours, rest) = (rest / unit(HOUR), rest % unit(HOUR));
        let (minutes, rest) = (rest / unit(MINUTE), rest % unit(MINUTE));
        let (seconds, fraction) = (rest / unit(SECOND), rest % unit(SECOND));
        f.write_str("P")?;
        if days > 0 {
            write!(f, "{days}D")?;
        }
        if hours + minutes + seconds + fraction > 0 {
            f.write_str("T")?;
        }
        for (count, letter) in [(hours, 'H'), (minutes, 'M')] {
            if count > 0 {
                write!(f, "{count}{letter}")?;
            }
        }
        match (seconds, fraction) {
            (0, 0) => Ok(()),
            (_, 0) => write!(f, "{seconds}S"),
            _ => {
                let digits = format!("{fraction:09}");
                write!(f, "{seconds}.{}S", digits.trim_end_matches('0'))
            }
        }
    }
}
