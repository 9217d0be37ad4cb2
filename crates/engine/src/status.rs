//! How far the processing of a dynamic group or unit is (semantics 3.1).

use ingroup_schema::Instant;
use serde::{Deserialize, Serialize};

use crate::fault::Fault;

/// The status of the processing of a dynamic group or unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// Created or changed, and waiting.
    NotStarted,
    /// Its run has begun.
    Evaluating,
    /// Its run knows what is to be written.
    Processing,
    /// All applicable updates have been made; changes of objects are followed as they come (`PROC-1`).
    UpdateComplete,
    /// The rule could not be carried out; the members stay as they are.
    ProcessingError(Fault),
    /// Paused by an administrator; the members stay as they are (`OP-18`).
    UpdatePaused,
}

impl Status {
    /// All the words of the portal, in the order in which a group goes through them.
    pub const PORTAL_TEXTS: [&str; 6] = [
        "Not started",
        "Evaluating",
        "Processing",
        "Update complete",
        "Processing error",
        "Update paused",
    ];

    /// The portal's words.
    pub fn portal_text(&self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
            Self::Evaluating => "Evaluating",
            Self::Processing => "Processing",
            Self::UpdateComplete => "Update complete",
            Self::ProcessingError(_) => "Processing error",
            Self::UpdatePaused => "Update paused",
        }
    }

    /// Why the processing failed.
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::ProcessingError(fault) => Some(fault),
            _ => None,
        }
    }
}

/// When the members of a dynamic group or unit last changed, as the portal shows it (semantics 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum LastMembershipChange {
    /// Not known: the group may be new.
    #[default]
    Unknown,
    /// The last time a member was added or removed.
    At(Instant),
    /// A run is applying updates; holds what was known before.
    InProgress(Option<Instant>),
    /// From a resume until that run ends (`PROC-4`); holds what was known before the pause.
    Pending(Option<Instant>),
}

impl LastMembershipChange {
    /// The words for what is no time (N-6).
    pub fn placeholder(self) -> Option<&'static str> {
        match self {
            Self::Unknown => Some("Unknown"),
            Self::At(_) => None,
            Self::InProgress(_) => Some("In Progress"),
            Self::Pending(_) => Some("Pending"),
        }
    }

    /// The time, if there is one to show.
    pub fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Unknown | Self::InProgress(_) | Self::Pending(_) => None,
        }
    }

    /// The last time that is known, shown or not.
    pub fn known(self) -> Option<Instant> {
        match self {
            Self::Unknown => None,
            Self::At(instant) => Some(instant),
            Self::InProgress(before) | Self::Pending(before) => before,
        }
    }

    /// What is known, without saying that something goes on.
    pub(crate) fn settled(self) -> Self {
        self.known().map_or(Self::Unknown, Self::At)
    }
}
