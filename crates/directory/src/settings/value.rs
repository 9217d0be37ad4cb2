//! The values settings take, and how they are written.

use std::fmt;
use std::sync::Arc;

use ingroup_schema::{Duration, Instant, ObjectId};
use serde::{Deserialize, Serialize};

/// What values a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingKind {
    /// True or false.
    Flag,
    /// A whole number, not negative.
    Number,
    /// Any text of at most so many characters.
    Text(usize),
    /// The id of an object, or nothing.
    Id,
    /// A length of time, not negative.
    Duration,
    /// A length of time that is not zero, or nothing.
    Period,
    /// A point in time, or nothing.
    Instant,
    /// A whole number of hours, or `never`, or `atOnce`.
    Hours,
    /// One of these words.
    Choice(&'static [&'static str]),
}

/// The value of a setting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SettingValue {
    /// True or false.
    Flag(bool),
    /// A whole number.
    Number(u32),
    /// A text, perhaps empty; a word of a choice.
    Text(Arc<str>),
    /// The id of an object.
    Id(ObjectId),
    /// A length of time.
    Duration(Duration),
    /// A point in time.
    Instant(Instant),
    /// Nothing is set.
    None,
}

impl SettingKind {
    /// Reads a text as such a value: `true` and `false` in any case, digits, ISO 8601 lengths and
    /// points of time, words in any case; empty where nothing may be set.
    pub fn read(self, text: &str) -> Option<SettingValue> {
        match self {
            Self::Text(longest) => {
                let fits = text.encode_utf16().count() <= longest;
                fits.then(|| SettingValue::Text(text.into()))
            }
            Self::Id | Self::Period | Self::Instant if text.trim().is_empty() => {
                Some(SettingValue::None)
            }
            Self::Flag => ["false", "true"]
                .into_iter()
                .position(|word| word.eq_ignore_ascii_case(text.trim()))
                .map(|place| SettingValue::Flag(place == 1)),
            Self::Hours => {
                let word = text.trim().replace(' ', "");
                let words = ["never", "atOnce"].into_iter();
                let mut words = words.filter(|known| known.eq_ignore_ascii_case(&word));
                match words.next() {
                    Some(word) => Some(SettingValue::Text(word.into())),
                    None => word.parse().ok().map(SettingValue::Number),
                }
            }
            Self::Number => text.trim().parse().ok().map(SettingValue::Number),
            Self::Id => text.trim().parse().ok().map(SettingValue::Id),
            Self::Duration | Self::Period => {
                let (length, _) = Duration::read(text.trim()).ok()?;
                let fits = length >= Duration::ZERO
                    && (self == Self::Duration || length != Duration::ZERO);
                fits.then_some(SettingValue::Duration(length))
            }
            Self::Instant => text.trim().parse().ok().map(SettingValue::Instant),
            Self::Choice(words) => words
                .iter()
                .find(|word| word.eq_ignore_ascii_case(text.trim()))
                .map(|word| SettingValue::Text((*word).into())),
        }
    }
}

impl fmt::Display for SettingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("true or false"),
            Self::Number => f.write_str("a whole number"),
            Self::Hours => f.write_str("a whole number of hours, never or atOnce"),
            Self::Text(longest) => write!(f, "a text of at most {longest} characters"),
            Self::Id => f.write_str("the id of an object, or empty"),
            Self::Duration => f.write_str("a length of time such as PT2H"),
            Self::Period => f.write_str("a length of time such as PT2H, or empty"),
            Self::Instant => f.write_str("a date and time such as 2026-11-03T00:00:00Z, or empty"),
            Self::Choice(words) => {
                f.write_str("one of ")?;
                f.write_str(&words.join(", "))
            }
        }
    }
}

impl fmt::Display for SettingValue {
    /// As [`SettingKind::read`] reads it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => fmt::Display::fmt(flag, f),
            Self::Number(number) => fmt::Display::fmt(number, f),
            Self::Text(text) => f.write_str(text),
            Self::Id(id) => fmt::Display::fmt(id, f),
            Self::Duration(length) => fmt::Display::fmt(length, f),
            Self::Instant(instant) => fmt::Display::fmt(instant, f),
            Self::None => Ok(()),
        }
    }
}

/// A fact of the settings that has a kind of value.
pub(super) trait Fact: Sized {
    /// The fact as a value.
    fn value(&self) -> SettingValue;

    /// The fact that a value is, if it can be one.
    fn read(value: &SettingValue) -> Option<Self>;
}

impl Fact for bool {
    fn value(&self) -> SettingValue {
        SettingValue::Flag(*self)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Flag(flag) => Some(*flag),
            _ => None,
        }
    }
}

impl Fact for u32 {
    fn value(&self) -> SettingValue {
        SettingValue::Number(*self)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl Fact for Arc<str> {
    fn value(&self) -> SettingValue {
        SettingValue::Text(self.clone())
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl Fact for Duration {
    fn value(&self) -> SettingValue {
        SettingValue::Duration(*self)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Duration(length) if *length >= Self::ZERO => Some(*length),
            _ => None,
        }
    }
}

impl Fact for Option<Duration> {
    fn value(&self) -> SettingValue {
        self.map_or(SettingValue::None, SettingValue::Duration)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Duration(length) if *length > Duration::ZERO => Some(Some(*length)),
            SettingValue::None => Some(None),
            _ => None,
        }
    }
}

impl Fact for Option<ObjectId> {
    fn value(&self) -> SettingValue {
        self.map_or(SettingValue::None, SettingValue::Id)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Id(id) => Some(Some(*id)),
            SettingValue::None => Some(None),
            _ => None,
        }
    }
}

impl Fact for Option<Instant> {
    fn value(&self) -> SettingValue {
        self.map_or(SettingValue::None, SettingValue::Instant)
    }

    fn read(value: &SettingValue) -> Option<Self> {
        match value {
            SettingValue::Instant(instant) => Some(Some(*instant)),
            SettingValue::None => Some(None),
            _ => None,
        }
    }
}
