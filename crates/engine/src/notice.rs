//! What follows from what has happened: groups to know, and work to queue (semantics 3.2).

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ingroup_directory::{Change, GroupField, RuleHolder, RuleProcessing, UnitField, Way};
use ingroup_rule::Kind;
use ingroup_schema::{ObjectId, SubjectKind};

use crate::cause::Cause;
use crate::context::Context;
use crate::crew::{Crew, Watch, unwatched};
use crate::dynamic::{Compiled, DynamicGroup, RuleState};
use crate::engine::Engine;
use crate::fault::Fault;
use crate::flight::Flight;
use crate::pending::Turn;
use crate::policy::{MemberOfRemoval, Policy};
use crate::queue::{Changed, Unit};
use crate::slot::{Label, Seat};
use crate::status::{LastMembershipChange, Status};

impl Engine {
    /// Knows the groups and units of a directory that was taken as found, and queues a run of each that is on.
    /// Members that a paused or failed group has stay; nothing else waits any more.
    pub fn load(&mut self, context: Context<'_>) {
        let _ = self.load_watched(context, &mut unwatched);
    }

    /// [`load`](Self::load), for somebody who may not want to wait; an engine in which it was ended is of no use.
    pub fn load_watched(&mut self, context: Context<'_>, watch: Watch<'_>) -> ControlFlow<()> {
        self.told += 1;
        self.slots = Default::default();
        self.index = Default::default();
        self.rules = Default::default();
        self.pending.clear();
        self.ahead = Default::default();
        self.queue.clear();
        self.flight = None;
        self.worker.busy_since = None;
        let holders = context.directory.rule_holders();
        let dynamic: Vec<RuleHolder<'_>> = holders.filter(|one| one.is_dynamic()).collect();
        self.slots
            .expect(dynamic.iter().map(|holder| holder.id()).collect());
        for (holder, compiled) in dynamic.iter().zip(Compiled::of_all(&dynamic)) {
            self.queue.begin_change();
            self.meet_compiled(context, *holder, compiled, Cause::Import);
        }
        let mut crew = Crew::of_all_cores(watch);
        self.rules.settle_all(context.directory, &mut crew)?;
        self.close(context.directory);
        ControlFlow::Continue(())
    }

    /// Queues what follows from the changes of one command or one piece of work, which have been written.
    pub fn note(&mut self, context: Context<'_>, changes: &[Change]) {
        self.told += 1;
        self.queue.begin_change();
        for change in changes {
            if let Change::SettingsChanged { old, .. } = change {
                self.note_policy(context, &Policy::from(&**old));
            }
            self.ahead.note(change);
            self.note_subject(context, change);
            self.note_members(context, change);
            self.note_holder(context, change);
        }
        self.rules.settle(context.directory);
        self.close(context.directory);
    }

    /// Queues runs of the groups whose members the passing of time has changed by now.
    pub fn time_has_passed(&mut self, context: Context<'_>) {
        let noticed = |flip| context.policy.date_rules.noticed(flip) <= context.now;
        let due: Vec<ObjectId> = self
            .index
            .flips()
            .take_while(|(flip, _)| noticed(*flip))
            .map(|(_, id)| id)
            .collect();
        for id in due {
            if let Some(known) = self.slots.get_mut(id) {
                self.index.set_flip(id, known, None);
                self.queue.begin_change();
                self.push_run(context, id, Cause::Clock);
            }
        }
    }

    /// Queues what follows from other choices of the tenant: groups that they had kept from their members, or that
    /// take others now.
    fn note_policy(&mut self, context: Context<'_>, before: &Policy) {
        let policy = context.policy;
        let thawed = before.member_of_is_retired(context.now)
            && !policy.member_of_is_retired(context.now)
            || before.member_of != policy.member_of && policy.member_of == MemberOfRemoval::AtOnce;
        let others = before.direct_reports != policy.direct_reports;
        let concerned: Vec<ObjectId> = self
            .groups()
            .filter(|(id, known)| {
                let by_kind = match known.rule.as_ref().map(|rule| rule.kind()) {
                    Ok(Kind::MemberOf(_)) => thawed,
                    Ok(Kind::DirectReports(_)) => others,
                    Ok(Kind::Expression(_)) | Err(_) => false,
                };
                known.is_on() && (by_kind || self.is_cured(context, *id, known))
            })
            .map(|(id, _)| id)
            .collect();
        for id in concerned {
            self.push_run(context, id, Cause::Settings);
        }
    }

    /// Whether the group failed at a guest and may have guests now. What holds the queue up is tried again by itself.
    fn is_cured(&self, context: Context<'_>, id: ObjectId, known: &DynamicGroup) -> bool {
        let failed_at_guest = matches!(known.stage.fault(), Some(Fault::Guest { .. }));
        let holds_up = |flight: &Flight| flight.before.contains_key(&id);
        failed_at_guest
            && !self.flight.as_ref().is_some_and(holds_up)
            && context
                .directory
                .group(id)
                .is_some_and(|group| context.policy.takes_guests(group))
    }

