//! Names of directory extensions: `extension_{application id without hyphens}_{name}`.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::id::ObjectId;

/// The name of a directory extension (`LANG 2.1`). Compared without regard to case; the spelling
/// first given is kept for output.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExtensionName(Arc<str>);

/// Why a name that begins with `extension_` names no directory extension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExtensionError {
    /// The part between the underscores is not 32 hexadecimal digits.
    ApplicationId,
    /// Nothing follows the application id, or something with a blank in it.
    Name,
    /// The name does not begin with `extension_`.
    Prefix,
}

impl ExtensionName {
    /// Reads a whole name such as `extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber`.
    pub fn read(text: &str) -> Result<Self, ExtensionError> {
        let rest = match text.get(..10) {
            Some(prefix) if prefix.eq_ignore_ascii_case("extension_") => text.get(10..),
            _ => None,
        };
        let rest = rest.ok_or(ExtensionError::Prefix)?;
        let (application, name) = rest.split_once('_').unwrap_or((rest, ""));
        let hexadecimal = application.bytes().all(|byte| byte.is_ascii_hexdigit());
        if application.len() != 32 || !hexadecimal {
            return Err(ExtensionError::ApplicationId);
        }
        // A rule could not name it: there a blank ends a name.
        let has_blank = name.contains(char::is_whitespace);
        if name.trim_matches('_').is_empty() || has_blank {
            return Err(ExtensionError::Name);
        }
        Ok(Self(text.into()))
    }

    /// The whole name as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id by which the application is known everywhere.
    pub fn application(&self) -> ObjectId {
        let digits = self.0.get(10..42).unwrap_or_default();
        let number = u128::from_str_radix(digits, 16).unwrap_or_default();
        ObjectId::from_bytes(number.to_be_bytes())
    }

    fn key(&self) -> impl Iterator<Item = u8> + '_ {
        self.0.bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

impl PartialEq for ExtensionName {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(&other.0)
    }
}

impl Eq for ExtensionName {}

impl PartialOrd for ExtensionName {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for ExtensionName {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.key().cmp(other.key())
    }
}

impl std::hash::Hash for ExtensionName {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        for byte in self.key() {
            state.write_u8(byte);
        }
        state.write_u8(0xff);
    }
}

impl fmt::Display for ExtensionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
