//! What a deed is done to, as far as permission goes: an object that is there, or one that can be restored.

use std::collections::BTreeSet;

use ingroup_directory::{DeletedFacts, DeletedObject, GroupFacts, GroupKind, Link, ObjectRef};
use ingroup_schema::ObjectId;

use crate::capability::Capability;
use crate::roles::Role;
use crate::tenant::Tenant;

/// What a deed is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// The tenant as a whole, or an object to be created that is no group.
    Tenant,
    /// A group of this kind that is to be created.
    NewGroup(GroupKind),
    /// A user, device, group or administrative unit that is there or can be restored. Roles held for an
    /// administrative unit count if the object is in it.
    Object(ObjectId),
}

/// The same, with all that permission depends on.
#[derive(Debug, Default)]
pub(crate) struct Target {
    /// How to call it in a message.
    pub(crate) name: String,
    /// Its kind, if it is a group.
    pub(crate) kind: Option<GroupKind>,
    /// Whether a rule gives its members.
    pub(crate) dynamic: bool,
    /// Whether roles can be assigned to it.
    pub(crate) role_assignable: bool,
    /// Whether the role Global Administrator is assigned to it.
    pub(crate) global_administrators: bool,
    /// Whether the actor owns it.
    pub(crate) owned: bool,
    /// The administrative units in which it is.
    pub(crate) units: BTreeSet<ObjectId>,
}

impl Tenant {
    /// The target of a deed of this actor; none if there is no such object.
    pub(crate) fn target(&self, actor: ObjectId, about: About) -> Option<Target> {
        let id = match about {
            About::Tenant => return Some(Target::default()),
            About::NewGroup(kind) => {
                return Some(Target {
                    name: "a new group".to_owned(),
                    kind: Some(kind),
                    ..Target::default()
                });
            }
            About::Object(id) => id,
        };
        if let Some(object) = self.directory.resolve(id) {
            return Some(self.target_there(actor, id, object));
        }
        let unit = self.directory.unit(id).map(|unit| Target {
            name: unit.display_name().to_owned(),
            ..Target::default()
        });
        unit.or_else(|| {
            let deleted = self.directory.deleted(id)?;
            Some(deleted_target(actor, deleted))
        })
    }

    fn target_there(&self, actor: ObjectId, id: ObjectId, object: ObjectRef) -> Target {
        let target = Target {
            name: self.name_of(object),
            units: self
                .directory
                .units_of(object)
                .map(|unit| unit.id())
                .collect(),
            ..Target::default()
        };
        let Some(group) = self.directory.group(id) else {
            return target;
        };
        let actor = self.directory.resolve(actor);
        Target {
            global_administrators: self
                .roles_assigned_to(id)
                .any(|held| held.role == Role::Global),
            owned: actor.is_some_and(|actor| group.is_owned_by(actor)),
            ..target.with(group.facts())
        }
    }
}

impl Target {
    fn with(self, facts: &GroupFacts) -> Self {
        Self {
            kind: Some(facts.kind()),
            dynamic: facts.is_dynamic(),
            role_assignable: facts.is_assignable_to_role == Some(true),
            ..self
        }
    }

    /// The capability that is wanted of whoever has this target: role-assignable groups are their own matter, for
    /// whoever edits one could make an administrator (`OP-5`).
    pub(crate) fn stricter(&self, capability: Capability) -> Capability {
        match capability {
            Capability::UpdateGroup
            | Capability::UpdateMembers
            | Capability::UpdateOwners
            | Capability::DeleteGroup
            | Capability::EditRule
            | Capability::EditMemberOfRule
                if self.role_assignable =>
            {
                Capability::EditRoleAssignableGroup
            }
            other => other,
        }
    }
}

fn deleted_target(actor: ObjectId, deleted: &DeletedObject) -> Target {
    let target = Target {
        name: deleted.display_name().unwrap_or_default().to_owned(),
        owned: deleted.owners().any(|owner| owner == actor),
        global_administrators: deleted
            .links()
            .any(|link| matches!(link, Link::Role(held) if held.role == Role::Global.template())),
        ..Target::default()
    };
    match deleted.facts() {
        DeletedFacts::Group { facts, .. } => target.with(facts),
        DeletedFacts::User { .. } | DeletedFacts::Unit { .. } => target,
    }
}
