//! The worker at work: one piece after the other, in phases that can be seen.

use ingroup_directory::Delta;
use ingroup_schema::{Duration, Instant, ObjectId};

use crate::context::Context;
use crate::engine::Engine;
use crate::evaluate::works;
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
    /// What is to be written, by group; no empty ones.
    pub deltas: Vec<Delta>,
}

/// How far one phase has brought the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The next piece of work has been taken up; its group is *Evaluating*.
    Begun,
    /// It is known what is to be written; its group is *Processing*.
    Evaluated,
    /// A piece of work is done; the caller writes its deltas and notes what changed.
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
    /// writes the deltas and notes what changed.
    pub fn step(&mut self, context: Context<'_>) -> Option<Step> {
        loop {
            match self.advance(context) {
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
            if let Progress::Done(step) = self.advance(context) {
                return Some(step);
            }
        }
        None
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
        self.worker.last_completed = Some(context.now);
        if self.queue.is_empty() {
            self.worker.busy_since = None;
        }
        let Waiting {
            unit,
            correlation,
            number,
            ..
        } = flight.waiting;
        self.queue.done(number);
        if let Unit::Subject { kind, row, .. } = &unit {
            self.pending.done(*kind, *row, number);
        }
        self.close(context.directory);
        Progress::Done(Step {
            unit,
            correlation,
            deltas,
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
