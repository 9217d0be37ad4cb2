//! Deletion into the container, restore from it, and the end of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value};

use crate::change::Change;
use crate::deleted::{DeletedFacts, DeletedObject, Link};
use crate::directory::{Directory, OwnKeys};
use crate::error::IntegrityError;
use crate::group::{Group, GroupFacts};
use crate::groups_of::DynamicGroups;
use crate::provenance::Existence;
use crate::roles::{RoleAssignment, RoleScope};
use crate::row::{GroupRow, ObjectRef, Row};
use crate::unit::AdministrativeUnit;

impl Directory {
    /// Deletes a user so that it can be restored. The sign-in name gets the user's id before it,
    /// so that the address can be used again (`OP-9`).
    pub fn soft_delete_user(
        &mut self,
        id: ObjectId,
        dynamic: DynamicGroups<'_>,
        at: Instant,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.user_row(id)?;
        let groups = self.groups_with(ObjectRef::User(row), dynamic);
        let mut links = self.links_of(id, ObjectRef::User(row), &groups);
        let manager = self.manager(row).and_then(|row| self.users.id(row));
        links.extend(manager.map(Link::Manager));
        let reports = self.direct_reports(row);
        links.extend(
            reports
                .filter_map(|row| self.users.id(row))
                .map(Link::Report),
        );
        let facts = DeletedFacts::User {
            row,
            values: self.values_to_keep(id, row),
            principal_name: self
                .user_principal_name(row)
                .map(|name| own_name(id, name).into()),
            facts: Arc::new(self.user_facts(row).clone()),
        };
        self.remove_subject(id, &groups, changes)?;
        self.contain(id, at, facts, links, changes);
        Ok(())
    }

    /// Deletes a group so that it can be restored.
    pub fn soft_delete_group(
        &mut self,
        id: ObjectId,
        at: Instant,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let group = self.group(id).ok_or(IntegrityError::UnknownGroup(id))?;
        let row = group.row;
        let groups = self.groups_linked(ObjectRef::Group(row));
        let mut links = self.links_of(id, ObjectRef::Group(row), &groups);
        let ids = |object| self.id_of(object);
        links.extend(group.members.iter().filter_map(ids).map(Link::Member));
        links.extend(group.owners().filter_map(ids).map(Link::Owner));
        let facts = GroupFacts {
            deleted: Some(at),
            ..GroupFacts::clone(&group.facts)
        };
        let facts = Arc::new(facts);
        self.remove_group(id, &groups, changes)?;
        self.contain(id, at, DeletedFacts::Group { row, facts }, links, changes);
        Ok(())
    }

    /// Deletes an administrative unit so that it can be restored.
    pub fn soft_delete_unit(
        &mut self,
        id: ObjectId,
        at: Instant,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let unit = self.unit(id).ok_or(IntegrityError::UnknownUnit(id))?;
        let row = unit.row;
        let ids = |object| self.id_of(object);
        let members = unit.members.iter().filter_map(ids).map(Link::Member);
        let roles = self.scoped_role_members(id).map(Link::Role);
        let links = members.chain(roles).collect();
        let facts = unit.facts.clone();
        self.remove_unit(id, changes)?;
        self.contain(id, at, DeletedFacts::Unit { row, facts }, links, changes);
        Ok(())
    }

