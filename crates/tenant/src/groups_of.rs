//! The groups that an object is in: by links, and by what the engine knows of rules.

use ingroup_directory::{DynamicGroups, Group, GroupRow, ObjectRef};

use crate::tenant::Tenant;

impl Tenant {
    /// The groups an object is a direct member of, in the order of their creation. What it costs follows the groups
    /// that it is in, not those that there are.
    pub fn groups_of(&self, object: ObjectRef) -> impl Iterator<Item = &Group> {
        let dynamic = self.dynamic_groups_of(object);
        self.directory
            .member_of(object, DynamicGroups::Known(&dynamic))
    }

    /// The dynamic groups that a user or device is in, ascending; other objects are in none that is not linked.
    pub(crate) fn dynamic_groups_of(&self, object: ObjectRef) -> Vec<GroupRow> {
        object.as_subject().map_or_else(Vec::new, |(kind, row)| {
            self.engine.dynamic_groups_of(&self.directory, kind, row)
        })
    }
}
