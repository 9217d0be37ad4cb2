//! Places of objects: dense numbers that are never given to two objects.

use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

/// The place of a user or a device in its table. A deleted object's place is used again only
/// by itself, when it is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Row(u32);

/// The place of a group. A deleted group's place is used again only by itself,
/// when it is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct GroupRow(u32);

/// The place of an administrative unit. A deleted unit's place is used again only
/// by itself, when it is restored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct UnitRow(u32);

/// An object of the directory by its place; contacts and service principals by their id.
///
/// Ordered as lists show objects: users, devices, groups, others. An administrative unit is none
/// of these: nothing can have one as its member, its owner or its manager.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ObjectRef {
    /// A user.
    User(Row),
    /// A device.
    Device(Row),
    /// A group.
    Group(GroupRow),
    /// A contact, a service principal or another object known only by name.
    Other(ObjectId),
}

impl Row {
    /// The row with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl GroupRow {
    /// The row with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl UnitRow {
    /// The row with this number.
    pub const fn new(number: u32) -> Self {
        Self(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The number as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl ObjectRef {
    /// The user or device in this row.
    pub const fn subject(kind: SubjectKind, row: Row) -> Self {
        match kind {
            SubjectKind::User => Self::User(row),
            SubjectKind::Device => Self::Device(row),
        }
    }

    /// The kind and row, if it is a user or a device.
    pub const fn as_subject(self) -> Option<(SubjectKind, Row)> {
        match self {
            Self::User(row) => Some((SubjectKind::User, row)),
            Self::Device(row) => Some((SubjectKind::Device, row)),
            Self::Group(_) | Self::Other(_) => None,
        }
    }
}
