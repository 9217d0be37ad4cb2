//! Tests of the directory: histories against a slow model, and what single changes say.

mod changes;
mod columns;
mod deletion;
mod histories;
mod image;
mod integrity;
mod loading;
mod model;
mod object_ids;
mod roles_and_access;
mod row_sets;
mod settings;
mod steps;
mod tables;
mod units;

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, property};

/// The id with this number.
pub(crate) fn id(number: u8) -> ObjectId {
    let mut bytes = [0; 16];
    bytes[15] = number;
    ObjectId::from_bytes(bytes)
}

/// The user property with this name.
pub(crate) fn user_key(name: &str) -> PropertyKey {
    PropertyKey::Known(property(SubjectKind::User, name).unwrap().id)
}

/// The device property with this name.
pub(crate) fn device_key(name: &str) -> PropertyKey {
    PropertyKey::Known(property(SubjectKind::Device, name).unwrap().id)
}

/// Values of user properties by name.
pub(crate) fn user_values(values: &[(&str, &str)]) -> Vec<(PropertyKey, Value)> {
    values
        .iter()
        .map(|(name, value)| (user_key(name), Value::text(value)))
        .collect()
}
