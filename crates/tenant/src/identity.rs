//! Finding the object that a person means.

use ingroup_directory::{Directory, Name, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind};

use crate::refusal::Refusal;

/// What kind of object a name must belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// A user.
    User,
    /// A device.
    Device,
    /// A group.
    Group,
    /// An administrative unit.
    Unit,
    /// A deleted user, group or administrative unit that can be restored.
    Deleted,
    /// Whoever can act: a user or a service principal.
    Principal,
    /// Whatever can be a member: a user, a device, a group, a contact or a service principal.
    Member,
}

impl Wanted {
    /// Whether an object that is there is of the kind.
    fn takes(self, directory: &Directory, object: ObjectRef) -> bool {
        match self {
            Self::Principal => matches!(
                directory.kind_of(object),
                Some(ObjectKind::User | ObjectKind::ServicePrincipal)
            ),
            Self::User => matches!(object, ObjectRef::User(_)),
            Self::Device => matches!(object, ObjectRef::Device(_)),
            Self::Group => matches!(object, ObjectRef::Group(_)),
            Self::Member => true,
            Self::Unit | Self::Deleted => false,
        }
    }

    /// The kind to name when there is none; none for what is deleted.
    fn kind(self) -> Option<ObjectKind> {
        match self {
            Self::User | Self::Principal | Self::Member => Some(ObjectKind::User),
            Self::Device => Some(ObjectKind::Device),
            Self::Group => Some(ObjectKind::Group),
            Self::Unit => Some(ObjectKind::AdministrativeUnit),
            Self::Deleted => None,
        }
    }

    /// Whether this is the id of such an object.
    fn has(self, directory: &Directory, id: ObjectId) -> bool {
        match self {
            Self::Unit => directory.unit(id).is_some(),
            Self::Deleted => directory.deleted(id).is_some(),
            Self::User | Self::Device | Self::Group | Self::Principal | Self::Member => directory
                .resolve(id)
                .is_some_and(|object| self.takes(directory, object)),
        }
    }

    /// The ids of such objects with this name.
    fn named(self, directory: &Directory, name: Name, text: &str) -> Vec<ObjectId> {
        match self {
            Self::Unit if name == Name::DisplayName => {
                directory.units_named(text).map(|unit| unit.id()).collect()
            }
            Self::Unit => Vec::new(),
            Self::Deleted => {
                let found = directory.find_deleted(name, text);
                found.map(|object| object.id()).collect()
            }
            Self::User | Self::Device | Self::Group | Self::Principal | Self::Member => {
                let found = directory.find(name, text).into_iter();
                let wanted = found.filter(|object| self.takes(directory, *object));
                wanted
                    .filter_map(|object| directory.id_of(object))
                    .collect()
            }
        }
    }
}

/// The object with this id, sign-in name, mail address, nickname or display name, in any case. The most exact kind
/// of name decides; a name that several objects have is refused with the candidates.
pub fn find(directory: &Directory, wanted: Wanted, identity: &str) -> Result<ObjectId, Refusal> {
    let text = identity.trim();
    if let Ok(id) = text.parse::<ObjectId>()
        && wanted.has(directory, id)
    {
        return Ok(id);
    }
    let found = Name::ALL
        .into_iter()
        .map(|name| wanted.named(directory, name, text))
        .find(|found| !found.is_empty())
        .unwrap_or_default();
    let identity = identity.to_owned();
    match (found.as_slice(), wanted.kind()) {
        ([one], _) => Ok(*one),
        ([], Some(kind)) => Err(Refusal::NotFound { kind, identity }),
        ([], None) => Err(Refusal::NotDeleted { identity }),
        (several, Some(kind)) => Err(Refusal::Ambiguous {
            kind,
            identity,
            candidates: several.iter().map(|id| candidate(directory, *id)).collect(),
        }),
        (several, None) => Err(Refusal::AmbiguousDeleted {
            identity,
            candidates: several.iter().map(|id| candidate(directory, *id)).collect(),
        }),
    }
}

/// The object for a list of candidates: its id and what tells it from the others, such as a sign-in name.
fn candidate(directory: &Directory, id: ObjectId) -> String {
    let there = directory.resolve(id).and_then(|object| match object {
        ObjectRef::User(row) => directory.user_principal_name(row).map(str::to_owned),
        ObjectRef::Group(row) => directory
            .group_at(row)
            .and_then(|group| group.facts().mail.as_deref().map(str::to_owned)),
        ObjectRef::Device(_) | ObjectRef::Other(_) => None,
    });
    let deleted = || {
        let object = directory.deleted(id)?;
        let at = object.deleted_date_time();
        Some(format!("{}, deleted {at}", object.kind()))
    };
    match there.or_else(deleted) {
        Some(name) => format!("{id} ({name})"),
        None => id.to_string(),
    }
}
