//! The first half of a piece of work: what is to be written.

use std::collections::BTreeSet;

use ingroup_directory::{Delta, ObjectRef, Row};
use ingroup_schema::{ObjectId, SubjectKind};

use crate::cause::Cause;
use crate::context::Context;
use crate::dynamic::{DynamicGroup, RuleState};
use crate::engine::Engine;
use crate::event::{Move, Subject};
use crate::fault::Fault;
use crate::flight::{Counted, Plan, Scope};
use crate::plain;
use crate::policy::MemberOfRemoval;
use crate::queue::{Changed, Unit, Waiting};
use crate::slot::{Seat, Slot};
use crate::status::{LastMembershipChange, Status};
use crate::whole::Matches;

impl Engine {
    /// Works out what a piece of work changes. Groups whose rule cannot be carried out fail here.
    pub(crate) fn evaluate(&mut self, context: Context<'_>, waiting: &Waiting) -> Vec<Plan> {
        match &waiting.unit {
            Unit::Group { group, .. } => self.evaluate_whole(context, *group).into_iter().collect(),
            Unit::Subject { .. } => {
                let mut moves = Vec::new();
                let mut plans = self.evaluate_object(context, waiting, &mut moves);
                self.plan_moves(waiting, &moves, &mut plans);
                plans
            }
            Unit::Source { source, members } => {
                let concerned = self.index.naming_source(*source).collect();
                self.evaluate_each(context, concerned, |wanted| {
                    let subjects = members.iter().filter_map(|member| member.as_subject());
                    let there = |(kind, row): &(SubjectKind, Row)| {
                        *kind == wanted && context.directory.table(*kind).is_active(*row)
                    };
                    subjects.filter(there).collect()
                })
            }
        }
    }

    /// What a piece of work about one object changes: the moves of which nothing has to be asked are given apart.
    pub(crate) fn evaluate_object(
        &mut self,
        context: Context<'_>,
        waiting: &Waiting,
        moves: &mut Vec<Move>,
    ) -> Vec<Plan> {
        let Unit::Subject {
            kind,
            row,
            changed,
            managers,
        } = &waiting.unit
        else {
            return Vec::new();
        };
        let is_there = context.directory.table(*kind).is_active(*row);
        let is_outlived = self.pending.is_outlived(*kind, *row, waiting.number);
        let singled_out = match is_outlived {
            true => self.concerned(*kind, changed, managers),
            false => self.singled_out(*kind, changed, managers),
        };
        let mut plans = self.evaluate_each(context, singled_out, |_| {
            is_there.then_some((*kind, *row)).into_iter().collect()
        });
        if is_there
            && !is_outlived
            && let Some(subject) = Subject::of(waiting)
        {
            self.evaluate_subject(context, subject, moves, &mut plans);
        }
        plans
    }

    /// Adds what the moves of an object come to, and puts all plans in order.
    pub(crate) fn plan_moves(&self, waiting: &Waiting, moves: &[Move], plans: &mut Vec<Plan>) {
        if let Some(subject) = Subject::of(waiting) {
            self.plans_of(subject, moves, plans);
        }
        plans.sort_unstable_by_key(|plan| plan.delta.group);
    }

    /// The groups whose rules can have another result for a subject.
    pub(crate) fn concerned(
        &self,
        kind: SubjectKind,
        changed: &Changed,
        managers: &BTreeSet<ObjectId>,
    ) -> BTreeSet<ObjectId> {
        let managed = managers
            .iter()
            .flat_map(|manager| self.index.naming_manager(*manager));
        let all = self.slots.by_slot();
        let readers = all
            .filter(|(_, _, known)| known.reads(kind, changed))
            .map(|(_, id, _)| id);
        managed.chain(readers).collect()
    }

    /// The groups that a change of a subject concerns whatever their predicates say: those of its managers, and those
    /// that are in trouble.
    fn singled_out(
        &mut self,
        kind: SubjectKind,
        changed: &Changed,
        managers: &BTreeSet<ObjectId>,
    ) -> BTreeSet<ObjectId> {
        let mut found: BTreeSet<ObjectId> = managers
            .iter()
            .flat_map(|manager| self.index.naming_manager(*manager))
            .collect();
        let mut calm = Vec::new();
        for id in self.index.troubled() {
            match self.slots.get(id) {
                Some(known) if known.is_troubled() => {
                    found.extend(known.reads(kind, changed).then_some(id));
                }
                _ => calm.push(id),
            }
        }
        calm.into_iter().for_each(|id| self.index.calm(id));
        found
    }

    /// A group's rule cannot be carried out.
    pub(crate) fn fail(&mut self, id: ObjectId, fault: Fault) {
        if let Some(slot) = self.slots.slot(id)
            && let Some(known) = self.slots.at_mut(slot)
        {
            self.index.set_flip(id, known, None);
            self.set_failed(id, slot, fault);
        }
    }

    /// A group has failed; what it was is forgotten.
    pub(crate) fn set_failed(&mut self, id: ObjectId, slot: Slot, fault: Fault) {
        if let Some(known) = self.slots.at_mut(slot) {
            known.stage = Status::ProcessingError(fault);
            self.slots.change_last(slot, LastMembershipChange::settled);
            self.index.trouble(id);
        }
    }