    fn note_subject(&mut self, context: Context<'_>, change: &Change) {
        let (kind, row, changed, managers) = match change {
            Change::SubjectCreated { kind, row, id } => {
                let named = self.index.is_named_manager(*id);
                let unit = Unit::Subject {
                    kind: *kind,
                    row: *row,
                    changed: Changed::Everything,
                    managers: named.then_some(*id).into_iter().collect(),
                };
                let work = self.push(context, unit);
                self.rules.of_mut(*kind).appeared(context.directory, *row);
                self.pending.came(*kind, *row, work);
                return;
            }
            Change::SubjectDeleted { kind, row, .. } => {
                self.rules
                    .of_mut(*kind)
                    .disappeared(context.directory, *row);
                return;
            }
            Change::ValueChanged {
                kind,
                row,
                property,
                old,
                new,
                ..
            } => {
                let rules = self.rules.of_mut(*kind);
                let values = (old, new);
                let turned = rules.value_changed(context.directory, *row, property, values);
                let unit = Unit::Subject {
                    kind: *kind,
                    row: *row,
                    changed: Changed::Properties(BTreeSet::from([property.clone()])),
                    managers: BTreeSet::new(),
                };
                let work = self.push(context, unit);
                if let Some((property, before, after)) = turned {
                    let turn = Turn {
                        work,
                        property,
                        before,
                        after,
                    };
                    self.pending.add(*kind, *row, turn);
                }
                return;
            }
            Change::ManagerChanged { row, old, new, .. } => {
                let managers: BTreeSet<ObjectId> = old
                    .iter()
                    .chain(new)
                    .copied()
                    .filter(|manager| self.index.is_named_manager(*manager))
                    .collect();
                if managers.is_empty() {
                    return;
                }
                let changed = Changed::Properties(BTreeSet::new());
                (SubjectKind::User, *row, changed, managers)
            }
            _ => return,
        };
        let unit = Unit::Subject {
            kind,
            row,
            changed,
            managers,
        };
        self.push(context, unit);
    }

