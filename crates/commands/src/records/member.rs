//! A member of a group as a record: who or what it is, whatever its kind.

use ingroup_directory::{Directory, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind};
use ingroup_shell::{Object, Value};
use ingroup_tenant::Tenant;

use super::{ByName, record};

/// The record of a member.
pub(crate) fn member(directory: &Directory, id: ObjectId) -> Object {
    person("GroupMember", directory, id)
}

/// The record of an owner.
pub(crate) fn owner(directory: &Directory, id: ObjectId) -> Object {
    person("GroupOwner", directory, id)
}

/// The whole record of a member, with what kind of object it is.
pub(crate) fn described(tenant: &Tenant, id: ObjectId) -> Object {
    let directory = tenant.directory();
    let short = member(directory, id);
    let Some(whole) = record(tenant, id) else {
        return short;
    };
    whole.set("ObjectType", short.get("ObjectType").unwrap_or_default());
    whole
}

/// What stands beside a group or a user under this name in Graph, and the property for it.
pub(crate) fn expanded(tenant: &Tenant, id: ObjectId, name: &str) -> Option<(&'static str, Value)> {
    const MOST: usize = 20;
    let directory = tenant.directory();
    let people = |objects: Vec<ObjectRef>| {
        let ids = ByName::new(directory, objects.into_iter()).take(MOST);
        Value::array(ids.map(|id| Value::Object(described(tenant, id))).collect())
    };
    match (directory.resolve(id)?, name.to_ascii_lowercase().as_str()) {
        (ObjectRef::Group(row), "members") => {
            let group = directory.group_at(row)?;
            Some(("Members", people(group.members().iter().collect())))
        }
        (ObjectRef::Group(row), "owners") => {
            let group = directory.group_at(row)?;
            Some(("Owners", people(group.owners().collect())))
        }
        (ObjectRef::User(row), "manager") => {
            let manager = directory.manager(row).map(ObjectRef::User);
            let manager = manager.and_then(|manager| directory.id_of(manager));
            let manager = manager.map(|id| Value::Object(described(tenant, id)));
            Some(("ExpandedManager", Value::from(manager)))
        }
        _ => None,
    }
}

fn person(kind_of_record: &'static str, directory: &Directory, id: ObjectId) -> Object {
    let object = directory.resolve(id);
    let kind = object.and_then(|object| directory.kind_of(object));
    let principal_name = match object {
        Some(ObjectRef::User(row)) => directory.user_principal_name(row),
        _ => None,
    };
    Object::new(kind_of_record)
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
