//! What stands in a relation to an object: its members, owners, groups, manager and reports, also through groups.
//!
//! A command whose objects are of one kind, such as `Get-MgGroupMemberAsUser`, gives only those.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, Group, ObjectRef};
use ingroup_shell::Done;
use ingroup_tenant::{Tenant, Wanted};

use crate::listing::page_of;
use crate::odata::Resource;
use crate::records::{self, ByName};
use crate::request::Request;

/// The direct members of a group.
pub(super) fn members(request: &mut Request<'_, '_>) -> Done {
    of_group(request, |_, group| group.members().iter().collect())
}

/// The members of a group and of the groups in it.
pub(super) fn transitive_members(request: &mut Request<'_, '_>) -> Done {
    of_group(request, |directory, group| {
        let mut found = BTreeSet::new();
        let mut waiting = vec![group];
        while let Some(group) = waiting.pop() {
            for member in group.members().iter() {
                let inner = match member {
                    ObjectRef::Group(row) => directory.group_at(row),
                    _ => None,
                };
                if found.insert(member) {
                    waiting.extend(inner);
                }
            }
        }
        found.into_iter().collect()
    })
}

/// The owners of a group.
pub(super) fn owners(request: &mut Request<'_, '_>) -> Done {
    of_group(request, |_, group| group.owners().collect())
}

fn of_group(
    request: &mut Request<'_, '_>,
    related: fn(&Directory, &Group) -> Vec<ObjectRef>,
) -> Done {
    let id = request.find(Wanted::Group, "Identity")?;
    let found = {
        let session = request.session();
        let directory = session.tenant().directory();
        let group = directory.group(id);
        group.map_or_else(Vec::new, |group| related(directory, group))
    };
    emit(request, found)
}

/// The groups in which an object is a direct member.
pub(super) fn member_of(request: &mut Request<'_, '_>) -> Done {
    groups_of(request, |tenant, object| {
        tenant
            .groups_of(object)
            .map(Group::row)
            .map(ObjectRef::Group)
            .collect()
    })
}

/// The groups in which an object is a member, also through other groups.
pub(super) fn transitive_member_of(request: &mut Request<'_, '_>) -> Done {
    groups_of(request, |tenant, object| {
        let mut found = BTreeSet::new();
        let mut waiting = vec![object];
        while let Some(object) = waiting.pop() {
            for group in tenant.groups_of(object) {
                let group = ObjectRef::Group(group.row());
                if found.insert(group) {
                    waiting.push(group);
                }
            }
        }
        found.into_iter().collect()
    })
}

/// The groups that an object owns.
pub(super) fn owned(request: &mut Request<'_, '_>) -> Done {
    groups_of(request, |tenant, object| {
        tenant
            .directory()
            .owner_of(object)
            .map(Group::row)
            .map(ObjectRef::Group)
            .collect()
    })
}

fn groups_of(
    request: &mut Request<'_, '_>,
    related: fn(&Tenant, ObjectRef) -> Vec<ObjectRef>,
) -> Done {
    let id = request.find(Wanted::Member, "Identity")?;
    let found = {
        let session = request.session();
        let tenant = session.tenant();
        let object = tenant.directory().resolve(id);
        object.map_or_else(Vec::new, |object| related(tenant, object))
    };
    emit(request, found)
}

/// The manager of a user.
pub(super) fn manager(request: &mut Request<'_, '_>) -> Done {
    of_user(request, |directory, user| match user {
        ObjectRef::User(row) => directory
            .manager(row)
            .map(ObjectRef::User)
            .into_iter()
            .collect(),
        _ => Vec::new(),
    })
}

/// Those who report to a user.
pub(super) fn direct_reports(request: &mut Request<'_, '_>) -> Done {
    of_user(request, |directory, user| match user {
        ObjectRef::User(row) => directory.direct_reports(row).map(ObjectRef::User).collect(),
        _ => Vec::new(),
    })
}

fn of_user(
    request: &mut Request<'_, '_>,
    related: fn(&Directory, ObjectRef) -> Vec<ObjectRef>,
) -> Done {
    let id = request.find(Wanted::User, "Identity")?;
    let found = {
        let session = request.session();
        let directory = session.tenant().directory();
        let user = directory.resolve(id);
        user.map_or_else(Vec::new, |user| related(directory, user))
    };
    emit(request, found)
}

/// The members of an administrative unit.
pub(super) fn unit_members(request: &mut Request<'_, '_>) -> Done {
    let id = request.find(Wanted::Unit, "Identity")?;
    let members = {
        let session = request.session();
        let unit = session.tenant().directory().unit(id);
        unit.map_or_else(Vec::new, |unit| unit.members().iter().collect())
    };
    emit(request, members)
}

/// Gives the objects that are of the kind that the command gives, by name, as many as it gives at once.
pub(super) fn emit(request: &mut Request<'_, '_>, mut objects: Vec<ObjectRef>) -> Done {
    let only = request.shape().and_then(|shape| shape.resource());
    objects.retain(|object| match (only, object) {
        (None, _)
        | (Some(Resource::User), ObjectRef::User(_))
        | (Some(Resource::Group), ObjectRef::Group(_))
        | (Some(Resource::Device), ObjectRef::Device(_)) => true,
        (Some(_), _) => false,
    });
    let page = page_of(request, objects.len())?;
    let ids = {
        let session = request.session();
        ByName::new(session.tenant().directory(), objects.into_iter())
    };
    for id in ids.take(page) {
        let record = records::described(request.session().tenant(), id);
        request.emit(record)?;
    }
    Ok(())
}