    /// A run that may not go on leaves the group as one that waits.
    pub(crate) fn abandon(&mut self, slot: Slot) {
        if let Some(known) = self.slots.at_mut(slot)
            && matches!(known.stage, Status::Evaluating | Status::Processing)
        {
            known.stage = Status::NotStarted;
            self.slots.change_last(slot, LastMembershipChange::settled);
        }
    }

    /// A group over all subjects.
    fn evaluate_whole(&mut self, context: Context<'_>, id: ObjectId) -> Option<Plan> {
        let slot = self.slots.slot(id)?;
        let known = self.slots.at_mut(slot)?;
        let holder = context.directory.rule_holder(id)?;
        if !works(known, context) {
            self.abandon(slot);
            return None;
        }
        let usable = known.usable_rule();
        let found = usable.and_then(|rule| {
            let rows = self.known_ahead(context, slot);
            let wanted = match rows {
                Some(rows) => Matches::for_ever(rows),
                None => self.members_of(context, slot, &rule)?,
            };
            Ok((wanted, rule))
        });
        let (wanted, rule) = match found {
            Ok(found) => found,
            Err(fault) => {
                self.fail(id, fault);
                return None;
            }
        };
        let known = self.slots.at_mut(slot)?;
        self.index.set_flip(id, known, wanted.next_flip);
        let kind = rule.subject();
        let had = holder.members().rows(kind);
        let (mut leaves, joins) = had.changes_to(&wanted.rows);
        if only_adds(known, context) {
            leaves.clear();
        }
        known.stage = Status::Processing;
        self.slots.change_last(slot, |last| match last {
            // After a resume the placeholder is shown until the run has ended.
            pending @ LastMembershipChange::Pending(_) => pending,
            other => LastMembershipChange::InProgress(other.known()),
        });
        let seat = self.slots.seat(slot)?;
        Some(Plan {
            delta: Delta {
                group: id,
                place: seat.place,
                kind,
                leaves: leaves.into(),
                joins: joins.into(),
            },
            slot,
            edition: seat.edition,
            scope: Scope::Whole,
            counted: Counted::FromMembers,
        })
    }

    /// Groups over some subjects, told by the kind the group takes. A group that failed is run whole instead: it is
    /// retried on the next trigger (`PROC-14`). One that has not run yet waits for its run.
    fn evaluate_each(
        &mut self,
        context: Context<'_>,
        groups: BTreeSet<ObjectId>,
        subjects: impl Fn(SubjectKind) -> Vec<(SubjectKind, Row)>,
    ) -> Vec<Plan> {
        let mut again = Vec::new();
        let mut plans = Vec::new();
        for id in groups {
            let Some(slot) = self.slots.slot(id) else {
                continue;
            };
            let Some(seat) = self.slots.seat(slot).copied() else {
                continue;
            };
            let Some(known) = self.slots.at_mut(slot) else {
                continue;
            };
            if !works(known, context) {
                continue;
            }
            match &known.stage {
                Status::UpdateComplete => {}
                Status::ProcessingError(_) => {
                    again.push(id);
                    continue;
                }
                _ => continue,
            }
            match evaluate_part(context, (slot, &seat), known, &subjects) {
                Ok((plan, flip)) => {
                    let flip = known.next_flip.into_iter().chain(flip).min();
                    self.index.set_flip(id, known, flip);
                    plans.extend(plan);
                }
                Err(fault) => self.fail(id, fault),
            }
        }
        self.queue.begin_change();
        for id in again {
            self.push_run(context, id, Cause::Retry);
        }
        plans
    }
}

/// Whether the rule is worked on at all.
pub(crate) fn works(known: &DynamicGroup, context: Context<'_>) -> bool {
    let retired = context.policy.member_of_is_retired(context.now) && known.is_member_of();
    known.is_on() && !retired
}

/// A memberOf group loses nobody by being run again: only a change of its rule removes (`OP-28`, C-13).
fn only_adds(known: &DynamicGroup, context: Context<'_>) -> bool {
    known.is_member_of()
        && known.rule_state == RuleState::CarriedOut
        && context.policy.member_of == MemberOfRemoval::OnRuleChange
}

type Part = (Option<Plan>, Option<ingroup_schema::Instant>);

fn evaluate_part(
    context: Context<'_>,
    (slot, seat): (Slot, &Seat),
    known: &DynamicGroup,
    subjects: impl Fn(SubjectKind) -> Vec<(SubjectKind, Row)>,
) -> Result<Part, Fault> {
    let rule = known.usable_rule()?;
    let kind = rule.subject();
    let Some(holder) = context.directory.rule_holder_at(seat.place) else {
        return Ok((None, None));
    };
    let (mut leaves, mut joins) = (Vec::new(), Vec::new());
    let mut flip = None;
    for (_, row) in subjects(kind) {
        let one = plain::matches(context, &rule, row)?;
        flip = flip.into_iter().chain(one.next_flip).min();
        let is_member = holder.members().contains(ObjectRef::subject(kind, row));
        match (is_member, one.matches) {
            (true, false) if !only_adds(known, context) => leaves.push(row),
            (false, true) => joins.push(row),
            _ => {}
        }
    }
    let delta = Delta {
        group: seat.id,
        place: seat.place,
        kind,
        leaves: leaves.into(),
        joins: joins.into(),
    };
    let plan = (!delta.is_empty()).then_some(Plan {
        delta,
        slot,
        edition: seat.edition,
        scope: Scope::Part,
        counted: Counted::FromMembers,
    });
    Ok((plan, flip))
}
