//! The queue as people see it.

use ingroup_schema::{Instant, ObjectId};

use crate::cause::Cause;
use crate::context::Context;
use crate::engine::Engine;
use crate::flight::Phase;
use crate::queue::{Unit, Waiting};

/// A piece of work that waits or is being done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueEntry {
    /// Its place; 1 is done first.
    pub position: usize,
    /// How far it is.
    pub phase: Phase,
    /// Why memberships are looked at.
    pub cause: Cause,
    /// The group, unit, user, device or source group that it begins with.
    pub object: Option<ObjectId>,
    /// The work itself.
    pub unit: Unit,
    /// When it was queued.
    pub queued_at: Instant,
    /// What its membership changes will have in common.
    pub correlation: ObjectId,
    /// When it will be done by the delay model; none if work takes no time or the worker is halted.
    pub expected_finish: Option<Instant>,
}

impl Engine {
    /// All work, in the order in which it is done (`PROC-8`).
    pub fn queue(&self, context: Context<'_>) -> Vec<QueueEntry> {
        let mut entries = Vec::with_capacity(self.waiting());
        entries.extend(self.in_flight(context));
        let mut finish = match entries.first() {
            Some(first) => first.expected_finish,
            None => self.next_due(context),
        };
        for waiting in self.queue.iter() {
            let cost = self.cost(context, &waiting.unit);
            finish = finish
                .zip(cost)
                .map(|(before, cost)| before.saturating_add(cost));
            let position = entries.len() + 1;
            entries.push(entry(context, position, Phase::Waiting, waiting, finish));
        }
        entries
    }

    /// The piece of work that is being done, if one is. The cost does not depend on what waits.
    pub fn in_flight(&self, context: Context<'_>) -> Option<QueueEntry> {
        let flight = self.flight.as_ref()?;
        let due = self.next_due(context).and(flight.due);
        let finish = due.map(|due| due.written.max(context.now));
        Some(entry(context, 1, flight.phase, &flight.waiting, finish))
    }
}

fn entry(
    context: Context<'_>,
    position: usize,
    phase: Phase,
    waiting: &Waiting,
    expected_finish: Option<Instant>,
) -> QueueEntry {
    QueueEntry {
        position,
        phase,
        cause: waiting.unit.cause(),
        object: waiting.unit.object(context.directory),
        unit: waiting.unit.clone(),
        queued_at: waiting.queued_at,
        correlation: waiting.correlation.id(),
        expected_finish,
    }
}
