//! When two directories say the same.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_schema::{Instant, ObjectId, ObjectKind, PropertyKey, SubjectKind, Value};

use crate::application::Application;
use crate::deleted::{DeletedFacts, DeletedObject, Link};
use crate::directory::Directory;
use crate::facts::UserFacts;
use crate::group::{Group, GroupFacts};
use crate::row::ObjectRef;
use crate::unit::{AdministrativeUnit, UnitFacts};

/// The kinds of object that can be restored.
const DELETED_KINDS: [ObjectKind; 3] = [
    ObjectKind::User,
    ObjectKind::Group,
    ObjectKind::AdministrativeUnit,
];

/// Equal facts about equal objects in equal order; rows, dictionaries and what is gone for
/// good play no part.
impl PartialEq for Directory {
    fn eq(&self, other: &Self) -> bool {
        self.organization == other.organization
            && self.subscriptions == other.subscriptions
            && self.settings == other.settings
            && self.roles == other.roles
            && self.scoped_roles == other.scoped_roles
            && self.applications == other.applications
            && self.others == other.others
            && self.lifecycle_policy == other.lifecycle_policy
            && self.join_requests().eq(other.join_requests())
            && DELETED_KINDS.into_iter().all(|kind| {
                let deleted = self.deleted_objects(kind).map(deleted_parts);
                deleted.eq(other.deleted_objects(kind).map(deleted_parts))
            })
            && self.creators().eq(other.creators())
            && SubjectKind::ALL
                .into_iter()
                .all(|kind| subjects(self, kind).eq(subjects(other, kind)))
            && self.users_beside_values().eq(other.users_beside_values())
            && self
                .devices
                .rows()
                .map(|row| self.device_facts(row))
                .eq(other.devices.rows().map(|row| other.device_facts(row)))
            && self
                .groups()
                .map(|group| group_facts(self, group))
                .eq(other.groups().map(|group| group_facts(other, group)))
            && self
                .units()
                .map(|unit| unit_facts(self, unit))
                .eq(other.units().map(|unit| unit_facts(other, unit)))
    }
}

impl Eq for Directory {}

impl Directory {
    /// The creators of all objects that are there.
    fn creators(&self) -> impl Iterator<Item = Option<ObjectId>> {
        let users = self.users.rows().filter_map(|row| self.users.id(row));
        let devices = self.devices.rows().filter_map(|row| self.devices.id(row));
        let groups = self.groups().map(Group::id);
        let units = self.units().map(AdministrativeUnit::id);
        let applications = self.applications().map(Application::id);
        let all = users.chain(devices).chain(groups).chain(units);
        let deleted = DELETED_KINDS.into_iter();
        let deleted = deleted.flat_map(|kind| self.deleted_objects(kind).map(DeletedObject::id));
        all.chain(applications)
            .chain(deleted)
            .map(|id| self.creator(id))
    }

    fn users_beside_values(&self) -> impl Iterator<Item = (&UserFacts, Option<ObjectId>)> {
        self.users.rows().map(|row| {
            let manager = self.manager(row).and_then(|manager| self.users.id(manager));
            (self.user_facts(row), manager)
        })
    }
}

/// The values an object has; missing ones are left out.
fn subjects(
    directory: &Directory,
    kind: SubjectKind,
) -> impl Iterator<Item = BTreeMap<PropertyKey, Value>> + '_ {
    let table = directory.table(kind);
    table.rows().map(move |row| {
        table
            .properties()
            .map(|key| (table.owned(row, &key), key))
            .filter(|(value, _)| !value.is_missing())
            .map(|(value, key)| (key, value))
            .collect()
    })
}

type GroupParts<'a> = (ObjectId, &'a GroupFacts, Ids, Ids);
type UnitParts<'a> = (ObjectId, &'a UnitFacts, Ids);
type Ids = Vec<Option<ObjectId>>;

fn group_facts<'a>(directory: &Directory, group: &'a Group) -> GroupParts<'a> {
    let members = ids(directory, group.members().iter());
    let owners = ids(directory, group.owners());
    (group.id(), group.facts(), members, owners)
}

fn unit_facts<'a>(directory: &Directory, unit: &'a AdministrativeUnit) -> UnitParts<'a> {
    let members = ids(directory, unit.members().iter());
    (unit.id(), unit.facts(), members)
}

type DeletedParts<'a> = (
    (ObjectId, Instant, &'a BTreeSet<Link>),
    Option<(BTreeMap<&'a PropertyKey, &'a Value>, &'a UserFacts)>,
    Option<&'a GroupFacts>,
    Option<&'a UnitFacts>,
);

fn deleted_parts(object: &DeletedObject) -> DeletedParts<'_> {
    let parts = (object.id, object.at, &object.links);
    match &object.facts {
        DeletedFacts::User { values, facts, .. } => {
            let values = values.iter().map(|(key, value)| (key, value));
            (parts, Some((values.collect(), facts)), None, None)
        }
        DeletedFacts::Group { facts, .. } => (parts, None, Some(facts), None),
        DeletedFacts::Unit { facts, .. } => (parts, None, None, Some(facts)),
    }
}

/// The ids of objects, sorted.
fn ids(directory: &Directory, objects: impl Iterator<Item = ObjectRef>) -> Ids {
    let mut ids: Ids = objects.map(|object| directory.id_of(object)).collect();
    ids.sort_unstable();
    ids
}
