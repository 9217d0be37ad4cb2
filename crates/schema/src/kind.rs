//! The kinds of object a tenant holds, and the two kinds a rule can be about.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a membership rule is about: one rule never mixes the two (`OBJ-5`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    /// A user; properties are written `user.…`.
    User,
    /// A device; properties are written `device.…`.
    Device,
}

impl SubjectKind {
    /// Both kinds, users first.
    pub const ALL: [Self; 2] = [Self::User, Self::Device];

    /// The prefix of its properties in a rule, without the dot.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Device => "device",
        }
    }

    /// The plural for messages: `users`, `devices`.
    pub fn plural(self) -> &'static str {
        match self {
            Self::User => "users",
            Self::Device => "devices",
        }
    }
}

impl fmt::Display for SubjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.prefix())
    }
}

/// The kind of a directory object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ObjectKind {
    /// A person's account, member or guest.
    User,
    /// A registered or joined device.
    Device,
    /// A group of any kind.
    Group,
    /// An organisational contact.
    OrgContact,
    /// An application's identity in the tenant.
    ServicePrincipal,
    /// An administrative unit.
    AdministrativeUnit,
}

impl ObjectKind {
    /// The name Graph uses after `#microsoft.graph.`.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Device => "device",
            Self::Group => "group",
            Self::OrgContact => "orgContact",
            Self::ServicePrincipal => "servicePrincipal",
            Self::AdministrativeUnit => "administrativeUnit",
        }
    }

    /// The kind whose Graph name this is, with or without `#microsoft.graph.`, in any case.
    pub fn from_graph_name(name: &str) -> Option<Self> {
        let bare = name.rsplit('.').next().unwrap_or(name);
        [
            Self::User,
            Self::Device,
            Self::Group,
            Self::OrgContact,
            Self::ServicePrincipal,
            Self::AdministrativeUnit,
        ]
        .into_iter()
        .find(|kind| kind.graph_name().eq_ignore_ascii_case(bare))
    }
}

impl From<SubjectKind> for ObjectKind {
    fn from(kind: SubjectKind) -> Self {
        match kind {
            SubjectKind::User => Self::User,
            SubjectKind::Device => Self::Device,
        }
    }
}

impl fmt::Display for ObjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "user",
            Self::Device => "device",
            Self::Group => "group",
            Self::OrgContact => "organisational contact",
            Self::ServicePrincipal => "service principal",
            Self::AdministrativeUnit => "administrative unit",
        })
    }
}
