//! The engine: compiled rules, waiting work, and what one piece of work gives.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_directory::{
    Change, Directory, Group, GroupField, GroupKind, ObjectRef, Row, RuleProcessing,
};
use ingroup_rule::{Diagnostic, Kind, Rule, Severity, check, parse};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind};

use crate::delta::{Cause, Delta};
use crate::plain;
use crate::queue::{Changed, Queue, Unit};
use crate::status::{Fault, LastMembershipChange, Status};

/// A dynamic group as the engine knows it.
#[derive(Debug, Clone)]
pub struct DynamicGroup {
    rule: Result<Arc<Rule>, Fault>,
    reads: Vec<PropertyKey>,
    processing: RuleProcessing,
    status: Status,
    last_change: LastMembershipChange,
    next_flip: Option<Instant>,
}

impl DynamicGroup {
    /// The rule, or why it is none.
    pub fn rule(&self) -> Result<&Arc<Rule>, &Fault> {
        self.rule.as_ref()
    }

    /// How far its processing is.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// When its members last changed.
    pub fn last_change(&self) -> LastMembershipChange {
        self.last_change
    }

    /// When the passing of time alone can next change its members.
    pub fn next_flip(&self) -> Option<Instant> {
        self.next_flip
    }
}

/// What one piece of work gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The work.
    pub unit: Unit,
    /// What is to be written, by group; no empty ones.
    pub deltas: Vec<Delta>,
}

/// Dynamic membership of one tenant. A clone shares the compiled rules.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    groups: BTreeMap<ObjectId, DynamicGroup>,
    sources: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    reports: BTreeMap<ObjectId, BTreeSet<ObjectId>>,
    queue: Queue,
}

impl Engine {
    /// An engine without groups.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dynamic group with this id.
    pub fn group(&self, id: ObjectId) -> Option<&DynamicGroup> {
        self.groups.get(&id)
    }

    /// All dynamic groups, by id.
    pub fn groups(&self) -> impl Iterator<Item = (ObjectId, &DynamicGroup)> {
        self.groups.iter().map(|(id, group)| (*id, group))
    }

    /// How many pieces of work wait.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// The next instant at which the passing of time alone can change a membership.
    pub fn next_flip(&self) -> Option<Instant> {
        let on = self
            .groups
            .values()
            .filter(|group| group.processing == RuleProcessing::On);
        on.filter_map(|group| group.next_flip).min()
    }

    /// Knows the groups of a directory that was taken as found, and queues a run of each that is on. Members that a
    /// paused or failed group has stay; nothing else waits any more.
    pub fn load(&mut self, directory: &Directory) {
        *self = Self::new();
        let dynamic: Vec<&Group> = directory
            .groups()
            .filter(|group| group.facts().is_dynamic())
            .collect();
        for group in dynamic {
            self.learn(group, Cause::Import);
        }
    }

    /// Queues what follows from changes that have been written to the directory.
    pub fn note(&mut self, directory: &Directory, changes: &[Change]) {
        for change in changes {
            match change {
                Change::SubjectCreated { kind, row, .. } => {
                    self.queue.push(Unit::Subject {
                        kind: *kind,
                        row: *row,
                        changed: Changed::Everything,
                    });
                }
                Change::ValueChanged {
                    kind,
                    row,
                    property,
                    ..
                } => {
                    let changed = Changed::Properties(BTreeSet::from([property.clone()]));
                    self.queue.push(Unit::Subject {
                        kind: *kind,
                        row: *row,
                        changed,
                    });
                }
                Change::ManagerChanged { row, old, new, .. } => {
                    let managers: Vec<ObjectId> = old.iter().chain(new).copied().collect();
                    if managers
                        .iter()
                        .any(|manager| self.reports.contains_key(manager))
                    {
                        self.queue.push(Unit::Manager {
                            row: *row,
                            managers,
                        });
                    }
                }
                Change::MemberAdded { group, object, .. } if self.sources.contains_key(group) => {
                    self.queue.push(Unit::Source {
                        source: *group,
                        member: *object,
                    });
                }
                Change::GroupCreated { group, .. } => self.regard(directory, *group, Cause::Rule),
                Change::GroupChanged {
                    group, fields, old, ..
                } => {
                    let was_paused = old.rule_processing == Some(RuleProcessing::Paused);
                    match relevant(fields) {
                        Relevant::Rule => self.regard(directory, *group, Cause::Rule),
                        Relevant::State if was_paused => {
                            self.regard(directory, *group, Cause::Resume)
                        }
                        Relevant::State => self.regard(directory, *group, Cause::Rule),
                        Relevant::Nothing => {}
                    }
                }
                Change::GroupDeleted { group, .. } => self.forget(*group),
                _ => {}
            }
        }
    }

    /// Queues runs of the groups whose members the passing of time has changed by `now`.
    pub fn time_has_passed(&mut self, now: Instant) {
        for (id, group) in &mut self.groups {
            let due = group.next_flip.is_some_and(|flip| flip <= now);
            if due && group.processing == RuleProcessing::On {
                group.next_flip = None;
                self.queue.push(Unit::Group {
                    group: *id,
                    cause: Cause::Clock,
                });
            }
        }
    }

