//! What values the attributes of users and devices take, whoever sets them.

use ingroup_schema::{ObjectKind, PropertyKey, SubjectKind, Value, fold, property, property_by_id};

use crate::refusal::Refusal;

/// The most characters a property takes (1.3); those not listed have no limit of their own.
const LONGEST: &[(&str, usize)] = &[
    ("city", 128),
    ("companyName", 64),
    ("country", 128),
    ("department", 64),
    ("displayName", 256),
    ("employeeId", 16),
    ("facsimileTelephoneNumber", 64),
    ("givenName", 64),
    ("jobTitle", 128),
    ("mailNickName", 64),
    ("mobile", 64),
    ("physicalDeliveryOfficeName", 128),
    ("postalCode", 40),
    ("state", 128),
    ("streetAddress", 1024),
    ("surname", 64),
    ("userPrincipalName", 113),
];

/// The most characters of an extension attribute and of a directory extension's value (`QUO-14`).
const LONGEST_ATTRIBUTE: usize = 1024;
const LONGEST_EXTENSION: usize = 256;

/// What nobody sets, and who does (1.3, 1.4).
const READ_ONLY: &[(&str, &str)] = &[
    ("objectId", "an id never changes"),
    ("memberOf", "add it to groups instead"),
    ("assignedPlans", "plans follow from licences"),
    ("systemLabels", "the service sets its labels"),
];

/// Properties that take no value but those of the catalogue (1.3, 1.4).
const CLOSED: &[&str] = &["userType", "deviceOwnership", "deviceTrustType"];

/// Whether a user or device may have this value.
pub(crate) fn check_value(
    subject: SubjectKind,
    key: &PropertyKey,
    value: &Value,
) -> Result<(), Refusal> {
    let name = key.name();
    if let Some((_, reason)) = READ_ONLY.iter().find(|(own, _)| *own == name) {
        return Err(Refusal::ReadOnly {
            property: name.to_owned(),
            reason: (*reason).to_owned(),
        });
    }
    match value {
        Value::Null if !key.is_nullable() && !key.property_type().is_collection() => {
            Err(Refusal::Missing {
                kind: kind_of(subject),
                property: match key {
                    PropertyKey::Known(id) => property_by_id(*id).graph,
                    PropertyKey::Extension(_) => "value",
                },
            })
        }
        Value::Text(text) => match wrong(key, text) {
            Some(reason) => Err(Refusal::InvalidValue {
                property: name.to_owned(),
                value: text.to_string(),
                reason,
            }),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// Why a property does not take a text, as the end of a sentence.
fn wrong(key: &PropertyKey, text: &str) -> Option<String> {
    let name = key.name();
    let longest = match key {
        PropertyKey::Extension(_) => Some(LONGEST_EXTENSION),
        PropertyKey::Known(_) if name.starts_with("extensionAttribute") => Some(LONGEST_ATTRIBUTE),
        PropertyKey::Known(_) => LONGEST
            .iter()
            .find(|(own, _)| *own == name)
            .map(|(_, longest)| *longest),
    };
    if let Some(longest) = longest.filter(|longest| text.encode_utf16().count() > *longest) {
        return Some(format!("it takes at most {longest} characters"));
    }
    let is_country = || text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if name == "usageLocation" && !is_country() {
        return Some("it must be two letters, such as US".to_owned());
    }
    let PropertyKey::Known(id) = key else {
        return None;
    };
    let values = property_by_id(*id).values;
    let known = values.iter().any(|value| fold(value) == fold(text));
    match values.split_last() {
        Some((last, others)) if CLOSED.contains(&name) && !known => {
            Some(format!("it must be {} or {last}", others.join(", ")))
        }
        _ => None,
    }
}

/// The text that a property is given, by its name in rules.
pub(crate) fn text_of(
    subject: SubjectKind,
    values: &[(PropertyKey, Value)],
    name: &str,
) -> Option<String> {
    let wanted = key_of(subject, name)?;
    let mut given = values.iter().rev();
    match given.find(|(key, _)| *key == wanted) {
        Some((_, Value::Text(text))) => Some(text.to_string()),
        _ => None,
    }
}

/// Gives a property a value if it is not given one.
pub(crate) fn default_to(
    subject: SubjectKind,
    values: &mut Vec<(PropertyKey, Value)>,
    name: &str,
    value: Value,
) {
    if let Some(key) = key_of(subject, name)
        && !values.iter().any(|(given, _)| *given == key)
    {
        values.push((key, value));
    }
}

/// The key of a property by its name in rules.
pub(crate) fn key_of(subject: SubjectKind, name: &str) -> Option<PropertyKey> {
    property(subject, name).map(|property| PropertyKey::Known(property.id))
}

fn kind_of(subject: SubjectKind) -> ObjectKind {
    match subject {
        SubjectKind::User => ObjectKind::User,
        SubjectKind::Device => ObjectKind::Device,
    }
}
