//! What is different in one tenant from another: objects that came, went and changed, and who is in what.

mod moves;
mod plain;
mod subjects;
mod texts;

use std::sync::Arc;

use ingroup_directory::{Directory, Way};
use ingroup_schema::ObjectId;

/// What two tenants have different, read as a way from the first to the second.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comparison {
    /// The objects that are not the same, by kind, name and id.
    pub objects: Vec<ObjectDifference>,
    /// The memberships that only one of the two has, of groups and administrative units that both have, by the name of
    /// the group or unit; of each, who left comes first.
    pub moves: Vec<Move>,
}

/// An object that is not the same in both tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObjectDifference {
    /// What it is.
    pub kind: Compared,
    /// Its id; of the tenant itself, the tenant's.
    pub id: ObjectId,
    /// Its name for people: as it is now, or as it was if it is gone.
    pub name: String,
    /// What is different.
    pub found: Found,
}

/// The kinds of thing that are compared, in the order of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Compared {
    /// Organisation, settings, expiration policy.
    Tenant,
    /// A product that was bought.
    Subscription,
    /// A directory role and who holds it everywhere.
    Role,
    /// A user.
    User,
    /// A device.
    Device,
    /// A group.
    Group,
    /// An administrative unit.
    AdministrativeUnit,
    /// An application.
    Application,
    /// A contact or a service principal.
    Other,
    /// A request to join a group.
    JoinRequest,
}

impl Compared {
    /// All of them, in order.
    pub const ALL: [Self; 10] = [
        Self::Tenant,
        Self::Subscription,
        Self::Role,
        Self::User,
        Self::Device,
        Self::Group,
        Self::AdministrativeUnit,
        Self::Application,
        Self::Other,
        Self::JoinRequest,
    ];

    /// One word, as an object's type.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Tenant => "Tenant",
            Self::Subscription => "Subscription",
            Self::Role => "Role",
            Self::User => "User",
            Self::Device => "Device",
            Self::Group => "Group",
            Self::AdministrativeUnit => "AdministrativeUnit",
            Self::Application => "Application",
            Self::Other => "Other",
            Self::JoinRequest => "JoinRequest",
        }
    }

    /// One of them, in a sentence.
    pub const fn singular(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Subscription => "subscription",
            Self::Role => "role",
            Self::User => "user",
            Self::Device => "device",
            Self::Group => "group",
            Self::AdministrativeUnit => "administrative unit",
            Self::Application => "application",
            Self::Other => "contact or service principal",
            Self::JoinRequest => "join request",
        }
    }

    /// Several of them, in a sentence.
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Tenant => "tenant",
            Self::Subscription => "subscriptions",
            Self::Role => "roles",
            Self::User => "users",
            Self::Device => "devices",
            Self::Group => "groups",
            Self::AdministrativeUnit => "administrative units",
            Self::Application => "applications",
            Self::Other => "contacts and service principals",
            Self::JoinRequest => "join requests",
        }
    }
}

/// How an object is different.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Only the second tenant has it.
    Added,
    /// Only the first one has it.
    Removed,
    /// Both have it, and these properties differ; never empty.
    Changed(Vec<PropertyDifference>),
}

/// A property that has two values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PropertyDifference {
    /// Its name, as Graph has it where Graph knows it.
    pub property: Arc<str>,
    /// The value in the first tenant, as text; none if it has none.
    pub old: Option<Arc<str>>,
    /// The value in the second one.
    pub new: Option<Arc<str>>,
}

/// A membership that only one of the two tenants has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Move {
    /// The group or administrative unit.
    pub holder: ObjectId,
    /// Who or what.
    pub object: ObjectId,
    /// In, if the second one has it.
    pub way: Way,
}

/// Compares all facts of two tenants, objects by their ids. Deleted objects that could be restored are gone here.
pub fn compare(reference: &Directory, difference: &Directory) -> Comparison {
    let pair = Pair {
        old: reference,
        new: difference,
    };
    let mut objects = plain::tenant(pair);
    objects.extend(plain::subscriptions(pair));
    objects.extend(plain::roles(pair));
    objects.extend(subjects::all(pair));
    objects.extend(plain::groups(pair));
    objects.extend(plain::units(pair));
    objects.extend(plain::applications(pair));
    objects.extend(plain::others(pair));
    objects.extend(plain::join_requests(pair));
    objects.sort_by_cached_key(|one| (one.kind, one.name.to_lowercase(), one.id));
    Comparison {
        objects,
        moves: moves::all(pair),
    }
}

/// The two sides.
#[derive(Clone, Copy)]
struct Pair<'a> {
    old: &'a Directory,
    new: &'a Directory,
}

/// Properties side by side; equal ones fall away.
#[derive(Default)]
struct Properties(Vec<PropertyDifference>);

impl Properties {
    fn add(&mut self, property: &str, old: Option<Arc<str>>, new: Option<Arc<str>>) {
        if old != new {
            self.0.push(PropertyDifference {
                property: property.into(),
                old,
                new,
            });
        }
    }

    /// The object that has these differences; none if there are none.
    fn of(self, kind: Compared, id: ObjectId, name: String) -> Option<ObjectDifference> {
        (!self.0.is_empty()).then_some(ObjectDifference {
            kind,
            id,
            name,
            found: Found::Changed(self.0),
        })
    }
}
