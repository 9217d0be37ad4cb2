//! A device as a record.

use ingroup_directory::{Directory, Row};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, catalogue};
use ingroup_shell::Object;

use super::{shown, time};
use crate::attributes::shell_name;

/// What is known of a device, by the names that Graph uses. Extension attributes are there if they have a value.
pub(super) fn record(directory: &Directory, id: ObjectId, row: Row) -> Object {
    let record = Object::new("Device")
        .with("DisplayName", "")
        .with("Id", id.to_string());
    for property in catalogue(SubjectKind::Device) {
        if ["objectId", "memberOf"].contains(&property.name) {
            continue;
        }
        let value = shown(
            directory
                .devices()
                .value(row, &PropertyKey::Known(property.id)),
        );
        let optional = property.name.starts_with("extensionAttribute");
        if !(optional && value.is_null()) {
            record.set(shell_name(property), value);
        }
    }
    let facts = directory.device_facts(row);
    record
        .with("IsCompliant", facts.is_compliant)
        .with("IsManaged", facts.is_managed)
        .with(
            "ApproximateLastSignInDateTime",
            facts.approximate_last_sign_in.map(time),
        )
        .with("CreatedDateTime", facts.created.map(time))
}
