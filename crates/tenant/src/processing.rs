//! The worker at the tenant's hand: what is done when, and what is written then.

use ingroup_directory::{Change, Directory, Moves, ProcessingDelay};
use ingroup_engine::{Context, Policy, Progress, QueueEntry, Step, Watch, WorkerState, unwatched};
use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::Initiator;
use crate::clock::ClockMode;
use crate::command::Outcome;
use crate::deletion::restorable_until;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// What can be asked of the worker of dynamic membership. None of it exists in the service: it is for seeing what
/// lies between a change and its effect, and for rehearsing what goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Processing {
    /// Stops the worker where it is.
    Suspend,
    /// Lets the worker go on.
    Resume,
    /// Does one phase of the work, whether it is due or not.
    Advance,
    /// Does the next piece of work to its end, whether it is due or not.
    Step,
    /// Makes something fail.
    InjectFault(FaultInjection),
    /// Takes that back.
    ClearFault(FaultPlace),
}

/// What is to fail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultInjection {
    /// The rule of a group or administrative unit, with this text, until it is cleared or the rule is changed.
    Rule {
        /// Which group or unit.
        group: ObjectId,
        /// What the service is to say.
        text: String,
    },
    /// The worker: it ends no piece of work.
    Worker,
    /// Giving licences to a user, so many times, because somebody else writes at the same time (`LIC-20`).
    LicenseConcurrency {
        /// Whom.
        user: ObjectId,
        /// How often.
        times: u32,
    },
}

/// Where a fault was injected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FaultPlace {
    /// The rule of a group or administrative unit.
    Rule(ObjectId),
    /// The worker.
    Worker,
    /// Giving licences to a user.
    LicenseConcurrency(ObjectId),
}

impl Tenant {
    /// The work that waits, in the order in which it will be done (`PROC-8`).
    pub fn queue(&self) -> Vec<QueueEntry> {
        self.engine.queue(self.context(&self.policy()))
    }

    /// The work that is being done, if some is.
    pub fn in_flight(&self) -> Option<QueueEntry> {
        self.engine.in_flight(self.context(&self.policy()))
    }

    /// The tenant's choices that bear on dynamic membership.
    pub fn policy(&self) -> Policy {
        Policy::from(self.directory.settings())
    }

    /// The next instant at which the clock alone makes something happen: a result changes, work that takes time is
    /// done, a group comes nearer to its expiration, or a deleted object can no longer be restored.
    pub fn next_event(&self) -> Option<Instant> {
        let policy = self.policy();
        let flip = self.engine.next_noticed_flip(&policy);
        let due = match self.clock.mode() {
            ClockMode::Manual => None,
            ClockMode::Immediate | ClockMode::Live => self.engine.next_due(self.context(&policy)),
        };
        let ends = self.directory.first_deleted().map(restorable_until);
        let sweep = self.next_sweep();
        let expires = self.expirations.next_due();
        let all = flip.into_iter().chain(due).chain(ends).chain(sweep);
        all.chain(expires).min()
    }

    /// Facts, choices and time, as the engine takes them.
    pub fn context<'a>(&'a self, policy: &'a Policy) -> Context<'a> {
        Context::new(&self.directory, policy, self.clock.now())
    }

    /// Carries out what was asked of the worker.
    pub(crate) fn process(
        &mut self,
        asked: Processing,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        match asked {
            Processing::Suspend => self.engine.set_worker(WorkerState::Suspended),
            Processing::Resume => self.engine.set_worker(WorkerState::Running),
            Processing::Advance => {
                let policy = self.policy();
                let context = Context::new(&self.directory, &policy, self.clock.now());
                match self.engine.advance(context) {
                    Progress::Done(step) => self.write(&step, outcome),
                    Progress::Idle | Progress::Blocked | Progress::Halted => {
                        self.license_advance(outcome);
                    }
                    Progress::Begun | Progress::Evaluated => {}
                }
            }
            Processing::Step if self.license_first(outcome) => {}
            Processing::Step => {
                let policy = self.policy();
                let context = Context::new(&self.directory, &policy, self.clock.now());
                match self.engine.step(context) {
                    Some(step) => self.write(&step, outcome),
                    None => {
                        self.license_step(outcome);
                    }
                }
            }
            Processing::InjectFault(FaultInjection::Worker) => self.engine.inject_worker_fault(),
            Processing::ClearFault(FaultPlace::Worker) => self.engine.clear_worker_fault(),
            Processing::InjectFault(FaultInjection::LicenseConcurrency { user, times }) => {
                self.inject_license_fault(user, times)?;
            }
            Processing::ClearFault(FaultPlace::LicenseConcurrency(user)) => {
                self.inject_license_fault(user, 0)?;
            }
            Processing::InjectFault(FaultInjection::Rule { group, text }) => {
                self.dynamic(group)?;
                self.engine.inject_group_fault(group, &text);
                self.look_again(group);
            }
            Processing::ClearFault(FaultPlace::Rule(group)) => {
                self.dynamic(group)?;
                self.engine.clear_group_fault(group);
                self.look_again(group);
            }
        }
        Ok(())
    }

