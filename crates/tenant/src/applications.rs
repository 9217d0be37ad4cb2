//! Commands on applications, their extension properties and who has access to them (`1.12a`).

use ingroup_directory::{Application, ApplicationFacts, ExtensionProperty, ObjectRef, OtherObject};
use ingroup_schema::{ExtensionName, ObjectId, ObjectKind, SubjectKind, fold};
use serde::{Deserialize, Serialize};

use crate::command::Outcome;
use crate::names::invalid;
use crate::quota::Room;
use crate::refusal::Refusal;
use crate::tenant::{APP_ID, Tenant};

const LONGEST_NAME: usize = 256;

/// An application to be created.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NewApplication {
    /// The display name, required.
    pub display_name: String,
    /// The id by which it is known everywhere; made if it is not given.
    pub app_id: Option<ObjectId>,
    /// What it adds to users and devices.
    pub extension_properties: Vec<NewExtensionProperty>,
}

/// An extension property to be added to an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewExtensionProperty {
    /// The name without the part that the application gives it: letters, digits and `_`, a letter first.
    pub name: String,
    /// Which objects have it.
    pub targets: Vec<SubjectKind>,
}

impl Tenant {
    /// The application that a person means by an id, an application id or a display name.
    pub fn find_application(&self, identity: &str) -> Result<ObjectId, Refusal> {
        let text = identity.trim();
        if let Ok(id) = text.parse::<ObjectId>() {
            let own = self.directory.application(id);
            let found = own.or_else(|| self.directory.application_by_app_id(id));
            if let Some(application) = found {
                return Ok(application.id());
            }
        }
        let wanted = fold(text);
        let named = |one: &&Application| fold(&one.facts().display_name) == wanted;
        let found: Vec<ObjectId> = self
            .directory
            .applications()
            .filter(named)
            .map(Application::id)
            .collect();
        match found.as_slice() {
            [] => Err(Refusal::UnknownApplication {
                identity: identity.to_owned(),
            }),
            [one] => Ok(*one),
            several => {
                let ids: Vec<String> = several.iter().map(ObjectId::to_string).collect();
                let several = format!("it names several applications: {}", ids.join(", "));
                Err(invalid("Application", identity, &several))
            }
        }
    }

    pub(crate) fn create_application(
        &mut self,
        new: NewApplication,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let name = new.display_name.trim();
        if name.is_empty() || name.encode_utf16().count() > LONGEST_NAME {
            let reason = format!("an application has a name of 1 to {LONGEST_NAME} characters");
            return Err(invalid("displayName", &new.display_name, &reason));
        }
        if let Some(app_id) = new.app_id
            && self.directory.application_by_app_id(app_id).is_some()
        {
            let reason = "another application has it";
            return Err(invalid("appId", &app_id.to_string(), reason));
        }
        self.room(Room::Object(outcome.by))?;
        // The names of the properties are made of the id, and nothing is taken before all of them are known to be right.
        let name_of_app_id = &new.display_name;
        let mut facts = ApplicationFacts {
            app_id: new
                .app_id
                .unwrap_or_else(|| self.next_id(APP_ID, name_of_app_id).0),
            display_name: new.display_name.as_str().into(),
            service_principal: None,
            extension_properties: Vec::new(),
        };
        for property in &new.extension_properties {
            add_property(&mut facts, property)?;
        }
        if new.app_id.is_none() {
            facts.app_id = self.new_id(APP_ID, name_of_app_id);
        }
        let key = facts.app_id.to_string();
        let id = self.new_id("application", &key);
        let principal = self.new_id("servicePrincipal", &key);
        facts.service_principal = Some(principal);
        let identity = OtherObject {
            kind: ObjectKind::ServicePrincipal,
            display_name: Some(facts.display_name.clone()),
        };
        let mut changes = Vec::new();
        let created = self
            .directory
            .create_other(principal, identity, &mut changes)
            .and_then(|()| self.directory.create_application(id, facts, &mut changes));
        debug_assert!(created.is_ok(), "{created:?}");
        self.wrote(changes, outcome);
        outcome.created = Some(id);
        Ok(())
    }

