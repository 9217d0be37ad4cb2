//! What a newer export says beside users, devices, groups and units.

use std::collections::BTreeSet;

use ingroup_directory::{
    DeletedFacts, DeletedObject, Directory, DynamicGroups, GroupFacts, RequestState,
    RoleAssignment, RoleScope,
};
use ingroup_schema::{ObjectId, ObjectKind};

use super::super::coverage::FactList;
use super::super::subjects::Taking;
use crate::expiration::Expirations;
use crate::refusal::Refusal;

impl Taking<'_> {
    pub(super) fn organization(&mut self) -> Result<(), Refusal> {
        let (new, coverage) = (self.new, self.coverage);
        self.write(|directory, changes| {
            if coverage.has(FactList::Organization) && new.organization().id != ObjectId::NIL {
                directory.set_organization(new.organization().clone(), changes);
            }
            if coverage.has(FactList::Settings) {
                directory.set_settings(new.settings().clone(), changes);
            }
            Ok(())
        })
    }

    /// What was bought, and how much of it is in use, comes last: as found.
    pub(super) fn subscriptions(&mut self) -> Result<(), Refusal> {
        let new = self.new;
        if !self.coverage.has(FactList::Subscriptions) {
            return Ok(());
        }
        self.write(|directory, changes| {
            directory.set_subscriptions(new.subscriptions().to_vec(), changes);
            Ok(())
        })
    }

    /// Contacts and service principals.
    pub(super) fn others(&mut self) -> Result<(), Refusal> {
        let (new, coverage) = (self.new, self.coverage);
        let gone: Vec<ObjectId> = self
            .tenant
            .directory
            .others()
            .filter(|(id, other)| {
                coverage.has(FactList::ServicePrincipals)
                    && other.kind == ObjectKind::ServicePrincipal
                    && new.other(*id).is_none()
            })
            .map(|(id, _)| id)
            .collect();
        for id in gone {
            let of = self.tenant.directory.applications().find(|application| {
                application.facts().service_principal == Some(id)
                    && new.application(application.id()).is_none()
            });
            let of = of.map(|application| application.id());
            self.write(|directory, changes| {
                if let Some(application) = of {
                    directory.delete_application(application, changes)?;
                }
                directory.delete_other(id, changes)
            })?;
        }
        for (id, other) in new.others() {
            if self.tenant.directory.other(id).is_none() {
                let other = other.clone();
                self.write(|directory, changes| directory.create_other(id, other, changes))?;
            }
        }
        Ok(())
    }

    pub(super) fn applications(&mut self) -> Result<(), Refusal> {
        let new = self.new;
        if !self.coverage.has(FactList::Applications) {
            return Ok(());
        }
        let own = self.tenant.directory.applications().map(|one| one.id());
        let gone: Vec<ObjectId> = own.filter(|id| new.application(*id).is_none()).collect();
        for id in gone {
            self.write(|directory, changes| directory.delete_application(id, changes))?;
        }
        for application in new.applications() {
            let id = application.id();
            let facts = (**application.facts()).clone();
            let theirs: BTreeSet<ObjectId> = application.assignments().collect();
            self.write(|directory, changes| {
                match directory.application(id).is_some() {
                    true => directory.set_application(id, facts, changes)?,
                    false => directory.create_application(id, facts, changes)?,
                }
                let own = directory.application(id);
                let own: BTreeSet<ObjectId> =
                    own.into_iter().flat_map(|one| one.assignments()).collect();
                for principal in own.difference(&theirs) {
                    directory.remove_access(id, *principal, changes)?;
                }
                for principal in theirs.difference(&own) {
                    if directory.resolve(*principal).is_some() {
                        directory.assign_access(id, *principal, changes)?;
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    /// Who holds which role.
    pub(super) fn roles(&mut self) -> Result<(), Refusal> {
        let new = self.new;
        if self.coverage.has(FactList::Roles) {
            let held = |directory: &Directory| -> BTreeSet<RoleAssignment> {
                let all = directory.role_assignments();
                all.filter(|one| one.scope == RoleScope::Tenant).collect()
            };
            let (own, theirs) = (held(&self.tenant.directory), held(new));
            self.write(|directory, changes| {
                for role in new.roles() {
                    let mut role = role.clone();
                    role.members.clear();
                    directory.add_role(role, changes);
                }
                for assignment in own.difference(&theirs) {
                    directory.unassign_role(*assignment, changes);
                }
                for assignment in theirs.difference(&own) {
                    if directory.resolve(assignment.principal).is_some() {
                        directory.assign_role(*assignment, changes)?;
                    }
                }
                Ok(())
            })?;
        }
        match self.coverage.has(FactList::Units) {
            true => self.scoped_roles(),
            false => Ok(()),
        }
    }

    /// Requests that are new, and those that have been settled since.
    pub(super) fn join_requests(&mut self) -> Result<(), Refusal> {
        let new = self.new;
        if !self.coverage.has(FactList::JoinRequests) {
            return Ok(());
        }
        let now = self.tenant.clock.now();
        for request in new.join_requests() {
            self.write(|directory, changes| {
                let settled = request.state != RequestState::Pending;
                match directory.join_request(request.id) {
                    Some(own) if own.state == RequestState::Pending && settled => {
                        let at = request.decided.unwrap_or(now);
                        let (id, state, by) = (request.id, request.state, request.decided_by);
                        directory.settle_join_request(id, state, by, at, changes)
                    }
                    Some(_) => Ok(()),
                    None => directory.add_join_request(request.clone(), changes),
                }
            })?;
        }
        Ok(())
    }

    /// Objects that were deleted before this tenant knew them, and those that are deleted no more, but gone.
    pub(super) fn deleted(&mut self) -> Result<(), Refusal> {
        for (list, kind) in [
            (FactList::DeletedUsers, ObjectKind::User),
            (FactList::DeletedGroups, ObjectKind::Group),
            (FactList::DeletedUnits, ObjectKind::AdministrativeUnit),
        ] {
            if !self.coverage.has(list) {
                continue;
            }
            let new = self.new;
            let now = self.tenant.clock.now();
            let ended = |object: &&DeletedObject| {
                object.deleted_date_time() < now && new.deleted(object.id()).is_none()
            };
            let own = self.tenant.directory.deleted_objects(kind);
            let gone: Vec<ObjectId> = own.filter(ended).map(DeletedObject::id).collect();
            for id in gone {
                self.tenant.end(id, self.outcome)?;
            }
            for object in new.deleted_objects(kind) {
                if self.tenant.directory.is_id_free(object.id()) {
                    self.bury(object)?;
                }
            }
        }
        Ok(())
    }

    /// Makes an object known that is deleted already.
    fn bury(&mut self, object: &DeletedObject) -> Result<(), Refusal> {
        let (id, at) = (object.id(), object.deleted_date_time());
        self.write(|directory, changes| {
            match object.facts() {
                DeletedFacts::User { values, facts, .. } => {
                    let values = values.iter().filter(|(key, _)| key.name() != "objectId");
                    let values = values.cloned().collect();
                    directory.create_user(id, values, (**facts).clone(), changes)?;
                }
                DeletedFacts::Group { facts, .. } => {
                    let facts = GroupFacts {
                        deleted: None,
                        ..GroupFacts::clone(facts)
                    };
                    directory.create_group(id, facts, changes)?;
                }
                DeletedFacts::Unit { facts, .. } => {
                    directory.create_unit(id, (**facts).clone(), changes)?;
                }
            }
            Ok(())
        })?;
        let groups = self.tenant.groups_to_leave(id);
        let units = self.tenant.directory.subscriptions().to_vec();
        self.write(|directory, changes| {
            match object.facts() {
                DeletedFacts::User { .. } => {
                    directory.soft_delete_user(id, DynamicGroups::Known(&groups), at, changes)?;
                }
                DeletedFacts::Group { .. } => directory.soft_delete_group(id, at, changes)?,
                DeletedFacts::Unit { .. } => directory.soft_delete_unit(id, at, changes)?,
            }
            // What nobody counted when it came is not taken back when it goes.
            directory.set_subscriptions(units, &mut Vec::new());
            for link in object.links() {
                directory.connect_deleted(id, link)?;
            }
            Ok(())
        })
    }

    /// The expiration policy. The dates of groups are facts of theirs.
    pub(super) fn lifecycle(&mut self) -> Result<(), Refusal> {
        let policy = self.new.lifecycle_policy().map(|policy| (**policy).clone());
        let same = self.tenant.directory.lifecycle_policy().map(|own| &**own) == policy.as_ref();
        if same || !self.coverage.has(FactList::Lifecycle) {
            return Ok(());
        }
        self.write(|directory, changes| {
            directory.set_lifecycle_policy(policy, changes);
            Ok(())
        })?;
        let now = self.tenant.clock.now();
        self.tenant.expirations = Expirations::found(&self.tenant.directory, now);
        Ok(())
    }
}
