//! Commands on users.

use ingroup_directory::{Name, ObjectRef, UserFacts};
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, fold, property};

use crate::command::{NewUser, Outcome, UserChanges};
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

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

/// What is not set on a user, and who sets it.
const READ_ONLY: &[(&str, &str)] = &[
    ("objectId", "an id never changes"),
    ("memberOf", "add the user to groups instead"),
    ("assignedPlans", "plans follow from licences"),
];

impl Tenant {
    pub(crate) fn create_user(
        &mut self,
        user: NewUser,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut values = user.attributes;
        let principal_name =
            text_of(&values, "userPrincipalName").ok_or_else(|| needed("userPrincipalName"))?;
        if text_of(&values, "displayName").is_none() {
            return Err(needed("displayName"));
        }
        let local_part = principal_name
            .split('@')
            .next()
            .unwrap_or_default()
            .to_owned();
        for (name, value) in [
            ("accountEnabled", Value::Boolean(true)),
            ("mailNickName", Value::text(&local_part)),
            ("userType", Value::text("Member")),
        ] {
            if let Some(key) = key(name)
                && !values.iter().any(|(given, _)| *given == key)
            {
                values.push((key, value));
            }
        }
        self.check_user_values(None, &values)?;
        let manager = self.check_manager(None, user.manager)?;
        if let Some(id) = user.id
            && self.directory.resolve(id).is_some()
        {
            let value = id.to_string();
            return Err(Refusal::NotUnique {
                kind: ObjectKind::User,
                property: "id",
                value,
            });
        }
        self.room(Room::Object(outcome.by))?;
        let id = user
            .id
            .unwrap_or_else(|| self.new_id("user", &principal_name));
        let facts = UserFacts {
            created: Some(self.clock.now()),
            ..UserFacts::default()
        };
        let mut changes = Vec::new();
        let created = self.directory.create_user(id, values, facts, &mut changes);
        created.map_err(|error| unexpected(&error))?;
        if manager.is_some() {
            let set = self.directory.set_manager(id, manager, &mut changes);
            debug_assert!(set.is_ok(), "{set:?}");
        }
        outcome.created = Some(id);
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn update_user(
        &mut self,
        user: ObjectId,
        changes: UserChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_user(user)?;
        self.check_user_values(Some(user), &changes.attributes)?;
        if let Some(manager) = changes.manager {
            self.check_manager(Some(user), manager)?;
        }
        let mut written = Vec::new();
        let set = self
            .directory
            .set_values(user, changes.attributes, &mut written);
        set.map_err(|error| unexpected(&error))?;
        if let Some(manager) = changes.manager {
            let set = self.directory.set_manager(user, manager, &mut written);
            debug_assert!(set.is_ok(), "{set:?}");
        }
        self.wrote(written, outcome);
        Ok(())
    }

    pub(crate) fn delete_user(
        &mut self,
        user: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_user(user)?;
        let mut changes = Vec::new();
        self.directory
            .delete_subject(user, &mut changes)
            .map_err(|error| unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    fn known_user(&self, user: ObjectId) -> Result<(), Refusal> {
        match self.directory.users().row(user) {
            Some(_) => Ok(()),
            None => Err(Refusal::NotFound {
                kind: ObjectKind::User,
                identity: user.to_string(),
            }),
        }
    }

    fn check_manager(
        &self,
        user: Option<ObjectId>,
        manager: Option<ObjectId>,
    ) -> Result<Option<ObjectId>, Refusal> {
        let Some(manager) = manager else {
            return Ok(None);
        };
        self.known_user(manager)?;
        if user == Some(manager) {
            return Err(Refusal::InvalidValue {
                property: "manager".to_owned(),
                value: manager.to_string(),
                reason: "nobody is their own manager".to_owned(),
            });
        }
        Ok(Some(manager))
    }

    /// Checks values that somebody wants a user to have; all of them before any is written.
    fn check_user_values(
        &self,
        user: Option<ObjectId>,
        values: &[(PropertyKey, Value)],
    ) -> Result<(), Refusal> {
        for (key, value) in values {
            check_user_value(key, value)?;
            if let (PropertyKey::Known(_), "userPrincipalName", Value::Text(name)) =
                (key, key.name(), value)
            {
                self.check_principal_name(user, name)?;
            }
        }
        Ok(())
    }

    fn check_principal_name(&self, user: Option<ObjectId>, name: &str) -> Result<(), Refusal> {
        let invalid = |reason: &str| Refusal::InvalidValue {
            property: "userPrincipalName".to_owned(),
            value: name.to_owned(),
            reason: reason.to_owned(),
        };
        let (alias, domain) = name
            .rsplit_once('@')
            .ok_or_else(|| invalid("it must be alias@domain"))?;
        if alias.is_empty() || name.contains(char::is_whitespace) {
            return Err(invalid("it must be alias@domain, without blanks"));
        }
        let verified = &self.directory.organization().verified_domains;
        if !verified
            .iter()
            .any(|known| known.name.eq_ignore_ascii_case(domain))
        {
            return Err(Refusal::UnverifiedDomain {
                domain: domain.to_owned(),
                verified: verified
                    .iter()
                    .map(|known| known.name.to_string())
                    .collect(),
            });
        }
        let taken = self
            .directory
            .find(Name::UserPrincipalName, name)
            .iter()
            .any(|object| {
                matches!(object, ObjectRef::User(_)) && self.directory.id_of(*object) != user
            });
        match taken {
            true => Err(Refusal::NotUnique {
                kind: ObjectKind::User,
                property: "userPrincipalName",
                value: name.to_owned(),
            }),
            false => Ok(()),
        }
    }
}

fn check_user_value(key: &PropertyKey, value: &Value) -> Result<(), Refusal> {
    let name = key.name();
    if let Some((_, reason)) = READ_ONLY.iter().find(|(own, _)| *own == name) {
        return Err(Refusal::ReadOnly {
            property: name.to_owned(),
            reason: (*reason).to_owned(),
        });
    }
    let invalid = |value: &str, reason: String| Refusal::InvalidValue {
        property: name.to_owned(),
        value: value.to_owned(),
        reason,
    };
    match value {
        Value::Null if !key.is_nullable() && !key.property_type().is_collection() => {
            let property = match key {
                PropertyKey::Known(id) => ingroup_schema::property_by_id(*id).graph,
                PropertyKey::Extension(_) => "value",
            };
            Err(Refusal::Missing {
                kind: ObjectKind::User,
                property,
            })
        }
        Value::Text(text) => {
            let longest = match key {
                PropertyKey::Extension(_) => Some(LONGEST_EXTENSION),
                PropertyKey::Known(_) if name.starts_with("extensionAttribute") => {
                    Some(LONGEST_ATTRIBUTE)
                }
                PropertyKey::Known(_) => LONGEST
                    .iter()
                    .find(|(own, _)| *own == name)
                    .map(|(_, longest)| *longest),
            };
            if let Some(longest) = longest.filter(|longest| text.encode_utf16().count() > *longest)
            {
                return Err(invalid(
                    text,
                    format!("it takes at most {longest} characters"),
                ));
            }
            match name {
                "usageLocation"
                    if text.len() != 2 || !text.bytes().all(|byte| byte.is_ascii_alphabetic()) =>
                {
                    Err(invalid(
                        text,
                        "it must be two letters, such as US".to_owned(),
                    ))
                }
                "userType" if !["MEMBER", "GUEST"].contains(&fold(text).as_str()) => {
                    Err(invalid(text, "it must be Member or Guest".to_owned()))
                }
                _ => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// The key of a user property by its name in rules.
pub(crate) fn key(name: &str) -> Option<PropertyKey> {
    property(SubjectKind::User, name).map(|property| PropertyKey::Known(property.id))
}

fn text_of(values: &[(PropertyKey, Value)], name: &str) -> Option<String> {
    let wanted = key(name)?;
    values
        .iter()
        .rev()
        .find(|(key, _)| *key == wanted)
        .and_then(|(_, value)| match value {
            Value::Text(text) => Some(text.to_string()),
            _ => None,
        })
}

fn needed(property: &'static str) -> Refusal {
    Refusal::Missing {
        kind: ObjectKind::User,
        property,
    }
}

/// What the directory refuses after all checks: a value of the wrong type, say.
fn unexpected(error: &ingroup_directory::IntegrityError) -> Refusal {
    Refusal::Integrity {
        message: error.to_string(),
    }
}
