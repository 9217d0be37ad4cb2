//! The engine's state, and the questions about it.

use ingroup_schema::{Instant, ObjectId};

use crate::ahead::Ahead;
use crate::cause::Cause;
use crate::context::Context;
use crate::dynamic::DynamicGroup;
use crate::flight::Flight;
use crate::index::Index;
use crate::pending::Pending;
use crate::policy::Policy;
use crate::queue::Queue;
use crate::rules::Rules;
use crate::scratch::Scratch;
use crate::slot::Slots;
use crate::status::LastMembershipChange;
use crate::worker::{Ability, Alert, Worker, WorkerState};

/// Dynamic membership of one tenant. A clone shares what is large until one side writes.
#[derive(Debug, Clone, Default)]
pub struct Engine {
    pub(crate) slots: Slots,
    pub(crate) index: Index,
    pub(crate) rules: Rules,
    pub(crate) pending: Pending,
    pub(crate) queue: Queue,
    pub(crate) flight: Option<Flight>,
    pub(crate) worker: Worker,
    pub(crate) editions: u64,
    /// How often it was told of changes.
    pub(crate) told: u64,
    pub(crate) scratch: Scratch,
    pub(crate) ahead: Ahead,
}

impl Engine {
    /// An engine without groups.
    pub fn new() -> Self {
        Self::default()
    }

    /// The dynamic group or administrative unit with this id.
    pub fn group(&self, id: ObjectId) -> Option<&DynamicGroup> {
        self.slots.get(id)
    }

    /// When the members of a dynamic group or administrative unit last changed.
    pub fn last_change(&self, id: ObjectId) -> Option<LastMembershipChange> {
        let seat = self.slots.seat(self.slots.slot(id)?)?;
        Some(seat.last_change)
    }

    /// All dynamic groups and administrative units, by id.
    pub fn groups(&self) -> impl Iterator<Item = (ObjectId, &DynamicGroup)> {
        self.slots.by_id()
    }

    /// The groups and units whose memberOf rule names this group (`OP-27`).
    pub fn naming_source(&self, source: ObjectId) -> impl Iterator<Item = ObjectId> + '_ {
        self.index.naming_source(source)
    }

    /// How many pieces of work wait, the one that is being done included.
    pub fn waiting(&self) -> usize {
        self.queue.len() + usize::from(self.flight.is_some())
    }

    /// The next instant at which the passing of time alone can change a membership.
    pub fn next_flip(&self) -> Option<Instant> {
        self.index.first_flip()
    }

    /// When that is noticed, as the tenant has chosen (N-18).
    pub fn next_noticed_flip(&self, policy: &Policy) -> Option<Instant> {
        self.next_flip().map(|flip| policy.date_rules.noticed(flip))
    }

    /// Whether the worker begins anything.
    pub fn worker(&self) -> WorkerState {
        self.worker.state
    }

    /// Stops the worker where it is, or lets it go on.
    pub fn set_worker(&mut self, state: WorkerState) {
        self.worker.state = state;
    }

    /// Whether the worker can end what it begins, or a fault was injected.
    pub fn ability(&self) -> Ability {
        self.worker.ability
    }

    /// When a piece of work was last done.
    pub fn last_completed(&self) -> Option<Instant> {
        self.worker.last_completed
    }

    /// Since when nothing has been done although something waits (`PROC-13`); none if nothing waits.
    pub fn idle_since(&self) -> Option<Instant> {
        self.worker.idle_since()
    }

    /// The banner above all groups, if nothing has been done for too long (`PROC-13`).
    pub fn alert(&self, now: Instant) -> Option<Alert> {
        self.worker.alert(now)
    }

    /// Makes a group's rule fail with this text wherever it is looked at, until the fault is cleared or the rule is
    /// changed; false if there is no such dynamic group.
    pub fn inject_group_fault(&mut self, group: ObjectId, text: &str) -> bool {
        let Some(known) = self.slots.get_mut(group) else {
            return false;
        };
        known.injected = Some(text.into());
        self.index.trouble(group);
        true
    }

    /// Takes the injected fault of a group back.
    pub fn clear_group_fault(&mut self, group: ObjectId) -> bool {
        let known = self.slots.get_mut(group);
        known.is_some_and(|known| known.injected.take().is_some())
    }

    /// Queues a run of a group that is on, as a retry: what an injected fault does is seen at once, and that it is
    /// gone too.
    pub fn look_again(&mut self, context: Context<'_>, group: ObjectId) {
        if self.slots.get(group).is_some_and(DynamicGroup::is_on) {
            self.queue.begin_change();
            self.push_run(context, group, Cause::Retry);
        }
    }

    /// Makes the worker unable to end any piece of work.
    pub fn inject_worker_fault(&mut self) {
        self.worker.ability = Ability::Stuck;
    }

    /// Makes the worker able again.
    pub fn clear_worker_fault(&mut self) {
        self.worker.ability = Ability::Sound;
    }
}
