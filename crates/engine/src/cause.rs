//! Why processing changes something.

use serde::{Deserialize, Serialize};

/// Why memberships were looked at (semantics 3.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// The group was created or converted, or its rule was changed.
    Rule,
    /// The group was taken as found.
    Import,
    /// The group was resumed after a pause.
    Resume,
    /// An object was created or its attributes changed.
    Object,
    /// A user's manager changed.
    Manager,
    /// The members of a source group of memberOf rules changed (`OP-28`).
    Source,
    /// Time has passed.
    Clock,
    /// A choice of the tenant changed.
    Settings,
    /// Processing had failed before, and something happened that the rule reads (`PROC-14`).
    Retry,
    /// An assigned group became dynamic and lost its members before the rule was run (`OP-16`).
    Conversion,
}

impl Cause {
    /// A word for lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rule => "Rule",
            Self::Import => "Import",
            Self::Resume => "Resume",
            Self::Object => "Object",
            Self::Manager => "Manager",
            Self::Source => "Source",
            Self::Clock => "Clock",
            Self::Settings => "Settings",
            Self::Retry => "Retry",
            Self::Conversion => "Conversion",
        }
    }
}