    /// Does the next piece of work; `None` if none waits. The caller writes the deltas and notes what changed.
    pub fn step(&mut self, directory: &Directory, now: Instant) -> Option<Step> {
        let unit = self.queue.pop()?;
        let deltas = match &unit {
            Unit::Group { group, cause } => self
                .run(directory, *group, *cause, now)
                .into_iter()
                .collect(),
            Unit::Subject { kind, row, changed } => {
                self.follow_subject(directory, *kind, *row, changed, now)
            }
            Unit::Manager { row, managers } => self.follow_manager(directory, *row, managers, now),
            Unit::Source { source, member } => self.follow_source(directory, *source, *member, now),
        };
        Some(Step { unit, deltas })
    }

    /// Looks at a group again after its rule, type or state changed.
    fn regard(&mut self, directory: &Directory, id: ObjectId, cause: Cause) {
        match directory.group(id) {
            Some(group) if group.facts().is_dynamic() => self.learn(group, cause),
            _ => self.forget(id),
        }
    }

    fn learn(&mut self, group: &Group, cause: Cause) {
        let id = group.id();
        let before = self.groups.remove(&id);
        if before.is_some() {
            self.unlink(id);
        }
        let rule = compile(group).map(Arc::new);
        let paused = group.facts().rule_processing == Some(RuleProcessing::Paused);
        let last = before
            .as_ref()
            .map(|before| before.last_change)
            .unwrap_or_default();
        let mut known = DynamicGroup {
            reads: rule
                .as_ref()
                .map(|rule| rule.mentions())
                .unwrap_or_default(),
            rule,
            processing: if paused {
                RuleProcessing::Paused
            } else {
                RuleProcessing::On
            },
            status: if paused {
                Status::UpdatePaused
            } else {
                Status::NotStarted
            },
            last_change: last,
            next_flip: None,
        };
        if cause == Cause::Resume && !paused {
            known.last_change = LastMembershipChange::Pending(last.instant());
        }
        match known.rule.as_ref().map(|rule| rule.kind()) {
            Ok(Kind::MemberOf(sources)) => {
                for source in sources {
                    self.sources.entry(*source).or_default().insert(id);
                }
            }
            Ok(Kind::DirectReports(manager)) => {
                self.reports.entry(*manager).or_default().insert(id);
            }
            Ok(Kind::Expression(_)) | Err(_) => {}
        }
        self.groups.insert(id, known);
        if !paused {
            self.queue.push(Unit::Group { group: id, cause });
        }
    }

    fn forget(&mut self, id: ObjectId) {
        self.groups.remove(&id);
        self.unlink(id);
    }

    fn unlink(&mut self, id: ObjectId) {
        for index in [&mut self.sources, &mut self.reports] {
            index.retain(|_, groups| {
                groups.remove(&id);
                !groups.is_empty()
            });
        }
    }

    /// One group over all subjects of its kind.
    fn run(
        &mut self,
        directory: &Directory,
        id: ObjectId,
        cause: Cause,
        now: Instant,
    ) -> Option<Delta> {
        let known = self.groups.get_mut(&id)?;
        let group = directory.group(id)?;
        if known.processing == RuleProcessing::Paused {
            return None;
        }
        let rule = match &known.rule {
            Ok(rule) => rule.clone(),
            Err(fault) => {
                known.status = Status::ProcessingError(fault.clone());
                return None;
            }
        };
        let wanted = match plain::members(directory, &rule, now) {
            Ok(wanted) => wanted,
            Err(fault) => {
                known.status = Status::ProcessingError(fault);
                return None;
            }
        };
        known.next_flip = wanted.next_flip;
        let kind = rule.subject();
        let had: BTreeSet<Row> = group.members().subjects(kind).collect();
        // A memberOf group loses nobody by being run again: only a change of its rule removes (`OP-28`, C-13).
        let only_adds = matches!(rule.kind(), Kind::MemberOf(_)) && cause != Cause::Rule;
        let leaves = match only_adds {
            true => Vec::new(),
            false => had.difference(&wanted.rows).copied().collect(),
        };
        let joins = wanted.rows.difference(&had).copied().collect();
        let delta = Delta {
            group: id,
            kind,
            leaves,
            joins,
        };
        known.status = Status::UpdateComplete;
        known.last_change = known.last_change.after_run(now, !delta.is_empty());
        (!delta.is_empty()).then_some(delta)
    }

