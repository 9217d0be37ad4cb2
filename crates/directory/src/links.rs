//! The other direction of a membership: object to holders, kept up to date.
//!
//! Kept for what people give: owners, members of assigned groups, members of administrative units
//! (an object is in a few at most), and for whatever else is in a group without being a user or
//! device. The users and devices that rules give to groups would take more room here than in the
//! groups: see [`DynamicGroups`](crate::DynamicGroups).

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_schema::ObjectId;

use crate::chunked::Chunked;
use crate::moved::Way;
use crate::row::ObjectRef;

/// The holders of one object, ascending; `None` if there are none.
type Holders<R> = Option<Arc<Vec<R>>>;

/// For each object the groups (or administrative units) it is in, or owns.
#[derive(Debug, Clone)]
pub(crate) struct Links<R> {
    users: Chunked<Holders<R>>,
    devices: Chunked<Holders<R>>,
    groups: Chunked<Holders<R>>,
    others: BTreeMap<ObjectId, Holders<R>>,
}

impl<R> Default for Links<R> {
    fn default() -> Self {
        Self {
            users: Chunked::default(),
            devices: Chunked::default(),
            groups: Chunked::default(),
            others: BTreeMap::new(),
        }
    }
}

impl<R: Copy + Ord> Links<R> {
    pub(crate) fn get(&self, object: ObjectRef) -> &[R] {
        let holders = match object {
            ObjectRef::User(row) => self.users.get(row.index()),
            ObjectRef::Device(row) => self.devices.get(row.index()),
            ObjectRef::Group(row) => self.groups.get(row.index()),
            ObjectRef::Other(id) => self.others.get(&id),
        };
        match holders {
            Some(Some(holders)) => holders,
            _ => &[],
        }
    }

    /// How many links there are.
    pub(crate) fn len(&self) -> usize {
        let lists = [&self.users, &self.devices, &self.groups];
        let rows = lists.into_iter().flat_map(Chunked::iter);
        let all = rows.chain(self.others.values()).flatten();
        all.map(|holders| holders.len()).sum()
    }

    /// Adds or removes one holder of many objects.
    pub(crate) fn change(
        &mut self,
        objects: impl IntoIterator<Item = ObjectRef>,
        holder: R,
        way: Way,
    ) {
        for object in objects {
            match way {
                Way::In => self.add(object, holder),
                Way::Out => self.remove(object, holder),
            }
        }
    }

    pub(crate) fn add(&mut self, object: ObjectRef, holder: R) {
        let holders = Arc::make_mut(self.place(object).get_or_insert_default());
        if let Err(at) = holders.binary_search(&holder) {
            holders.insert(at, holder);
        }
    }

    pub(crate) fn remove(&mut self, object: ObjectRef, holder: R) {
        let place = self.place(object);
        let Some(holders) = place else { return };
        let holders = Arc::make_mut(holders);
        if let Ok(at) = holders.binary_search(&holder) {
            holders.remove(at);
        }
        if holders.is_empty() {
            *place = None;
        }
    }

    fn place(&mut self, object: ObjectRef) -> &mut Holders<R> {
        let (list, index) = match object {
            ObjectRef::User(row) => (&mut self.users, row.index()),
            ObjectRef::Device(row) => (&mut self.devices, row.index()),
            ObjectRef::Group(row) => (&mut self.groups, row.index()),
            ObjectRef::Other(id) => return self.others.entry(id).or_default(),
        };
        list.slot(index)
    }
}
