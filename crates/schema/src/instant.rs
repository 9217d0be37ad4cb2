//! Points in time.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::duration::Duration;

/// A point in time, in UTC, exact to the nanosecond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(Timestamp);

/// The text is no date and time.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not a date and time such as 2026-11-21T00:00:00Z")]
pub struct InstantError(String);

/// What a date-time literal said, and what had to be supplied (`LANG 1.5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InstantLiteral {
    /// The point in time.
    pub instant: Instant,
    /// The literal was a date only; the time was taken as 00:00:00.
    pub without_time: bool,
    /// The literal had no zone; UTC was taken.
    pub without_zone: bool,
}

impl Instant {
    /// The start of 1970, UTC.
    pub const EPOCH: Self = Self(Timestamp::UNIX_EPOCH);

    /// The instant this many nanoseconds after [`Instant::EPOCH`]; `None` outside the years
    /// -9999 to 9999.
    pub fn from_unix_nanoseconds(nanoseconds: i128) -> Option<Self> {
        Timestamp::from_nanosecond(nanoseconds).ok().map(Self)
    }

    /// This instant as the date library's own type, for crates that format dates in other ways.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// Nanoseconds since [`Instant::EPOCH`].
    pub fn unix_nanoseconds(self) -> i128 {
        self.0.as_nanosecond()
    }

    /// This instant moved by a duration; held at the ends of time.
    pub fn saturating_add(self, duration: Duration) -> Self {
        let moved = self
            .unix_nanoseconds()
            .saturating_add(duration.nanoseconds());
        let held = moved.clamp(
            Timestamp::MIN.as_nanosecond(),
            Timestamp::MAX.as_nanosecond(),
        );
        Self(Timestamp::from_nanosecond(held).unwrap_or(self.0))
    }

    /// The time from `earlier` to this instant; negative if this one is earlier.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_nanoseconds(self.unix_nanoseconds() - earlier.unix_nanoseconds())
    }

    /// Reads a literal as rules and exports write it: a date, or a date and time with or
    /// without seconds, fraction and zone.
    pub fn read(text: &str) -> Result<InstantLiteral, InstantError> {
        let error = || InstantError(text.to_owned());
        let upper = text.trim().to_ascii_uppercase();
        // A date alone has ten characters; everything longer must name a time, so that texts
        // such as `2025-01-01 x` are not read as dates.
        if upper.len() == 10 {
            let date: jiff::civil::Date = upper.parse().map_err(|_| error())?;
            return Ok(InstantLiteral {
                instant: Self::at_utc(date.at(0, 0, 0, 0)).ok_or_else(error)?,
                without_time: true,
                without_zone: true,
            });
        }
        if !upper.is_char_boundary(10) || !matches!(upper.as_bytes().get(10), Some(b'T' | b' ')) {
            return Err(error());
        }
        if let Ok(timestamp) = upper.parse::<Timestamp>() {
            return Ok(InstantLiteral {
                instant: Self(timestamp),
                without_time: false,
                without_zone: false,
            });
        }
        let civil: DateTime = upper.parse().map_err(|_| error())?;
        Ok(InstantLiteral {
            instant: Self::at_utc(civil).ok_or_else(error)?,
            without_time: false,
            without_zone: true,
        })
    }

    fn at_utc(civil: DateTime) -> Option<Self> {
        Offset::UTC.to_timestamp(civil).ok().map(Self)
    }
}

/// RFC 3339 for people, nanoseconds since 1970 for others.
impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match serializer.is_human_readable() {
            true => self.0.serialize(serializer),
            false => self.unix_nanoseconds().serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Timestamp::deserialize(deserializer).map(Self);
        }
        let nanoseconds = i128::deserialize(deserializer)?;
        Self::from_unix_nanoseconds(nanoseconds)
            .ok_or_else(|| D::Error::custom("a point in time is outside all calendars"))
    }
}

impl FromStr for Instant {
    type Err = InstantError;

    fn from_str(text: &str) -> Result<Self, InstantError> {
        Self::read(text).map(|literal| literal.instant)
    }
}

impl fmt::Display for Instant {
    /// RFC 3339 in UTC, such as `2026-11-21T00:00:00Z`, with a fraction only if there is one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
