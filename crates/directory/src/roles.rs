//! Directory roles and who holds them, for the whole tenant or for one administrative unit
//! (`1.13`).

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_schema::ObjectId;
use serde::{Deserialize, Serialize};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;

/// A directory role with those who hold it for the whole tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectoryRole {
    /// The role's id in this tenant.
    pub id: ObjectId,
    /// The role's id in every tenant.
    pub template: ObjectId,
    /// The role's name, such as `Groups Administrator`.
    pub display_name: Arc<str>,
    /// What it is for.
    pub description: Option<Arc<str>>,
    /// The ids of those who hold it, in the order given.
    pub members: Vec<ObjectId>,
}

/// Who holds a role, and where it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RoleAssignment {
    /// Where it counts.
    pub scope: RoleScope,
    /// The role's id in every tenant.
    pub role: ObjectId,
    /// Who holds it: a user, a group or a service principal.
    pub principal: ObjectId,
}

/// Where a role counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum RoleScope {
    /// In the whole tenant.
    Tenant,
    /// For the members of the administrative unit with this id.
    Unit(ObjectId),
}

impl Directory {
    /// All roles that somebody holds or held, in the order given.
    pub fn roles(&self) -> &[DirectoryRole] {
        &self.roles
    }

    /// The roles an object holds for the whole tenant.
    pub fn roles_of(&self, id: ObjectId) -> impl Iterator<Item = &DirectoryRole> {
        self.roles
            .iter()
            .filter(move |role| role.members.contains(&id))
    }

    /// Who holds what: for the whole tenant in the order given, then by unit, role and holder.
    pub fn role_assignments(&self) -> impl Iterator<Item = RoleAssignment> + '_ {
        let tenant = self.roles.iter().flat_map(|role| {
            role.members.iter().map(|principal| RoleAssignment {
                scope: RoleScope::Tenant,
                role: role.template,
                principal: *principal,
            })
        });
        tenant.chain(self.scoped_roles.iter().copied())
    }

    /// What one object holds itself; what it holds through a group is not among it.
    pub fn role_assignments_of(
        &self,
        principal: ObjectId,
    ) -> impl Iterator<Item = RoleAssignment> + '_ {
        let all = self.role_assignments();
        all.filter(move |assignment| assignment.principal == principal)
    }

    /// Who holds a role for the members of one administrative unit (`1.10`, scoped role members).
    pub fn scoped_role_members(&self, unit: ObjectId) -> impl Iterator<Item = RoleAssignment> + '_ {
        let scoped = self.scoped_roles.iter().copied();
        scoped.filter(move |assignment| assignment.scope == RoleScope::Unit(unit))
    }

    /// Replaces the directory roles and who holds them for the whole tenant.
    pub fn set_roles(&mut self, roles: Vec<DirectoryRole>, changes: &mut Vec<Change>) {
        if *self.roles != roles {
            self.roles = Arc::new(roles);
            changes.push(Change::RolesChanged);
        }
    }

    /// Makes a directory role known, so that it can be assigned for the whole tenant; false if
    /// one with its template is known.
    pub fn add_role(&mut self, role: DirectoryRole, changes: &mut Vec<Change>) -> bool {
        let is_new = !self
            .roles
            .iter()
            .any(|known| known.template == role.template);
        if is_new {
            Arc::make_mut(&mut self.roles).push(role);
            changes.push(Change::RolesChanged);
        }
        is_new
    }

    /// Gives somebody a role; false if it is held already. For the whole tenant the role must be
    /// known ([`add_role`](Self::add_role)).
    pub fn assign_role(
        &mut self,
        assignment: RoleAssignment,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let principal = assignment.principal;
        if self.resolve(principal).is_none() {
            return Err(IntegrityError::UnknownObject(principal));
        }
        let is_new = match assignment.scope {
            RoleScope::Unit(unit) => {
                self.unit(unit).ok_or(IntegrityError::UnknownUnit(unit))?;
                Arc::make_mut(&mut self.scoped_roles).insert(assignment)
            }
            RoleScope::Tenant => {
                let template = assignment.role;
                let mut roles = Arc::make_mut(&mut self.roles).iter_mut();
                let role = roles
                    .find(|role| role.template == template)
                    .ok_or(IntegrityError::UnknownRole(template))?;
                let is_new = !role.members.contains(&principal);
                if is_new {
                    role.members.push(principal);
                }
                is_new
            }
        };
        if is_new {
            changes.push(Change::RoleAssigned { assignment });
        }
        Ok(is_new)
    }

    /// Takes a role from somebody; false if it was not held.
    pub fn unassign_role(&mut self, assignment: RoleAssignment, changes: &mut Vec<Change>) -> bool {
        let was_held = match assignment.scope {
            RoleScope::Unit(_) => Arc::make_mut(&mut self.scoped_roles).remove(&assignment),
            RoleScope::Tenant => {
                let mut roles = Arc::make_mut(&mut self.roles).iter_mut();
                let role = roles.find(|role| role.template == assignment.role);
                role.is_some_and(|role| {
                    let before = role.members.len();
                    role.members
                        .retain(|member| *member != assignment.principal);
                    role.members.len() < before
                })
            }
        };
        if was_held {
            changes.push(Change::RoleUnassigned { assignment });
        }
        was_held
    }

    /// Takes all roles from an object that is about to go; gives what they were.
    pub(crate) fn remove_from_roles(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> BTreeSet<RoleAssignment> {
        let held: BTreeSet<_> = self.role_assignments_of(id).collect();
        for assignment in &held {
            self.unassign_role(*assignment, changes);
        }
        held
    }

    /// Ends all roles in an administrative unit that is about to go; gives what they were.
    pub(crate) fn end_roles_in(
        &mut self,
        unit: ObjectId,
        changes: &mut Vec<Change>,
    ) -> BTreeSet<RoleAssignment> {
        let held: BTreeSet<_> = self.scoped_role_members(unit).collect();
        for assignment in &held {
            self.unassign_role(*assignment, changes);
        }
        held
    }
}
