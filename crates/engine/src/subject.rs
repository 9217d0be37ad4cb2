//! A row of the directory as a rule sees it.

use ingroup_directory::{Directory, ObjectRef, Row};
use ingroup_rule::Subject;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef};

/// One user or device, read where it is stored.
#[derive(Clone, Copy)]
pub struct SubjectView<'a> {
    directory: &'a Directory,
    kind: SubjectKind,
    row: Row,
}

impl<'a> SubjectView<'a> {
    /// The object in this row of the table of its kind.
    pub fn new(directory: &'a Directory, kind: SubjectKind, row: Row) -> Self {
        Self {
            directory,
            kind,
            row,
        }
    }
}

impl Subject for SubjectView<'_> {
    fn kind(&self) -> SubjectKind {
        self.kind
    }

    fn value(&self, property: &PropertyKey) -> ValueRef<'_> {
        self.directory.table(self.kind).value(self.row, property)
    }

    fn manager(&self) -> Option<ObjectId> {
        match self.kind {
            SubjectKind::User => {
                let manager = self.directory.manager(self.row)?;
                self.directory.users().id(manager)
            }
            SubjectKind::Device => None,
        }
    }

    fn is_member_of(&self, group: ObjectId) -> bool {
        let object = ObjectRef::subject(self.kind, self.row);
        self.directory
            .group(group)
            .is_some_and(|group| group.members().contains(object))
    }
}
