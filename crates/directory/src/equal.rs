//! When two directories say the same.

use std::collections::BTreeMap;

use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value};

use crate::directory::Directory;
use crate::facts::UserFacts;
use crate::group::{Group, GroupFacts};
use crate::row::ObjectRef;
use crate::unit::{AdministrativeUnit, UnitFacts};

/// Equal facts about equal objects in equal order; rows, dictionaries and what was deleted on
/// the way play no part.
impl PartialEq for Directory {
    fn eq(&self, other: &Self) -> bool {
        self.organization == other.organization
            && self.subscriptions == other.subscriptions
            && self.roles == other.roles
            && self.others == other.others
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

/// The ids of objects, sorted.
fn ids(directory: &Directory, objects: impl Iterator<Item = ObjectRef>) -> Ids {
    let mut ids: Ids = objects.map(|object| directory.id_of(object)).collect();
    ids.sort_unstable();
    ids
}
