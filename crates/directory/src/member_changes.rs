//! Changes to members and owners of groups.

use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::row::{GroupRow, ObjectRef, Row};

impl Directory {
    /// Makes an object a direct member of a group; false if it was one.
    pub fn add_member(
        &mut self,
        group: ObjectId,
        member: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(member)?;
        let entry = self.group_mut(group)?;
        if entry.members.contains(object) {
            return Ok(false);
        }
        Arc::make_mut(&mut entry.members).insert(object);
        let row = entry.row;
        Arc::make_mut(&mut self.member_of).add(object, row);
        changes.push(Change::MemberAdded {
            group,
            member,
            object,
        });
        Ok(true)
    }

    /// Takes an object out of a group; false if it was not in it.
    pub fn remove_member(
        &mut self,
        group: ObjectId,
        member: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(member)?;
        let entry = self.group_mut(group)?;
        if !entry.members.contains(object) {
            return Ok(false);
        }
        Arc::make_mut(&mut entry.members).remove(object);
        let row = entry.row;
        Arc::make_mut(&mut self.member_of).remove(object, row);
        changes.push(Change::MemberRemoved {
            group,
            member,
            object,
        });
        Ok(true)
    }

    /// Takes users or devices out of a group and puts others in, in the order given. Rows that
    /// are out (or in) already give no change; rows without an object are refused.
    pub fn change_members(
        &mut self,
        group: ObjectId,
        kind: SubjectKind,
        removed: &[Row],
        added: &[Row],
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let table = self.table(kind);
        let mut ids = Vec::with_capacity(removed.len() + added.len());
        for row in removed.iter().chain(added) {
            let id = table.id(*row).unwrap_or(ObjectId::NIL);
            if !table.is_active(*row) {
                return Err(IntegrityError::UnknownObject(id));
            }
            ids.push(id);
        }
        let entry = self.group_mut(group)?;
        let group_row = entry.row;
        let members = Arc::make_mut(&mut entry.members);
        let mut done = Vec::new();
        let leaving = removed.iter().map(|row| (row, Way::Out));
        let joining = added.iter().map(|row| (row, Way::In));
        for ((row, way), member) in leaving.chain(joining).zip(ids) {
            let object = ObjectRef::subject(kind, *row);
            let changed = match way {
                Way::Out => members.remove(object),
                Way::In => members.insert(object),
            };
            if changed {
                done.push((way, member, object));
            }
        }
        let member_of = Arc::make_mut(&mut self.member_of);
        for (way, member, object) in done {
            match way {
                Way::Out => {
                    member_of.remove(object, group_row);
                    changes.push(Change::MemberRemoved {
                        group,
                        member,
                        object,
                    });
                }
                Way::In => {
                    member_of.add(object, group_row);
                    changes.push(Change::MemberAdded {
                        group,
                        member,
                        object,
                    });
                }
            }
        }
        Ok(())
    }

    /// Makes an object an owner of a group; false if it was one.
    pub fn add_owner(
        &mut self,
        group: ObjectId,
        owner: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(owner)?;
        let entry = self.group_mut(group)?;
        if entry.owners.contains(&object) {
            return Ok(false);
        }
        Arc::make_mut(&mut entry.owners).insert(object);
        let row = entry.row;
        Arc::make_mut(&mut self.owner_of).add(object, row);
        changes.push(Change::OwnerAdded {
            group,
            owner,
            object,
        });
        Ok(true)
    }

    /// Takes an owner from a group; false if it was none.
    pub fn remove_owner(
        &mut self,
        group: ObjectId,
        owner: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(owner)?;
        let entry = self.group_mut(group)?;
        if !entry.owners.contains(&object) {
            return Ok(false);
        }
        Arc::make_mut(&mut entry.owners).remove(&object);
        let row = entry.row;
        Arc::make_mut(&mut self.owner_of).remove(object, row);
        changes.push(Change::OwnerRemoved {
            group,
            owner,
            object,
        });
        Ok(true)
    }

    /// Takes an object that is about to go out of all memberships and ownerships.
    pub(crate) fn remove_from_groups(
        &mut self,
        id: ObjectId,
        object: ObjectRef,
        changes: &mut Vec<Change>,
    ) {
        for row in self.member_of.get(object).to_vec() {
            if let Some(group) = self.id_of_group(row) {
                // It is a member, and both ids are known: nothing can be refused.
                let _ = self.remove_member(group, id, changes);
            }
        }
        for row in self.owner_of.get(object).to_vec() {
            if let Some(group) = self.id_of_group(row) {
                let _ = self.remove_owner(group, id, changes);
            }
        }
    }

    fn id_of_group(&self, row: GroupRow) -> Option<ObjectId> {
        self.id_of(ObjectRef::Group(row))
    }

    fn known(&self, id: ObjectId) -> Result<ObjectRef, IntegrityError> {
        self.resolve(id).ok_or(IntegrityError::UnknownObject(id))
    }
}

/// The direction of a membership change.
#[derive(Clone, Copy)]
enum Way {
    In,
    Out,
}
