//! What a tenant has set: the service's own settings and the model's options, as one table
//! (`1.1`, `1.2`, section 5).

mod table;
mod value;

use std::borrow::Cow;
use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use table::{
    LicenseSweep, MemberOfRole, ProcessingDelay, RuleBuilderSubjects, SETTINGS, Settings,
};
pub use value::{SettingKind, SettingValue};

/// A row of the table of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setting {
    /// The name, as the service has it; options of the model have names of the same make.
    pub name: &'static str,
    /// Where the service keeps it.
    pub area: SettingArea,
    /// What values it takes.
    pub kind: SettingKind,
    /// What it does, in a sentence.
    pub meaning: &'static str,
    /// Where it comes from.
    pub cites: &'static [&'static str],
    pub(crate) place: table::Place,
}

impl Serialize for Setting {
    /// The name; a row is known by it.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name)
    }
}

impl<'de> Deserialize<'de> for &'static Setting {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let name = Cow::<'de, str>::deserialize(from)?;
        Setting::find(&name).ok_or_else(|| Error::custom(format!("\"{name}\" is not a setting")))
    }
}

impl Setting {
    /// The setting with this name, in any case.
    pub fn find(name: &str) -> Option<&'static Self> {
        SETTINGS
            .iter()
            .find(|setting| setting.name.eq_ignore_ascii_case(name))
    }

    /// The value of a tenant in which nobody has set anything.
    pub fn default_value(&self) -> SettingValue {
        Settings::default().value(self)
    }
}

/// Where a setting is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SettingArea {
    /// The directory setting `Group.Unified` (`1.2`).
    GroupUnified,
    /// The authorisation policy (`1.1`).
    Authorization,
    /// Self-service group management (`1.1`).
    SelfService,
    /// An option of the model: where documents disagree or are silent (section 5).
    Model,
}

impl Settings {
    /// The value of a setting by its name, in any case.
    pub fn get(&self, name: &str) -> Result<SettingValue, SettingError> {
        Ok(self.value(known(name)?))
    }

    /// Sets a setting by its name, in any case. A text is read as the setting needs it: `true`,
    /// `12`, `PT2H`; an empty one clears what can be empty. Says whether the value is another
    /// than before; refused, nothing changes.
    pub fn set(&mut self, name: &str, value: SettingValue) -> Result<bool, SettingError> {
        let setting = known(name)?;
        let refused = |given: &SettingValue| SettingError::Value {
            name: setting.name,
            kind: setting.kind,
            given: given.to_string(),
        };
        let read = match (&value, setting.kind) {
            (SettingValue::Text(text), kind) => kind.read(text).ok_or_else(|| refused(&value))?,
            _ => value,
        };
        let before = self.value(setting);
        self.put(setting, &read).ok_or_else(|| refused(&read))?;
        Ok(before != read)
    }

    /// Sets a setting by its name to a value that it had somewhere; none if it cannot have it.
    pub(crate) fn set_as_is(&mut self, name: &str, value: &SettingValue) -> Option<()> {
        self.put(Setting::find(name)?, value)
    }

    /// Sets a setting back to its default.
    pub fn reset(&mut self, name: &str) -> Result<bool, SettingError> {
        let setting = known(name)?;
        self.set(name, setting.default_value())
    }

    /// The settings whose values are not the defaults, in the order of the table.
    pub fn changed(&self) -> impl Iterator<Item = (&'static Setting, SettingValue)> + '_ {
        let all = SETTINGS
            .iter()
            .map(|setting| (setting, self.value(setting)));
        all.filter(|(setting, value)| *value != setting.default_value())
    }
}

fn known(name: &str) -> Result<&'static Setting, SettingError> {
    Setting::find(name).ok_or_else(|| SettingError::Unknown(name.to_owned()))
}

/// Why a setting was not set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingError {
    /// No setting has this name.
    Unknown(String),
    /// The setting does not take this value.
    Value {
        /// The setting.
        name: &'static str,
        /// What it takes.
        kind: SettingKind,
        /// What was given.
        given: String,
    },
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => write!(f, "No setting is called \"{name}\"."),
            Self::Value { name, kind, given } => {
                write!(f, "{name} must be {kind}, not \"{given}\".")
            }
        }
    }
}

impl std::error::Error for SettingError {}
