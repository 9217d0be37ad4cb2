//! A user or device that has other values, as the journal keeps it: with rows and values, and without texts of its own.

use ingroup_directory::{Directory, Row};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value};
use serde::{Deserialize, Serialize};

use super::activity::Activity;
use super::record::{Aim, Deed, Modified};
use super::values::{Shown, capital};

/// All that a unit of work changed of a user or device. What the object was called then is not kept: the journal knows
/// who was renamed since ([`Names`](super::Names)).
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Updated {
    pub(crate) kind: SubjectKind,
    pub(crate) row: Row,
    pub(crate) values: Vec<Replaced>,
}

/// A property and its values before and after.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Replaced {
    pub(crate) property: PropertyKey,
    pub(crate) old: Value,
    pub(crate) new: Value,
}

impl Replaced {
    /// As the log writes it.
    pub(super) fn modified(&self) -> Modified {
        Modified {
            property: capital(self.property.name()),
            old: self.old.shown(),
            new: self.new.shown(),
        }
    }
}

impl Updated {
    /// Who it is. A directory knows the ids of its rows for ever.
    pub(super) fn object(&self, directory: &Directory) -> Option<ObjectId> {
        directory.table(self.kind).id(self.row)
    }

    /// The entry of the log, about an object with these names.
    pub(super) fn deed(&self, named: Aim) -> Deed {
        Deed {
            activity: match self.kind {
                SubjectKind::User => Activity::UpdateUser,
                SubjectKind::Device => Activity::UpdateDevice,
            },
            targets: vec![named],
            modified: self.values.iter().map(Replaced::modified).collect(),
            failure: None,
        }
    }
}
