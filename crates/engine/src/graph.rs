//! The processing status in the shape of Graph beta's `membershipRuleProcessingStatus`.

use ingroup_schema::{Instant, ObjectId};

use crate::engine::Engine;
use crate::status::Status;

/// What Graph shows while no run has begun.
const NOT_STARTED: &str = "2000-01-01T08:00:00Z";

/// What Graph shows of a group whose processing failed.
const FAILED: &str = "0001-01-01T00:00:00Z";

/// `{status, errorMessage, lastMembershipUpdated}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraphProcessing {
    /// `NotStarted`, `Running`, `Succeeded` or `Failed`.
    pub status: &'static str,
    /// Why it failed.
    pub error_message: Option<String>,
    /// RFC 3339; where no time is known, the service's own placeholders.
    pub last_membership_updated: String,
}

impl Status {
    /// Graph's word. A pause has none: what was before it is reported.
    pub fn graph(&self) -> Option<&'static str> {
        match self {
            Self::NotStarted => Some("NotStarted"),
            Self::Evaluating | Self::Processing => Some("Running"),
            Self::UpdateComplete => Some("Succeeded"),
            Self::ProcessingError(_) => Some("Failed"),
            Self::UpdatePaused => None,
        }
    }
}

impl Engine {
    /// How far the processing of a dynamic group or unit is, as Graph says it.
    pub fn graph(&self, id: ObjectId) -> Option<GraphProcessing> {
        let stage = self.group(id)?.status_without_pause();
        let shown = match stage {
            Status::NotStarted => NOT_STARTED.to_owned(),
            Status::ProcessingError(_) => FAILED.to_owned(),
            _ => {
                let known: Option<Instant> = self.last_change(id)?.known();
                known.map_or_else(|| NOT_STARTED.to_owned(), |known| known.to_string())
            }
        };
        Some(GraphProcessing {
            status: stage.graph().unwrap_or("NotStarted"),
            error_message: stage.fault().map(|fault| fault.graph_text()),
            last_membership_updated: shown,
        })
    }
}