    fn look_again(&mut self, group: ObjectId) {
        let policy = self.policy();
        let context = Context::new(&self.directory, &policy, self.clock.now());
        self.engine.look_again(context, group);
    }

    /// Lets time pass from one instant at which something happens to the next, so that everything has its own time.
    /// In manual mode results change and work queues; nothing is carried out.
    pub(crate) fn set_clock(&mut self, to: Instant, outcome: &mut Outcome) -> Result<(), Refusal> {
        let now = self.clock.now();
        if to < now {
            // Where nothing has happened yet, time begins wherever it is put.
            if self.nothing_has_happened() {
                self.clock.set_now(to);
                return Ok(());
            }
            return Err(Refusal::ClockBackwards { now, to });
        }
        while let Some(next) = self.next_event().filter(|next| *next <= to) {
            let sweep = self.next_sweep();
            self.clock.set_now(next.max(self.clock.now()));
            self.purge_expired(outcome);
            self.sweep_if_due(sweep);
            self.expire(outcome);
            if work_takes_no_time(&self.directory) {
                self.begin_cascade();
            }
            let policy = self.policy();
            self.engine
                .time_has_passed(Context::new(&self.directory, &policy, self.clock.now()));
            if self.clock.mode() != ClockMode::Manual {
                self.work(outcome);
            }
        }
        self.clock.set_now(to);
        self.forget_old_records();
        Ok(())
    }

    /// Carries out the work that is due: all that waits, if work takes no time.
    pub(crate) fn work(&mut self, outcome: &mut Outcome) {
        // Nobody ends it.
        let _ = self.work_watched(&mut unwatched, outcome);
    }

    /// [`work`](Self::work), for somebody who may not want to wait.
    pub(crate) fn work_watched(
        &mut self,
        watch: Watch<'_>,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let policy = self.policy();
        let mut done = 0;
        loop {
            let waits = self.engine.waiting() + self.licensing.waiting_count();
            if watch(done, done + waits).is_break() {
                return Err(Refusal::Stopped);
            }
            done += 1;
            if self.license_first(outcome) {
                continue;
            }
            let context = Context::new(&self.directory, &policy, self.clock.now());
            match self.engine.work(context) {
                Some(step) => self.write(&step, outcome),
                None if self.license_step(outcome) => {}
                None => return Ok(()),
            }
        }
    }

    /// Carries out all work that waits, whether it is due or not.
    pub(crate) fn drain(&mut self, outcome: &mut Outcome) {
        let policy = self.policy();
        loop {
            if self.license_first(outcome) {
                continue;
            }
            let context = Context::new(&self.directory, &policy, self.clock.now());
            match self.engine.step(context) {
                Some(step) => self.write(&step, outcome),
                None if self.license_step(outcome) => {}
                None => return,
            }
        }
    }

    /// Writes what a piece of work has found.
    fn write(&mut self, step: &Step, outcome: &mut Outcome) {
        let changes = self.apply(&step.moves);
        if !changes.is_empty() {
            let initiator = Initiator::DynamicMembership(step.unit.cause());
            self.wrote_as(initiator, Some(step.correlation.id()), changes, outcome);
        }
    }

    pub(crate) fn apply(&mut self, moves: &Moves) -> Vec<Change> {
        let mut changes = Vec::new();
        // The engine computed the moves from this very directory, so holders and rows exist.
        let written = self.directory.write_moves(moves, &mut changes);
        debug_assert!(written.is_ok(), "{written:?}");
        changes
    }

    fn dynamic(&self, group: ObjectId) -> Result<(), Refusal> {
        match self.engine.group(group) {
            Some(_) => Ok(()),
            None => Err(Refusal::NotDynamic {
                group: self.directory.rule_holder(group).map_or_else(
                    || group.to_string(),
                    |holder| holder.display_name().to_owned(),
                ),
            }),
        }
    }
}

/// Whether what happens at one instant is done at that instant, so that every instant begins a cascade of its own.
fn work_takes_no_time(directory: &Directory) -> bool {
    directory.settings().processing_delay == ProcessingDelay::Off
}
