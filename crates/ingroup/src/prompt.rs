//! The prompt: lines in, answers out, until Ctrl-D or `exit`.

use ingroup_commands::Session;
use ingroup_shell::{Echo, Outcome, Shell};
use rustyline::DefaultEditor;
use rustyline::error::ReadlineError;

use crate::exit::{Exit, Failure};
use crate::run::exit_of;

const FIRST: &str = "ingroup> ";
const NEXT: &str = "      >> ";

/// Reads statements and runs them. An error is shown and the prompt goes on, as everywhere.
pub(crate) fn talk(shell: &mut Shell<Session>, echo: Echo) -> Result<Exit, Failure> {
    let mut editor = DefaultEditor::new().map_err(unusable)?;
    welcome(shell);
    let mut text = String::new();
    loop {
        match editor.readline(if text.is_empty() { FIRST } else { NEXT }) {
            Ok(line) => {
                if !text.is_empty() {
                    text.push('\n');
                }
                text.push_str(&line);
            }
            Err(ReadlineError::Interrupted) => {
                text.clear();
                continue;
            }
            Err(ReadlineError::Eof) => return Ok(Exit::Done),
            Err(error) => return Err(unusable(error)),
        }
        if text.trim().is_empty() {
            text.clear();
            continue;
        }
        if ingroup_script::parse(&text).incomplete {
            continue;
        }
        // A history that is full or switched off is no reason to stop.
        let _ = editor.add_history_entry(text.as_str());
        shell.host_mut().look_for_awaited();
        match shell.run(&std::mem::take(&mut text), "prompt", echo) {
            Outcome::Exit(code) => return Ok(exit_of(Outcome::Exit(code))),
            Outcome::BrokenPipe => return Ok(Exit::Done),
            Outcome::Done | Outcome::Failed | Outcome::Interrupted => {}
        }
    }
}

/// One line on what is loaded and how to get help.
fn welcome(shell: &mut Shell<Session>) {
    let users = shell.host().tenant().directory().users().len();
    let loaded = match users {
        0 => "An empty tenant. Import-Tenant PATH loads an export".to_owned(),
        _ => format!("{users} users"),
    };
    let line = format!("Write-Host '{loaded}; Get-Help shows what there is; exit or Ctrl-D ends.'");
    shell.run(&line, "prompt", Echo::Off);
}

fn unusable(error: ReadlineError) -> Failure {
    Failure::Input {
        message: format!("the prompt cannot be used: {error}"),
        help: None,
    }
}
