//! The engine once more, as slow and as plain as can be: it keeps a list of work, and asks the rule of every subject.
//!
//! It shares nothing with the engine but the plain path and the words for work and status. Guests and full units are
//! the tenant's model's business, not this one's.

pub(super) mod work;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use ingroup_directory::{
    Change, Delta, GroupField, MembershipChange, RuleHolder, RuleProcessing, UnitField, Way,
};
use ingroup_rule::{Kind, Rule};
use ingroup_schema::{Instant, ObjectId, SubjectKind};

use crate::policy::MemberOfRemoval;
use crate::{Cause, Changed, Context, Fault, Matches, Policy, Status, Unit, plain};

/// The work, the groups and what is known of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Slow {
    pub(super) groups: BTreeMap<ObjectId, Known>,
    pub(super) queue: VecDeque<(Unit, u64)>,
    pub(super) flight: Option<Flight>,
    change: u64,
    editions: u64,
}

#[derive(Debug, Clone)]
pub(super) struct Known {
    rule: Result<Arc<Rule>, Fault>,
    on: bool,
    stage: Status,
    pub(super) flip: Option<Instant>,
    /// The next run of a memberOf rule also removes.
    removes: bool,
    edition: u64,
    injected: Option<String>,
}

#[derive(Debug, Clone)]
pub(super) struct Flight {
    pub(super) unit: Unit,
    plans: Option<Vec<Plan>>,
}

#[derive(Debug, Clone)]
struct Plan {
    delta: Delta,
    edition: u64,
    whole: bool,
}

impl Known {
    pub(super) fn status(&self) -> Status {
        match self.on {
            true => self.stage.clone(),
            false => Status::UpdatePaused,
        }
    }

    /// The rule whose members the group must have now, if it is on and complete and not memberOf.
    pub(super) fn current_rule(&self) -> Option<&Rule> {
        let complete = self.status() == Status::UpdateComplete && !self.is_member_of();
        self.rule.as_deref().ok().filter(|_| complete)
    }

    /// Whom the rule takes, whatever the status.
    pub(super) fn members(&self, context: Context<'_>) -> Result<Matches, Fault> {
        plain::members(context, self.rule.as_ref().map_err(Fault::clone)?)
    }

    fn is_member_of(&self) -> bool {
        matches!(self.kind(), Some(Kind::MemberOf(_)))
    }

    fn kind(&self) -> Option<&Kind> {
        self.rule.as_ref().ok().map(|rule| rule.kind())
    }

    fn usable(&self) -> Result<Arc<Rule>, Fault> {
        match &self.injected {
            Some(text) => Err(Fault::Injected(text.clone())),
            None => self.rule.clone(),
        }
    }
}

impl Slow {
    pub(super) fn load(&mut self, context: Context<'_>) {
        self.groups.clear();
        self.queue.clear();
        self.flight = None;
        for holder in context.directory.rule_holders() {
            self.change += 1;
            self.meet(holder, Cause::Import);
        }
    }

    pub(super) fn note(&mut self, context: Context<'_>, before: &Policy, changes: &[Change]) {
        self.change += 1;
        for change in changes {
            if let Change::SettingsChanged { .. } = change {
                self.note_policy(context.policy, before);
            }
            self.note_subject(change);
            self.note_members(context, change);
            self.note_holder(context, change);
        }
    }

    pub(super) fn time_has_passed(&mut self, now: Instant) {
        let flips = self
            .groups
            .iter()
            .filter_map(|(id, known)| Some((known.flip?, *id)));
        let due: BTreeSet<(Instant, ObjectId)> = flips.filter(|(flip, _)| *flip <= now).collect();
        for (_, id) in due {
            self.groups.get_mut(&id).unwrap().flip = None;
            self.change += 1;
            self.push_run(id, Cause::Clock);
        }
    }

    pub(super) fn next_flip(&self) -> Option<Instant> {
        self.groups.values().filter_map(|known| known.flip).min()
    }