    /// Brings a deleted object back, with its old id, in its old row and so in its old place in
    /// lists; connections come back where the other end is there. Members of dynamic groups and
    /// units do not: a dynamic one comes back empty, and the object comes back to none of them
    /// (`OP-8`, `OP-9`, `N-21`). The events say first that it was restored, then what came back.
    ///
    /// A user whose sign-in name was given to somebody else keeps the one with the id in it.
    pub fn restore(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let object = self
            .container
            .take(id)
            .ok_or(IntegrityError::NotDeleted(id))?;
        let kind = object.kind();
        changes.push(Change::Restored { kind, id });
        match &object.facts {
            DeletedFacts::User {
                row,
                values,
                principal_name,
                facts,
            } => {
                self.put_user_back(*row, values, facts);
                let name = principal_name.as_deref();
                let free = name.filter(|name| self.user_by_principal_name(name).is_none());
                let key = OwnKeys::of(SubjectKind::User).principal_name.clone();
                if let (Some(name), Some(key)) = (free, key) {
                    let value = Value::text(name);
                    // A name that is free is not refused; the creation says it all.
                    let _ = self.set_value(id, key, value, &mut Vec::new());
                }
                changes.push(Change::SubjectCreated {
                    kind: SubjectKind::User,
                    id,
                    row: *row,
                });
            }
            DeletedFacts::Group { row, facts } => {
                let facts = GroupFacts {
                    deleted: None,
                    ..GroupFacts::clone(facts)
                };
                self.put_group(id, *row, Arc::new(facts));
                changes.push(Change::GroupCreated {
                    group: id,
                    row: *row,
                });
            }
            DeletedFacts::Unit { row, facts } => {
                self.put_unit(id, *row, facts.clone());
                changes.push(Change::UnitCreated {
                    unit: id,
                    row: *row,
                });
            }
        }
        for link in object.links() {
            self.reconnect(id, link, changes);
        }
        self.enter(id, Existence::Active);
        Ok(())
    }

    /// Ends an object for good, deleted before or not; the books of creations keep when. Which
    /// dynamic groups it is in matters to a user or device that is not deleted.
    pub fn purge(
        &mut self,
        id: ObjectId,
        dynamic: DynamicGroups<'_>,
        at: Instant,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        if let Some(object) = self.container.take(id) {
            changes.push(Change::Purged { object });
        } else if self.unit(id).is_some() {
            self.remove_unit(id, changes)?;
        } else if self.application(id).is_some() {
            self.remove_application(id, changes)?;
        } else {
            let object = self.known(id)?;
            let groups = self.groups_with(object, dynamic);
            match object {
                ObjectRef::User(_) | ObjectRef::Device(_) => {
                    self.remove_subject(id, &groups, changes)?;
                }
                ObjectRef::Group(_) => self.remove_group(id, &groups, changes)?,
                ObjectRef::Other(_) => return Err(IntegrityError::UnknownObject(id)),
            }
        }
        self.enter(id, Existence::Gone(at));
        Ok(())
    }

    /// Adds a connection to a deleted object, as an import finds it: what a restore tries to bring
    /// back. An object that is not deleted takes none.
    pub fn connect_deleted(&mut self, id: ObjectId, link: Link) -> Result<(), IntegrityError> {
        self.deleted(id).ok_or(IntegrityError::NotDeleted(id))?;
        self.container.connect(id, link);
        Ok(())
    }

    /// The values of a user to keep, with the sign-in name of a deleted one.
    fn values_to_keep(&self, id: ObjectId, row: Row) -> Vec<(PropertyKey, Value)> {
        let principal_name = OwnKeys::of(SubjectKind::User).principal_name.as_ref();
        let kept = self.users.properties().filter_map(|key| {
            let value = match self.users.owned(row, &key) {
                Value::Text(name) if Some(&key) == principal_name => {
                    Value::text(&deleted_name(id, &name))
                }
                value => value,
            };
            (!value.is_missing()).then_some((key, value))
        });
        kept.collect()
    }

    /// The memberships, ownerships, roles and access of an object.
    fn links_of(&self, id: ObjectId, object: ObjectRef, groups: &[GroupRow]) -> BTreeSet<Link> {
        let groups = groups.iter().filter_map(|row| self.group_at(*row));
        let groups = groups.map(Group::id);
        let units = self.units_of(object).map(AdministrativeUnit::id);
        let member_of = groups.chain(units).map(Link::MemberOf);
        let owner_of = self.owner_of(object).map(Group::id).map(Link::OwnerOf);
        let roles = self.role_assignments_of(id).map(Link::Role);
        let access = self
            .applications()
            .filter(|application| application.assignments().any(|one| one == id))
            .map(|application| Link::Access(application.id()));
        member_of
            .chain(owner_of)
            .chain(roles)
            .chain(access)
            .collect()
    }

