//! The prompt: lines in, answers out, until Ctrl-D or `exit`.

mod assistant;
mod colours;
mod history;

use std::cell::RefCell;

use ingroup_commands::Session;
use ingroup_shell::{Echo, Outcome, Shell};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{CompletionType, Config, Editor};

use crate::exit::{Exit, Failure};
use crate::home;
use crate::run::exit_of;
use crate::screen;
use assistant::Assistant;
pub(crate) use history::Keep;
use history::Kept;

/// How many lines the history remembers.
const REMEMBERED: usize = 2_000;

/// Reads statements and runs them. An error is shown and the prompt goes on, as everywhere.
pub(crate) fn talk(shell: &mut Shell<Session>, echo: Echo, keep: Keep) -> Result<Exit, Failure> {
    let config = Config::builder()
        .completion_type(CompletionType::List)
        .max_history_size(REMEMBERED)
        .map_err(unusable)?
        .history_ignore_space(true)
        .auto_add_history(false)
        .build();
    welcome(shell);
    let shell = RefCell::new(shell);
    let mut editor: Editor<Assistant<'_, '_>, FileHistory> =
        Editor::with_config(config).map_err(unusable)?;
    editor.set_helper(Some(Assistant::new(&shell, screen::wants_colour())));
    let mut kept = Kept::open(keep, &mut editor);
    loop {
        let prompt = prompt(&shell.borrow().host());
        let text = match editor.readline(&prompt) {
            Ok(text) => text,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(Exit::Done),
            Err(error) => return Err(unusable(error)),
        };
        if text.trim().is_empty() {
            continue;
        }
        kept.add(&mut editor, &text);
        let mut shell = shell.borrow_mut();
        shell.host_mut().look_for_awaited();
        let outcome = shell.run(&text, "prompt", echo);
        shell.host_mut().was_typed(&text, outcome);
        // The next prompt says that this is done.
        shell.host().keeper().commit().map_err(home::failure)?;
        match outcome {
            Outcome::Exit(code) => return Ok(exit_of(Outcome::Exit(code))),
            Outcome::BrokenPipe => return Ok(Exit::Done),
            Outcome::Done | Outcome::Failed | Outcome::Interrupted => {}
        }
    }
}

/// Says who acts, unless that is the built-in administrator.
fn prompt(session: &Session) -> String {
    match session.acting_name() {
        Some(name) => format!("ingroup ({name})> "),
        None => "ingroup> ".to_owned(),
    }
}

/// One line on what is loaded and how to get help.
fn welcome(shell: &mut Shell<Session>) {
    let loaded = {
        let session = shell.host();
        let directory = session.tenant().directory();
        let users = directory.users().len();
        match users {
            0 => "An empty tenant; Import-Tenant PATH loads an export".to_owned(),
            _ => format!(
                "{} users, {} devices, {} groups",
                users,
                directory.devices().len(),
                directory.group_count()
            ),
        }
    };
    let line = format!("Write-Host '{loaded}. Get-Help helps, exit ends.'");
    shell.run(&line, "prompt", Echo::Off);
}

fn unusable(error: ReadlineError) -> Failure {
    Failure::Input {
        message: format!("the prompt cannot be used: {error}"),
        help: None,
    }
}
