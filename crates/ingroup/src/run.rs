//! Sessions of the command language: scripts, one text, standard input, and the prompt.

use std::io::{IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ingroup_commands::Session;
use ingroup_shell::{Echo, Format, Limits, Outcome, Shell, Width, on_large_stack};
use ingroup_store::Keeper;

use crate::arguments::{RunArguments, SessionArguments};
use crate::console::{Console, Errors};
use crate::exit::{Exit, Failure};
use crate::files;
use crate::progress::Bar;
use crate::prompt::Keep;
use crate::{clock, home, prompt};

/// Runs scripts one after the other in one session; the first that does not end well ends the run, unless it is to go
/// on. Nothing runs before all can be read.
pub(crate) fn scripts(task: &RunArguments) -> Result<Exit, Failure> {
    let scripts: Vec<Script> = task
        .scripts
        .iter()
        .map(|path| Script::read(path))
        .collect::<Result<_, _>>()?;
    in_session(&task.session, |session| {
        let mut ended = Exit::Done;
        for script in &scripts {
            ended = session.run_script(script)?;
            let goes_on = ended == Exit::Done
                || task.session.go_on && matches!(ended, Exit::Refused | Exit::Script(_));
            if !goes_on {
                return Ok(ended);
            }
            session.failed |= ended != Exit::Done && ended != Exit::Script(0);
        }
        Ok(match task.session.go_on {
            true => Exit::Done,
            false => ended,
        })
    })
}

/// Runs the text of `-c`.
pub(crate) fn text(text: &str, session: &SessionArguments) -> Result<Exit, Failure> {
    in_session(session, |session| session.run_text(text, "command line"))
}

/// Runs standard input as a script, or the prompt if that is a terminal.
pub(crate) fn standard_input_or_prompt(arguments: &SessionArguments) -> Result<Exit, Failure> {
    let mut input = std::io::stdin();
    if input.is_terminal() {
        if arguments.transcript == Some(None) {
            return Err(Failure::Usage {
                message: "at the prompt a transcript needs a file".to_owned(),
                help: "Write --transcript=FILE.".to_owned(),
            });
        }
        return in_session(arguments, |session| {
            session.stand_in(Path::new("."))?;
            let keep = match session.files {
                Files::Open => Keep::InFile,
                Files::Closed => Keep::InMemory,
            };
            prompt::talk(&mut session.shell, session.echo, keep)
        });
    }
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let text = files::utf8(bytes, "standard input")?;
    in_session(arguments, |session| {
        session.run_text(&text, "standard input")
    })
}

/// A script that has been read.
pub(crate) struct Script {
    name: String,
    folder: PathBuf,
    language: Language,
    text: String,
}

/// What a script is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// PowerShell's syntax.
    PowerShell,
    /// Rhai, with PowerShell in it.
    Rhai,
}

impl Script {
    pub(crate) fn read(path: &Path) -> Result<Self, Failure> {
        let folder = path
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let name = path.file_name().map_or_else(
            || path.display().to_string(),
            |name| name.to_string_lossy().into(),
        );
        let is_rhai = path
            .extension()
            .is_some_and(|extension| extension.eq_ignore_ascii_case("rhai"));
        Ok(Self {
            name,
            folder: folder.unwrap_or(Path::new(".")).to_owned(),
            language: match is_rhai {
                true => Language::Rhai,
                false => Language::PowerShell,
            },
            text: files::read_text(path)?,
        })
    }

    /// What messages call it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// Its text.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What it is written in.
    pub(crate) fn language(&self) -> Language {
        self.language
    }

    /// The folder it stands in.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Runs it in a session.
    pub(crate) fn run(&self, shell: &mut Shell<Session>, echo: Echo) -> Exit {
        exit_of(match self.language {
            Language::Rhai => shell.run_rhai(&self.text, &self.name, echo),
            Language::PowerShell => shell.run(&self.text, &self.name, echo),
        })
    }
}

/// A session at work.
struct Running {
    shell: Shell<Session>,
    echo: Echo,
    files: Files,
    failed: bool,
}

/// Whether commands may touch files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Files {
    Open,
    Closed,
}

impl Running {
    fn run_script(&mut self, script: &Script) -> Result<Exit, Failure> {
        self.stand_in(&script.folder)?;
        self.shell.host_mut().look_for_awaited();
        Ok(script.run(&mut self.shell, self.echo))
    }

    fn run_text(&mut self, text: &str, name: &str) -> Result<Exit, Failure> {
        self.stand_in(Path::new("."))?;
        Ok(exit_of(self.shell.run(text, name, self.echo)))
    }

