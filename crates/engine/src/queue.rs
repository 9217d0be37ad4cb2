//! The work that waits, strictly in the order in which it came (`PROC-8`).

mod image;

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use ingroup_directory::{Directory, ObjectRef, Row, Sharded};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind};
use serde::{Deserialize, Serialize};

use crate::cause::Cause;

/// One piece of work: a change with all that follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// One group or administrative unit over all subjects.
    Group {
        /// The group or unit.
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
        /// Which properties changed; none if only the manager did.
        changed: Changed,
        /// The managers before and now, if the manager changed and a direct-reports rule names one of them.
        managers: BTreeSet<ObjectId>,
    },
    /// Members of a source group, against the memberOf rules that name it (`OP-28`).
    Source {
        /// The source group.
        source: ObjectId,
        /// Who came or, if that counts, went.
        members: BTreeSet<ObjectRef>,
    },
}

impl Unit {
    /// Why the memberships are looked at.
    pub fn cause(&self) -> Cause {
        match self {
            Self::Group { cause, .. } => *cause,
            Self::Subject {
                changed: Changed::Properties(properties),
                ..
            } if properties.is_empty() => Cause::Manager,
            Self::Subject { .. } => Cause::Object,
            Self::Source { .. } => Cause::Source,
        }
    }

    /// The object that the work begins with: the group, the subject or the source group.
    pub fn object(&self, directory: &Directory) -> Option<ObjectId> {
        match self {
            Self::Group { group, .. } => Some(*group),
            Self::Subject { kind, row, .. } => directory.id_of(ObjectRef::subject(*kind, *row)),
            Self::Source { source, .. } => Some(*source),
        }
    }

    /// Takes in another piece of work of the same change, if it concerns the same object.
    fn absorb(&mut self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Subject {
                    kind,
                    row,
                    changed,
                    managers,
                },
                Self::Subject {
                    kind: other_kind,
                    row: other_row,
                    changed: more,
                    managers: more_managers,
                },
            ) if kind == other_kind && row == other_row => {
                changed.extend(more);
                managers.extend(more_managers);
                true
            }
            (
                Self::Source { source, members },
                Self::Source {
                    source: other,
                    members: more,
                },
            ) if source == other => {
                members.extend(more);
                true
            }
            _ => false,
        }
    }
}

/// What changed of a subject.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changed {
    /// It is new: everything.
    Everything,
    /// These properties.
    Properties(BTreeSet<PropertyKey>),
}

impl Changed {
    fn extend(&mut self, more: &Self) {
        match (&mut *self, more) {
            (Self::Properties(known), Self::Properties(more)) => known.extend(more.iter().cloned()),
            (Self::Properties(_), Self::Everything) => *self = Self::Everything,
            (Self::Everything, _) => {}
        }
    }
}

/// A piece of work with its place in the order of things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Waiting {
    pub(crate) unit: Unit,
    /// The change that caused it; pieces of one change about one object are one piece.
    change: u64,
    /// Ascending in the order of the work.
    pub(crate) number: u64,
    /// Whether no other piece of work waited when it was queued: no membership has moved by a rule since.
    pub(crate) is_alone: bool,
    pub(crate) queued_at: Instant,
    pub(crate) correlation: Correlation,
}

/// The waiting work of a tenant. A clone shares it until one side writes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Queue {
    units: Arc<VecDeque<Arc<Waiting>>>,
    /// How many runs of a group wait.
    runs: Sharded<ObjectId, u32>,
    change: u64,
    /// How many pieces of work there ever were.
    numbers: u64,
    /// The number of the last piece that is done.
    done: u64,
    names: Names,
}

impl Queue {
    /// What is pushed from now on belongs to another change.
    pub(crate) fn begin_change(&mut self) {
        self.change += 1;
    }