    pub(super) fn inject(&mut self, group: ObjectId, text: Option<&str>) {
        if let Some(known) = self.groups.get_mut(&group) {
            known.injected = text.map(str::to_owned);
        }
    }

    pub(super) fn look_again(&mut self, group: ObjectId) {
        if self.groups.get(&group).is_some_and(|known| known.on) {
            self.change += 1;
            self.push_run(group, Cause::Retry);
        }
    }

    fn note_policy(&mut self, policy: &Policy, before: &Policy) {
        let thawed =
            before.member_of != policy.member_of && policy.member_of == MemberOfRemoval::AtOnce;
        let others = before.direct_reports != policy.direct_reports;
        let concerned: Vec<ObjectId> = self
            .groups
            .iter()
            .filter(|(_, known)| match known.kind() {
                Some(Kind::MemberOf(_)) => known.on && thawed,
                Some(Kind::DirectReports(_)) => known.on && others,
                _ => false,
            })
            .map(|(id, _)| *id)
            .collect();
        for id in concerned {
            self.push_run(id, Cause::Settings);
        }
    }

    fn note_subject(&mut self, change: &Change) {
        let (kind, row, changed, managers) = match change {
            Change::SubjectCreated { kind, row, id } => {
                let managers = self.named(&[*id]);
                (*kind, *row, Changed::Everything, managers)
            }
            Change::ValueChanged {
                kind,
                row,
                property,
                ..
            } => {
                let changed = Changed::Properties(BTreeSet::from([property.clone()]));
                (*kind, *row, changed, BTreeSet::new())
            }
            Change::ManagerChanged { row, old, new, .. } => {
                let both: Vec<ObjectId> = old.iter().chain(new).copied().collect();
                let managers = self.named(&both);
                if managers.is_empty() {
                    return;
                }
                let changed = Changed::Properties(BTreeSet::new());
                (SubjectKind::User, *row, changed, managers)
            }
            _ => return,
        };
        self.push(Unit::Subject {
            kind,
            row,
            changed,
            managers,
        });
    }

    /// Those of them that a direct-reports rule names.
    fn named(&self, managers: &[ObjectId]) -> BTreeSet<ObjectId> {
        let named: BTreeSet<ObjectId> = self
            .groups
            .values()
            .filter_map(|known| match known.kind() {
                Some(Kind::DirectReports(manager)) => Some(*manager),
                _ => None,
            })
            .collect();
        managers
            .iter()
            .copied()
            .filter(|manager| named.contains(manager))
            .collect()
    }

    fn naming(&self, source: ObjectId) -> Vec<ObjectId> {
        let names = |known: &Known| match known.kind() {
            Some(Kind::MemberOf(sources)) => sources.contains(&source),
            _ => false,
        };
        self.groups
            .iter()
            .filter(|(_, known)| names(known))
            .map(|(id, _)| *id)
            .collect()
    }

    fn note_members(&mut self, context: Context<'_>, change: &Change) {
        let follows_removals = context.policy.member_of == MemberOfRemoval::AtOnce;
        if let Change::GroupDeleted { group, .. } = change {
            for id in self.naming(*group) {
                if follows_removals {
                    self.push_run(id, Cause::Source);
                }
            }
            return;
        }
        let moves: Vec<MembershipChange> = change.memberships().collect();
        for moved in moves {
            let counts = moved.way == Way::In || follows_removals;
            if counts && !self.naming(moved.holder).is_empty() {
                let members = BTreeSet::from([moved.object]);
                self.push(Unit::Source {
                    source: moved.holder,
                    members,
                });
            }
        }
    }

