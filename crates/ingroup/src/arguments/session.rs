//! What can be said about a session of the command language, and about scripts that run in one.

use std::path::PathBuf;

use clap::{Args, ValueEnum, value_parser};
use ingroup_schema::Instant;
use ingroup_shell::Format;

use super::instant;

/// Settings of a session of the command language.
#[derive(Debug, Args)]
pub(crate) struct SessionArguments {
    /// The tenant to begin with: a stored one (a folder that New-Tenant has made, or that ends in .ingroup), in which all
    /// that happens is kept; or an export, a folder, a zip or a file, which is loaded into memory. The folder of an export
    /// is open to scripts, of a single file only that file, for reading
    #[arg(long, value_name = "PATH")]
    pub(crate) tenant: Option<PathBuf>,
    /// Leave out what of the export cannot be read, and list it, instead of refusing the whole
    #[arg(long, requires = "tenant")]
    pub(crate) skip_bad: bool,
    /// The time at which the tenant's clock starts, such as 2026-11-21T09:00:00Z; by default now
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<Instant>,
    /// A further folder whose files scripts may read and write
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Vec<PathBuf>,
    /// Let no command touch a file; nothing that runs can take this back
    #[arg(long, conflicts_with = "folder")]
    pub(crate) safe: bool,
    /// Who acts: a user or service principal, from the import on that brings them
    #[arg(long = "as", value_name = "PRINCIPAL")]
    pub(crate) principal: Option<String>,
    /// Which series of numbers Get-Random draws; 0 by default
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
    /// How many steps a script may take before it is ended
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    pub(crate) max_operations: Option<u64>,
    /// How objects are shown; by default each type in its own way
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) output: Option<OutputArgument>,
    /// Echo every statement with its comments before what it prints; with a FILE, write that there instead
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true)]
    pub(crate) transcript: Option<Option<PathBuf>>,
    /// Go on after an error; the exit code still tells that there was one
    #[arg(long = "continue")]
    pub(crate) go_on: bool,
}

/// How objects are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputArgument {
    /// As tables
    Table,
    /// As lists, one property a line
    List,
    /// As JSON
    Json,
    /// As comma-separated values, every property a column
    Csv,
    /// As tables in Markdown
    Markdown,
}

impl From<OutputArgument> for Format {
    fn from(argument: OutputArgument) -> Self {
        match argument {
            OutputArgument::Table => Self::Table,
            OutputArgument::List => Self::List,
            OutputArgument::Json => Self::Json,
            OutputArgument::Csv => Self::Csv,
            OutputArgument::Markdown => Self::Markdown,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct RunArguments {
    /// The scripts: PowerShell text, or Rhai if the name ends in .rhai
    #[arg(required = true, value_name = "SCRIPT")]
    pub(crate) scripts: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) session: SessionArguments,
}

#[derive(Debug, Args)]
pub(crate) struct TestArguments {
    /// Folders with scripts, or scripts
    #[arg(required = true, value_name = "DIR")]
    pub(crate) paths: Vec<PathBuf>,
    /// Record what the scripts print now
    #[arg(long)]
    pub(crate) update: bool,
    /// Only scripts whose path has this text in it
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,
    /// The time at which the clock of each session starts
    #[arg(long, value_name = "TIME", value_parser = instant, default_value = "2026-01-01T00:00:00Z")]
    pub(crate) now: Instant,
    /// A further folder whose files scripts may read and write
    #[arg(long, value_name = "DIR")]
    pub(crate) folder: Vec<PathBuf>,
    /// How many steps a script may take before it is ended
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    pub(crate) max_operations: Option<u64>,
}

#[derive(Debug, Args)]
pub(crate) struct CheckScriptsArguments {
    /// The scripts, or folders of scripts: PowerShell text, or Rhai if the name ends in .rhai
    #[arg(required = true, value_name = "PATH")]
    pub(crate) scripts: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct LowerArguments {
    /// The script
    #[arg(value_name = "FILE")]
    pub(crate) script: PathBuf,
}
