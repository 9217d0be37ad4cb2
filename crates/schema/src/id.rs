//! Identifiers of directory objects.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The identifier of a directory object: a GUID, printed in lower case with hyphens.
///
/// Ordered by its bytes, which is also the order of its printed form.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ObjectId(Uuid);

/// The text is not a GUID.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is not an object id")]
pub struct IdError(String);

impl ObjectId {
    /// The GUID of all zeros, which no object has.
    pub const NIL: Self = Self(Uuid::nil());

    /// The identifier that follows from what an object is, so that the same script gives the
    /// same identifiers and one inserted line does not change every later one.
    ///
    /// `use_` tells apart several identifiers of one object and lives of one name (its second
    /// use after a deletion, say).
    pub fn derive(tenant: Self, kind: &str, natural_key: &str, use_: &str) -> Self {
        let name = [kind, natural_key, use_].join("\u{1f}");
        Self(Uuid::new_v5(&tenant.0, name.as_bytes()))
    }

    /// The sixteen bytes, most significant first.
    pub fn as_bytes(&self) -> &[u8; 16] {
        self.0.as_bytes()
    }

    /// The identifier with these bytes, most significant first.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(Uuid::from_bytes(bytes))
    }

    /// The security identifier that Entra derives from an object id: `S-1-12-1-` and the
    /// GUID's four little-endian words.
    pub fn security_identifier(&self) -> String {
        let (d1, d2, d3, d4) = self.0.to_fields_le();
        // `to_fields_le` swaps the three first fields; the words wanted are those of the
        // mixed-endian layout, where the first field is a plain number.
        let (d1, d2, d3) = (d1.swap_bytes(), d2.swap_bytes(), d3.swap_bytes());
        let second = (u32::from(d3) << 16) | u32::from(d2);
        let third = u32::from_le_bytes([d4[0], d4[1], d4[2], d4[3]]);
        let fourth = u32::from_le_bytes([d4[4], d4[5], d4[6], d4[7]]);
        format!("S-1-12-1-{d1}-{second}-{third}-{fourth}")
    }
}

impl FromStr for ObjectId {
    type Err = IdError;

    /// Reads the hyphenated form in any case; braces, URNs and bare digits are not object ids.
    fn from_str(text: &str) -> Result<Self, IdError> {
        let hyphenated = text.len() == 36;
        match Uuid::try_parse(text) {
            Ok(uuid) if hyphenated => Ok(Self(uuid)),
            _ => Err(IdError(text.to_owned())),
        }
    }
}

impl fmt::Display for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0.as_hyphenated(), f)
    }
}

impl fmt::Debug for ObjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