    fn contain(
        &mut self,
        id: ObjectId,
        at: Instant,
        facts: DeletedFacts,
        links: BTreeSet<Link>,
        changes: &mut Vec<Change>,
    ) {
        let object = DeletedObject {
            id,
            at,
            facts,
            links,
        };
        let kind = object.kind();
        self.container.put(object);
        self.enter(id, Existence::Restorable);
        changes.push(Change::SoftDeleted { kind, id });
    }

    /// Connects a restored object again. What refuses is gone for good, or cannot be so connected
    /// any more; then there is nothing to connect.
    fn reconnect(&mut self, id: ObjectId, link: Link, changes: &mut Vec<Change>) {
        match link {
            Link::MemberOf(holder) => {
                if !self.add_by_hand(holder, id, changes) {
                    self.container.connect(holder, Link::Member(id));
                }
            }
            Link::Member(member) => {
                if !self.add_by_hand(id, member, changes) {
                    self.container.connect(member, Link::MemberOf(id));
                }
            }
            Link::OwnerOf(group) => {
                if self.add_owner(group, id, changes).is_err() {
                    self.container.connect(group, Link::Owner(id));
                }
            }
            Link::Owner(owner) => {
                if self.add_owner(id, owner, changes).is_err() {
                    self.container.connect(owner, Link::OwnerOf(id));
                }
            }
            Link::Manager(manager) => {
                if self.set_manager(id, Some(manager), changes).is_err() {
                    self.container.connect(manager, Link::Report(id));
                }
            }
            Link::Report(report) => self.report_again(id, report, changes),
            Link::Role(assignment) => {
                if self.assign_role(assignment, changes).is_err() {
                    self.leave_role(id, assignment);
                }
            }
            Link::Access(application) => {
                let _ = self.assign_access(application, id, changes);
            }
        }
    }

    /// Makes an object a member, but only of what people give members to; false if one of the two
    /// is not there.
    fn add_by_hand(
        &mut self,
        holder: ObjectId,
        member: ObjectId,
        changes: &mut Vec<Change>,
    ) -> bool {
        let Some(there) = self.rule_holder(holder) else {
            return false;
        };
        there.is_dynamic() && self.resolve(member).is_some()
            || self.add_member(holder, member, changes).is_ok()
    }

    /// A manager is back: whoever has been given another one keeps that.
    fn report_again(&mut self, manager: ObjectId, report: ObjectId, changes: &mut Vec<Change>) {
        match self.users.row(report) {
            Some(row) if self.manager(row).is_none() => {
                let _ = self.set_manager(report, Some(manager), changes);
            }
            Some(_) => {}
            None => {
                let kept = self.deleted(report).map(DeletedObject::links);
                let has_manager = kept
                    .is_some_and(|mut links| links.any(|link| matches!(link, Link::Manager(_))));
                if !has_manager {
                    self.container.connect(report, Link::Manager(manager));
                }
            }
        }
    }

    /// Leaves a role to the other end's restore: the holder's or the unit's.
    fn leave_role(&mut self, restored: ObjectId, assignment: RoleAssignment) {
        let other = match assignment.scope {
            RoleScope::Unit(unit) if unit != restored => unit,
            RoleScope::Unit(_) | RoleScope::Tenant => assignment.principal,
        };
        if other != restored {
            self.container.connect(other, Link::Role(assignment));
        }
    }
}

/// The sign-in name of a deleted user: the id without hyphens and the name (`OP-9`).
fn deleted_name(id: ObjectId, name: &str) -> String {
    let digits = id.to_string().replace('-', "");
    format!("{digits}{}", own_name(id, name))
}

/// The sign-in name that a user has, or had before it was deleted.
fn own_name(id: ObjectId, name: &str) -> &str {
    let digits = id.to_string().replace('-', "");
    name.strip_prefix(&digits).unwrap_or(name)
}