    /// Lets relative paths begin in a folder, whose files may then be touched.
    fn stand_in(&mut self, folder: &Path) -> Result<(), Failure> {
        if self.files == Files::Closed {
            return Ok(());
        }
        self.shell
            .host_mut()
            .set_script_folder(Some(folder))
            .map_err(|error| files::unusable(folder, &error))
    }
}

/// Makes a session with its shell on a thread of its own, and does the work in it.
fn in_session(
    arguments: &SessionArguments,
    work: impl FnOnce(&mut Running) -> Result<Exit, Failure> + Send,
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
                .map_err(|error| files::unusable(folder, &error))?;
        }
        if let Some(who) = &arguments.principal {
            session.await_actor(who);
        }
        let export = home::open(arguments, &mut session, &interrupt)?;
        let files = match arguments.safe {
            true => Files::Closed,
            false => Files::Open,
        };
        if files == Files::Closed {
            session.close_folders();
        }
        let keeper = session.keeper().clone();
        let console = console(arguments, keeper.clone())?;
        let kept = console.clone();
        let mut shell = shell(session, console, arguments, &interrupt);
        if arguments.go_on {
            let preference = shell.set_variable("ErrorActionPreference", "Continue");
            preference.map_err(|error| Failure::Input {
                message: error.to_string(),
                help: None,
            })?;
        }
        let echo = match arguments.transcript {
            Some(_) => Echo::Statements,
            None => Echo::Off,
        };
        let mut running = Running {
            shell,
            echo,
            files,
            failed: false,
        };
        let exit = match export {
            Some(export) => {
                home::load(&mut running.shell, &export, arguments).and_then(|exit| match exit {
                    Exit::Done => work(&mut running),
                    failed => Ok(failed),
                })
            }
            None => work(&mut running),
        };
        // What is told last may be what makes durable all of it.
        let flushed = kept.flush();
        home::check(&keeper)?;
        running.shell.host_mut().close().map_err(home::failure)?;
        flushed?;
        kept.close_transcript().map_err(|error| Failure::Input {
            message: format!("the transcript is not whole: {}", files::in_words(&error)),
            help: None,
        })?;
        let exit = exit?;
        if exit == Exit::Done
            && let Some(who) = running.shell.host().awaited()
        {
            return Err(Failure::Input {
                message: format!("nobody called \"{who}\" came to act"),
                help: Some(
                    "Whom --as names acts from the Import-Tenant on that brings them; nothing was imported."
                        .to_owned(),
                ),
            });
        }
        let failed = running.failed || arguments.go_on && kept.saw_error();
        // The program ends: to take a tenant apart, object by object, would only keep people waiting.
        std::mem::forget(running);
        Ok(match exit {
            Exit::Done if failed => Exit::Refused,
            other => other,
        })
    })?
}

fn console(arguments: &SessionArguments, keeper: Keeper) -> Result<Console, Failure> {
    match &arguments.transcript {
        None => Ok(Console::new(Errors::Apart, keeper)),
        Some(None) => Ok(Console::new(Errors::AmongOutput, keeper)),
        Some(Some(path)) => {
            let file = std::fs::File::create(path).map_err(|error| Failure::Input {
                message: format!(
                    "the transcript \"{}\" cannot be written: {}",
                    path.display(),
                    files::in_words(&error)
                ),
                help: Some("Check the path, and that you may write there.".to_owned()),
            })?;
            Ok(Console::new(Errors::Apart, keeper).with_transcript(file))
        }
    }
}

fn shell(
    session: Session,
    console: Console,
    arguments: &SessionArguments,
    interrupt: &Arc<AtomicBool>,
) -> Shell<Session> {
    let width = match terminal_size::terminal_size() {
        Some((width, _)) if std::io::stdout().is_terminal() => Width::Terminal(width.0.into()),
        _ => Width::Fixed(120),
    };
    let mut limits = Limits::default();
    if let Some(operations) = arguments.max_operations {
        limits.operations = operations;
    }
    ingroup_commands::equip(Shell::builder(session, console))
        .interrupt(Arc::clone(interrupt))
        .limits(limits)
        .seed(arguments.seed.unwrap_or(0))
        .format(arguments.output.map(Format::from).unwrap_or_default())
        .width(width)
        .build()
}

/// The first Ctrl-C asks the running command to stop; one more while it does not ends the program at once. Nothing
/// of a tenant in memory can be left by halves in anything that outlives the program.
pub(crate) fn listen_for_interrupts(flag: &Arc<AtomicBool>) -> Result<(), Failure> {
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