    /// Who leaves a source stays in the groups that name it, unless the tenant has chosen otherwise (`OP-28`).
    fn note_members(&mut self, context: Context<'_>, change: &Change) {
        let follows_removals = context.policy.member_of == MemberOfRemoval::AtOnce;
        if let Change::GroupDeleted { group, .. } = change {
            let naming: Vec<ObjectId> = match follows_removals {
                true => self.index.naming_source(*group).collect(),
                false => Vec::new(),
            };
            for id in naming {
                self.push_run(context, id, Cause::Source);
            }
            return;
        }
        if !self.index.has_sources() {
            return;
        }
        for moved in change.moved() {
            let source = moved.holder();
            if !self.index.is_source(source) {
                continue;
            }
            let counting = moved
                .memberships()
                .filter(|moved| moved.way == Way::In || follows_removals);
            let members: BTreeSet<_> = counting.map(|moved| moved.object).collect();
            if !members.is_empty() {
                self.push(context, Unit::Source { source, members });
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
                if has(GroupField::AllowToAddGuests) {
                    self.note_guests(context, *group);
                }
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
            Change::ApplicationCreated { .. }
            | Change::ApplicationChanged { .. }
            | Change::ApplicationDeleted { .. } => return self.note_applications(context),
            Change::GroupDeleted { group: id, .. } | Change::UnitDeleted { unit: id, .. } => {
                self.forget(*id);
                return;
            }
            _ => return,
        };
        match context.directory.rule_holder(id) {
            Some(holder) if holder.is_dynamic() => match self.slots.sitting(id) {
                Some(sitting) => self.meet_again(context, holder, sitting, rule_changed),
                None => self.meet(context, holder, Cause::Rule),
            },
            _ => self.forget(id),
        }
    }

    /// Rules that are to be carried out may be valid by other applications, or not any more.
    fn note_applications(&mut self, context: Context<'_>) {
        let turned = |(id, known): (ObjectId, &DynamicGroup)| {
            let holder = context.directory.rule_holder(id)?;
            let is_valid = || {
                let compiled = Compiled::of(holder).with_extensions(holder, context.directory);
                compiled.rule.is_ok()
            };
            let has_turned = known.asks_for_extensions() && is_valid() != known.rule.is_ok();
            has_turned.then_some(id)
        };
        let turned: Vec<ObjectId> = self.groups().filter_map(turned).collect();
        for id in turned {
            let (holder, sitting) = (context.directory.rule_holder(id), self.slots.sitting(id));
            if let (Some(holder), Some(sitting)) = (holder, sitting) {
                self.meet_again(context, holder, sitting, true);
            }
        }
    }

    /// A group that says for itself whether it takes guests is tried again when it does.
    fn note_guests(&mut self, context: Context<'_>, id: ObjectId) {
        let cured = self
            .slots
            .get(id)
            .is_some_and(|known| known.is_on() && self.is_cured(context, id, known));
        if cured {
            self.push_run(context, id, Cause::Settings);
        }
    }

    /// Knows a group or unit that was not known before.
    fn meet(&mut self, context: Context<'_>, holder: RuleHolder<'_>, cause: Cause) {
        if holder.is_dynamic() {
            let compiled = match processing(holder) {
                RuleProcessing::On => {
                    Compiled::of(holder).with_extensions(holder, context.directory)
                }
                RuleProcessing::Paused => Compiled::of(holder),
            };
            self.meet_compiled(context, holder, compiled, cause);
        }
    }

    fn meet_compiled(
        &mut self,
        context: Context<'_>,
        holder: RuleHolder<'_>,
        compiled: Compiled,
        cause: Cause,
    ) {
        let Compiled {
            rule,
            reads,
            weight,
        } = compiled;
        self.editions += 1;
        let seat = Seat {
            id: holder.id(),
            place: holder.row(),
            edition: self.editions,
            last_change: LastMembershipChange::Unknown,
        };
        let known = DynamicGroup {
            rule,
            reads,
            weight,
            processing: processing(holder),
            stage: Status::NotStarted,
            next_flip: None,
            // A memberOf group that is taken as found keeps whom it has.
            rule_state: match cause {
                Cause::Import => RuleState::CarriedOut,
                _ => RuleState::New,
            },
            injected: None,
        };
        self.keep(
            context,
            (seat, Label::of(holder)),
            known,
            cause,
            RuleIs::Another,
        );
    }

    /// Looks at a group again whose rule or state was changed. Any difference of the text counts (`OP-20`).
    fn meet_again(
        &mut self,
        context: Context<'_>,
        holder: RuleHolder<'_>,
        (mut seat, mut known): (Seat, DynamicGroup),
        rule_changed: bool,
    ) {
        let id = holder.id();
        self.index.set_flip(id, &mut known, None);
        self.editions += 1;
        seat.edition = self.editions;
        seat.place = holder.row();
        seat.last_change = match seat.last_change {
            LastMembershipChange::InProgress(_) => seat.last_change.settled(),
            other => other,
        };
        let was_paused = !known.is_on();
        known.processing = processing(holder);
        let resumed = was_paused && known.is_on();
        let mut rule = RuleIs::TheSame;
        if rule_changed || resumed {
            let mut compiled = Compiled::of(holder);
            if known.is_on() {
                compiled = compiled.with_extensions(holder, context.directory);
            }
            if rule_changed || compiled.rule.is_ok() != known.rule.is_ok() {
                rule = RuleIs::Another;
                self.forget_rule(id, &known);
                known.rule = compiled.rule;
                known.reads = compiled.reads;
                known.weight = compiled.weight;
            }
        }
        if rule_changed {
            known.rule_state = RuleState::New;
            known.injected = None;
        }
        let interrupted = matches!(known.stage, Status::Evaluating | Status::Processing);
        if rule_changed || resumed || interrupted {
            known.stage = Status::NotStarted;
        }
        if resumed {
            seat.last_change = LastMembershipChange::Pending(seat.last_change.known());
        }
        let cause = match resumed {
            true => Cause::Resume,
            false => Cause::Rule,
        };
        self.keep(context, (seat, Label::of(holder)), known, cause, rule);
    }

    fn keep(
        &mut self,
        context: Context<'_>,
        (seat, label): (Seat, Label),
        known: DynamicGroup,
        cause: Cause,
        rule: RuleIs,
    ) {
        let id = seat.id;
        let is_on = known.is_on();
        let its_rule = known.rule.clone();
        let slot = self.slots.insert(seat, known, label);
        if let (RuleIs::Another, Ok(its_rule)) = (rule, its_rule) {
            self.index.add(id, &its_rule);
            self.rules.add(slot, &its_rule);
        }
        if is_on {
            self.push(context, Unit::Group { group: id, cause });
        }
    }

    fn forget(&mut self, id: ObjectId) {
        let Some(known) = self.slots.get_mut(id) else {
            return;
        };
        self.index.set_flip(id, known, None);
        let known = known.clone();
        self.forget_rule(id, &known);
        self.index.calm(id);
        self.slots.remove(id);
    }

    fn forget_rule(&mut self, id: ObjectId, known: &DynamicGroup) {
        if let (Ok(rule), Some(slot)) = (&known.rule, self.slots.slot(id)) {
            self.index.remove(id, rule);
            self.rules.remove(slot, rule);
        }
    }

    /// Queues a piece of work; gives its number.
    pub(crate) fn push(&mut self, context: Context<'_>, unit: Unit) -> u64 {
        self.worker.busy_since.get_or_insert(context.now);
        self.queue.push(context.directory, unit, context.now)
    }

    pub(crate) fn push_run(&mut self, context: Context<'_>, group: ObjectId, cause: Cause) {
        self.worker.busy_since.get_or_insert(context.now);
        self.queue
            .push_run(context.directory, group, cause, context.now);
    }
}

/// Whether a group that is kept has another rule than before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RuleIs {
    TheSame,
    Another,
}

fn processing(holder: RuleHolder<'_>) -> RuleProcessing {
    holder.processing().unwrap_or(RuleProcessing::On)
}
