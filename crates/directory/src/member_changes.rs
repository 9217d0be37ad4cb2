//! Changes to members of groups and administrative units, and to owners.

use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::group::Group;
use crate::holder::HolderRow;
use crate::membership::Membership;
use crate::moved::Way;
use crate::row::{GroupRow, ObjectRef, Row, UnitRow};
use crate::row_list::RowList;
use crate::unit::AdministrativeUnit;

impl Directory {
    /// Makes an object a direct member of a group or an administrative unit; false if it was one.
    pub fn add_member(
        &mut self,
        holder: ObjectId,
        member: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(member)?;
        self.change_one(holder, member, object, Way::In, changes)
    }

    /// Takes an object out of a group or an administrative unit; false if it was not in it.
    pub fn remove_member(
        &mut self,
        holder: ObjectId,
        member: ObjectId,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let object = self.known(member)?;
        self.change_one(holder, member, object, Way::Out, changes)
    }

    /// Takes users or devices out of a group or an administrative unit and puts others in, in the
    /// order given: one change, or none if all rows are out (or in) already. Rows without an
    /// object are refused.
    pub fn change_members(
        &mut self,
        holder: ObjectId,
        kind: SubjectKind,
        removed: &[Row],
        added: &[Row],
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        self.check_rows(kind, removed)?;
        self.check_rows(kind, added)?;
        let (place, members) = self.members_mut(holder)?;
        let members = Arc::make_mut(members);
        let left = members.take_out(kind, &removed.into());
        let joined = members.put_in(kind, &added.into());
        self.moved(place, holder, kind, (left, joined), changes);
        Ok(())
    }

    /// Refuses rows without an object.
    pub(crate) fn check_rows(&self, kind: SubjectKind, rows: &[Row]) -> Result<(), IntegrityError> {
        let table = self.table(kind);
        match rows.iter().find(|row| !table.is_active(**row)) {
            Some(row) => {
                let id = table.id(*row).unwrap_or(ObjectId::NIL);
                Err(IntegrityError::UnknownObject(id))
            }
            None => Ok(()),
        }
    }

    /// Says who left and who joined, and keeps their links.
    pub(crate) fn moved(
        &mut self,
        place: Place,
        holder: ObjectId,
        kind: SubjectKind,
        (left, joined): (RowList, RowList),
        changes: &mut Vec<Change>,
    ) {
        if left.is_empty() && joined.is_empty() {
            return;
        }
        if !matches!(place, Place::DynamicGroup(_)) {
            for (rows, way) in [(&left, Way::Out), (&joined, Way::In)] {
                let objects = rows.iter().map(|row| ObjectRef::subject(kind, *row));
                self.link(place, objects, way);
            }
        }
        changes.push(Change::MembersChanged {
            holder,
            place: place.row(),
            kind,
            left,
            joined,
        });
    }

    fn change_one(
        &mut self,
        holder: ObjectId,
        member: ObjectId,
        object: ObjectRef,
        way: Way,
        changes: &mut Vec<Change>,
    ) -> Result<bool, IntegrityError> {
        let (place, members) = self.members_mut(holder)?;
        // Shared members are copied only if there is something to change.
        if members.contains(object) == (way == Way::In) {
            return Ok(false);
        }
        match way {
            Way::In => Arc::make_mut(members).insert(object),
            Way::Out => Arc::make_mut(members).remove(object),
        };
        self.link(place, [object], way);
        changes.push(place.said(holder, member, object, way));
        Ok(true)
    }

    /// The place and members of a group or an administrative unit.
    fn members_mut(
        &mut self,
        holder: ObjectId,
    ) -> Result<(Place, &mut Arc<Membership>), IntegrityError> {
        if self.unit_rows.get(&holder).is_some() {
            let unit = self.unit_mut(holder)?;
            return Ok((Place::Unit(unit.row), &mut unit.members));
        }
        Ok(of_group(self.group_mut(holder)?))
    }

    /// The same of what is in a place, which has this id.
    pub(crate) fn members_at(
        &mut self,
        place: HolderRow,
        id: ObjectId,
    ) -> Result<(Place, &mut Arc<Membership>), IntegrityError> {
        match place {
            HolderRow::Group(row) => {
                let group = self.groups.get_mut(row.index()).and_then(Option::as_mut);
                group.map(of_group).ok_or(IntegrityError::UnknownGroup(id))
            }
            HolderRow::Unit(_) => self.members_mut(id),
        }
    }

