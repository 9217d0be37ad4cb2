//! What each property holds: whether it is replaced, and what a made-up value looks like.

use ingroup_schema::{PropertyKey, PropertyType};

/// What a made-up value looks like.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// `user12@domain1.example`; shared by all properties that hold addresses.
    Address,
    /// The same behind `SMTP:` and the like, which stays.
    SchemedAddress,
    /// `Department 12`.
    Words(String),
    /// `alias12`.
    Joined(&'static str),
    /// `+1 555 0000012`.
    Phone,
    /// `S-1-5-21-0-0-0-12`.
    Sid,
}

/// Properties that stay as they are: they name nobody, and other things than rules go by them.
const KEPT: [&str; 15] = [
    "objectId",
    "deviceId",
    "usageLocation",
    "preferredLanguage",
    "userType",
    "passwordPolicies",
    "deviceManagementAppId",
    "deviceManufacturer",
    "deviceModel",
    "deviceOSType",
    "deviceOSVersion",
    "deviceOwnership",
    "deviceTrustType",
    "managementType",
    "profileType",
];

/// A property and the class of its values.
type Known = (&'static str, fn() -> Class);

/// The class of each property that is not simply called by its name.
const CLASSES: [Known; 14] = [
    ("userPrincipalName", || Class::Address),
    ("mail", || Class::Address),
    ("otherMails", || Class::Address),
    ("sipProxyAddress", || Class::SchemedAddress),
    ("proxyAddresses", || Class::SchemedAddress),
    ("telephoneNumber", || Class::Phone),
    ("mobile", || Class::Phone),
    ("facsimileTelephoneNumber", || Class::Phone),
    ("mailNickName", || Class::Joined("alias")),
    ("employeeId", || Class::Joined("E")),
    ("postalCode", || Class::Joined("P")),
    ("onPremisesSecurityIdentifier", || Class::Sid),
    ("displayName", || Class::Words("Name".into())),
    ("physicalDeliveryOfficeName", || {
        Class::Words("Office".into())
    }),
];

/// How the values of a property are made up; none if they stay.
pub(super) fn class(key: &PropertyKey) -> Option<Class> {
    let texts = matches!(
        key.property_type(),
        PropertyType::String | PropertyType::StringCollection
    );
    let name = key.name();
    if !texts || KEPT.contains(&name) || name == "systemLabels" {
        return None;
    }
    let special = CLASSES.iter().find(|(known, _)| *known == name);
    Some(match (special, key) {
        (Some((_, class)), _) => class(),
        (None, PropertyKey::Extension(_)) => Class::Words("Extension".into()),
        (None, PropertyKey::Known(_)) => {
            let mut letters = name.chars();
            let first = letters.next().map(|first| first.to_ascii_uppercase());
            Class::Words(first.into_iter().chain(letters).collect())
        }
    })
}
