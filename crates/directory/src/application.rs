//! Applications, what they add to users and devices, and who has access to them (`1.12a`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_schema::{ExtensionName, ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::group::Group;
use crate::row::ObjectRef;

/// An application of the tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    id: ObjectId,
    facts: Arc<ApplicationFacts>,
    assignments: Arc<BTreeSet<ObjectId>>,
}

impl Application {
    /// Its id as an object.
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// What it is.
    pub fn facts(&self) -> &Arc<ApplicationFacts> {
        &self.facts
    }

    /// The ids of the users, groups and service principals that have access, ascending.
    pub fn assignments(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.assignments.iter().copied()
    }
}

/// What an application is, beside who has access to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationFacts {
    /// The id by which it is known everywhere; its extension properties are named by it.
    pub app_id: ObjectId,
    /// The name.
    pub display_name: Arc<str>,
    /// Its identity in the tenant, an object of its own.
    pub service_principal: Option<ObjectId>,
    /// What it adds to objects, in the order given.
    pub extension_properties: Vec<ExtensionProperty>,
}

/// A property that an application adds to objects.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtensionProperty {
    /// The whole name, such as `extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber`.
    pub name: Arc<str>,
    /// The kinds of object that have it, in the service's words: `User`, `Device`, …
    pub target_objects: Vec<Arc<str>>,
    /// The type of its values, in the service's words; rules read `String`.
    pub data_type: Arc<str>,
}

/// Why an object has access to an application.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccessThrough {
    /// It is assigned itself.
    Assignment,
    /// It is a direct member of this assigned group; a group within a group gives nothing.
    Group(ObjectId),
}

impl Directory {
    /// The applications, by id.
    pub fn applications(&self) -> impl Iterator<Item = &Application> {
        self.applications.values()
    }

    /// The application with this id as an object.
    pub fn application(&self, id: ObjectId) -> Option<&Application> {
        self.applications.get(&id)
    }

    /// The application that is known by this id everywhere.
    pub fn application_by_app_id(&self, app_id: ObjectId) -> Option<&Application> {
        let mut all = self.applications();
        all.find(|application| application.facts.app_id == app_id)
    }

    /// The application an extension property belongs to, whether or not the application lists
    /// the property.
    pub fn application_of_extension(&self, name: &ExtensionName) -> Option<&Application> {
        self.application_by_app_id(name.application())
    }

    /// Whether subjects of a kind have this extension property; none if no application is known, for then nothing is
    /// known of any (N-27).
    pub fn has_extension(&self, name: &ExtensionName, subject: SubjectKind) -> Option<bool> {
        self.applications().next()?;
        let target = match subject {
            SubjectKind::User => "User",
            SubjectKind::Device => "Device",
        };
        let application = self.application_of_extension(name).into_iter();
        let mut properties = application.flat_map(|one| &one.facts.extension_properties);
        Some(properties.any(|property| {
            let mut targets = property.target_objects.iter();
            property.name.eq_ignore_ascii_case(name.as_str())
                && targets.any(|kind| kind.eq_ignore_ascii_case(target))
        }))
    }

    /// Why an object has access to an application, if it has: its own assignment first, then
    /// groups in the order of their creation.
    pub fn ways_to(&self, application: &Application, object: ObjectRef) -> Vec<AccessThrough> {
        let assigned = application.assignments.iter();
        let groups = assigned.filter_map(|id| self.group(*id));
        let mut through: Vec<&Group> = groups
            .filter(|group| group.members().contains(object))
            .collect();
        through.sort_by_key(|group| group.row());
        let own = self.id_of(object);
        let own = own.filter(|id| application.assignments.contains(id));
        let own = own.map(|_| AccessThrough::Assignment).into_iter();
        let through = through.into_iter().map(|group| group.id());
        own.chain(through.map(AccessThrough::Group)).collect()
    }

    /// Adds an application that nobody has access to.
    pub fn create_application(
        &mut self,
        id: ObjectId,
        facts: ApplicationFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.check_id_is_free(id)?;
        self.check_application(id, &facts)?;
        let application = Application {
            id,
            facts: Arc::new(facts),
            assignments: Arc::default(),
        };
        Arc::make_mut(&mut self.applications).insert(id, application);
        changes.push(Change::ApplicationCreated { id });
        Ok(())
    }

    /// Replaces the facts of an application; facts that are there already give no change.
    pub fn set_application(
        &mut self,
        id: ObjectId,
        facts: ApplicationFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.check_application(id, &facts)?;
        let application = self.application_mut(id)?;
        if *application.facts != facts {
            let new = Arc::new(facts);
            let old = std::mem::replace(&mut application.facts, new.clone());
            changes.push(Change::ApplicationChanged { id, old, new });
        }
        Ok(())
    }

    /// Takes an application away as if it had never been: with the access to it, and out of the
    /// books of creations. The values of its extension properties stay where they are.
    pub fn delete_application(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.remove_application(id, changes)?;
        self.strike(id);
        Ok(())
    }

    pub(crate) fn remove_application(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let applications = Arc::make_mut(&mut self.applications);
        let gone = applications
            .remove(&id)
            .ok_or(IntegrityError::UnknownApplication(id))?;
        let facts = gone.facts;
        changes.push(Change::ApplicationDeleted { id, facts });
        Ok(())
    }

    /// Gives an object access to an application; false if it is assigned already.
    pub fn assign_access(
        &mut self,
        application: ObjectId,
        principal: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        if self.resolve(principal).is_none() {
            return Err(IntegrityError::UnknownObject(principal));
        }
        let entry = self.application_mut(application)?;
        let is_new = Arc::make_mut(&mut entry.assignments).insert(principal);
        if is_new {
            changes.push(Change::AccessAssigned {
                application,
                principal,
            });
        }
        Ok(is_new)
    }

    /// Takes an object's own access to an application away; false if it was not assigned.
    pub fn remove_access(
        &mut self,
        application: ObjectId,
        principal: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let entry = self.application_mut(application)?;
        let was_there = Arc::make_mut(&mut entry.assignments).remove(&principal);
        if was_there {
            changes.push(Change::AccessRemoved {
                application,
                principal,
            });
        }
        Ok(was_there)
    }

    /// Takes all access from an object that is about to go; gives the applications.
    pub(crate) fn remove_from_applications(
        &mut self,
        principal: ObjectId,
        changes: &mut Vec<Change>,
    ) -> BTreeSet<ObjectId> {
        let assigned: BTreeSet<ObjectId> = self
            .applications()
            .filter(|application| application.assignments.contains(&principal))
            .map(Application::id)
            .collect();
        for application in &assigned {
            // It was found just now: nothing can be refused.
            let _ = self.remove_access(*application, principal, changes);
        }
        assigned
    }

    fn application_mut(&mut self, id: ObjectId) -> Result<&mut Application, IntegrityError> {
        let applications: &mut BTreeMap<_, _> = Arc::make_mut(&mut self.applications);
        applications
            .get_mut(&id)
            .ok_or(IntegrityError::UnknownApplication(id))
    }

    fn check_application(
        &self,
        id: ObjectId,
        facts: &ApplicationFacts,
    ) -> Result<(), IntegrityError> {
        let same = self.application_by_app_id(facts.app_id);
        if same.is_some_and(|other| other.id != id) {
            return Err(IntegrityError::IdInUse(facts.app_id));
        }
        match facts.service_principal {
            Some(principal) if self.other(principal).is_none() => {
                Err(IntegrityError::UnknownObject(principal))
            }
            _ => Ok(()),
        }
    }
}
