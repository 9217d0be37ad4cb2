//! What has members and may have a rule: groups and administrative units in one view.

use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::directory::Directory;
use crate::group::{Group, GroupKind, RuleProcessing};
use crate::membership::Membership;
use crate::row::{GroupRow, UnitRow};
use crate::unit::AdministrativeUnit;

/// A group or an administrative unit: both may have their members from a rule (`1.10`).
#[derive(Debug, Clone, Copy)]
pub enum RuleHolder<'a> {
    /// A group.
    Group(&'a Group),
    /// An administrative unit.
    Unit(&'a AdministrativeUnit),
}

/// The place of a group or an administrative unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum HolderRow {
    /// Of a group.
    Group(GroupRow),
    /// Of an administrative unit.
    Unit(UnitRow),
}

impl<'a> RuleHolder<'a> {
    /// Its place.
    pub fn row(self) -> HolderRow {
        match self {
            Self::Group(group) => HolderRow::Group(group.row()),
            Self::Unit(unit) => HolderRow::Unit(unit.row()),
        }
    }

    /// Its id.
    pub fn id(self) -> ObjectId {
        match self {
            Self::Group(group) => group.id(),
            Self::Unit(unit) => unit.id(),
        }
    }

    /// Its name.
    pub fn display_name(self) -> &'a str {
        match self {
            Self::Group(group) => group.display_name(),
            Self::Unit(unit) => unit.display_name(),
        }
    }

    /// The text of its rule, byte for byte; an assigned one may keep a rule that does nothing
    /// (`OP-17`).
    pub fn rule(self) -> Option<&'a Arc<str>> {
        match self {
            Self::Group(group) => group.facts.membership_rule.as_ref(),
            Self::Unit(unit) => unit.facts.membership_rule.as_ref(),
        }
    }

    /// Whether its rule is worked on.
    pub fn processing(self) -> Option<RuleProcessing> {
        match self {
            Self::Group(group) => group.facts.rule_processing,
            Self::Unit(unit) => unit.facts.rule_processing,
        }
    }

    /// Whether a rule gives its members.
    pub fn is_dynamic(self) -> bool {
        match self {
            Self::Group(group) => group.traits.is_dynamic,
            Self::Unit(unit) => unit.facts.is_dynamic(),
        }
    }

    /// Its direct members.
    pub fn members(self) -> &'a Arc<Membership> {
        match self {
            Self::Group(group) => group.members(),
            Self::Unit(unit) => unit.members(),
        }
    }

    /// Whether such objects can be members: Microsoft 365 groups hold users only (`OBJ-6`).
    pub fn takes(self, kind: SubjectKind) -> bool {
        match self {
            Self::Group(group) => {
                kind == SubjectKind::User || group.kind() != GroupKind::Microsoft365
            }
            Self::Unit(_) => true,
        }
    }
}

impl Directory {
    /// The group or administrative unit with this id.
    pub fn rule_holder(&self, id: ObjectId) -> Option<RuleHolder<'_>> {
        let group = self.group(id).map(RuleHolder::Group);
        group.or_else(|| self.unit(id).map(RuleHolder::Unit))
    }

    /// The group or administrative unit in this place, if it is there.
    pub fn rule_holder_at(&self, row: HolderRow) -> Option<RuleHolder<'_>> {
        match row {
            HolderRow::Group(row) => self.group_at(row).map(RuleHolder::Group),
            HolderRow::Unit(row) => self.unit_at(row).map(RuleHolder::Unit),
        }
    }

    /// All groups in the order of their creation, then all administrative units in theirs.
    pub fn rule_holders(&self) -> impl Iterator<Item = RuleHolder<'_>> {
        let groups = self.groups().map(RuleHolder::Group);
        groups.chain(self.units().map(RuleHolder::Unit))
    }
}
