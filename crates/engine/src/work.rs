//! The worker at work: one piece after the other, in phases that can be seen.

use ingroup_directory::Moves;
use ingroup_schema::{Duration, Instant, ObjectId};

use crate::context::Context;
use crate::engine::Engine;
use crate::evaluate::works;
use crate::event::Subject;
use crate::flight::{Due, Flight, Phase};
use crate::queue::{Correlation, Unit, Waiting};
use crate::status::Status;
use crate::worker::{Ability, WorkerState};

/// A piece of work that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The work.
    pub unit: Unit,
    /// What all its membership changes have in common (`PROC-8`).
    pub correlation: Correlation,
    /// What is to be written, in the order of the groups' ids; nobody in it stays where they are.
    pub moves: Moves,
}

/// How far one phase has brought the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The next piece of work has been taken up; its group is *Evaluating*.
    Begun,
    /// It is known what is to be written; its group is *Processing*.
    Evaluated,
    /// A piece of work is done; the caller writes its moves and notes what changed.
    Done(Step),
    /// A guest holds the queue up (`PROC-16`).
    Blocked,
    /// The worker is suspended or cannot end what it has begun.
    Halted,
    /// Nothing waits.
    Idle,
}

impl Engine {
    /// Does one phase of the work, whether it is due or not.
    pub fn advance(&mut self, context: Context<'_>) -> Progress {
        if self.worker.state == WorkerState::Suspended {
            return Progress::Halted;
        }
        let Some(mut flight) = self.flight.take() else {
            return self.begin(context);
        };
        match flight.phase {
            Phase::Waiting | Phase::Evaluating | Phase::Blocked => {
                self.unblock(std::mem::take(&mut flight.before));
                flight.plans = self.evaluate(context, &flight.waiting);
                flight.told = self.told;
                flight.phase = Phase::Processing;
                self.flight = Some(flight);
                Progress::Evaluated
            }
            Phase::Processing if self.worker.ability == Ability::Stuck => {
                self.flight = Some(flight);
                Progress::Halted
            }
            Phase::Processing => self.end(context, flight),
        }
    }

    /// Does the next piece of work to its end, whether it is due or not; `None` if nothing can be done. The caller
    /// writes the moves and notes what changed.
    pub fn step(&mut self, context: Context<'_>) -> Option<Step> {
        loop {
            match self.go_on(context) {
                Progress::Begun | Progress::Evaluated => {}
                Progress::Done(step) => return Some(step),
                Progress::Blocked | Progress::Halted | Progress::Idle => return None,
            }
        }
    }

    /// Does what is due by now, until a piece of work is done; `None` if nothing more is due. What holds the queue
    /// up is tried again.
    pub fn work(&mut self, context: Context<'_>) -> Option<Step> {
        let blocked = |flight: &Flight| flight.phase == Phase::Blocked;
        if self.flight.as_ref().is_some_and(blocked) {
            self.advance(context);
        }
        while self.next_due(context).is_some_and(|due| due <= context.now) {
            if let Progress::Done(step) = self.go_on(context) {
                return Some(step);
            }
        }
        None
    }

    /// Does one phase of the work, or all of a piece if that can be done at once.
    fn go_on(&mut self, context: Context<'_>) -> Progress {
        match self.is_to_be_done_at_once(context) {
            true => self.do_at_once(context),
            false => self.advance(context),
        }
    }

    /// Whether the next piece of work takes no time and is about one object, of which mostly nothing has to be asked.
    fn is_to_be_done_at_once(&self, context: Context<'_>) -> bool {
        let is_able = (self.worker.state, self.worker.ability)
            == (WorkerState::Running, Ability::Sound)
            && context.policy.delay.is_none();
        let next = self.queue.iter().next();
        let is_one = |next: &Waiting| matches!(next.unit, Unit::Subject { .. });
        is_able && self.flight.is_none() && next.is_some_and(is_one)
    }

