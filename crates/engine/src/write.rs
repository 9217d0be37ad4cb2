//! The second half of a piece of work: what of it may be written, and what it has come to.

use std::collections::BTreeMap;

use ingroup_directory::{
    Delta, Directory, GroupRow, HolderRow, Moves, ObjectMoves, ObjectRef, Row, RowList, Way,
};
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, ValueRef, property};

use crate::context::Context;
use crate::dynamic::RuleState;
use crate::engine::Engine;
use crate::evaluate::works;
use crate::event::{Move, Subject};
use crate::fault::Fault;
use crate::flight::{Counted, Plan, Scope};
use crate::plain;
use crate::policy::GuestFailure;
use crate::slot::Slot;
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
        let mut newcomers = Newcomers::default();
        for mut plan in plans {
            if self.still_to_write(context, &mut plan, is_fresh) {
                let fault = newcomers.refused(context, &plan.delta);
                judged.push((plan, fault));
            } else if self.edition(plan.slot) == Some(plan.edition) {
                self.abandon(plan.slot);
            }
        }
        if context.policy.guest_failure == GuestFailure::BlocksTenant {
            let mut blockers = BTreeMap::new();
            for (plan, fault) in &judged {
                if let Some(fault @ Fault::Guest { .. }) = fault {
                    blockers.extend(self.block(plan, fault.clone()));
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
            let moved = !plan.delta.is_empty();
            if plan.scope == Scope::Whole
                && let Some(known) = self.slots.at_mut(plan.slot)
            {
                known.stage = Status::UpdateComplete;
                known.rule_state = RuleState::CarriedOut;
            }
            self.slots
                .change_last(plan.slot, |last| match (moved, plan.scope) {
                    (true, _) => LastMembershipChange::At(context.now),
                    (false, Scope::Part) => last,
                    (false, Scope::Whole) => match last {
                        LastMembershipChange::Pending(None) => {
                            LastMembershipChange::At(context.now)
                        }
                        other => other.settled(),
                    },
                });
            deltas.extend(moved.then_some(plan.delta));
        }
        Ok(deltas)
    }

    /// What is to be written where an object joins and leaves groups of which nothing had to be asked, and nothing has
    /// happened since; by group. None if somebody may not join after all.
    pub(crate) fn write_moves(
        &mut self,
        context: Context<'_>,
        subject: Subject<'_>,
        moves: &mut Vec<Move>,
    ) -> Option<Moves> {
        if !subject.is_alone {
            self.keep_those_that_move(context, subject, moves);
        }
        let may_be_refused = |one: &Move| one.way == Way::In && self.slots.is_guarded(one.slot);
        if subject.kind == SubjectKind::User
            && moves.iter().any(may_be_refused)
            && is_guest(context.directory, subject.row)
        {
            return None;
        }
        let mut groups = Vec::with_capacity(moves.len());
        let mut rest = moves.iter();
        let (mut last_id, mut in_order) = (ObjectId::NIL, true);
        let slots = moves.iter().map(|one| one.slot);
        let last = LastMembershipChange::At(context.now);
        self.slots.changed(slots, last, |slot, seat| {
            let way = rest.find(|one| one.slot == slot).map(|one| one.way);
            if let (Some(way), HolderRow::Group(group)) = (way, seat.place) {
                in_order &= last_id <= seat.id;
                last_id = seat.id;
                groups.push((group, way));
            }
        });
        if !in_order {
            let id = |group| context.directory.id_of(ObjectRef::Group(group));
            groups.sort_by_cached_key(|(group, _)| id(*group));
        }
        let moves = Moves::Object(ObjectMoves {
            kind: subject.kind,
            row: subject.row,
            groups,
        });
        debug_assert!({
            let deltas = moves.deltas(context.directory);
            deltas.iter().all(|delta| moves_all(context, delta))
        });
        Some(moves)
    }

    /// Leaves only the groups that an object is not in already, or in still: other work may have put it where it belongs.
    fn keep_those_that_move(
        &self,
        context: Context<'_>,
        subject: Subject<'_>,
        moves: &mut Vec<Move>,
    ) {
        let place = |one: &Move| match self.slots.seat(one.slot)?.place {
            HolderRow::Group(group) => Some(group),
            HolderRow::Unit(_) => None,
        };
        moves.retain(|one| place(one).is_some());
        let groups: Vec<GroupRow> = moves.iter().filter_map(place).collect();
        let Subject { kind, row, .. } = subject;
        let mut is_in = context.directory.is_in_each(kind, row, &groups).into_iter();
        moves.retain(|one| is_in.next() != Some(one.way == Way::In));
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

    fn block(&mut self, plan: &Plan, fault: Fault) -> Option<(ObjectId, Status)> {
        let before = match plan.scope {
            Scope::Whole => Status::Evaluating,
            Scope::Part => self.slots.at(plan.slot)?.stage.clone(),
        };
        let id = plan.delta.group;
        self.set_failed(id, plan.slot, fault);
        Some((id, before))
    }

    fn edition(&self, slot: Slot) -> Option<u64> {
        self.slots.seat(slot).map(|seat| seat.edition)
    }

    /// Leaves of a plan what can still be written: nothing if the group was changed, paused or frozen since; nobody who
    /// is gone; nobody who is in or out already. Whether anything can.
    fn still_to_write(&self, context: Context<'_>, plan: &mut Plan, is_fresh: bool) -> bool {
        if self.edition(plan.slot) != Some(plan.edition) {
            return false;
        }
        let works = |slot| {
            let known = self.slots.at(slot);
            known.is_some_and(|known| works(known, context))
        };
        let is_group = matches!(plan.delta.place, HolderRow::Group(_));
        let is_sure = is_group && self.slots.is_closed(plan.slot);
        if !is_sure && !works(plan.slot) {
            return false;
        }
        if is_fresh && plan.counted == Counted::FromMembers {
            debug_assert!(moves_all(context, &plan.delta), "{:?}", plan.delta);
            return true;
        }
        let Some(holder) = context.directory.rule_holder_at(plan.delta.place) else {
            return false;
        };
        let Delta {
            kind,
            leaves,
            joins,
            ..
        } = &mut plan.delta;
        let members = holder.members().rows(*kind);
        let table = context.directory.table(*kind);
        keep(leaves, |row| members.contains(row) && table.is_active(row));
        keep(joins, |row| !members.contains(row) && table.is_active(row));
        true
    }
}

/// Whether everybody who is to leave is in, and everybody who is to join is not.
fn moves_all(context: Context<'_>, delta: &Delta) -> bool {
    let holder = context.directory.rule_holder_at(delta.place);
    holder.is_some_and(|holder| {
        let members = holder.members().rows(delta.kind);
        delta.leaves.iter().all(|row| members.contains(*row))
            && !delta.joins.iter().any(|row| members.contains(*row))
    })
}

/// Leaves only some rows in a list.
fn keep(rows: &mut RowList, is_kept: impl Fn(Row) -> bool) {
    if !rows.iter().all(|row| is_kept(*row)) {
        *rows = rows.iter().copied().filter(|row| is_kept(*row)).collect();
    }
}

/// What is known of those who join, while the plans of one piece of work are looked at.
#[derive(Default)]
struct Newcomers {
    /// Whether a user is a guest: the last one who was asked for.
    guest: Option<(Row, bool)>,
    units: UnitsMoved,
}

impl Newcomers {
    /// Why somebody cannot join.
    fn refused(&mut self, context: Context<'_>, delta: &Delta) -> Option<Fault> {
        let HolderRow::Group(place) = delta.place else {
            let fault = self.units.refused(context, delta);
            if fault.is_none() {
                self.units.note(delta);
            }
            return fault;
        };
        let directory = context.directory;
        if delta.joins.is_empty() || delta.kind != SubjectKind::User {
            return None;
        }
        // One user joins many groups, and most users are no guests: then no group is asked.
        if let [row] = *delta.joins
            && !self.is_guest(directory, row)
        {
            return None;
        }
        if context.policy.takes_guests(directory.group_at(place)?) {
            return None;
        }
        let mut rows = delta.joins.iter().copied();
        let guest = rows.find(|row| self.is_guest(directory, *row))?;
        Some(Fault::Guest {
            object: plain::name(directory, delta.kind, guest),
        })
    }

    fn is_guest(&mut self, directory: &Directory, user: Row) -> bool {
        match self.guest {
            Some((row, is_guest)) if row == user => is_guest,
            _ => {
                let is_guest = is_guest(directory, user);
                self.guest = Some((user, is_guest));
                is_guest
            }
        }
    }
}

/// How many more administrative units each subject is in, fewer where negative, by what the same piece of work has
/// written to units already.
#[derive(Default)]
struct UnitsMoved(BTreeMap<ObjectRef, isize>);

impl UnitsMoved {
    /// Why somebody cannot join an administrative unit.
    fn refused(&self, context: Context<'_>, delta: &Delta) -> Option<Fault> {
        let directory = context.directory;
        let limit = context.policy.units_per_object;
        let full = |row: &&Row| {
            let object = ObjectRef::subject(delta.kind, **row);
            self.count(directory, object) >= limit
        };
        let row = delta.joins.iter().find(full)?;
        Some(Fault::TooManyUnits {
            object: plain::name(directory, delta.kind, *row),
            limit,
        })
    }

    fn note(&mut self, delta: &Delta) {
        for (rows, by) in [(&delta.leaves, -1), (&delta.joins, 1)] {
            for row in rows.iter() {
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
