//! A member of a group as a record: who or what it is, whatever its kind.

use ingroup_directory::{Directory, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind};
use ingroup_shell::Object;

/// The record of a member.
pub(crate) fn member(directory: &Directory, id: ObjectId) -> Object {
    person("GroupMember", directory, id)
}

/// The record of an owner.
pub(crate) fn owner(directory: &Directory, id: ObjectId) -> Object {
    person("GroupOwner", directory, id)
}

fn person(record: &'static str, directory: &Directory, id: ObjectId) -> Object {
    let object = directory.resolve(id);
    let kind = object.and_then(|object| directory.kind_of(object));
    let principal_name = match object {
        Some(ObjectRef::User(row)) => directory.user_principal_name(row),
        _ => None,
    };
    Object::new(record)
        .with(
            "DisplayName",
            object.and_then(|object| directory.display_name(object)),
        )
        .with("ObjectType", kind.map(words))
        .with("UserPrincipalName", principal_name)
        .with("Id", id.to_string())
}

/// A kind as the records name it.
pub(super) fn words(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::User => "User",
        ObjectKind::Device => "Device",
        ObjectKind::Group => "Group",
        ObjectKind::OrgContact => "Contact",
        ObjectKind::ServicePrincipal => "ServicePrincipal",
        ObjectKind::AdministrativeUnit => "AdministrativeUnit",
    }
}