    fn note_holder(&mut self, context: Context<'_>, change: &Change) {
        let (id, rule_changed) = match change {
            Change::GroupCreated { group, .. } => (*group, true),
            Change::UnitCreated { unit, .. } => (*unit, true),
            Change::GroupChanged { group, fields, .. } => {
                let has = |field| fields.contains(&field);
                let rule = has(GroupField::MembershipRule) || has(GroupField::GroupTypes);
                if !rule && !has(GroupField::RuleProcessing) {
                    return;
                }
                (*group, rule)
            }
            Change::UnitChanged { unit, fields, .. } => {
                let has = |field| fields.contains(&field);
                let rule = has(UnitField::MembershipRule) || has(UnitField::MembershipType);
                if !rule && !has(UnitField::RuleProcessing) {
                    return;
                }
                (*unit, rule)
            }
            Change::GroupDeleted { group: id, .. } | Change::UnitDeleted { unit: id, .. } => {
                self.groups.remove(id);
                return;
            }
            _ => return,
        };
        match context
            .directory
            .rule_holder(id)
            .filter(|holder| holder.is_dynamic())
        {
            None => {
                self.groups.remove(&id);
            }
            Some(holder) => match self.groups.remove(&id) {
                None => self.meet(holder, Cause::Rule),
                Some(known) => self.meet_again(holder, known, rule_changed),
            },
        }
    }

    fn meet(&mut self, holder: RuleHolder<'_>, cause: Cause) {
        if !holder.is_dynamic() {
            return;
        }
        self.editions += 1;
        let known = Known {
            rule: compile(holder),
            on: is_on(holder),
            stage: Status::NotStarted,
            flip: None,
            removes: cause != Cause::Import,
            edition: self.editions,
            injected: None,
        };
        self.keep(holder.id(), known, cause);
    }

    fn meet_again(&mut self, holder: RuleHolder<'_>, mut known: Known, rule_changed: bool) {
        self.editions += 1;
        known.edition = self.editions;
        known.flip = None;
        let resumed = !known.on && is_on(holder);
        known.on = is_on(holder);
        if rule_changed {
            known.rule = compile(holder);
            known.removes = true;
            known.injected = None;
        }
        let interrupted = matches!(known.stage, Status::Evaluating | Status::Processing);
        if rule_changed || resumed || interrupted {
            known.stage = Status::NotStarted;
        }
        let cause = if resumed { Cause::Resume } else { Cause::Rule };
        self.keep(holder.id(), known, cause);
    }

    fn keep(&mut self, id: ObjectId, known: Known, cause: Cause) {
        let on = known.on;
        self.groups.insert(id, known);
        if on {
            self.push(Unit::Group { group: id, cause });
        }
    }

    fn push_run(&mut self, group: ObjectId, cause: Cause) {
        let waits = |(unit, _): &(Unit, u64)| matches!(unit, Unit::Group { group: other, .. } if *other == group);
        if !self.queue.iter().any(waits) {
            self.push(Unit::Group { group, cause });
        }
    }

    /// Work at the end; work of one change about one object is one piece.
    fn push(&mut self, unit: Unit) {
        if let Some((last, change)) = self.queue.back_mut()
            && *change == self.change
            && join(last, &unit)
        {
            return;
        }
        self.queue.push_back((unit, self.change));
    }
}

fn join(last: &mut Unit, more: &Unit) -> bool {
    match (last, more) {
        (
            Unit::Subject {
                kind,
                row,
                changed,
                managers,
            },
            Unit::Subject {
                kind: other,
                row: place,
                changed: also,
                managers: named,
            },
        ) if kind == other && row == place => {
            managers.extend(named);
            match (&mut *changed, also) {
                (Changed::Properties(known), Changed::Properties(also)) => {
                    known.extend(also.iter().cloned())
                }
                _ => *changed = Changed::Everything,
            }
            true
        }
        (
            Unit::Source { source, members },
            Unit::Source {
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

fn is_on(holder: RuleHolder<'_>) -> bool {
    holder.processing() != Some(RuleProcessing::Paused)
}

fn compile(holder: RuleHolder<'_>) -> Result<Arc<Rule>, Fault> {
    let analysis = ingroup_rule::analyse(holder.rule().ok_or(Fault::NoRule)?, None);
    if let Some(error) = analysis.errors().next() {
        return Err(Fault::InvalidRule(error.message().to_owned()));
    }
    Ok(Arc::new(analysis.rule.unwrap()))
}