    /// Does the next piece of work, which is about one object, to its end. Nobody can see it on the way, so nothing is
    /// kept of it unless something has to be asked of a group.
    fn do_at_once(&mut self, context: Context<'_>) -> Progress {
        let Some(waiting) = self.queue.pop() else {
            return Progress::Idle;
        };
        let mut moves = std::mem::take(&mut self.scratch.room.moves);
        moves.clear();
        let mut plans = self.evaluate_object(context, &waiting, &mut moves);
        let subject = Subject::of(&waiting).filter(|_| plans.is_empty());
        let found = subject.and_then(|subject| self.write_moves(context, subject, &mut moves));
        let progress = match found {
            Some(found) => self.done(context, waiting, found),
            None => {
                self.plan_moves(&waiting, &moves, &mut plans);
                let flight = Flight {
                    waiting,
                    phase: Phase::Processing,
                    plans,
                    told: self.told,
                    before: Default::default(),
                    due: None,
                };
                self.end(context, flight)
            }
        };
        self.scratch.room.moves = moves;
        progress
    }

    /// When the next phase is due: never if nothing waits, the worker is halted, or a guest holds the queue up.
    pub fn next_due(&self, context: Context<'_>) -> Option<Instant> {
        if self.worker.state == WorkerState::Suspended {
            return None;
        }
        let Some(flight) = &self.flight else {
            return (!self.queue.is_empty()).then_some(context.now);
        };
        let due = flight.due.filter(|_| context.policy.delay.is_some());
        match flight.phase {
            Phase::Waiting | Phase::Evaluating => {
                Some(due.map_or(context.now, |due| due.evaluated))
            }
            Phase::Processing if self.worker.ability == Ability::Stuck => None,
            Phase::Processing => Some(due.map_or(context.now, |due| due.written)),
            Phase::Blocked => None,
        }
    }

    fn begin(&mut self, context: Context<'_>) -> Progress {
        let Some(waiting) = self.queue.pop() else {
            return Progress::Idle;
        };
        let due = self.cost(context, &waiting.unit).map(|cost| {
            // Half of the time goes into evaluating, half into writing.
            let half = Duration::from_nanoseconds(cost.nanoseconds() / 2);
            Due {
                evaluated: context.now.saturating_add(half),
                written: context.now.saturating_add(cost),
            }
        });
        if let Unit::Group { group, .. } = &waiting.unit
            && let Some(known) = self.slots.get_mut(*group)
            && works(known, context)
        {
            known.stage = Status::Evaluating;
        }
        self.flight = Some(Flight {
            waiting,
            phase: Phase::Evaluating,
            plans: Vec::new(),
            told: self.told,
            before: Default::default(),
            due,
        });
        Progress::Begun
    }

    fn end(&mut self, context: Context<'_>, mut flight: Flight) -> Progress {
        let is_fresh = flight.told == self.told;
        let plans = std::mem::take(&mut flight.plans);
        let deltas = match self.write(context, plans, is_fresh) {
            Ok(deltas) => deltas,
            Err(before) => {
                flight.phase = Phase::Blocked;
                flight.before = before;
                self.flight = Some(flight);
                return Progress::Blocked;
            }
        };
        self.done(context, flight.waiting, Moves::Members(deltas))
    }

    /// A piece of work is done, and this is to be written.
    fn done(&mut self, context: Context<'_>, waiting: Waiting, moves: Moves) -> Progress {
        self.worker.last_completed = Some(context.now);
        if self.queue.is_empty() {
            self.worker.busy_since = None;
        }
        let Waiting {
            unit,
            correlation,
            number,
            ..
        } = waiting;
        self.queue.done(number);
        if let Unit::Subject { kind, row, .. } = &unit {
            self.pending.done(*kind, *row, number);
        }
        self.close(context.directory);
        Progress::Done(Step {
            unit,
            correlation,
            moves,
        })
    }

    /// How long a piece of work takes, if work takes time.
    pub(crate) fn cost(&self, context: Context<'_>, unit: &Unit) -> Option<Duration> {
        let model = context.policy.delay?;
        let weigh = |id: ObjectId| self.slots.get(id).map_or(0, |known| known.weight);
        let weight = match unit {
            Unit::Group { group, .. } => {
                let known = self.slots.get(*group);
                let rule = known.and_then(|known| known.rule.as_ref().ok());
                let objects = rule.map_or(0, |rule| context.directory.table(rule.subject()).len());
                weigh(*group).saturating_mul(objects as u64)
            }
            Unit::Subject {
                kind,
                changed,
                managers,
                ..
            } => {
                let concerned = self.concerned(*kind, changed, managers);
                concerned.into_iter().map(weigh).sum()
            }
            Unit::Source { source, members } => {
                let rules: u64 = self.index.naming_source(*source).map(weigh).sum();
                rules.saturating_mul(members.len() as u64)
            }
        };
        Some(model.cost(self.slots.len(), weight))
    }
}
