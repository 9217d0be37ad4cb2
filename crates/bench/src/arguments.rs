//! The command line.

use std::path::{Path, PathBuf};

use clap::Parser;

use crate::job::{Failed, Scale, Setting};
use crate::peers::{self, Sample};
use crate::timing::Clock;
use crate::workload::Size;

/// Measures how fast ingroup is.
#[derive(Debug, Parser)]
#[command(name = "ingroup-bench")]
pub(crate) struct Arguments {
    /// Which jobs, by name or by the name of their set, separated by commas; or all
    #[arg(
        long,
        value_name = "JOBS",
        value_delimiter = ',',
        default_value = "all"
    )]
    jobs: Vec<String>,
    /// The workload of the membership jobs: S, M, L or R; M if nothing is said, S with --quick
    #[arg(long, value_name = "SIZE")]
    size: Option<Size>,
    /// What the engine is held against, separated by commas: names, all or none; naive if nothing is said
    #[arg(long, value_name = "PEERS", value_delimiter = ',')]
    peers: Option<Vec<String>>,
    /// Print the table of limits: each at the sizes it is given for, with the peers it speaks of
    #[arg(long, conflicts_with = "quick")]
    limits: bool,
    /// Write people and rules into a folder, for peers that are no part of this program, and measure nothing
    #[arg(long, value_name = "FOLDER", conflicts_with = "limits")]
    write_workload: Option<PathBuf>,
    /// How many of the people are written
    #[arg(long, value_name = "NUMBER", requires = "write_workload")]
    users: Option<usize>,
    /// How many of the rules are written
    #[arg(
        long,
        value_name = "NUMBER",
        requires = "write_workload",
        default_value_t = 300
    )]
    rules: usize,
    /// Whose time is taken: the wall's, or the processor's where others use the machine too
    #[arg(long, value_name = "CLOCK", default_value = "wall")]
    clock: Clock,
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
    /// The names of the jobs.
    pub(crate) fn jobs(&self) -> &[String] {
        &self.jobs
    }

    /// The size, if one was said.
    pub(crate) fn size(&self) -> Option<Size> {
        self.size
    }

    /// The names of the peers, if any were said.
    pub(crate) fn peers(&self) -> Option<&[String]> {
        self.peers.as_deref()
    }

    /// Whether the table of limits is asked for.
    pub(crate) fn limits(&self) -> bool {
        self.limits
    }

    /// The folder that the workload is written into, if it is.
    pub(crate) fn write_workload(&self) -> Option<&Path> {
        self.write_workload.as_deref()
    }

    /// The workload that is written, and what of it.
    pub(crate) fn handed_out(&self) -> (Size, Sample) {
        let size = self.size.unwrap_or(Size::M);
        let everybody = Sample::everybody(size);
        let sample = Sample {
            users: self.users.unwrap_or(everybody.users).min(everybody.users),
            rules: self.rules.min(everybody.rules),
        };
        (size, sample)
    }

    /// Whose time is taken.
    pub(crate) fn clock(&self) -> Clock {
        self.clock
    }

    /// The form of the answer.
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
        let peers = match self.peers() {
            Some(named) => peers::choose(named)?,
            None => peers::choose(&["naive".to_owned()])?,
        };
        Ok(Setting::new(scale, self.size.unwrap_or(size), peers))
    }
}
