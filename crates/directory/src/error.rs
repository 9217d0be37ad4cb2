//! What a directory refuses: whatever would break its indexes, and nothing else.

use std::fmt;
use std::sync::Arc;

use ingroup_schema::{ObjectId, PropertyKey};

/// A change that would leave the directory inconsistent. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntegrityError {
    /// No object has this id.
    UnknownObject(ObjectId),
    /// No user has this id.
    UnknownUser(ObjectId),
    /// No device has this id.
    UnknownDevice(ObjectId),
    /// No group has this id.
    UnknownGroup(ObjectId),
    /// No administrative unit has this id.
    UnknownUnit(ObjectId),
    /// No application has this id.
    UnknownApplication(ObjectId),
    /// No directory role with this template is known.
    UnknownRole(ObjectId),
    /// No deleted object that can be restored has this id.
    NotDeleted(ObjectId),
    /// An object has this id already.
    IdInUse(ObjectId),
    /// Another user has this sign-in name, in whatever case.
    UserPrincipalNameInUse {
        /// The name.
        name: Arc<str>,
        /// Who has it.
        by: ObjectId,
    },
    /// The property is not one of this kind of object.
    WrongKind(PropertyKey),
    /// The value is not of the property's type.
    WrongType(PropertyKey),
    /// The property follows from other facts and cannot be written: the id, the groups.
    Derived(PropertyKey),
}

impl fmt::Display for IntegrityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownObject(id) => write!(f, "No object has the id {id}."),
            Self::UnknownUser(id) => write!(f, "No user has the id {id}."),
            Self::UnknownDevice(id) => write!(f, "No device has the id {id}."),
            Self::UnknownGroup(id) => write!(f, "No group has the id {id}."),
            Self::UnknownUnit(id) => write!(f, "No administrative unit has the id {id}."),
            Self::UnknownApplication(id) => write!(f, "No application has the id {id}."),
            Self::UnknownRole(id) => write!(f, "No directory role has the template id {id}."),
            Self::NotDeleted(id) => write!(f, "No deleted object has the id {id}."),
            Self::IdInUse(id) => write!(f, "The id {id} is in use."),
            Self::UserPrincipalNameInUse { name, by } => {
                write!(f, "The sign-in name \"{name}\" belongs to the user {by}.")
            }
            Self::WrongKind(property) => {
                write!(f, "This kind of object has no property \"{property}\".")
            }
            Self::WrongType(property) => write!(
                f,
                "The value of \"{property}\" must be {}.",
                property.property_type().words()
            ),
            Self::Derived(property) => write!(
                f,
                "\"{property}\" follows from other facts and cannot be set."
            ),
        }
    }
}

impl std::error::Error for IntegrityError {}