    /// Puts work at the end, unless the last piece is of the same change and about the same object; gives the
    /// number of the piece that it is in.
    pub(crate) fn push(&mut self, directory: &Directory, unit: Unit, now: Instant) -> u64 {
        let units = Arc::make_mut(&mut self.units);
        if let Some(last) = units.back_mut().filter(|last| last.change == self.change) {
            let last = Arc::make_mut(last);
            if last.unit.absorb(&unit) {
                return last.number;
            }
        }
        if let Unit::Group { group, .. } = &unit {
            match self.runs.get_mut(group) {
                Some(count) => *count += 1,
                None => self.runs.insert(*group, 1),
            }
        }
        let correlation = self.names.next(directory, &unit, now);
        let is_alone = self.done == self.numbers;
        self.numbers += 1;
        units.push_back(Arc::new(Waiting {
            unit,
            change: self.change,
            number: self.numbers,
            is_alone,
            queued_at: now,
            correlation,
        }));
        self.numbers
    }

    /// Puts a run of a group at the end, unless one waits already.
    pub(crate) fn push_run(
        &mut self,
        directory: &Directory,
        group: ObjectId,
        cause: Cause,
        now: Instant,
    ) {
        if !self.has_run(group) {
            self.push(directory, Unit::Group { group, cause }, now);
        }
    }

    pub(crate) fn pop(&mut self) -> Option<Waiting> {
        let first = Arc::make_mut(&mut self.units).pop_front()?;
        let first = Arc::unwrap_or_clone(first);
        if let Unit::Group { group, .. } = &first.unit
            && let Some(count) = self.runs.get_mut(group)
        {
            *count -= 1;
            if *count == 0 {
                self.runs.remove(group);
            }
        }
        Some(first)
    }

    /// A piece of work is done.
    pub(crate) fn done(&mut self, number: u64) {
        self.done = number;
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Waiting> {
        self.units.iter().map(Arc::as_ref)
    }

    /// The groups whose runs wait, as often as they do.
    pub(crate) fn groups(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.iter().filter_map(|waiting| match &waiting.unit {
            Unit::Group { group, .. } => Some(*group),
            Unit::Subject { .. } | Unit::Source { .. } => None,
        })
    }

    /// Whether a run of a group waits.
    pub(crate) fn has_run(&self, group: ObjectId) -> bool {
        self.runs.get(&group).is_some()
    }

    /// The runs of how many groups wait.
    pub(crate) fn group_count(&self) -> usize {
        self.runs.len()
    }

    pub(crate) fn len(&self) -> usize {
        self.units.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Forgets what waits, and nothing else.
    pub(crate) fn clear(&mut self) {
        self.units = Arc::default();
        self.runs = Sharded::default();
        self.done = self.numbers;
    }
}

/// What the membership changes of a piece of work have in common (`PROC-8`). It follows from what the work is about
/// and when it was queued, so that another piece of work elsewhere in a script leaves it as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correlation {
    tenant: ObjectId,
    cause: Cause,
    object: ObjectId,
    at: Instant,
    /// How many pieces of work about this object were queued at this instant for this cause, this one included.
    count: u32,
}

impl Correlation {
    /// As an identifier, which takes some work to make.
    pub fn id(&self) -> ObjectId {
        let key = format!("{} {} {}", self.cause.name(), self.object, self.at);
        ObjectId::derive(self.tenant, "correlation", &key, &self.count.to_string())
    }
}

/// What was queued at the present instant.
#[derive(Debug, Clone, Default)]
struct Names {
    at: Option<Instant>,
    used: Sharded<(Cause, ObjectId), u32>,
}

impl Names {
    fn next(&mut self, directory: &Directory, unit: &Unit, now: Instant) -> Correlation {
        if self.at != Some(now) {
            self.at = Some(now);
            self.used = Sharded::default();
        }
        let cause = unit.cause();
        let object = unit.object(directory).unwrap_or(ObjectId::NIL);
        let count = match self.used.get_mut(&(cause, object)) {
            Some(count) => {
                *count += 1;
                *count
            }
            None => {
                self.used.insert((cause, object), 1);
                1
            }
        };
        Correlation {
            tenant: directory.organization().id,
            cause,
            object,
            at: now,
            count,
        }
    }
}