    pub(crate) fn link(
        &mut self,
        place: Place,
        objects: impl IntoIterator<Item = ObjectRef>,
        way: Way,
    ) {
        match place {
            Place::Group(row) => Arc::make_mut(&mut self.member_of).change(objects, row, way),
            Place::Unit(row) => Arc::make_mut(&mut self.unit_member_of).change(objects, row, way),
            Place::DynamicGroup(row) => {
                for object in objects {
                    if object.as_subject().is_none() {
                        Arc::make_mut(&mut self.member_of).change([object], row, way);
                    }
                }
            }
        }
    }

    /// Makes a group one of the dynamic ones, whose users and devices have no links.
    pub(crate) fn become_dynamic(&mut self, row: GroupRow, members: &Membership) {
        for kind in SubjectKind::ALL {
            let rows = members.subjects(kind);
            let objects = rows.map(|row| ObjectRef::subject(kind, row));
            self.link(Place::Group(row), objects, Way::Out);
        }
        if let Err(at) = self.dynamic_groups.binary_search(&row) {
            Arc::make_mut(&mut self.dynamic_groups).insert(at, row);
        }
    }

    /// Makes a group one of the assigned ones, whose members have links.
    pub(crate) fn become_assigned(&mut self, row: GroupRow, members: &Membership) {
        if let Ok(at) = self.dynamic_groups.binary_search(&row) {
            Arc::make_mut(&mut self.dynamic_groups).remove(at);
        }
        self.link(Place::Group(row), members.iter(), Way::In);
    }

    /// Takes the links of a group that is gone away.
    pub(crate) fn forget_members_of(&mut self, group: &Group) {
        match self.dynamic_groups.binary_search(&group.row) {
            Ok(at) => {
                Arc::make_mut(&mut self.dynamic_groups).remove(at);
                let members = group.members.besides_subjects();
                self.link(Place::DynamicGroup(group.row), members, Way::Out);
            }
            Err(_) => self.link(Place::Group(group.row), group.members.iter(), Way::Out),
        }
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

    /// Takes an object that is about to go out of all groups and units, and from all ownerships.
    pub(crate) fn remove_from_groups(
        &mut self,
        id: ObjectId,
        object: ObjectRef,
        groups: &[GroupRow],
        changes: &mut Vec<Change>,
    ) {
        for row in groups {
            if let Some(group) = self.id_of_group(*row) {
                // It is a member, and both ids are known: nothing can be refused.
                let _ = self.remove_member(group, id, changes);
            }
        }
        for row in self.unit_member_of.get(object).to_vec() {
            if let Some(unit) = self.unit_at(row).map(AdministrativeUnit::id) {
                let _ = self.remove_member(unit, id, changes);
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

    pub(crate) fn known(&self, id: ObjectId) -> Result<ObjectRef, IntegrityError> {
        self.resolve(id).ok_or(IntegrityError::UnknownObject(id))
    }
}

/// The place and members of a group.
pub(crate) fn of_group(group: &mut Group) -> (Place, &mut Arc<Membership>) {
    let place = match group.traits.is_dynamic {
        true => Place::DynamicGroup(group.row),
        false => Place::Group(group.row),
    };
    (place, &mut group.members)
}

/// The place of what has members.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// An assigned group.
    Group(GroupRow),
    DynamicGroup(GroupRow),
    Unit(UnitRow),
}

impl Place {
    /// The row.
    fn row(self) -> HolderRow {
        match self {
            Self::Group(row) | Self::DynamicGroup(row) => HolderRow::Group(row),
            Self::Unit(row) => HolderRow::Unit(row),
        }
    }

    /// The event of a change.
    fn said(self, holder: ObjectId, member: ObjectId, object: ObjectRef, way: Way) -> Change {
        match (self, way) {
            (Self::Group(_) | Self::DynamicGroup(_), Way::In) => Change::MemberAdded {
                group: holder,
                member,
                object,
            },
            (Self::Group(_) | Self::DynamicGroup(_), Way::Out) => Change::MemberRemoved {
                group: holder,
                member,
                object,
            },
            (Self::Unit(_), Way::In) => Change::UnitMemberAdded {
                unit: holder,
                member,
                object,
            },
            (Self::Unit(_), Way::Out) => Change::UnitMemberRemoved {
                unit: holder,
                member,
                object,
            },
        }
    }
}
