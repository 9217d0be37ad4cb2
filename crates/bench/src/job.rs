//! What a job is.

use std::error::Error;

use crate::figures::Figures;

/// Why a job could not be measured.
pub(crate) type Failed = Box<dyn Error + Send + Sync>;

/// One thing that is measured.
pub(crate) struct Job {
    /// What it is called, such as `S1`.
    pub(crate) name: &'static str,
    /// The set it belongs to.
    pub(crate) set: &'static str,
    /// Makes the workload and measures.
    pub(crate) run: fn(Scale) -> Result<Vec<Figures>, Failed>,
}

/// How much is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scale {
    /// What the figures in the README are made from.
    Full,
    /// Enough to see that it runs.
    Quick,
}

impl Scale {
    /// One of two sizes.
    pub(crate) fn size(self, full: usize, quick: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}
