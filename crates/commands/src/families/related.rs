//! What stands in a relation to an object: its members, owners, groups, manager and reports, also through groups.
//!
//! A command whose objects are of one kind, such as `Get-MgGroupMemberAsUser`, gives only those.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, Group, ObjectRef};
use ingroup_schema::ObjectId;
use ingroup_shell::Done;
use ingroup_tenant::Wanted;

use crate::listing::cut;
use crate::odata::Resource;
use crate::records;
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
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let group = directory.group(id);
        let found = group.map_or_else(Vec::new, |group| related(directory, group));
        records::by_name(directory, found.into_iter())
    };
    emit(request, ids)
}

/// The groups in which an object is a direct member.
pub(super) fn member_of(request: &mut Request<'_, '_>) -> Done {
    groups_of(request, |directory, object| {
        directory
            .member_of(object)
            .map(Group::row)
            .map(ObjectRef::Group)
            .collect()
    })
}

/// The groups in which an object is a member, also through other groups.
pub(super) fn transitive_member_of(request: &mut Request<'_, '_>) -> Done {
    groups_of(request, |directory, object| {
        let mut found = BTreeSet::new();
        let mut waiting = vec![object];
        while let Some(object) = waiting.pop() {
            for group in directory.member_of(object) {
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
    groups_of(request, |directory, object| {
        directory
            .owner_of(object)
            .map(Group::row)
            .map(ObjectRef::Group)
            .collect()
    })
}

fn groups_of(
    request: &mut Request<'_, '_>,
    related: fn(&Directory, ObjectRef) -> Vec<ObjectRef>,
) -> Done {
    let id = request.find(Wanted::Member, "Identity")?;
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let object = directory.resolve(id);
        let found = object.map_or_else(Vec::new, |object| related(directory, object));
        records::by_name(directory, found.into_iter())
    };
    emit(request, ids)
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
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let user = directory.resolve(id);
        let found = user.map_or_else(Vec::new, |user| related(directory, user));
        records::by_name(directory, found.into_iter())
    };
    emit(request, ids)
}

/// The members of an administrative unit.
pub(super) fn unit_members(request: &mut Request<'_, '_>) -> Done {
    let id = request.find(Wanted::Unit, "Identity")?;
    let ids = {
        let session = request.session();
        let directory = session.tenant().directory();
        let members = directory.unit(id).into_iter();
        records::by_name(directory, members.flat_map(|unit| unit.members().iter()))
    };
    emit(request, ids)
}

/// Gives the objects that are of the kind that the command gives, as many as it gives at once.
pub(super) fn emit(request: &mut Request<'_, '_>, ids: Vec<ObjectId>) -> Done {
    let only = request.shape().and_then(|shape| shape.resource());
    let mut ids = ids;
    {
        let session = request.session();
        let directory = session.tenant().directory();
        ids.retain(|id| match (only, directory.resolve(*id)) {
            (None, _)
            | (Some(Resource::User), Some(ObjectRef::User(_)))
            | (Some(Resource::Group), Some(ObjectRef::Group(_)))
            | (Some(Resource::Device), Some(ObjectRef::Device(_))) => true,
            (Some(_), _) => false,
        });
    }
    cut(request, &mut ids)?;
    for id in ids {
        let record = records::described(request.session().tenant(), id);
        request.emit(record)?;
    }
    Ok(())
}
