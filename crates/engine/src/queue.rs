//! The work that waits, in the order in which it came (`PROC-8`).

use std::collections::{BTreeSet, VecDeque};

use ingroup_directory::{ObjectRef, Row};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind};

use crate::delta::Cause;

/// One piece of work: a change with all that follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    /// One group over all subjects.
    Group {
        /// The group.
        group: ObjectId,
        /// Why.
        cause: Cause,
    },
    /// One subject against all rules that read what changed.
    Subject {
        /// User or device.
        kind: SubjectKind,
        /// Its row.
        row: Row,
        /// What changed.
        changed: Changed,
    },
    /// A user's manager, against the direct-reports rules of both managers.
    Manager {
        /// The user.
        row: Row,
        /// The managers before and now.
        managers: Vec<ObjectId>,
    },
    /// A new member of a source group, against the memberOf rules that name it (`OP-28`).
    Source {
        /// The source group.
        source: ObjectId,
        /// Its new member.
        member: ObjectRef,
    },
}

impl Unit {
    /// Why the memberships are looked at.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Group { cause, .. } => *cause,
            Self::Subject { .. } => Cause::Object,
            Self::Manager { .. } => Cause::Manager,
            Self::Source { .. } => Cause::Source,
        }
    }
}

/// What changed of a subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It is new: everything.
    Everything,
    /// These properties.
    Properties(BTreeSet<PropertyKey>),
}

impl Changed {
    /// Whether a rule that reads these properties can have another result.
    pub(crate) fn touches(&self, read: &[PropertyKey]) -> bool {
        match self {
            Self::Everything => true,
            Self::Properties(changed) => read.iter().any(|property| changed.contains(property)),
        }
    }
}

/// The waiting work of a tenant.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queue {
    units: VecDeque<Unit>,
}

impl Queue {
    /// Puts work at the end. A change of a subject joins one that waits at the end for the same subject, so that
    /// one command with several attributes is one piece of work; a group that waits already waits once.
    pub(crate) fn push(&mut self, unit: Unit) {
        match (self.units.back_mut(), &unit) {
            (
                Some(Unit::Subject { kind, row, changed }),
                Unit::Subject {
                    kind: new_kind,
                    row: new_row,
                    changed: more,
                },
            ) if kind == new_kind && row == new_row => match (changed, more) {
                (Changed::Properties(known), Changed::Properties(more)) => {
                    known.extend(more.iter().cloned());
                }
                (changed, Changed::Everything) => *changed = Changed::Everything,
                (Changed::Everything, _) => {}
            },
            (Some(last), _) if *last == unit => {}
            _ => self.units.push_back(unit),
        }
    }

    pub(crate) fn pop(&mut self) -> Option<Unit> {
        self.units.pop_front()
    }

    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }
}
