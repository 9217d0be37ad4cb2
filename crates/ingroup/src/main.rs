//! The program: arguments in, an exit code out.

mod arguments;
mod check;
mod clock;
mod completions;
mod console;
mod exit;
mod export;
mod files;
mod home;
mod progress;
mod prompt;
mod replay;
mod rule;
mod run;
mod screen;
mod script_files;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::{Arguments, Task};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let outcome = match arguments.task {
        Some(Task::Rule(task)) => rule::carry_out(&task),
        Some(Task::Run(task)) => run::scripts(&task),
        Some(Task::Test(task)) => replay::test(&task),
        Some(Task::Check(task)) => check::check(&task),
        Some(Task::Lower(task)) => check::lower(&task),
        Some(Task::Completions(task)) => completions::print(&task),
        None => match &arguments.command {
            Some(text) => run::text(text, &arguments.session),
            None => run::standard_input_or_prompt(&arguments.session),
        },
    };
    match outcome {
        Ok(exit) => exit.into(),
        Err(failure) => {
            screen::complain(&failure);
            failure.exit().into()
        }
    }
}
