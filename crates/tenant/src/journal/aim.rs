//! What something was done to, as the journal keeps it: id, type and the names of the moment.

use std::sync::Arc;

use ingroup_directory::{DeletedFacts, DeletedObject, Directory, GroupFacts, ObjectRef};
use ingroup_schema::ObjectId;

use super::record::{Aim, TargetType};

/// An object as a target, with the names it has now.
pub(crate) fn aim_at(directory: &Directory, id: ObjectId) -> Aim {
    let object = directory.resolve(id);
    if object.is_none() {
        if let Some(unit) = directory.unit(id) {
            let name = &unit.facts().display_name;
            return plain_aim(id, TargetType::AdministrativeUnit, name);
        }
        if let Some(deleted) = directory.deleted(id) {
            return deleted_aim(deleted);
        }
    }
    let kind = object.and_then(|object| directory.kind_of(object));
    let name = object.and_then(|object| directory.display_name(object));
    let principal_name = match object {
        Some(ObjectRef::User(row)) => directory.user_principal_name(row),
        _ => None,
    };
    Aim {
        id: Some(id),
        kind: kind.map_or(TargetType::Other, TargetType::from),
        name: name.map(Arc::from),
        principal_name: principal_name.map(Arc::from),
        group: match object {
            Some(ObjectRef::Group(row)) => directory.group_at(row).map(|group| group.kind()),
            _ => None,
        },
    }
}

/// A deleted object as a target, with the names it had.
pub(super) fn deleted_aim(deleted: &DeletedObject) -> Aim {
    let (principal_name, group) = match deleted.facts() {
        DeletedFacts::User { principal_name, .. } => (principal_name.clone(), None),
        DeletedFacts::Group { facts, .. } => (None, Some(facts.kind())),
        DeletedFacts::Unit { .. } => (None, None),
    };
    Aim {
        id: Some(deleted.id()),
        kind: TargetType::from(deleted.kind()),
        name: deleted.display_name().map(Arc::from),
        principal_name,
        group,
    }
}

/// A group as a target.
pub(super) fn group_aim(id: ObjectId, facts: &GroupFacts) -> Aim {
    Aim {
        group: Some(facts.kind()),
        ..plain_aim(id, TargetType::Group, &facts.display_name)
    }
}

/// Anything with a name of its own as a target.
pub(super) fn plain_aim(id: ObjectId, kind: TargetType, name: &Arc<str>) -> Aim {
    Aim {
        id: Some(id),
        kind,
        name: Some(name.clone()),
        principal_name: None,
        group: None,
    }
}
