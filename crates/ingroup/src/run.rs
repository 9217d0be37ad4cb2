//! Sessions of the command language: scripts, one text, standard input, and the prompt.

use std::io::{IsTerminal, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ingroup_commands::Session;
use ingroup_shell::{Echo, Outcome, Shell, Width, on_large_stack};

use crate::arguments::{RunArguments, SessionArguments};
use crate::console::{Console, Errors};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::progress::Bar;
use crate::{clock, prompt};

/// Runs scripts one after the other in one session; the first that does not end well ends the run.
pub(crate) fn scripts(task: &RunArguments) -> Result<Exit, Failure> {
    let (echo, errors) = match task.transcript {
        true => (Echo::Statements, Errors::AmongOutput),
        false => (Echo::Off, Errors::Apart),
    };
    in_session(&task.session, errors, |shell| {
        for path in &task.scripts {
            let text = files::read_text(path)?;
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            stand_in(shell, folder.unwrap_or(Path::new(".")))?;
            let name = path.file_name().map_or_else(
                || path.display().to_string(),
                |name| name.to_string_lossy().into(),
            );
            let is_rhai = path
                .extension()
                .is_some_and(|extension| extension.eq_ignore_ascii_case("rhai"));
            let outcome = match is_rhai {
                true => shell.run_rhai(&text, &name),
                false => shell.run(&text, &name, echo),
            };
            if outcome != Outcome::Done {
                return Ok(exit_of(outcome));
            }
        }
        Ok(Exit::Done)
    })
}

/// Runs the text of `-c`.
pub(crate) fn text(text: &str, session: &SessionArguments) -> Result<Exit, Failure> {
    in_session(session, Errors::Apart, |shell| {
        stand_in(shell, Path::new("."))?;
        Ok(exit_of(shell.run(text, "command line", Echo::Off)))
    })
}

/// Runs standard input as a script, or the prompt if that is a terminal.
pub(crate) fn standard_input_or_prompt(session: &SessionArguments) -> Result<Exit, Failure> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        return in_session(session, Errors::Apart, |shell| {
            stand_in(shell, Path::new("."))?;
            prompt::talk(shell)
        });
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let text = files::utf8(bytes, "standard input")?;
    in_session(session, Errors::Apart, |shell| {
        stand_in(shell, Path::new("."))?;
        Ok(exit_of(shell.run(&text, "standard input", Echo::Off)))
    })
}

/// Makes a session with its shell on a thread of its own, and does the work in it.
fn in_session(
    arguments: &SessionArguments,
    errors: Errors,
    work: impl FnOnce(&mut Shell<Session>) -> Result<Exit, Failure> + Send,
) -> Result<Exit, Failure> {
    let interrupt = Arc::new(AtomicBool::new(false));
    listen_for_interrupts(&interrupt)?;
    let now = arguments.now.unwrap_or_else(clock::wall_time);
    on_large_stack(|| {
        let bar = Bar::new();
        let mut session =
            Session::new(now, clock::wall_time).with_progress(move |progress| bar.show(progress));
        for folder in &arguments.folder {
            session
                .allow_folder(folder)
                .map_err(|error| unusable(folder, &error))?;
        }
        let console = Console::new(errors);
        let kept = console.clone();
        let width = match terminal_size::terminal_size() {
            Some((width, _)) if std::io::stdout().is_terminal() => Width::Terminal(width.0.into()),
            _ => Width::Fixed(120),
        };
        let mut shell = ingroup_commands::equip(Shell::builder(session, console))
            .interrupt(Arc::clone(&interrupt))
            .width(width)
            .build();
        let exit = work(&mut shell);
        kept.flush()?;
        exit
    })?
}

/// The first Ctrl-C asks the running command to stop; one more while it does not ends the program at once. Nothing
/// of a tenant in memory can be left by halves in anything that outlives the program.
fn listen_for_interrupts(flag: &Arc<AtomicBool>) -> Result<(), Failure> {
    let flag = Arc::clone(flag);
    let listening = ctrlc::set_handler(move || {
        if flag.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
    listening.map_err(|error| Failure::Input {
        message: format!("Ctrl-C cannot be listened for: {error}"),
        help: None,
    })
}

fn stand_in(shell: &mut Shell<Session>, folder: &Path) -> Result<(), Failure> {
    shell
        .host_mut()
        .set_script_folder(Some(folder))
        .map_err(|error| unusable(folder, &error))
}

fn unusable(folder: &Path, error: &std::io::Error) -> Failure {
    Failure::Input {
        message: format!(
            "the folder \"{}\" cannot be used: {}",
            folder.display(),
            files::in_words(error)
        ),
        help: Some("Check the path, and that it is a folder that you may read.".to_owned()),
    }
}

/// What a run tells the caller of the program.
pub(crate) fn exit_of(outcome: Outcome) -> Exit {
    match outcome {
        Outcome::Done | Outcome::BrokenPipe => Exit::Done,
        Outcome::Failed => Exit::Refused,
        Outcome::Interrupted => Exit::Interrupted,
        // A script may exit with any number; the system keeps its lowest eight bits.
        Outcome::Exit(code) => Exit::Script(code.to_le_bytes()[0]),
    }
}
