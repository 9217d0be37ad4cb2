//! Groups and administrative units with their members.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::ObjectId;

use crate::chunked::Chunked;
use crate::directory::Directory;
use crate::group::{Group, GroupFacts, Traits};
use crate::membership::{Membership, RowCounts};
use crate::row::{GroupRow, ObjectRef, UnitRow};
use crate::unit::AdministrativeUnit;

impl Directory {
    pub(super) fn freeze_groups(&self, to: &mut Writer) -> Result<(), ImageError> {
        let ids: Vec<&ObjectId> = self.group_ids.iter().collect();
        to.size(ids.len());
        to.array(ids.into_iter(), |id| *id.as_bytes());
        self.groups.iter().try_for_each(|group| {
            to.u8(u8::from(group.is_some()));
            match group {
                Some(group) => to.value(&(&group.facts, &group.owners)),
                None => Ok(()),
            }
        })
    }

    pub(super) fn thaw_groups(
        &mut self,
        rows: RowCounts,
        mut from: Reader<'_>,
    ) -> Result<(), ImageError> {
        let count = from.count(size_of::<ObjectId>())?;
        self.group_ids = from.array(count, ObjectId::from_bytes)?.collect();
        let nobody = Arc::<Membership>::default();
        let groups = (0..).zip(self.group_ids.iter()).map(|(row, id)| {
            if from.u8()? == 0 {
                return Ok(None);
            }
            let (facts, owners): (Arc<GroupFacts>, Arc<BTreeSet<ObjectRef>>) = from.value()?;
            if !owners.iter().all(|owner| rows.have(*owner)) {
                return Err(from.wrong("an owner is not there"));
            }
            Ok(Some(Group {
                id: *id,
                row: GroupRow::new(row),
                traits: Traits::of(&facts),
                facts,
                members: nobody.clone(),
                owners,
            }))
        });
        let groups: Result<Chunked<_>, _> = groups.collect();
        self.groups = groups?;
        from.end()
    }

    pub(super) fn freeze_units(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.size(self.units.len());
        self.units.iter().try_for_each(|unit| {
            to.u8(u8::from(unit.is_some()));
            match unit {
                Some(unit) => to.value(&(unit.id, &unit.facts)),
                None => Ok(()),
            }
        })
    }

    pub(super) fn thaw_units(&mut self, mut from: Reader<'_>) -> Result<(), ImageError> {
        let count = from.count(1)?;
        let units = (0..).take(count).map(|row| {
            if from.u8()? == 0 {
                return Ok(None);
            }
            let (id, facts) = from.value()?;
            Ok(Some(AdministrativeUnit {
                id,
                row: UnitRow::new(row),
                facts,
                members: Arc::default(),
            }))
        });
        let units: Result<Chunked<_>, _> = units.collect();
        self.units = units?;
        from.end()
    }

    /// The members of all groups, then those of all units, each in the order of their rows.
    pub(super) fn freeze_members(&self, to: &mut Writer) {
        let groups = self.groups().map(|group| &group.members);
        let units = self.units().map(|unit| &unit.members);
        groups.chain(units).for_each(|members| members.freeze(to));
    }

    /// Gives all groups and units their members, who are in the order in which they were written; says whether they are
    /// as many.
    pub(super) fn give_members(&mut self, memberships: Vec<Arc<Membership>>) -> bool {
        let count = self.groups().count() + self.units().count();
        let is_right = memberships.len() == count;
        let mut memberships = memberships.into_iter();
        self.groups.write_each(0..self.groups.len(), |_, group| {
            if let Some(group) = group
                && let Some(members) = memberships.next()
            {
                group.members = members;
            }
        });
        self.units.write_each(0..self.units.len(), |_, unit| {
            if let Some(unit) = unit
                && let Some(members) = memberships.next()
            {
                unit.members = members;
            }
        });
        is_right
    }
}
