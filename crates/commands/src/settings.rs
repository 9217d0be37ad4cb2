//! The settings of the tenant in commands: parameters and records made from their table (`1.1`, `1.2`).

use ingroup_directory::{SETTINGS, Setting, SettingKind, SettingValue, Settings};
use ingroup_shell::{Object, Parameter, Value};

use crate::records::time;

/// What the service acts on and nothing here does yet, so that it cannot be set here; an import keeps it.
pub(crate) const KEPT_ONLY: &[&str] = &[
    "AllowGuestsToAccessGroups",
    "ClassificationList",
    "DefaultClassification",
    "ClassificationDescriptions",
];

/// The settings that can be set.
pub(crate) fn settable() -> impl Iterator<Item = &'static Setting> {
    SETTINGS
        .iter()
        .filter(|setting| !KEPT_ONLY.contains(&setting.name))
}

/// What a setting's parameter is called.
pub(crate) fn parameter_name(setting: &Setting) -> String {
    let mut letters = setting.name.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The parameter of a setting.
pub(crate) fn parameter(setting: &'static Setting) -> Parameter {
    let name = parameter_name(setting);
    let default = setting.default_value().to_string();
    let default = match default.as_str() {
        "" => "empty",
        text => text,
    };
    let help = match setting.kind {
        SettingKind::Id => format!("{} A group, or empty for none.", setting.meaning),
        SettingKind::Flag | SettingKind::Choice(_) | SettingKind::Text(_) => {
            format!("{} Default: {default}.", setting.meaning)
        }
        kind => format!("{} It is {kind}. Default: {default}.", setting.meaning),
    };
    let parameter = match setting.kind {
        SettingKind::Flag => Parameter::bool(name),
        SettingKind::Number => Parameter::int(name),
        SettingKind::Choice(words) => Parameter::text(name).choices(words),
        _ => Parameter::text(name),
    };
    parameter.help(help)
}

/// The record of a setting.
pub(crate) fn record(settings: &Settings, setting: &'static Setting) -> Object {
    let current = settings.get(setting.name).unwrap_or(SettingValue::None);
    Object::new("TenantSetting")
        .with("Name", parameter_name(setting))
        .with("Value", shown(&current))
        .with("Default", shown(&setting.default_value()))
        .with("Meaning", setting.meaning)
        .with("Takes", setting.kind.to_string())
}

/// A setting's value as scripts read it.
pub(crate) fn shown(value: &SettingValue) -> Value {
    match value {
        SettingValue::Flag(flag) => Value::Bool(*flag),
        SettingValue::Number(number) => Value::Int(i64::from(*number)),
        SettingValue::Instant(instant) => time(*instant),
        SettingValue::None => Value::Null,
        SettingValue::Text(_) | SettingValue::Id(_) | SettingValue::Duration(_) => {
            Value::from(value.to_string())
        }
    }
}
