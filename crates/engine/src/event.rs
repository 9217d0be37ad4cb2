//! The event path: one object changed, and only the groups whose rules can have another answer are looked at.
//!
//! What the changes of the object have turned ([`Pending`](crate::pending::Pending)) leads through the predicates to
//! the rules that mention them; a new object leads through the predicates that hold for it to the rules that they
//! cover. Each of those rules is decided on the set of predicates that hold for the object.
//!
//! Often nobody has to look at the members: see [`Trust`]. Rules that read the clock may have turned by themselves;
//! they are decided as the plain path does, and so is a rule that meets a fault.

use ingroup_directory::{Delta, ObjectRef, Row, Way};
use ingroup_schema::SubjectKind;

use crate::context::Context;
use crate::engine::Engine;
use crate::evaluate::works;
use crate::flight::{Counted, Plan, Scope};
use crate::pending::Turn;
use crate::plain;
use crate::predicate::PredicateId;
use crate::queue::{Changed, Unit, Waiting};
use crate::rules::RulesOfKind;
use crate::scratch::Scratch;
use crate::slot::{Seat, Slot};
use crate::status::Status;

/// An object that changed.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) kind: SubjectKind,
    pub(crate) row: Row,
    pub(crate) changed: &'a Changed,
    /// The number of the piece of work.
    pub(crate) work: u64,
    /// Whether no other work waited when its own was queued.
    pub(crate) is_alone: bool,
}

impl<'a> Subject<'a> {
    /// The object that a piece of work is about, if it is about one.
    pub(crate) fn of(waiting: &'a Waiting) -> Option<Self> {
        match &waiting.unit {
            Unit::Subject {
                kind, row, changed, ..
            } => Some(Self {
                kind: *kind,
                row: *row,
                changed,
                work: waiting.number,
                is_alone: waiting.is_alone,
            }),
            Unit::Group { .. } | Unit::Source { .. } => None,
        }
    }
}

/// What is known of an object's memberships before they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trust {
    /// No other piece of work waits for it: it is where the rules put it before the change, or where they put it now,
    /// if other work that waited then has put it there.
    Before,
    /// It is new: it is nowhere, or where the rules put it now.
    New,
    /// Nothing.
    Nothing,
}

/// What a rule says of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Is(bool),
    /// The plain path has to say it.
    Plain,
}

/// That an object joins a group or leaves it, of which nothing has to be asked: it is no unit, and has the members
/// that its rule gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Move {
    pub(crate) slot: Slot,
    pub(crate) way: Way,
}

impl Engine {
    /// The groups of expressions that an object joins or leaves: those of which nothing has to be asked, ascending by
    /// slot, and the others, in no order. Groups in trouble are not among them. A rule that meets a fault fails here.
    pub(crate) fn evaluate_subject(
        &mut self,
        context: Context<'_>,
        subject: Subject<'_>,
        moves: &mut Vec<Move>,
        plans: &mut Vec<Plan>,
    ) {
        let mut scratch = std::mem::take(&mut self.scratch);
        let trust = self.found(context, subject, &mut scratch);
        for slot in scratch.marked() {
            let rules = self.rules.of(subject.kind);
            let Some(verdict) = turn_of(rules, slot, trust, &scratch) else {
                continue;
            };
            match verdict {
                Verdict::Is(matches) if trust != Trust::Nothing && self.slots.is_plain(slot) => {
                    let way = match matches {
                        true => Way::In,
                        false => Way::Out,
                    };
                    moves.push(Move { slot, way });
                }
                _ => plans.extend(self.judge(context, subject, trust, slot, verdict)),
            }
        }
        self.scratch = scratch;
    }

    /// Marks the rules that an object may have turned, and reads what is true of it, if there are any.
    fn found(&self, context: Context<'_>, subject: Subject<'_>, scratch: &mut Scratch) -> Trust {
        let Subject { kind, row, .. } = subject;
        let rules = self.rules.of(kind);
        let table = context.directory.table(kind);
        let turns = self.pending.of(kind, row);
        scratch.begin();
        scratch.room.turned.clear();
        turn(turns, &mut scratch.room.turned);
        let is_new = *subject.changed == Changed::Everything;
        if is_new {
            rules.truths().meet_one(table);
            scratch.read(rules.truths(), table, row);
            scratch.mark_all_that_may_hold(rules);
        }
        scratch.mark_mentioning(rules);
        scratch.mark(rules.clocks());
        if scratch.marked().next().is_none() {
            return Trust::Nothing;
        }
        if !is_new {
            rules.truths().meet_one(table);
            scratch.read(rules.truths(), table, row);
        }
        rules.shelf().look_ahead(scratch.marked());
        let trust = trust(subject.changed, turns, subject.work, scratch);
        if trust == Trust::Before {
            scratch.remember();
        }
        trust
    }

    /// What the moves of an object come to where something has to be asked after all, or time passes before they are
    /// written.
    pub(crate) fn plans_of(&self, subject: Subject<'_>, moves: &[Move], plans: &mut Vec<Plan>) {
        let counted = match subject.is_alone {
            true => Counted::FromMembers,
            false => Counted::Otherwise,
        };
        plans.extend(moves.iter().filter_map(|one| {
            let seat = self.slots.seat(one.slot)?;
            Some(plan(subject, one.way, (one.slot, seat), counted))
        }));
    }

