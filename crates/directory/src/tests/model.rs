//! A slow and obvious directory: everything by id, nothing indexed, nothing of a deleted object
//! taken apart.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_schema::ObjectId;

/// The same facts in plain maps. Deleted objects stay in them; what connects them with others is
/// seen when both ends are there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Model {
    pub(crate) users: BTreeMap<ObjectId, BTreeMap<&'static str, String>>,
    /// Groups and their names.
    pub(crate) groups: BTreeMap<ObjectId, String>,
    /// Administrative units and their names.
    pub(crate) units: BTreeMap<ObjectId, String>,
    /// Groups and units whose members a rule gives.
    dynamic: BTreeSet<ObjectId>,
    /// Groups or units, and members.
    members: BTreeSet<(ObjectId, ObjectId)>,
    /// Groups and owners.
    owners: BTreeSet<(ObjectId, ObjectId)>,
    managers: BTreeMap<ObjectId, ObjectId>,
    /// Users and the deleted managers they would have again.
    waiting_for: BTreeSet<(ObjectId, ObjectId)>,
    deleted: BTreeSet<ObjectId>,
    /// Ids of objects that are gone for good.
    spent: BTreeSet<ObjectId>,
}

impl Model {
    fn knows(&self, id: ObjectId) -> bool {
        let maps = [&self.groups, &self.units];
        self.users.contains_key(&id) || maps.iter().any(|map| map.contains_key(&id))
    }

    pub(crate) fn is_there(&self, id: ObjectId) -> bool {
        self.knows(id) && !self.deleted.contains(&id)
    }

    pub(crate) fn is_deleted(&self, id: ObjectId) -> bool {
        self.deleted.contains(&id)
    }

    /// Whether the id may be given: an id is given once.
    pub(crate) fn is_free(&self, id: ObjectId) -> bool {
        !self.knows(id)
    }

    pub(crate) fn is_spent(&self, id: ObjectId) -> bool {
        self.spent.contains(&id)
    }

    /// Whether something that can be a member has the id.
    pub(crate) fn can_be_member(&self, id: ObjectId) -> bool {
        self.is_there(id) && !self.units.contains_key(&id)
    }

