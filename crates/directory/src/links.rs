//! The other direction of a membership: object to groups, kept up to date.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_schema::ObjectId;

use crate::chunked::Chunked;
use crate::row::{GroupRow, ObjectRef};

/// The groups of one object, ascending; `None` if there are none.
type Groups = Option<Arc<Vec<GroupRow>>>;

/// For each object the groups it is in (or owns).
#[derive(Debug, Clone, Default)]
pub(crate) struct Links {
    users: Chunked<Groups>,
    devices: Chunked<Groups>,
    groups: Chunked<Groups>,
    others: BTreeMap<ObjectId, Groups>,
}

impl Links {
    pub(crate) fn get(&self, object: ObjectRef) -> &[GroupRow] {
        let groups = match object {
            ObjectRef::User(row) => self.users.get(row.index()),
            ObjectRef::Device(row) => self.devices.get(row.index()),
            ObjectRef::Group(row) => self.groups.get(row.index()),
            ObjectRef::Other(id) => self.others.get(&id),
        };
        match groups {
            Some(Some(groups)) => groups,
            _ => &[],
        }
    }

    pub(crate) fn add(&mut self, object: ObjectRef, group: GroupRow) {
        let groups = Arc::make_mut(self.place(object).get_or_insert_default());
        if let Err(at) = groups.binary_search(&group) {
            groups.insert(at, group);
        }
    }

    pub(crate) fn remove(&mut self, object: ObjectRef, group: GroupRow) {
        let place = self.place(object);
        let Some(groups) = place else { return };
        let groups = Arc::make_mut(groups);
        if let Ok(at) = groups.binary_search(&group) {
            groups.remove(at);
        }
        if groups.is_empty() {
            *place = None;
        }
    }

    fn place(&mut self, object: ObjectRef) -> &mut Groups {
        let (list, index) = match object {
            ObjectRef::User(row) => (&mut self.users, row.index()),
            ObjectRef::Device(row) => (&mut self.devices, row.index()),
            ObjectRef::Group(row) => (&mut self.groups, row.index()),
            ObjectRef::Other(id) => return self.others.entry(id).or_default(),
        };
        list.slot(index)
    }
}
