//! The command line.

use clap::Parser;

use crate::job::{Failed, Scale, Setting};
use crate::peers;
use crate::workload::Size;

/// Measures how fast ingroup is.
#[derive(Debug, Parser)]
#[command(name = "ingroup-bench")]
pub(crate) struct Arguments {
    /// Which jobs, by name or by the name of their set, separated by commas
    #[arg(
        long,
        value_name = "JOBS",
        value_delimiter = ',',
        default_value = "shell"
    )]
    pub(crate) jobs: Vec<String>,
    /// The workload of the membership jobs: S, M, L or R; M if nothing is said, S with --quick
    #[arg(long, value_name = "SIZE")]
    size: Option<Size>,
    /// What the engine is held against, separated by commas: names, all or none
    #[arg(
        long,
        value_name = "PEERS",
        value_delimiter = ',',
        default_value = "naive"
    )]
    peers: Vec<String>,
    /// Print one JSON object for each measurement
    #[arg(long)]
    json: bool,
    /// Small workloads and few repetitions: to see that the jobs run, not how fast
    #[arg(long)]
    quick: bool,
}

/// The form of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// A table for people.
    Table,
    /// An object a line.
    Json,
}

impl Arguments {
    pub(crate) fn shown(&self) -> Shown {
        match self.json {
            true => Shown::Json,
            false => Shown::Table,
        }
    }

    /// What all jobs are told.
    pub(crate) fn setting(&self) -> Result<Setting, Failed> {
        let (scale, size) = match self.quick {
            true => (Scale::Quick, Size::S),
            false => (Scale::Full, Size::M),
        };
        let peers = peers::choose(&self.peers)?;
        Ok(Setting::new(scale, self.size.unwrap_or(size), peers))
    }
}