    /// What is to be written to one group by what its rule says.
    fn judge(
        &mut self,
        context: Context<'_>,
        subject: Subject<'_>,
        trust: Trust,
        slot: Slot,
        verdict: Verdict,
    ) -> Option<Plan> {
        let known = self.slots.at(slot)?;
        let is_complete = known.stage == Status::UpdateComplete && known.injected.is_none();
        // Everything is read by all; and if all that has turned is of this piece of work, its readers read what the
        // work is about.
        let is_read = || {
            *subject.changed == Changed::Everything
                || trust == Trust::Before && verdict != Verdict::Plain
                || known.reads(subject.kind, subject.changed)
        };
        if !is_complete || !works(known, context) || !is_read() {
            return None;
        }
        let Seat { id, place, .. } = *self.slots.seat(slot)?;
        let is_member = || {
            let holder = context.directory.rule_holder_at(place)?;
            let object = ObjectRef::subject(subject.kind, subject.row);
            Some(holder.members().contains(object))
        };
        let matches = match (verdict, trust) {
            // Whether it is in or out already is seen when it is written.
            (Verdict::Is(matches), Trust::Before) => matches,
            (Verdict::Is(matches), Trust::New) => matches,
            (Verdict::Is(matches), Trust::Nothing) => match is_member()? == matches {
                true => return None,
                false => matches,
            },
            (Verdict::Plain, _) => {
                let is_member = is_member()?;
                let rule = known.rule.clone().ok()?;
                let one = match plain::matches(context, &rule, subject.row) {
                    Ok(one) => one,
                    Err(fault) => {
                        self.fail(id, fault);
                        return None;
                    }
                };
                let flip = known.next_flip.into_iter().chain(one.next_flip).min();
                if flip != known.next_flip
                    && let Some(known) = self.slots.at_mut(slot)
                {
                    self.index.set_flip(id, known, flip);
                }
                if is_member == one.matches {
                    return None;
                }
                one.matches
            }
        };
        let seat = self.slots.seat(slot)?;
        let way = match matches {
            true => Way::In,
            false => Way::Out,
        };
        Some(plan(subject, way, (slot, seat), Counted::Otherwise))
    }
}

/// An object joins a group, or leaves it.
fn plan(subject: Subject<'_>, way: Way, (slot, seat): (Slot, &Seat), counted: Counted) -> Plan {
    Plan {
        delta: Delta::of_one((seat.id, seat.place), (subject.kind, subject.row), way),
        slot,
        edition: seat.edition,
        scope: Scope::Part,
        counted,
    }
}

/// Adds the predicates that have another answer after one of these changes than before it, each once for each change.
pub(crate) fn turn(turns: &[Turn], turned: &mut Vec<PredicateId>) {
    for turn in turns {
        differences(&turn.before.holds, &turn.after.holds, turned);
        differences(&turn.before.faults, &turn.after.faults, turned);
    }
}

/// What is in one of two ascending lists only.
fn differences(left: &[PredicateId], right: &[PredicateId], found: &mut Vec<PredicateId>) {
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        match (left.peek(), right.peek()) {
            (Some(a), Some(b)) if a == b => {
                left.next();
                right.next();
            }
            (Some(a), Some(b)) if a < b => found.extend(left.next()),
            (_, Some(_)) => found.extend(right.next()),
            (Some(_), None) => found.extend(left.next()),
            (None, None) => return,
        }
    }
}

fn trust(changed: &Changed, turns: &[Turn], work: u64, scratch: &Scratch) -> Trust {
    if *changed == Changed::Everything {
        return match turns.is_empty() {
            true => Trust::New,
            false => Trust::Nothing,
        };
    }
    let fault_free = |turn: &Turn| turn.before.faults.is_empty() && turn.after.faults.is_empty();
    let of_this = turns
        .iter()
        .all(|turn| turn.work == work && fault_free(turn));
    let once = |turn: &Turn| {
        let same = turns.iter().filter(|other| other.property == turn.property);
        same.count() == 1
    };
    match of_this && !scratch.is_faulty() && turns.iter().all(once) {
        true => Trust::Before,
        false => Trust::Nothing,
    }
}

/// What a rule says of the object that was read, unless the object stays where it is.
#[inline]
fn turn_of(rules: &RulesOfKind, slot: Slot, trust: Trust, scratch: &Scratch) -> Option<Verdict> {
    let twice = |literal| scratch.says_twice(literal);
    if trust == Trust::Before
        && let Some(both) = rules.shelf().holds_twice(slot, twice)
    {
        return match both {
            0b01 => Some(Verdict::Is(true)),
            0b10 => Some(Verdict::Is(false)),
            _ => None,
        };
    }
    match verdict(rules, slot, scratch)? {
        // It is in no group that it would have to leave.
        Verdict::Is(false) if trust == Trust::New => None,
        Verdict::Is(now) if trust == Trust::Before && held(rules, slot, scratch) == Some(now) => {
            None
        }
        verdict => Some(verdict),
    }
}

/// Whether a rule held before the changes that have turned predicates; it does not read the clock.
#[inline]
fn held(rules: &RulesOfKind, slot: Slot, scratch: &Scratch) -> Option<bool> {
    let said = |literal| scratch.said(literal);
    Some(rules.compiled(slot)?.program.holds(said))
}

/// What a rule says of the object that was read.
pub(crate) fn verdict(rules: &RulesOfKind, slot: Slot, scratch: &Scratch) -> Option<Verdict> {
    let says = |literal| scratch.says(literal);
    if !scratch.is_faulty()
        && let Some(holds) = rules.shelf().holds(slot, says)
    {
        return Some(Verdict::Is(holds));
    }
    let rule = rules.compiled(slot)?;
    if rule.reads_the_clock {
        return Some(Verdict::Plain);
    }
    let least = rule
        .program
        .holds(|literal| !scratch.is_fault(literal) && says(literal));
    let most = rule
        .program
        .holds(|literal| scratch.is_fault(literal) || says(literal));
    Some(match least == most {
        true => Verdict::Is(most),
        false => Verdict::Plain,
    })
}
