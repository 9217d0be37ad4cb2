//! The command line.

use clap::Parser;

use crate::job::Scale;

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

    pub(crate) fn scale(&self) -> Scale {
        match self.quick {
            true => Scale::Quick,
            false => Scale::Full,
        }
    }
}