    /// What is there of one kind.
    pub(crate) fn there<'a, T>(
        &'a self,
        kind: &'a BTreeMap<ObjectId, T>,
    ) -> impl Iterator<Item = (ObjectId, &'a T)> {
        let all = kind.iter().map(|(id, what)| (*id, what));
        all.filter(|(id, _)| !self.deleted.contains(id))
    }

    pub(crate) fn user(&mut self, id: ObjectId) -> Option<&mut BTreeMap<&'static str, String>> {
        let there = self.is_there(id);
        self.users.get_mut(&id).filter(|_| there)
    }

    /// The name of a group or unit.
    pub(crate) fn holder_name(&mut self, id: ObjectId) -> Option<&mut String> {
        let there = self.is_there(id);
        let unit = self.units.get_mut(&id);
        unit.or_else(|| self.groups.get_mut(&id)).filter(|_| there)
    }

    pub(crate) fn is_dynamic(&self, holder: ObjectId) -> bool {
        self.dynamic.contains(&holder)
    }

    /// Makes a group or unit dynamic, or assigned again; false if it is not there.
    pub(crate) fn convert(&mut self, holder: ObjectId) -> bool {
        let is_there = self.holder_name(holder).is_some();
        if is_there && !self.dynamic.insert(holder) {
            self.dynamic.remove(&holder);
        }
        is_there
    }

    pub(crate) fn members(&self, holder: ObjectId) -> BTreeSet<ObjectId> {
        let pairs = self.members.iter().filter(|(one, _)| *one == holder);
        let members = pairs.map(|(_, member)| *member);
        members.filter(|member| self.is_there(*member)).collect()
    }

    pub(crate) fn owners(&self, group: ObjectId) -> BTreeSet<ObjectId> {
        let pairs = self.owners.iter().filter(|(one, _)| *one == group);
        let owners = pairs.map(|(_, owner)| *owner);
        owners.filter(|owner| self.is_there(*owner)).collect()
    }

    pub(crate) fn manager(&self, user: ObjectId) -> Option<ObjectId> {
        self.managers.get(&user).copied()
    }

    /// Whether a member was added; none if that is refused.
    pub(crate) fn join(&mut self, holder: ObjectId, member: ObjectId) -> Option<bool> {
        let fits = self.holder_name(holder).is_some() && self.can_be_member(member);
        fits.then(|| self.members.insert((holder, member)))
    }

    pub(crate) fn leave(&mut self, holder: ObjectId, member: ObjectId) -> Option<bool> {
        let fits = self.holder_name(holder).is_some() && self.can_be_member(member);
        fits.then(|| self.members.remove(&(holder, member)))
    }

    fn can_own(&self, group: ObjectId, owner: ObjectId) -> bool {
        self.is_there(group) && self.groups.contains_key(&group) && self.can_be_member(owner)
    }

    pub(crate) fn own(&mut self, group: ObjectId, owner: ObjectId) -> Option<bool> {
        self.can_own(group, owner)
            .then(|| self.owners.insert((group, owner)))
    }

    pub(crate) fn disown(&mut self, group: ObjectId, owner: ObjectId) -> Option<bool> {
        self.can_own(group, owner)
            .then(|| self.owners.remove(&(group, owner)))
    }

    /// Gives a user another manager; false if that is refused.
    pub(crate) fn manage(&mut self, user: ObjectId, manager: Option<ObjectId>) -> bool {
        let is_user = |id: ObjectId| self.users.contains_key(&id) && self.is_there(id);
        if !is_user(user) || !manager.is_none_or(is_user) {
            return false;
        }
        match manager {
            Some(manager) => self.managers.insert(user, manager),
            None => self.managers.remove(&user),
        };
        true
    }

    /// Users and groups whose name of this kind is the text, whatever the case.
    pub(crate) fn named(&self, property: &str, text: &str) -> BTreeSet<ObjectId> {
        let named = self.all_named(property, text);
        named.filter(|id| !self.deleted.contains(id)).collect()
    }

    /// The same among the deleted, and units too.
    pub(crate) fn deleted_named(&self, property: &str, text: &str) -> BTreeSet<ObjectId> {
        let units = self.units.iter();
        let units =
            units.filter(|(_, name)| property == "displayName" && name.eq_ignore_ascii_case(text));
        let named = self
            .all_named(property, text)
            .chain(units.map(|(id, _)| *id));
        named.filter(|id| self.deleted.contains(id)).collect()
    }

    fn all_named(&self, property: &str, text: &str) -> impl Iterator<Item = ObjectId> {
        let same = move |id: &ObjectId, name: &str| {
            name.eq_ignore_ascii_case(text)
                || own_name(*id, name).eq_ignore_ascii_case(text) && self.deleted.contains(id)
        };
        let users = self
            .users
            .iter()
            .filter(move |(id, values)| values.get(property).is_some_and(|value| same(id, value)));
        let groups = self.groups.iter();
        let groups = groups
            .filter(move |(_, name)| property == "displayName" && name.eq_ignore_ascii_case(text));
        users.map(|(id, _)| *id).chain(groups.map(|(id, _)| *id))
    }

    /// Deletes an object so that it can be restored; false if it is not there.
    pub(crate) fn delete(&mut self, id: ObjectId) -> bool {
        if !self.is_there(id) {
            return false;
        }
        self.deleted.insert(id);
        let reports = self.managers.iter().filter(|(_, manager)| **manager == id);
        let left: Vec<ObjectId> = reports
            .map(|(user, _)| *user)
            .filter(|user| self.is_there(*user))
            .collect();
        for user in left {
            self.managers.remove(&user);
            self.waiting_for.insert((user, id));
        }
        true
    }

    pub(crate) fn restore(&mut self, id: ObjectId) -> bool {
        if !self.deleted.contains(&id) {
            return false;
        }
        if let Some(name) = self
            .users
            .get(&id)
            .and_then(|user| user.get("userPrincipalName"))
        {
            let (own, name) = (own_name(id, name).to_owned(), name.clone());
            let digits = id.to_string().replace('-', "");
            let free = self.named("userPrincipalName", &own).is_empty();
            let restored = if free {
                own
            } else {
                format!("{digits}{}", own_name(id, &name))
            };
            if let Some(user) = self.users.get_mut(&id) {
                user.insert("userPrincipalName", restored);
            }
        }
        self.deleted.remove(&id);
        // Nobody comes back to what a rule gives members to, and nobody comes back with it.
        let comes_back = |(holder, member): &(ObjectId, ObjectId)| {
            let other = match (*holder == id, *member == id) {
                (true, _) => *member,
                (false, true) => *holder,
                (false, false) => return true,
            };
            !self.dynamic.contains(holder) || !self.knows(other) || self.deleted.contains(&other)
        };
        let pairs = self.members.iter().copied().filter(comes_back);
        self.members = pairs.collect();
        if let Some(manager) = self.manager(id).filter(|manager| !self.is_there(*manager)) {
            self.managers.remove(&id);
            if self.is_deleted(manager) {
                self.waiting_for.insert((id, manager));
            }
        }
        let waiting = self
            .waiting_for
            .iter()
            .filter(|(_, manager)| *manager == id);
        for (user, manager) in waiting.copied().collect::<Vec<_>>() {
            self.waiting_for.remove(&(user, manager));
            if self.knows(user) {
                self.managers.entry(user).or_insert(manager);
            }
        }
        true
    }

    /// Ends an object for good, deleted before or not; false if there is none.
    pub(crate) fn end(&mut self, id: ObjectId) -> bool {
        if !self.knows(id) {
            return false;
        }
        let was_there = self.is_there(id);
        let deleted = self.deleted.clone();
        self.managers.retain(|user, manager| {
            *user != id && !(was_there && *manager == id && !deleted.contains(user))
        });
        self.users.remove(&id);
        self.groups.remove(&id);
        self.units.remove(&id);
        self.deleted.remove(&id);
        self.spent.insert(id);
        true
    }
}

/// The sign-in name without the id that a deletion puts before it.
fn own_name(id: ObjectId, name: &str) -> &str {
    let digits = id.to_string().replace('-', "");
    name.strip_prefix(digits.as_str()).unwrap_or(name)
}
