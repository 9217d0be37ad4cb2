//! The one worker of a tenant: whether it works, since when it has had work, and what is to be told if it does not.

use ingroup_schema::{Duration, Instant};
use serde::{Deserialize, Serialize};

/// How long nothing may be done before the tenant is told (`PROC-13`).
const PATIENCE: Duration = Duration::from_days(1);

/// The worker.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Worker {
    pub(crate) state: WorkerState,
    pub(crate) ability: Ability,
    /// Since when there has been work without a break.
    pub(crate) busy_since: Option<Instant>,
    pub(crate) last_completed: Option<Instant>,
}

/// Whether the worker of a tenant begins anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum WorkerState {
    /// It does.
    #[default]
    Running,
    /// It does not; what it has begun stays as it is.
    Suspended,
}

/// Whether the worker can end what it has begun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Ability {
    /// It can.
    #[default]
    Sound,
    /// Somebody wants to see what happens if it cannot: it evaluates and never writes.
    Stuck,
}

/// A banner above the list of all groups: nothing has been updated for more than 24 hours although something waits
/// (`PROC-13`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alert {
    /// Since when nothing has been done.
    pub since: Instant,
}

impl Alert {
    /// The banner.
    pub fn text(&self) -> String {
        format!(
            "Dynamic membership groups have not been updated due to system delays. Nothing has been processed since \
             {}.",
            self.since
        )
    }
}

impl Worker {
    /// The alert, if there is reason for one: something waits, and for strictly more than 24 hours neither was
    /// anything completed nor the queue empty.
    pub(crate) fn alert(&self, now: Instant) -> Option<Alert> {
        let since = self.idle_since()?;
        (now.since(since) > PATIENCE).then_some(Alert { since })
    }

    /// Since when nothing has been done although something waits.
    pub(crate) fn idle_since(&self) -> Option<Instant> {
        let busy_since = self.busy_since?;
        let completed = self.last_completed.unwrap_or(busy_since);
        Some(completed.max(busy_since))
    }
}
