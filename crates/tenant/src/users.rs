//! Commands on users.

use ingroup_directory::{Name, ObjectRef, UserFacts};
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value};

use crate::command::{NewUser, Outcome, UserChanges};
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::subject_values::{check_value, default_to, text_of};
use crate::tenant::Tenant;

impl Tenant {
    /// The id that a user will have who is created next with this sign-in name.
    pub fn id_of_next_user(&self, principal_name: &str) -> ObjectId {
        self.next_id("user", principal_name).0
    }

    pub(crate) fn create_user(
        &mut self,
        user: NewUser,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut values = user.attributes;
        let principal_name = text_of(SubjectKind::User, &values, "userPrincipalName")
            .ok_or_else(|| needed("userPrincipalName"))?;
        if text_of(SubjectKind::User, &values, "displayName").is_none() {
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
            default_to(SubjectKind::User, &mut values, name, value);
        }
        self.check_user_values(None, &values)?;
        let manager = self.check_manager(None, user.manager)?;
        if let Some(id) = user.id
            && !self.directory.is_id_free(id)
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
        created.map_err(|error| Refusal::unexpected(&error))?;
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
        set.map_err(|error| Refusal::unexpected(&error))?;
        if let Some(manager) = changes.manager {
            let set = self.directory.set_manager(user, manager, &mut written);
            debug_assert!(set.is_ok(), "{set:?}");
        }
        self.wrote(written, outcome);
        Ok(())
    }

    pub(crate) fn known_user(&self, user: ObjectId) -> Result<(), Refusal> {
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
                value: self.name_of(self.known_object(manager)?),
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
        let row = user.and_then(|id| self.directory.users().row(id));
        self.room_for_extensions(SubjectKind::User, row, values)?;
        for (key, value) in values {
            check_value(SubjectKind::User, key, value)?;
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

fn needed(property: &'static str) -> Refusal {
    Refusal::Missing {
        kind: ObjectKind::User,
        property,
    }
}
