//! Memberships in the image of a tenant.

use ingroup_image::{Image, ImageError, Reader, Writer};
use ingroup_schema::ObjectId;

use super::Membership;
use crate::row::{GroupRow, ObjectRef};
use crate::row_set::RowSet;

/// How many rows of each kind were ever given: what members are held against.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RowCounts {
    pub(crate) users: usize,
    pub(crate) devices: usize,
    pub(crate) groups: usize,
}

impl RowCounts {
    /// As the sections say, before they are read.
    pub(crate) fn of(image: &Image<'_>) -> Result<Self, ImageError> {
        let count = |section| image.section(section)?.count(size_of::<ObjectId>());
        Ok(Self {
            users: count("users")?,
            devices: count("devices")?,
            groups: count("groups")?,
        })
    }

    /// Whether an object's row was ever given.
    pub(crate) fn have(self, object: ObjectRef) -> bool {
        match object {
            ObjectRef::User(row) => row.index() < self.users,
            ObjectRef::Device(row) => row.index() < self.devices,
            ObjectRef::Group(row) => row.index() < self.groups,
            ObjectRef::Other(_) => true,
        }
    }
}

impl Membership {
    pub(crate) fn freeze(&self, to: &mut Writer) {
        self.users.freeze(to);
        self.devices.freeze(to);
        to.u32(self.groups.len() as u32);
        to.array(self.groups.iter(), |row| row.get().to_le_bytes());
        to.u32(self.others.len() as u32);
        to.array(self.others.iter(), |id| *id.as_bytes());
    }

    pub(crate) fn thaw(rows: RowCounts, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let users = RowSet::thaw(rows.users, from)?;
        let devices = RowSet::thaw(rows.devices, from)?;
        let count = from.u32()? as usize;
        let groups = from.u32s(count)?;
        if groups.iter().any(|group| *group as usize >= rows.groups) {
            return Err(from.wrong("a member is a group that is not there"));
        }
        let count = from.u32()? as usize;
        let others = from.array(count, ObjectId::from_bytes)?;
        Ok(Self {
            users,
            devices,
            groups: groups.into_iter().map(GroupRow::new).collect(),
            others: others.collect(),
        })
    }
}
