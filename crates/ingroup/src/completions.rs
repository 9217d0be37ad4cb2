//! `ingroup completions`: scripts by which a command line's shell completes the program's arguments.

use std::io::Write;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::arguments::{Arguments, Completed, CompletionsArguments};
use crate::exit::{Exit, Failure};
use crate::screen;

/// Prints the script for one shell.
pub(crate) fn print(task: &CompletionsArguments) -> Result<Exit, Failure> {
    let shell = match task.shell {
        Completed::Bash => Shell::Bash,
        Completed::Zsh => Shell::Zsh,
        Completed::Fish => Shell::Fish,
        Completed::PowerShell => Shell::PowerShell,
    };
    // The generator panics when its output goes away, so it writes to memory first.
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "ingroup", &mut text);
    let mut out = screen::answers();
    out.write_all(&text)?;
    out.flush()?;
    Ok(Exit::Done)
}
