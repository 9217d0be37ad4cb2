//! The groups that an object is in.
//!
//! Links lead to all of them but the dynamic ones of users and devices: those are known to whoever knows what rules
//! mean, who tells the directory; or all dynamic groups are asked.

use crate::directory::Directory;
use crate::group::Group;
use crate::row::{GroupRow, ObjectRef};

/// The dynamic groups that a user or device is in. Other objects are found in all groups by links.
#[derive(Debug, Clone, Copy)]
pub enum DynamicGroups<'a> {
    /// These, ascending.
    Known(&'a [GroupRow]),
    /// Those that say so when all of them are asked: the slow way, for who has no engine to ask.
    Scanned,
}

impl Directory {
    /// The groups an object is a direct member of, in the order of their creation.
    pub fn member_of<'a>(
        &'a self,
        object: ObjectRef,
        dynamic: DynamicGroups<'_>,
    ) -> impl Iterator<Item = &'a Group> + use<'a> {
        let rows = self.groups_with(object, dynamic).into_iter();
        rows.filter_map(|row| self.group_at(row))
    }

    /// The dynamic groups that a user or device is in, in the order of their creation, by asking
    /// all of them: the slow way, and the measure of the quick one.
    pub fn scan_dynamic_groups(&self, object: ObjectRef) -> Vec<GroupRow> {
        if object.as_subject().is_none() {
            return Vec::new();
        }
        let has = |row: &GroupRow| {
            let group = self.group_at(*row);
            group.is_some_and(|group| group.members.contains(object))
        };
        self.dynamic_groups.iter().copied().filter(has).collect()
    }

    /// The rows of the groups an object is a direct member of, ascending.
    pub(crate) fn groups_with(
        &self,
        object: ObjectRef,
        dynamic: DynamicGroups<'_>,
    ) -> Vec<GroupRow> {
        let mut rows = match dynamic {
            DynamicGroups::Known(rows) => {
                debug_assert_eq!(rows, self.scan_dynamic_groups(object));
                rows.to_vec()
            }
            DynamicGroups::Scanned => self.scan_dynamic_groups(object),
        };
        rows.extend(self.member_of.get(object));
        rows.sort_unstable();
        rows
    }

    /// The rows of the groups that a group, a contact or the like is a direct member of, ascending.
    pub(crate) fn groups_linked(&self, object: ObjectRef) -> Vec<GroupRow> {
        self.groups_with(object, DynamicGroups::Known(&[]))
    }
}
