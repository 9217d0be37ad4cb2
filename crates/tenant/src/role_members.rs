//! Who holds which role where, and the commands that change it (1.13).

use ingroup_directory::{DirectoryRole, Group, ObjectRef, RoleAssignment, RoleScope};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind};

use crate::actor::Actor;
use crate::command::Outcome;
use crate::refusal::Refusal;
use crate::roles::{Reach, Role};
use crate::tenant::Tenant;

/// A role that counts here, and where it is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldRole {
    /// The role.
    pub role: Role,
    /// The administrative unit it is held for; none for the whole tenant.
    pub unit: Option<ObjectId>,
}

impl Tenant {
    /// The roles that an object acts with: its own, and those of role-assignable groups it is a direct member of.
    pub fn roles_of(&self, id: ObjectId) -> impl Iterator<Item = HeldRole> + '_ {
        let holders = self.role_holding_groups(id).into_iter();
        let groups = holders.flat_map(|group| self.roles_assigned_to(group.id()));
        self.roles_assigned_to(id).chain(groups)
    }

    /// The role-assignable groups that hold a role and that an object is a direct member of, in the order of their
    /// creation. Those who hold roles are asked, which are few; not the groups of the object.
    fn role_holding_groups(&self, id: ObjectId) -> Vec<&Group> {
        let Some(object) = self.directory.resolve(id) else {
            return Vec::new();
        };
        let holders = self.directory.role_assignments();
        let groups = holders.filter_map(|held| self.directory.group(held.principal));
        let mut groups: Vec<&Group> = groups
            .filter(|group| group.facts().is_assignable_to_role == Some(true))
            .filter(|group| group.members().contains(object))
            .collect();
        groups.sort_by_key(|group| group.row());
        groups.dedup_by_key(|group| group.row());
        groups
    }

    /// The roles that are assigned to an object itself.
    pub(crate) fn roles_assigned_to(&self, id: ObjectId) -> impl Iterator<Item = HeldRole> + '_ {
        let assignments = self.directory.role_assignments_of(id);
        assignments.filter_map(|assignment| {
            Some(HeldRole {
                role: Role::by_template(assignment.role)?,
                unit: match assignment.scope {
                    RoleScope::Tenant => None,
                    RoleScope::Unit(unit) => Some(unit),
                },
            })
        })
    }

    pub(crate) fn add_role_member(
        &mut self,
        assignment: RoleAssignment,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let role = known_role(assignment.role)?;
        let object = self.known_object(assignment.principal)?;
        self.check_role_holder(object)?;
        if let RoleScope::Unit(unit) = assignment.scope {
            if self.directory.unit(unit).is_none() {
                return Err(Refusal::NotFound {
                    kind: ObjectKind::AdministrativeUnit,
                    identity: unit.to_string(),
                });
            }
            if role.reach() == Reach::Tenant {
                return Err(Refusal::InvalidValue {
                    property: "directoryScopeId".to_owned(),
                    value: unit.to_string(),
                    reason: format!("the role {} is held for the whole tenant only", role.name()),
                });
            }
        }
        let is_held = self
            .directory
            .role_assignments_of(assignment.principal)
            .any(|held| held == assignment);
        if is_held {
            return Err(Refusal::RoleHeld {
                holder: self.name_of(object),
                role: role.name(),
            });
        }
        let mut changes = Vec::new();
        if assignment.scope == RoleScope::Tenant {
            let tenant = self.directory.organization().id;
            let entry = DirectoryRole {
                id: ObjectId::derive(tenant, "role", &assignment.role.to_string(), ""),
                template: assignment.role,
                display_name: role.name().into(),
                description: None,
                members: Vec::new(),
            };
            self.directory.add_role(entry, &mut changes);
        }
        let assigned = self.directory.assign_role(assignment, &mut changes);
        debug_assert!(assigned.is_ok(), "{assigned:?}");
        self.wrote(changes, outcome);
        Ok(())
    }

    pub(crate) fn remove_role_member(
        &mut self,
        assignment: RoleAssignment,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let object = self.known_object(assignment.principal)?;
        let mut changes = Vec::new();
        if !self.directory.unassign_role(assignment, &mut changes) {
            return Err(Refusal::RoleNotHeld {
                holder: self.name_of(object),
                role: Role::by_template(assignment.role).map_or_else(
                    || assignment.role.to_string(),
                    |role| role.name().to_owned(),
                ),
            });
        }
        self.wrote(changes, outcome);
        Ok(())
    }

    /// Users, service principals and role-assignable groups hold roles (`OP-5`).
    fn check_role_holder(&self, object: ObjectRef) -> Result<(), Refusal> {
        let holds = match object {
            ObjectRef::User(_) => true,
            ObjectRef::Group(row) => self
                .directory
                .group_at(row)
                .is_some_and(|group| group.facts().is_assignable_to_role == Some(true)),
            ObjectRef::Other(_) => {
                self.directory.kind_of(object) == Some(ObjectKind::ServicePrincipal)
            }
            ObjectRef::Device(_) => false,
        };
        match holds {
            true => Ok(()),
            false => Err(Refusal::InvalidValue {
                property: "principalId".to_owned(),
                value: self.name_of(object),
                reason: "users, service principals and role-assignable groups hold roles"
                    .to_owned(),
            }),
        }
    }

    /// The actor's name for messages.
    pub(crate) fn actor_name(&self, actor: Actor) -> String {
        let object = actor.id().and_then(|id| self.directory.resolve(id));
        match (actor, object) {
            (_, Some(ObjectRef::User(row))) => {
                let name = self.directory.user_principal_name(row);
                name.unwrap_or_default().to_owned()
            }
            (_, Some(object)) => self.name_of(object),
            (Actor::System(actor), None) => actor.display_name().to_owned(),
            (_, None) => "ingroup".to_owned(),
        }
    }

    pub(crate) fn is_guest(&self, user: ObjectId) -> bool {
        let Some(row) = self.directory.users().row(user) else {
            return false;
        };
        crate::subject_values::key_of(SubjectKind::User, "userType").is_some_and(|key| {
            matches!(
                self.directory.users().value(row, &key),
                ingroup_schema::ValueRef::Text(text) if text.eq_ignore_ascii_case("Guest")
            )
        })
    }
}

fn known_role(template: ObjectId) -> Result<Role, Refusal> {
    Role::by_template(template).ok_or_else(|| Refusal::InvalidValue {
        property: "roleDefinitionId".to_owned(),
        value: template.to_string(),
        reason: "no role with this template decides anything here".to_owned(),
    })
}
