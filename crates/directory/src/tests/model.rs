//! A slow and obvious directory: everything by id, nothing indexed.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_schema::ObjectId;

/// The same facts in plain maps.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    pub(crate) users: BTreeMap<ObjectId, BTreeMap<&'static str, String>>,
    pub(crate) groups: BTreeMap<ObjectId, ModelGroup>,
    /// Administrative units; they have no owners.
    pub(crate) units: BTreeMap<ObjectId, ModelGroup>,
    pub(crate) managers: BTreeMap<ObjectId, ObjectId>,
}

/// A group by ids.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct ModelGroup {
    pub(crate) name: String,
    pub(crate) members: BTreeSet<ObjectId>,
    pub(crate) owners: BTreeSet<ObjectId>,
}

impl Model {
    /// Whether a user or group, which can be a member, has this id.
    pub(crate) fn knows(&self, id: ObjectId) -> bool {
        self.users.contains_key(&id) || self.groups.contains_key(&id)
    }

    pub(crate) fn is_free(&self, id: ObjectId) -> bool {
        !self.knows(id) && !self.units.contains_key(&id)
    }

    /// The group or unit with this id.
    pub(crate) fn holder(&mut self, id: ObjectId) -> Option<&mut ModelGroup> {
        let unit = self.units.get_mut(&id);
        unit.or_else(|| self.groups.get_mut(&id))
    }

    /// Users and groups whose name of this kind is the text, whatever the case.
    pub(crate) fn named(&self, property: &str, text: &str) -> BTreeSet<ObjectId> {
        let same = |name: &str| name.eq_ignore_ascii_case(text);
        let users = self
            .users
            .iter()
            .filter(|(_, values)| values.get(property).is_some_and(|value| same(value)));
        let groups = self
            .groups
            .iter()
            .filter(|(_, group)| property == "displayName" && same(&group.name));
        users
            .map(|(id, _)| *id)
            .chain(groups.map(|(id, _)| *id))
            .collect()
    }

    pub(crate) fn forget(&mut self, id: ObjectId) {
        self.users.remove(&id);
        self.groups.remove(&id);
        self.managers.remove(&id);
        self.managers.retain(|_, manager| *manager != id);
        self.units.remove(&id);
        for group in self.groups.values_mut().chain(self.units.values_mut()) {
            group.members.remove(&id);
            group.owners.remove(&id);
        }
    }
}