    /// One subject against every rule that reads what changed.
    fn follow_subject(
        &mut self,
        directory: &Directory,
        kind: SubjectKind,
        row: Row,
        changed: &Changed,
        now: Instant,
    ) -> Vec<Delta> {
        if !directory.table(kind).is_active(row) {
            return Vec::new();
        }
        let mut again = Vec::new();
        let mut deltas = Vec::new();
        for (id, known) in &mut self.groups {
            let Ok(rule) = &known.rule else { continue };
            let follows = known.processing == RuleProcessing::On
                && rule.subject() == kind
                && matches!(rule.kind(), Kind::Expression(_))
                && changed.touches(&known.reads);
            if !follows {
                continue;
            }
            // A group that failed, or has not run yet, is run whole: it is retried on the next trigger (`PROC-14`).
            if known.status != Status::UpdateComplete {
                again.push(*id);
                continue;
            }
            match plain::matches(directory, rule, row, now) {
                Ok(one) => {
                    known.next_flip = known.next_flip.into_iter().chain(one.next_flip).min();
                    deltas.extend(difference(directory, *id, kind, row, one.matches));
                }
                Err(fault) => known.status = Status::ProcessingError(fault),
            }
        }
        for id in again {
            self.queue.push(Unit::Group {
                group: id,
                cause: Cause::Object,
            });
        }
        self.wrote(&deltas, now);
        deltas
    }

    fn follow_manager(
        &mut self,
        directory: &Directory,
        row: Row,
        managers: &[ObjectId],
        now: Instant,
    ) -> Vec<Delta> {
        let groups: BTreeSet<ObjectId> = managers
            .iter()
            .filter_map(|manager| self.reports.get(manager))
            .flatten()
            .copied()
            .collect();
        let mut deltas = Vec::new();
        for id in groups {
            let Some(known) = self.groups.get_mut(&id) else {
                continue;
            };
            let Ok(rule) = &known.rule else { continue };
            if known.processing == RuleProcessing::Paused {
                continue;
            }
            match plain::matches(directory, rule, row, now) {
                Ok(one) => deltas.extend(difference(
                    directory,
                    id,
                    SubjectKind::User,
                    row,
                    one.matches,
                )),
                Err(fault) => known.status = Status::ProcessingError(fault),
            }
        }
        self.wrote(&deltas, now);
        deltas
    }

    fn follow_source(
        &mut self,
        directory: &Directory,
        source: ObjectId,
        member: ObjectRef,
        now: Instant,
    ) -> Vec<Delta> {
        let Some((kind, row)) = member.as_subject() else {
            return Vec::new();
        };
        let groups: Vec<ObjectId> = self
            .sources
            .get(&source)
            .into_iter()
            .flatten()
            .copied()
            .collect();
        let mut deltas = Vec::new();
        for id in groups {
            let Some(known) = self.groups.get(&id) else {
                continue;
            };
            let takes = known.rule.as_ref().is_ok_and(|rule| rule.subject() == kind);
            if takes && known.processing == RuleProcessing::On {
                deltas.extend(difference(directory, id, kind, row, true));
            }
        }
        self.wrote(&deltas, now);
        deltas
    }

    fn wrote(&mut self, deltas: &[Delta], now: Instant) {
        for delta in deltas {
            if let Some(known) = self.groups.get_mut(&delta.group) {
                known.last_change = known.last_change.after_run(now, true);
            }
        }
    }
}

/// What to write so that one subject is a member or not.
fn difference(
    directory: &Directory,
    group: ObjectId,
    kind: SubjectKind,
    row: Row,
    wanted: bool,
) -> Option<Delta> {
    let is_member = directory
        .group(group)?
        .members()
        .contains(ObjectRef::subject(kind, row));
    let (leaves, joins) = match (is_member, wanted) {
        (true, false) => (vec![row], Vec::new()),
        (false, true) => (Vec::new(), vec![row]),
        _ => return None,
    };
    Some(Delta {
        group,
        kind,
        leaves,
        joins,
    })
}

/// The group's rule, checked; the rule decides what its members are (`OBJ-5`).
fn compile(group: &Group) -> Result<Rule, Fault> {
    let text = group
        .facts()
        .membership_rule
        .as_deref()
        .ok_or(Fault::NoRule)?;
    let (tree, found) = parse(text);
    let checked = check(&tree, None);
    let mut errors = found
        .iter()
        .chain(&checked.diagnostics)
        .filter(|one| one.severity() == Severity::Error);
    let first = errors
        .next()
        .map_or("it cannot be read.", Diagnostic::message)
        .to_owned();
    let rule = checked.rule.ok_or(Fault::InvalidRule(first))?;
    if group.kind() == GroupKind::Microsoft365 && rule.subject() == SubjectKind::Device {
        let message = "a Microsoft 365 group holds users only.".to_owned();
        return Err(Fault::InvalidRule(message));
    }
    Ok(rule)
}

/// What of a group's change matters to its membership.
enum Relevant {
    /// The rule or the membership type: members are worked out anew. Any difference of the text counts (`OP-20`).
    Rule,
    /// The processing state alone.
    State,
    /// Nothing.
    Nothing,
}

fn relevant(fields: &[GroupField]) -> Relevant {
    let has = |field| fields.contains(&field);
    if has(GroupField::MembershipRule) || has(GroupField::GroupTypes) {
        Relevant::Rule
    } else if has(GroupField::RuleProcessing) {
        Relevant::State
    } else {
        Relevant::Nothing
    }
}
