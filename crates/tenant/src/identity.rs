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
    /// Whatever can be a member: a user, a device, a group, a contact or a service principal.
    Member,
}

impl Wanted {
    /// Whether an object is of the kind.
    fn takes(self, object: ObjectRef) -> bool {
        match self {
            Self::User => matches!(object, ObjectRef::User(_)),
            Self::Device => matches!(object, ObjectRef::Device(_)),
            Self::Group => matches!(object, ObjectRef::Group(_)),
            Self::Member => true,
        }
    }

    /// The kind to name when there is none.
    fn kind(self) -> ObjectKind {
        match self {
            Self::User | Self::Member => ObjectKind::User,
            Self::Device => ObjectKind::Device,
            Self::Group => ObjectKind::Group,
        }
    }
}

/// The object with this id, sign-in name, mail address, nickname or display name, in any case. The most exact kind
/// of name decides; a name that several objects have is refused with the candidates.
pub fn find(directory: &Directory, wanted: Wanted, identity: &str) -> Result<ObjectId, Refusal> {
    let text = identity.trim();
    if let Ok(id) = text.parse::<ObjectId>()
        && directory
            .resolve(id)
            .is_some_and(|object| wanted.takes(object))
    {
        return Ok(id);
    }
    for name in Name::ALL {
        let found: Vec<ObjectRef> = directory
            .find(name, text)
            .iter()
            .copied()
            .filter(|object| wanted.takes(*object))
            .collect();
        match found.as_slice() {
            [] => {}
            [one] => {
                return directory
                    .id_of(*one)
                    .ok_or_else(|| missing(wanted, identity));
            }
            _ => {
                let candidates = found
                    .iter()
                    .filter_map(|object| candidate(directory, *object))
                    .collect();
                let kind = wanted.kind();
                return Err(Refusal::Ambiguous {
                    kind,
                    identity: identity.to_owned(),
                    candidates,
                });
            }
        }
    }
    Err(missing(wanted, identity))
}

fn missing(wanted: Wanted, identity: &str) -> Refusal {
    Refusal::NotFound {
        kind: wanted.kind(),
        identity: identity.to_owned(),
    }
}

/// The object for a list of candidates: its sign-in name or mail, and its id.
fn candidate(directory: &Directory, object: ObjectRef) -> Option<String> {
    let id = directory.id_of(object)?;
    let name = match object {
        ObjectRef::User(row) => directory.user_principal_name(row).map(str::to_owned),
        ObjectRef::Group(row) => directory
            .group_at(row)
            .and_then(|group| group.facts().mail.as_deref().map(str::to_owned)),
        ObjectRef::Device(_) | ObjectRef::Other(_) => None,
    };
    Some(match name {
        Some(name) => format!("{id} ({name})"),
        None => id.to_string(),
    })
}
