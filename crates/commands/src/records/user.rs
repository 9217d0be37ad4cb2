//! A user as a record.

use ingroup_directory::{Directory, Row};
use ingroup_schema::{ObjectId, Property, PropertyKey, SubjectKind, Value as Stored, property};
use ingroup_shell::{Object, Value};

use super::{shown, time};
use crate::attributes::{settable, shell_name};
use crate::licenses::{assigned, assignment_states, held};

/// The properties shown first, by their names in rules.
const FIRST: [&str; 7] = [
    "userPrincipalName",
    "mail",
    "accountEnabled",
    "userType",
    "department",
    "jobTitle",
    "companyName",
];

/// The properties that are one list together with values that rules do not see.
const IN_A_LIST: [&str; 2] = ["telephoneNumber", "sipProxyAddress"];

/// The property that a record shows under this name just as it is kept, if there is one.
pub(crate) fn plain_property(name: &str) -> Option<&'static Property> {
    settable(SubjectKind::User)
        .filter(|property| !IN_A_LIST.contains(&property.name))
        .find(|property| shell_name(property).eq_ignore_ascii_case(name))
}

/// What is known of a user. Extension attributes and directory extensions are there if they have a value.
pub(super) fn record(directory: &Directory, id: ObjectId, row: Row) -> Object {
    let facts = directory.user_facts(row);
    let value = |property: &Property| {
        let key = PropertyKey::Known(property.id);
        let first = directory.users().value(row, &key);
        match property.name {
            "telephoneNumber" => several(shown(first), &facts.more_business_phones),
            "sipProxyAddress" => several(shown(first), &facts.more_im_addresses),
            _ => shown(first),
        }
    };
    let user = |name: &str| property(SubjectKind::User, name);
    let record = Object::new("User")
        .with("DisplayName", user("displayName").map(value))
        .with("Id", id.to_string());
    for property in FIRST.into_iter().filter_map(user) {
        record.set(shell_name(property), value(property));
    }
    for property in settable(SubjectKind::User).filter(|property| !FIRST.contains(&property.name)) {
        let value = value(property);
        let optional = property.name.starts_with("extensionAttribute");
        if !(optional && value.is_null()) {
            record.set(shell_name(property), value);
        }
    }
    for name in directory.users().extensions() {
        let key = PropertyKey::Extension(name.clone());
        if let stored @ Stored::Text(_) = directory.users().owned(row, &key) {
            record.set(name.as_str(), shown(stored.as_ref()));
        }
    }
    let manager = directory.manager(row);
    let plans = user("assignedPlans").map(value);
    if !facts.assigned_licenses.is_empty() {
        record.set("AssignedLicenses", assigned(&facts.assigned_licenses));
    }
    let states = facts.license_states();
    if !states.is_empty() {
        record.set("LicenseAssignmentStates", assignment_states(&states));
        record.set("Licenses", held(directory, id, &states));
    }
    record
        .with(
            "Manager",
            manager.and_then(|row| directory.user_principal_name(row)),
        )
        .with("AssignedPlans", plans)
        .with("CreatedDateTime", facts.created.map(time))
}

/// A list of which the first is a property of its own.
fn several(first: Value, more: &[std::sync::Arc<str>]) -> Value {
    let mut items = Vec::new();
    if !first.is_null() {
        items.push(first);
    }
    items.extend(more.iter().map(|text| Value::from(&**text)));
    Value::array(items)
}
