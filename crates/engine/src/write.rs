//! The second half of a piece of work: what of it may be written, and what it has come to.

use std::collections::BTreeMap;

use ingroup_directory::{Directory, ObjectRef, Row, RuleHolder};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef, property};

use crate::context::Context;
use crate::delta::Delta;
use crate::dynamic::{DynamicGroup, RuleState};
use crate::engine::Engine;
use crate::evaluate::works;
use crate::fault::Fault;
use crate::flight::{Counted, Plan, Scope};
use crate::plain;
use crate::policy::GuestFailure;
use crate::status::{LastMembershipChange, Status};

impl Engine {
    /// What of the plans is to be written; they are fresh if nothing has happened since they were made. An error holds the queue up: it says what the groups at fault were before
    /// they failed, and nothing is written at all (`PROC-16`).
    pub(crate) fn write(
        &mut self,
        context: Context<'_>,
        plans: Vec<Plan>,
        is_fresh: bool,
    ) -> Result<Vec<Delta>, BTreeMap<ObjectId, Status>> {
        let mut judged = Vec::with_capacity(plans.len());
        let mut units = UnitsMoved::default();
        for mut plan in plans {
            match self.still_to_write(context, &mut plan, is_fresh) {
                Some(holder) => {
                    let fault = refusal(context, &plan.delta, holder, &units);
                    if fault.is_none() && matches!(holder, RuleHolder::Unit(_)) {
                        units.note(&plan.delta);
                    }
                    judged.push((plan, fault));
                }
                None => {
                    let known = self.slots.at_mut(plan.slot);
                    let same = known.filter(|known| known.edition == plan.edition);
                    same.into_iter().for_each(DynamicGroup::abandon);
                }
            }
        }
        if context.policy.guest_failure == GuestFailure::BlocksTenant {
            let mut blockers = BTreeMap::new();
            for (plan, fault) in &judged {
                if let Some(fault @ Fault::Guest { .. }) = fault {
                    blockers.extend(self.block(plan.delta.group, plan.scope, fault.clone()));
                }
            }
            if !blockers.is_empty() {
                return Err(blockers);
            }
        }
        let mut deltas = Vec::with_capacity(judged.len());
        for (plan, fault) in judged {
            if let Some(fault) = fault {
                self.fail(plan.delta.group, fault);
                continue;
            }
            let Some(known) = self.slots.at_mut(plan.slot) else {
                continue;
            };
            let moved = !plan.delta.is_empty();
            if plan.scope == Scope::Whole {
                known.stage = Status::UpdateComplete;
                known.rule_state = RuleState::CarriedOut;
            }
            known.last_change = match (moved, plan.scope) {
                (true, _) => LastMembershipChange::At(context.now),
                (false, Scope::Part) => known.last_change,
                (false, Scope::Whole) => match known.last_change {
                    LastMembershipChange::Pending(None) => LastMembershipChange::At(context.now),
                    other => other.settled(),
                },
            };
            deltas.extend(moved.then_some(plan.delta));
        }
        Ok(deltas)
    }

    /// Takes the groups that held the queue up back to where they were, so that they are tried again.
    pub(crate) fn unblock(&mut self, before: BTreeMap<ObjectId, Status>) {
        for (id, stage) in before {
            if let Some(known) = self.slots.get_mut(id)
                && known.is_on()
                && matches!(known.stage, Status::ProcessingError(Fault::Guest { .. }))
            {
                known.stage = stage;
            }
        }
    }

    fn block(&mut self, id: ObjectId, scope: Scope, fault: Fault) -> Option<(ObjectId, Status)> {
        let known = self.slots.get_mut(id)?;
        let before = match scope {
            Scope::Whole => Status::Evaluating,
            Scope::Part => known.stage.clone(),
        };
        known.fail(fault);
        self.index.trouble(id);
        Some((id, before))
    }

    /// Leaves of a plan what can still be written: nothing if the group was changed, paused or frozen since; nobody who
    /// is gone; nobody who is in or out already.
    fn still_to_write<'a>(
        &self,
        context: Context<'a>,
        plan: &mut Plan,
        is_fresh: bool,
    ) -> Option<RuleHolder<'a>> {
        let known = self.slots.at(plan.slot)?;
        if known.edition != plan.edition || !works(known, context) {
            return None;
        }
        let holder = context.directory.rule_holder_at(known.place)?;
        if !is_fresh || plan.counted == Counted::Otherwise {
            let Delta {
                kind,
                leaves,
                joins,
                ..
            } = &mut plan.delta;
            let members = holder.members().rows(*kind);
            let table = context.directory.table(*kind);
            leaves.retain(|row| members.contains(*row) && table.is_active(*row));
            joins.retain(|row| !members.contains(*row) && table.is_active(*row));
        }
        Some(holder)
    }
}

/// How many more administrative units each subject is in, fewer where negative, by what the same piece of work has
/// written to units already.
#[derive(Default)]
struct UnitsMoved(BTreeMap<ObjectRef, isize>);

impl UnitsMoved {
    fn note(&mut self, delta: &Delta) {
        for (rows, by) in [(&delta.leaves, -1), (&delta.joins, 1)] {
            for row in rows {
                *self
                    .0
                    .entry(ObjectRef::subject(delta.kind, *row))
                    .or_default() += by;
            }
        }
    }

    /// In how many units an object is by now.
    fn count(&self, directory: &Directory, object: ObjectRef) -> usize {
        let moved = self.0.get(&object).copied().unwrap_or_default();
        directory
            .units_of(object)
            .count()
            .saturating_add_signed(moved)
    }
}

/// Why somebody cannot join.
fn refusal(
    context: Context<'_>,
    delta: &Delta,
    holder: RuleHolder<'_>,
    units: &UnitsMoved,
) -> Option<Fault> {
    let directory = context.directory;
    if delta.joins.is_empty() {
        return None;
    }
    match holder {
        RuleHolder::Group(group) => {
            let closed = delta.kind == SubjectKind::User && !context.policy.takes_guests(group);
            let mut guests = delta
                .joins
                .iter()
                .filter(|row| closed && is_guest(directory, **row));
            guests.next().map(|row| Fault::Guest {
                object: plain::name(directory, delta.kind, *row),
            })
        }
        RuleHolder::Unit(_) => {
            let limit = context.policy.units_per_object;
            let full = |row: &&Row| {
                let object = ObjectRef::subject(delta.kind, **row);
                units.count(directory, object) >= limit
            };
            delta
                .joins
                .iter()
                .find(full)
                .map(|row| Fault::TooManyUnits {
                    object: plain::name(directory, delta.kind, *row),
                    limit,
                })
        }
    }
}

fn is_guest(directory: &Directory, user: Row) -> bool {
    let Some(user_type) = property(SubjectKind::User, "userType") else {
        return false;
    };
    match directory
        .users()
        .value(user, &PropertyKey::Known(user_type.id))
    {
        ValueRef::Text(text) => text.eq_ignore_ascii_case("Guest"),
        _ => false,
    }
}
