//! Changes to groups and to objects known by name only.

use std::sync::Arc;

use ingroup_schema::ObjectId;

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::facts::{AssignedLicense, OtherObject};
use crate::group::{Group, GroupFacts, Traits};
use crate::membership::Membership;
use crate::names::{Name, group_names};
use crate::row::{GroupRow, ObjectRef};

impl Directory {
    /// Adds a group without members or owners.
    pub fn create_group(
        &mut self,
        id: ObjectId,
        facts: GroupFacts,
        changes: &mut Vec<Change>,
    ) -> Result<GroupRow, IntegrityError> {
        self.check_id_is_free(id)?;
        let row = GroupRow::new(u32::try_from(self.groups.len()).unwrap_or(u32::MAX));
        self.groups.push(None);
        self.group_ids.push(id);
        self.put_group(id, row, Arc::new(facts));
        changes.push(Change::GroupCreated { group: id, row });
        Ok(row)
    }

    /// Replaces the facts of a group; facts that are there already give no change.
    pub fn set_group(
        &mut self,
        id: ObjectId,
        facts: GroupFacts,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let group = self.group_mut(id)?;
        let fields = group.facts.differences(&facts);
        if fields.is_empty() {
            return Ok(());
        }
        let row = group.row;
        let members = group.members.clone();
        let new = Arc::new(facts);
        let old = std::mem::replace(&mut group.facts, new.clone());
        group.traits = Traits::of(&new);
        match (old.is_dynamic(), new.is_dynamic()) {
            (false, true) => self.become_dynamic(row, &members),
            (true, false) => self.become_assigned(row, &members),
            (false, false) | (true, true) => {}
        }
        self.list_licensing(row, &new.assigned_licenses);
        let object = ObjectRef::Group(row);
        for (name, text) in group_names(&old) {
            self.names.remove(name, text, object);
        }
        for (name, text) in group_names(&new) {
            self.names.add(name, text, object);
        }
        changes.push(Change::GroupChanged {
            group: id,
            row,
            fields,
            old,
            new,
        });
        Ok(())
    }

    /// Takes a group away as if it had never been: with its members, out of all groups, roles and
    /// applications, and out of the books of creations.
    pub fn delete_group(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.group_mut(id)?.row;
        let groups = self.groups_linked(ObjectRef::Group(row));
        self.remove_group(id, &groups, changes)?;
        self.strike(id);
        Ok(())
    }

    /// The same without the books; `groups` are those that it is in.
    pub(crate) fn remove_group(
        &mut self,
        id: ObjectId,
        groups: &[GroupRow],
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.group_mut(id)?.row;
        let object = ObjectRef::Group(row);
        self.remove_from_groups(id, object, groups, changes);
        self.remove_from_roles(id, changes);
        self.remove_from_applications(id, changes);
        let taken = self.groups.get_mut(row.index()).and_then(Option::take);
        let group = taken.ok_or(IntegrityError::UnknownGroup(id))?;
        self.forget_members_of(&group);
        self.list_licensing(row, &[]);
        let owner_of = Arc::make_mut(&mut self.owner_of);
        for owner in group.owners() {
            owner_of.remove(owner, row);
        }
        for (name, text) in group_names(&group.facts) {
            self.names.remove(name, text, object);
        }
        self.group_rows.remove(&id);
        self.group_count -= 1;
        changes.push(Change::GroupDeleted {
            group: id,
            row,
            facts: group.facts,
            members: group.members,
        });
        Ok(())
    }

    /// Makes a contact, a service principal or the like known.
    pub fn create_other(
        &mut self,
        id: ObjectId,
        other: OtherObject,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.check_id_is_free(id)?;
        if let Some(name) = &other.display_name {
            self.names
                .add(Name::DisplayName, name, ObjectRef::Other(id));
        }
        Arc::make_mut(&mut self.others).insert(id, other);
        changes.push(Change::OtherCreated { id });
        Ok(())
    }

    /// Gives a contact, a service principal or the like another name.
    pub fn rename_other(
        &mut self,
        id: ObjectId,
        name: Option<Arc<str>>,
    ) -> Result<(), IntegrityError> {
        let others = Arc::make_mut(&mut self.others);
        let other = others
            .get_mut(&id)
            .ok_or(IntegrityError::UnknownObject(id))?;
        let old = std::mem::replace(&mut other.display_name, name.clone());
        if let Some(old) = old {
            self.names
                .remove(Name::DisplayName, &old, ObjectRef::Other(id));
        }
        if let Some(new) = name {
            self.names
                .add(Name::DisplayName, &new, ObjectRef::Other(id));
        }
        Ok(())
    }

    /// Takes a contact, a service principal or the like away as if it had never been: out of all groups, roles and
    /// applications, and out of the books of creations.
    pub fn delete_other(
        &mut self,
        id: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        if self.other(id).is_none() {
            return Err(IntegrityError::UnknownObject(id));
        }
        let groups = self.groups_linked(ObjectRef::Other(id));
        self.remove_from_groups(id, ObjectRef::Other(id), &groups, changes);
        self.remove_from_roles(id, changes);
        self.remove_from_applications(id, changes);
        if let Some(other) = Arc::make_mut(&mut self.others).remove(&id) {
            if let Some(name) = &other.display_name {
                self.names
                    .remove(Name::DisplayName, name, ObjectRef::Other(id));
            }
            changes.push(Change::OtherDeleted { id, other });
        }
        self.strike(id);
        Ok(())
    }

    /// Puts a group into its row and the indexes.
    pub(crate) fn put_group(&mut self, id: ObjectId, row: GroupRow, facts: Arc<GroupFacts>) {
        for (name, text) in group_names(&facts) {
            self.names.add(name, text, ObjectRef::Group(row));
        }
        self.list_licensing(row, &facts.assigned_licenses);
        let traits = Traits::of(&facts);
        if let Some(place) = self.groups.get_mut(row.index()) {
            *place = Some(Group {
                id,
                row,
                traits,
                facts,
                members: Arc::default(),
                owners: Arc::default(),
            });
        }
        if traits.is_dynamic {
            self.become_dynamic(row, &Membership::new());
        }
        self.group_rows.insert(id, row);
        self.group_count += 1;
    }

    /// Keeps the list of the groups whose members get licences.
    fn list_licensing(&mut self, row: GroupRow, licenses: &[AssignedLicense]) {
        match (
            self.licensing_groups.binary_search(&row),
            licenses.is_empty(),
        ) {
            (Err(at), false) => Arc::make_mut(&mut self.licensing_groups).insert(at, row),
            (Ok(at), true) => {
                Arc::make_mut(&mut self.licensing_groups).remove(at);
            }
            (Err(_), true) | (Ok(_), false) => {}
        }
    }

    pub(crate) fn group_mut(&mut self, id: ObjectId) -> Result<&mut Group, IntegrityError> {
        let row = self.group_rows.get(&id).copied();
        row.and_then(|row| self.groups.get_mut(row.index())?.as_mut())
            .ok_or(IntegrityError::UnknownGroup(id))
    }
}
