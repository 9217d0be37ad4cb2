//! What a job is, and what it is told.

use std::cell::OnceCell;
use std::error::Error;

use crate::figures::Figures;
use crate::peers::PeerKind;
use crate::workload::{Size, Workload};

/// Why a job could not be measured.
pub(crate) type Failed = Box<dyn Error + Send + Sync>;

/// One thing that is measured.
pub(crate) struct Job {
    /// What it is called, such as `S1`.
    pub(crate) name: &'static str,
    /// The set it belongs to.
    pub(crate) set: &'static str,
    /// The workloads at which it has limits to keep to; one that knows no sizes has them at M.
    pub(crate) limits: &'static [Size],
    /// Makes the workload and measures.
    pub(crate) run: fn(&Setting) -> Result<Vec<Figures>, Failed>,
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

/// What all jobs of a run are told.
pub(crate) struct Setting {
    scale: Scale,
    size: Size,
    peers: Vec<&'static PeerKind>,
    workload: OnceCell<Workload>,
}

impl Setting {
    /// The jobs of the membership sets work on a size, beside these peers.
    pub(crate) fn new(scale: Scale, size: Size, peers: Vec<&'static PeerKind>) -> Self {
        Self {
            scale,
            size,
            peers,
            workload: OnceCell::new(),
        }
    }

    /// How much is measured.
    pub(crate) fn scale(&self) -> Scale {
        self.scale
    }

    /// One of two sizes.
    pub(crate) fn size(&self, full: usize, quick: usize) -> usize {
        self.scale.size(full, quick)
    }

    /// The peers that were asked for.
    pub(crate) fn peers(&self) -> &[&'static PeerKind] {
        &self.peers
    }

    /// The people and rules, made once in a run.
    pub(crate) fn workload(&self) -> Result<&Workload, Failed> {
        if self.workload.get().is_none() {
            let made = Workload::new(self.size)?;
            return Ok(self.workload.get_or_init(|| made));
        }
        self.workload
            .get()
            .ok_or_else(|| "the workload is gone".into())
    }
}
