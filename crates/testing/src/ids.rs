//! What is there to act on.

use ingroup_directory::{Directory, RuleHolder};
use ingroup_schema::{ObjectId, ObjectKind, SubjectKind};

/// The ids of what is in a directory, in the order of lists.
#[derive(Debug, Clone, Default)]
pub struct Ids {
    /// The users.
    pub users: Vec<ObjectId>,
    /// The devices.
    pub devices: Vec<ObjectId>,
    /// The groups.
    pub groups: Vec<ObjectId>,
    /// The administrative units.
    pub units: Vec<ObjectId>,
    /// The groups and units, which may have rules.
    pub holders: Vec<ObjectId>,
    /// The applications.
    pub applications: Vec<ObjectId>,
    /// What can be restored.
    pub deleted: Vec<ObjectId>,
}

/// What can be restored when it was deleted.
const RESTORABLE: [ObjectKind; 3] = [
    ObjectKind::User,
    ObjectKind::Group,
    ObjectKind::AdministrativeUnit,
];

impl Ids {
    /// What is in this directory.
    pub fn of(directory: &Directory) -> Self {
        let subjects = |kind: SubjectKind| -> Vec<ObjectId> {
            let table = directory.table(kind);
            table.rows().filter_map(|row| table.id(row)).collect()
        };
        let deleted = RESTORABLE.into_iter();
        let deleted = deleted.flat_map(|kind| directory.deleted_objects(kind));
        Self {
            users: subjects(SubjectKind::User),
            devices: subjects(SubjectKind::Device),
            groups: directory.groups().map(|one| one.id()).collect(),
            units: directory.units().map(|one| one.id()).collect(),
            holders: directory.rule_holders().map(RuleHolder::id).collect(),
            applications: directory.applications().map(|one| one.id()).collect(),
            deleted: deleted.map(|one| one.id()).collect(),
        }
    }
}
