//! How plain values look in Graph's JSON: texts, flags, numbers, ids, times, lists, nothing.

use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId};
use serde_json::Value as Json;

use crate::codec::{Graph, Mismatch};

/// Whether a value says nothing: null, an empty text, or an object all of whose parts say
/// nothing, as `Get-MgUser | ConvertTo-Json` writes a missing object.
pub(crate) fn says_nothing(json: &Json) -> bool {
    match json {
        Json::Null => true,
        Json::String(text) => text.is_empty(),
        Json::Object(parts) => parts.values().all(|part| match part {
            Json::Array(items) => items.is_empty(),
            other => says_nothing(other),
        }),
        _ => false,
    }
}

impl<T: Graph> Graph for Option<T> {
    fn absent() -> Self {
        None
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        if says_nothing(&json) {
            return Ok(None);
        }
        T::read(json).map(Some)
    }

    fn write(&self) -> Json {
        self.as_ref().map_or(Json::Null, T::write)
    }
}

impl<T: Graph> Graph for Vec<T> {
    fn absent() -> Self {
        Self::new()
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        match json {
            Json::Array(items) => items
                .into_iter()
                .enumerate()
                .filter(|(_, item)| !says_nothing(item))
                .map(|(place, item)| {
                    T::read(item).map_err(|mismatch| mismatch.at(&format!("[{place}]")))
                })
                .collect(),
            nothing if says_nothing(&nothing) => Ok(Self::new()),
            other => Err(Mismatch::new("a list", &other)),
        }
    }

    fn write(&self) -> Json {
        self.iter().map(T::write).collect()
    }
}

impl Graph for Arc<str> {
    fn absent() -> Self {
        "".into()
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        match json {
            Json::String(text) => Ok(text.into()),
            other => Err(Mismatch::new("text", &other)),
        }
    }

    fn write(&self) -> Json {
        Json::String(self.to_string())
    }
}

impl Graph for bool {
    fn absent() -> Self {
        false
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        match json {
            Json::Bool(value) => Ok(value),
            // The service leaves flags of some kinds of object at null.
            Json::Null => Ok(false),
            other => Err(Mismatch::new("true or false", &other)),
        }
    }

    fn write(&self) -> Json {
        Json::Bool(*self)
    }
}

impl Graph for u32 {
    fn absent() -> Self {
        0
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let number = json.as_u64().and_then(|number| Self::try_from(number).ok());
        number.ok_or_else(|| Mismatch::new("a whole number that is not negative", &json))
    }

    fn write(&self) -> Json {
        Json::from(*self)
    }
}

impl Graph for ObjectId {
    fn absent() -> Self {
        Self::NIL
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let id = json.as_str().and_then(|text| text.parse().ok());
        id.ok_or_else(|| Mismatch::new("an id such as 85a5047f-597f-427b-aec7-bbdabb43b51e", &json))
    }

    fn write(&self) -> Json {
        Json::String(self.to_string())
    }
}

impl Graph for Instant {
    fn absent() -> Self {
        Self::EPOCH
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let instant = json.as_str().and_then(|text| match powershell_date(text) {
            Some(instant) => Some(instant),
            None => text.parse().ok(),
        });
        instant.ok_or_else(|| Mismatch::new("a date and time such as 2026-11-21T00:00:00Z", &json))
    }

    fn write(&self) -> Json {
        Json::String(self.to_string())
    }
}

/// Reads `/Date(1732147200000)/`, as PowerShell 5.1 writes dates: milliseconds since 1970.
fn powershell_date(text: &str) -> Option<Instant> {
    let inside = text.strip_prefix("/Date(")?.strip_suffix(")/")?;
    let milliseconds: i64 = inside.parse().ok()?;
    Instant::from_unix_nanoseconds(i128::from(milliseconds) * 1_000_000)
}
