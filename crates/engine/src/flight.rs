//! The piece of work that is being done, and how far it is.

use std::collections::BTreeMap;

use ingroup_directory::Delta;
use ingroup_schema::{Instant, ObjectId};
use serde::{Deserialize, Serialize};

use crate::queue::Waiting;
use crate::slot::Slot;
use crate::status::Status;

/// The piece of work that is being done.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Flight {
    pub(crate) waiting: Waiting,
    pub(crate) phase: Phase,
    pub(crate) plans: Vec<Plan>,
    /// How often the engine had been told of changes when the plans were made.
    pub(crate) told: u64,
    /// What the groups that hold the work up were, before they did.
    pub(crate) before: BTreeMap<ObjectId, Status>,
    /// When it is evaluated and when it is written, if work takes time.
    pub(crate) due: Option<Due>,
}

/// When the phases of a piece of work end.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub(crate) struct Due {
    pub(crate) evaluated: Instant,
    pub(crate) written: Instant,
}

/// How far a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Phase {
    /// It waits.
    Waiting,
    /// It has been taken up; its groups are *Evaluating*.
    Evaluating,
    /// It is known what is to be written; its groups are *Processing*.
    Processing,
    /// It cannot be written, and everything behind it waits (`PROC-16`).
    Blocked,
}

impl Phase {
    /// A word for lists.
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "Waiting",
            Self::Evaluating => "Evaluating",
            Self::Processing => "Processing",
            Self::Blocked => "Blocked",
        }
    }
}

/// What is to be written to one group.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Plan {
    pub(crate) delta: Delta,
    pub(crate) slot: Slot,
    /// The group's edition when this was worked out.
    pub(crate) edition: u64,
    pub(crate) scope: Scope,
    pub(crate) counted: Counted,
}

/// What the moves of a plan were worked out from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Counted {
    /// From who was a member: all of them move, if nothing has happened since.
    FromMembers,
    /// Otherwise: some may be where they belong already.
    Otherwise,
}

/// Whether a plan is about a whole group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Scope {
    /// All its members.
    Whole,
    /// The objects that changed.
    Part,
}
