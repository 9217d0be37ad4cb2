//! How far the processing of a dynamic group is (semantics 3.1).

use ingroup_schema::Instant;

/// The status of a dynamic group's processing. What happens within one piece of work (*Evaluating*, *Processing*) is
/// over before anybody can look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Created or changed, and waiting.
    NotStarted,
    /// All applicable updates have been made; changes of objects are followed as they come.
    UpdateComplete,
    /// The rule could not be carried out; the members stay as they are.
    ProcessingError(Fault),
    /// Paused by an administrator; the members stay as they are (`OP-18`).
    UpdatePaused,
}

impl Status {
    /// The portal's words.
    pub fn portal_text(&self) -> &'static str {
        match self {
            Self::NotStarted => "Not started",
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

/// Why a group's rule could not be carried out: a state of that group, not an error of the tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The stored rule is not valid; the text is that of its first error.
    InvalidRule(String),
    /// The rule is dynamic in name only: there is no text.
    NoRule,
    /// Evaluating one object took too many steps.
    Evaluation {
        /// The object's display name, or its id.
        object: String,
        /// What happened, one sentence.
        reason: String,
    },
}

impl Fault {
    /// One sentence for an administrator.
    pub fn message(&self) -> String {
        match self {
            Self::InvalidRule(message) => {
                format!("The membership rule is not valid: {message} Members stay as they are.")
            }
            Self::NoRule => {
                "The group has no membership rule. Members stay as they are.".to_owned()
            }
            Self::Evaluation { object, reason } => {
                format!(
                    "The rule could not be evaluated for \"{object}\": {reason} Members stay as they are."
                )
            }
        }
    }
}

/// When the members of a dynamic group last changed, as the portal shows it (semantics 3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LastMembershipChange {
    /// Not known: the group may be new.
    #[default]
    Unknown,
    /// The last time a member was added or removed.
    At(Instant),
    /// From a resume until that run ends (`PROC-4`); holds what was known before the pause.
    Pending(Option<Instant>),
}

impl LastMembershipChange {
    /// The time, if there is one to show.
    pub fn instant(self) -> Option<Instant> {
        match self {
            Self::At(instant) => Some(instant),
            Self::Unknown | Self::Pending(_) => None,
        }
    }

    /// After a run at `now` that changed something or nothing.
    pub(crate) fn after_run(self, now: Instant, moved: bool) -> Self {
        match self {
            _ if moved => Self::At(now),
            Self::Pending(before) => Self::At(before.unwrap_or(now)),
            other => other,
        }
    }
}
