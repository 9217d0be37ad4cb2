//! The tenant's clock: an argument of everything, moved only by command.

use ingroup_schema::Instant;
use serde::{Deserialize, Serialize};

/// When queued work is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum ClockMode {
    /// The queue is drained after each command; the clock does not move.
    #[default]
    Immediate,
    /// Work queues until it is asked for, so that the states in between can be seen.
    Manual,
    /// As *Immediate*, and the clock follows the time its keeper brings before each command.
    Live,
}

impl ClockMode {
    /// All modes, with the names people type.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Immediate, "Immediate"),
        (Self::Manual, "Manual"),
        (Self::Live, "Live"),
    ];

    /// The name people type and read.
    pub fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(mode, _)| *mode == self)
            .map_or("", |(_, name)| name)
    }

    /// The mode with this name, in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(_, own)| own.eq_ignore_ascii_case(name))
            .map(|(mode, _)| *mode)
    }
}

/// The tenant's time and how it passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    now: Instant,
    mode: ClockMode,
}

impl Clock {
    /// A clock in mode *Immediate*.
    pub fn at(now: Instant) -> Self {
        Self {
            now,
            mode: ClockMode::default(),
        }
    }

    /// The tenant's time.
    pub fn now(&self) -> Instant {
        self.now
    }

    /// How its time passes.
    pub fn mode(&self) -> ClockMode {
        self.mode
    }

    pub(crate) fn set_now(&mut self, now: Instant) {
        self.now = now;
    }

    pub(crate) fn set_mode(&mut self, mode: ClockMode) {
        self.mode = mode;
    }
}