    pub(crate) fn delete_application(
        &mut self,
        id: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let principal = self.known_application(id)?.facts().service_principal;
        let mut changes = Vec::new();
        let deleted = self.directory.delete_application(id, &mut changes);
        debug_assert!(deleted.is_ok(), "{deleted:?}");
        if let Some(principal) = principal {
            let deleted = self.directory.delete_other(principal, &mut changes);
            debug_assert!(deleted.is_ok(), "{deleted:?}");
        }
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn add_extension_property(
        &mut self,
        id: ObjectId,
        property: &NewExtensionProperty,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let mut facts = ApplicationFacts::clone(self.known_application(id)?.facts());
        add_property(&mut facts, property)?;
        let mut changes = Vec::new();
        self.directory
            .set_application(id, facts, &mut changes)
            .map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn assign_access(
        &mut self,
        id: ObjectId,
        principal: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let application = self.known_application(id)?;
        let object = self.known_object(principal)?;
        let takes = match object {
            ObjectRef::User(_) | ObjectRef::Group(_) => true,
            ObjectRef::Device(_) => false,
            ObjectRef::Other(_) => {
                self.directory.kind_of(object) == Some(ObjectKind::ServicePrincipal)
            }
        };
        if !takes {
            let reason = "users, groups and service principals have access to applications";
            return Err(invalid("principalId", &self.name_of(object), reason));
        }
        if application.assignments().any(|held| held == principal) {
            return Err(Refusal::AccessHeld {
                application: application.facts().display_name.to_string(),
                principal: self.name_of(object),
            });
        }
        let mut changes = Vec::new();
        self.directory
            .assign_access(id, principal, &mut changes)
            .map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn remove_access(
        &mut self,
        id: ObjectId,
        principal: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let application = self.known_application(id)?;
        let object = self.known_object(principal)?;
        if !application.assignments().any(|held| held == principal) {
            return Err(Refusal::AccessNotHeld {
                application: application.facts().display_name.to_string(),
                principal: self.name_of(object),
            });
        }
        let mut changes = Vec::new();
        self.directory
            .remove_access(id, principal, &mut changes)
            .map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(changes, outcome);
        Ok(())
    }

    fn known_application(&self, id: ObjectId) -> Result<&Application, Refusal> {
        let application = self.directory.application(id);
        application.ok_or_else(|| Refusal::UnknownApplication {
            identity: id.to_string(),
        })
    }
}

/// Adds an extension property under its whole name, `extension_{appId without hyphens}_{name}`.
fn add_property(
    facts: &mut ApplicationFacts,
    property: &NewExtensionProperty,
) -> Result<(), Refusal> {
    let name = &property.name;
    let refused = |reason: &str| Err(invalid("extensionProperty", name, reason));
    let letter_first = name.starts_with(|c: char| c.is_ascii_alphabetic());
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !letter_first || !name.chars().all(fits) {
        return refused("a name has letters, digits and underscores, and begins with a letter");
    }
    if property.targets.is_empty() {
        return refused("say whether users or devices have it");
    }
    let application = facts.app_id.to_string().replace('-', "");
    let whole = format!("extension_{application}_{name}");
    if ExtensionName::read(&whole).is_err() {
        return refused("rules could not read it");
    }
    let mut others = facts.extension_properties.iter();
    if others.any(|other| other.name.eq_ignore_ascii_case(&whole)) {
        return refused("the application has it already");
    }
    let target = |kind: &SubjectKind| match kind {
        SubjectKind::User => "User".into(),
        SubjectKind::Device => "Device".into(),
    };
    facts.extension_properties.push(ExtensionProperty {
        name: whole.into(),
        target_objects: property.targets.iter().map(target).collect(),
        data_type: "String".into(),
    });
    Ok(())
}
