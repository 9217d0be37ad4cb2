//! What can be typed after `ingroup`.

mod session;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use ingroup_schema::{Instant, SubjectKind};

pub(crate) use session::{
    CheckScriptsArguments, LowerArguments, RunArguments, SessionArguments, TestArguments,
};

/// An offline model of an Entra ID tenant with dynamic membership groups.
///
/// Without a task, reads commands from the prompt, or from standard input if that is no terminal.
#[derive(Debug, Parser)]
#[command(
    name = "ingroup",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Option<Task>,
    /// Run this text of the command language, then end
    #[arg(short = 'c', long = "command", value_name = "TEXT")]
    pub(crate) command: Option<String>,
    #[command(flatten)]
    pub(crate) session: SessionArguments,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    /// Run scripts, one after the other, in one session
    ///
    /// Examples:
    ///   ingroup run scripts/tour.ps1
    ///   ingroup run --transcript=today.txt --continue setup.ps1 changes.rhai
    #[command(verbatim_doc_comment)]
    Run(RunArguments),
    /// Replay scripts and compare what they print with what is recorded
    ///
    /// The transcript of name.ps1 is kept beside it in name.ps1.out. Each script runs in a session of its own.
    ///
    /// Examples:
    ///   ingroup test scripts --filter sales
    ///   ingroup test checks --filter sales --update
    #[command(verbatim_doc_comment)]
    Test(TestArguments),
    /// Look for mistakes in scripts without running them
    ///
    /// Finds what cannot be read, commands and parameters that do not exist, values that are not allowed, what is
    /// missing, and mistakes in membership rules.
    Check(CheckScriptsArguments),
    /// Print the Rhai text that a script becomes
    Lower(LowerArguments),
    /// Work on membership rules without a session
    #[command(subcommand)]
    Rule(RuleTask),
    /// Print what makes a command line's shell complete these arguments
    ///
    /// Examples:
    ///   source <(ingroup completions bash)
    ///   ingroup completions fish > ~/.config/fish/completions/ingroup.fish
    #[command(verbatim_doc_comment)]
    Completions(CompletionsArguments),
}

#[derive(Debug, Args)]
pub(crate) struct CompletionsArguments {
    /// For which shell
    #[arg(value_enum)]
    pub(crate) shell: Completed,
}

/// A command line's shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Completed {
    /// Bash
    Bash,
    /// Z shell
    Zsh,
    /// Fish
    Fish,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
}

/// Tasks on rules. Each reads one rule, or JSON lines `{"rule": …, "subject": …}`.
#[derive(Debug, Subcommand)]
pub(crate) enum RuleTask {
    /// Say whether rules are valid, and what is to be said about them
    ///
    /// Examples:
    ///   ingroup rule check --rule 'user.department -eq "Sales"'
    ///   ingroup rule check rules.jsonl --format json --deny-warnings
    #[command(verbatim_doc_comment)]
    Check(CheckArguments),
    /// List who in an export matches a rule
    ///
    /// Example:
    ///   ingroup rule match --rule 'user.department -eq "Sales"' --data scripts/data/contoso
    #[command(verbatim_doc_comment)]
    Match(MatchArguments),
    /// Say in words what a rule asks, or why somebody matches it or not
    ///
    /// Examples:
    ///   ingroup rule explain --rule 'user.city -notIn ["Lagos"]'
    ///   ingroup rule explain --rule 'user.city -notIn ["Lagos"]' --data scripts/data/contoso --user adele@contoso.com
    #[command(verbatim_doc_comment)]
    Explain(ExplainArguments),
    /// Show a rule as the rows of the portal's rule builder, or say why the builder cannot show it
    ///
    /// Examples:
    ///   ingroup rule builder --rule '(user.department -eq "Sales") -and (user.country -ne "Germany")'
    ///   ingroup rule builder rules.jsonl --format json
    #[command(verbatim_doc_comment)]
    Builder(BuilderArguments),
    /// Print rules in canonical form
    Format(FormatArguments),
    /// List the properties that rules can read
    Properties(PropertiesArguments),
}

/// Where rules come from.
#[derive(Debug, Args)]
pub(crate) struct RuleInput {
    /// A file with one rule or with JSON lines; - or nothing for standard input
    #[arg(value_name = "FILE", conflicts_with = "rule")]
    pub(crate) file: Option<PathBuf>,
    /// The text of one rule
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) rule: Option<String>,
    /// What the rule is about, whatever its prefix or its line says
    #[arg(long, value_enum)]
    pub(crate) subject: Option<SubjectArgument>,
    /// How to print; by default human on a terminal and JSON lines otherwise
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArguments {
    #[command(flatten)]
    pub(crate) input: RuleInput,
    /// Count warnings as errors
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// The rules are for groups that give access: name what people may change about themselves
    #[arg(long)]
    pub(crate) privileged: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MatchArguments {
    #[command(flatten)]
    pub(crate) input: RuleInput,
    /// A tenant export: a folder, a zip or a file
    #[arg(long, value_name = "PATH")]
    pub(crate) data: PathBuf,
    /// Leave out what of the export cannot be read, and say so, instead of refusing the whole
    #[arg(long, requires = "data")]
    pub(crate) skip_bad: bool,
    /// The time that system.now stands for; by default now
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<Instant>,
    /// Count warnings as errors
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArguments {
    #[command(flatten)]
    pub(crate) input: RuleInput,
    /// A tenant export: a folder, a zip or a file
    #[arg(long, value_name = "PATH")]
    pub(crate) data: Option<PathBuf>,
    /// Leave out what of the export cannot be read, and say so, instead of refusing the whole
    #[arg(long, requires = "data")]
    pub(crate) skip_bad: bool,
    /// A user of the export: object id or sign-in name
    #[arg(long, value_name = "WHO", requires = "data", conflicts_with = "device")]
    pub(crate) user: Option<String>,
    /// A device of the export: object id or display name
    #[arg(long, value_name = "WHICH", requires = "data")]
    pub(crate) device: Option<String>,
    /// The time that system.now stands for; by default now
    #[arg(long, value_name = "TIME", value_parser = instant)]
    pub(crate) now: Option<Instant>,
}

#[derive(Debug, Args)]
pub(crate) struct BuilderArguments {
    #[command(flatten)]
    pub(crate) input: RuleInput,
}

#[derive(Debug, Args)]
pub(crate) struct FormatArguments {
    #[command(flatten)]
    pub(crate) input: RuleInput,
    /// Count warnings as errors
    #[arg(long)]
    pub(crate) deny_warnings: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PropertiesArguments {
    /// Only the properties of users, or of devices
    #[arg(long, value_enum)]
    pub(crate) subject: Option<SubjectArgument>,
    /// How to print; by default human on a terminal and JSON lines otherwise
    #[arg(long, value_enum, default_value_t = Format::Auto)]
    pub(crate) format: Format,
}

/// What a rule is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SubjectArgument {
    /// Users
    User,
    /// Devices
    Device,
}

impl From<SubjectArgument> for SubjectKind {
    fn from(argument: SubjectArgument) -> Self {
        match argument {
            SubjectArgument::User => Self::User,
            SubjectArgument::Device => Self::Device,
        }
    }
}

/// How answers are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Human on a terminal, JSON lines otherwise
    Auto,
    /// For people
    Human,
    /// One JSON object a line
    Json,
}

fn instant(text: &str) -> Result<Instant, String> {
    text.parse().map_err(|error| format!("{error}"))
}
