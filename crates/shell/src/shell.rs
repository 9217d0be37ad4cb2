//! The shell: built from a command table, a host and ports; runs scripts statement by statement.

mod check;
mod rhai_script;

pub use check::CheckText;

use std::cell::{OnceCell, Ref, RefMut};
use std::io;
use std::rc::Rc;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indexmap::IndexMap;
use ingroup_script::{Diagnostic, LowerOptions, Unit};
use jiff::{SignedDuration, Timestamp};
use rhai::Engine;

use crate::bind::Action;
use crate::bridge;
use crate::command::Command;
use crate::commands;
use crate::engine;
use crate::error::{Category, Halt, Place, ShellError, Source};
use crate::functions::function_argument;
use crate::help::Topic;
use crate::limits::Limits;
use crate::output::{Console, Format, Gap, Output, View, Views, Width};
use crate::ports::{Files, Wait};
use crate::prompt::{Guide, Silent};
use crate::registry::{Offer, Registry};
use crate::runtime::{Clock, Parts, Runtime};
use crate::value::{Text, Value};

/// Whether a run shows the statements beside what they give.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Echo {
    /// Only what statements give.
    #[default]
    Off,
    /// Before each statement its text and the comments above it, as they stand: a transcript.
    Statements,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// At its last line.
    Done,
    /// At an error, which has been shown.
    Failed,
    /// With `exit` and this code.
    Exit(i32),
    /// By the interruption flag.
    Interrupted,
    /// Because the reader of the output went away.
    BrokenPipe,
}

/// Makes a [`Shell`].
pub struct ShellBuilder<H: 'static> {
    host: H,
    output: Box<dyn Output>,
    registry: Registry<H>,
    views: Views,
    limits: Limits,
    environment: IndexMap<String, Value>,
    clock: Option<Clock<H>>,
    files: Option<Rc<dyn Files<H>>>,
    wait: Option<Wait<H>>,
    interrupt: Arc<AtomicBool>,
    seed: u64,
    format: Format,
    width: Width,
    guide: Box<dyn Guide<H>>,
    topics: Vec<Topic>,
}

impl<H: 'static> ShellBuilder<H> {
    /// Adds commands; one of a name that is there replaces it.
    #[must_use]
    pub fn commands(mut self, commands: impl IntoIterator<Item = Command<H>>) -> ShellBuilder<H> {
        for command in commands {
            self.registry.add(command);
        }
        self
    }

    /// Adds commands that are made when they are first asked for; one of a name that is there replaces it.
    #[must_use]
    pub fn offers(mut self, offers: impl IntoIterator<Item = Offer<H>>) -> ShellBuilder<H> {
        for offer in offers {
            self.registry.offer(offer);
        }
        self
    }

    /// Sets how objects of a type are shown.
    #[must_use]
    pub fn view(mut self, kind: impl Into<Text>, view: View) -> ShellBuilder<H> {
        self.views.set(kind, view);
        self
    }

    /// Sets what a script may spend.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> ShellBuilder<H> {
        self.limits = limits;
        self
    }

    /// Lets scripts read `$env:name`.
    #[must_use]
    pub fn environment(mut self, name: &str, value: impl Into<Value>) -> ShellBuilder<H> {
        self.environment.insert(name.to_lowercase(), value.into());
        self
    }

    /// Says how the host is asked for the time, for `Get-Date`.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn(&H) -> Timestamp + 'static) -> ShellBuilder<H> {
        self.clock = Some(Rc::new(clock));
        self
    }

    /// Gives scripts files.
    #[must_use]
    pub fn files(mut self, files: impl Files<H> + 'static) -> ShellBuilder<H> {
        self.files = Some(Rc::new(files));
        self
    }

    /// Says how the host lets time pass, for `Start-Sleep`. What it answers is a note for the person, in place of the
    /// time that did not pass.
    #[must_use]
    pub fn wait(
        mut self,
        wait: impl Fn(&mut H, SignedDuration) -> Result<Option<String>, ShellError> + 'static,
    ) -> ShellBuilder<H> {
        self.wait = Some(Rc::new(wait));
        self
    }

    /// The flag that ends a run when somebody sets it, as Ctrl-C does. The run clears it.
    #[must_use]
    pub fn interrupt(mut self, flag: Arc<AtomicBool>) -> ShellBuilder<H> {
        self.interrupt = flag;
        self
    }

    /// Which series of numbers `Get-Random` draws; 0 without it.
    #[must_use]
    pub fn seed(mut self, seed: u64) -> ShellBuilder<H> {
        self.seed = seed;
        self
    }

    /// How objects are shown.
    #[must_use]
    pub fn format(mut self, format: Format) -> ShellBuilder<H> {
        self.format = format;
        self
    }

    /// How wide lines may be; without it 120 columns, and nothing is cut.
    #[must_use]
    pub fn width(mut self, width: Width) -> ShellBuilder<H> {
        self.width = width;
        self
    }

    /// Who knows what the prompt can offer.
    #[must_use]
    pub fn guide(mut self, guide: impl Guide<H> + 'static) -> ShellBuilder<H> {
        self.guide = Box::new(guide);
        self
    }

    /// What `Get-Help about_…` tells, by name.
    #[must_use]
    pub fn topics(mut self, topics: impl IntoIterator<Item = Topic>) -> ShellBuilder<H> {
        self.topics.extend(topics);
        self
    }

    /// The shell.
    pub fn build(self) -> Shell<H> {
        let mut console = Console::new(self.output);
        console.format = self.format;
        console.width = self.width;
        let runtime = Runtime::new(Parts {
            host: self.host,
            registry: self.registry,
            topics: self.topics,
            views: self.views,
            console,
            limits: self.limits,
            environment: self.environment,
            clock: self.clock,
            files: self.files,
            wait: self.wait,
            interrupt: self.interrupt,
        });
        runtime.random.set(self.seed);
        let plain = engine::plain(&runtime);
        runtime.engine.replace(Rc::downgrade(&plain));
        Shell {
            runtime,
            plain,
            whole: OnceCell::new(),
            guide: self.guide,
        }
    }
}

/// A running shell. Its variables and functions last from one run to the next.
///
/// It stays on the thread it was made on; deep scripts need a large stack: see [`on_large_stack`].
pub struct Shell<H: 'static> {
    pub(crate) runtime: Rc<Runtime<H>>,
    plain: Rc<Engine>,
    /// The engine for `.rhai` files, once there was one.
    whole: OnceCell<Rc<Engine>>,
    pub(crate) guide: Box<dyn Guide<H>>,
}

impl<H: 'static> Shell<H> {
    /// A shell with its own commands, to which the host's are added. Text goes to `output`.
    pub fn builder(host: H, output: impl Output + 'static) -> ShellBuilder<H> {
        let mut registry = Registry::new();
        for command in commands::all() {
            registry.add(command);
        }
        ShellBuilder {
            host,
            output: Box::new(output),
            registry,
            views: commands::views(),
            limits: Limits::default(),
            environment: IndexMap::new(),
            clock: None,
            files: None,
            wait: None,
            interrupt: Arc::default(),
            seed: 0,
            format: Format::default(),
            width: Width::Fixed(120),
            guide: Box::new(Silent),
            topics: Vec::new(),
        }
    }

    /// The host.
    pub fn host(&self) -> Ref<'_, H> {
        self.runtime.host.borrow()
    }

    /// The host, to change.
    pub fn host_mut(&mut self) -> RefMut<'_, H> {
        self.runtime.host.borrow_mut()
    }

    /// Changes how objects are shown.
    pub fn set_format(&mut self, format: Format) {
        self.runtime.console.borrow_mut().format = format;
    }

    /// Changes how wide lines may be.
    pub fn set_width(&mut self, width: Width) {
        self.runtime.console.borrow_mut().width = width;
    }

    /// The value of a variable, null when there is none.
    pub fn variable(&self, name: &str) -> Value {
        self.runtime.get_variable(name)
    }

    /// Sets a variable; fails for the few that cannot be changed.
    pub fn set_variable(&mut self, name: &str, value: impl Into<Value>) -> Result<(), ShellError> {
        self.runtime.set_variable(name, value.into())
    }

    /// The engine that runs lowered text.
    fn engine(&self) -> &Rc<Engine> {
        self.whole.get().unwrap_or(&self.plain)
    }

    /// The engine that runs `.rhai` files. From now on it runs everything: closures of such a file may be called from
    /// anywhere.
    fn whole_engine(&self) -> &Rc<Engine> {
        self.whole.get_or_init(|| {
            let whole = engine::whole(&self.runtime);
            self.runtime.engine.replace(Rc::downgrade(&whole));
            whole
        })
    }

    /// All commands, by name.
    pub fn commands(&self) -> Vec<Rc<Command<H>>> {
        self.runtime.registry.sorted()
    }

    /// The registered functions as `name/number of parameters`.
    #[cfg(test)]
    pub(crate) fn signatures(&self) -> Vec<String> {
        let mut found: Vec<String> = self
            .whole_engine()
            .gen_fn_signatures(false)
            .iter()
            .filter_map(|signature| {
                let (name, rest) = signature.split_once('(')?;
                let parameters = rest.split_once(')').map_or("", |(p, _)| p);
                let count = if parameters.is_empty() {
                    0
                } else {
                    parameters.split(',').count()
                };
                Some(format!("{name}/{count}"))
            })
            .collect();
        found.sort();
        found
    }

    /// Runs a script in PowerShell's syntax. `name` stands in error messages.
    pub fn run(&mut self, text: &str, name: &str, echo: Echo) -> Outcome {
        self.run_with(text, name, echo, &[])
    }

    /// Runs a script whose `param(…)` takes these arguments.
    pub fn run_with(
        &mut self,
        text: &str,
        name: &str,
        echo: Echo,
        arguments: &[(&str, Value)],
    ) -> Outcome {
        self.begin();
        let source = Source::new(name, text);
        self.runtime.set_running(&source);
        let start = Place::new(&source, 0..0);
        self.runtime.script_arguments.replace(
            arguments
                .iter()
                .map(|(name, value)| function_argument(name, value.clone(), &start))
                .collect(),
        );
        let parsed = ingroup_script::parse(text);
        if !parsed.errors.is_empty() {
            return self.refuse(&source, &parsed.errors);
        }
        let first = self.runtime.places.borrow().len();
        let options = LowerOptions {
            first_location: u32::try_from(first).unwrap_or(u32::MAX),
        };
        let lowered = ingroup_script::lower(&parsed, options);
        if !lowered.errors.is_empty() {
            return self.refuse(&source, &lowered.errors);
        }
        self.runtime.places.borrow_mut().extend(
            lowered
                .locations
                .iter()
                .map(|span| Place::new(&source, span.start as usize..span.end as usize)),
        );
        for unit in &lowered.units {
            if let Some(outcome) = self.run_unit(&source, unit, echo) {
                return outcome;
            }
        }
        Outcome::Done
    }

    fn begin(&mut self) {
        self.runtime.reset();
        self.runtime.interrupt.store(false, Ordering::Relaxed);
    }

    /// Shows what is wrong with a text that is not run.
    fn refuse(&mut self, source: &Rc<Source>, errors: &[Diagnostic]) -> Outcome {
        for diagnostic in errors {
            let span = diagnostic.span;
            let mut error = ShellError::new(diagnostic.message.clone())
                .category(Category::ParserError)
                .id("ParserError")
                .at(Place::new(source, span.start as usize..span.end as usize));
            if let Some(help) = &diagnostic.help {
                error = error.help(help.clone());
            }
            if self.runtime.show_error(&error).is_err() {
                return Outcome::BrokenPipe;
            }
        }
        Outcome::Failed
    }

    /// Runs one statement; `Some` ends the script.
    fn run_unit(&mut self, source: &Rc<Source>, unit: &Unit, echo: Echo) -> Option<Outcome> {
        if echo == Echo::Statements {
            let start = unit.comments.map_or(unit.span.start, |c| c.start) as usize;
            let text = source
                .text()
                .get(start..unit.span.end as usize)
                .unwrap_or("");
            let before = source.text().get(..start).unwrap_or("");
            let blank = before
                .lines()
                .next_back()
                .is_some_and(|line| line.trim().is_empty());
            let gap = if blank { Gap::BlankLine } else { Gap::None };
            let written = self.runtime.echo(&format!("{}\n", text.trim_end()), gap);
            if written.is_err() {
                return Some(Outcome::BrokenPipe);
            }
        }
        let result = match self.engine().compile(&unit.text) {
            Ok(ast) => {
                let ast = Rc::new(ast);
                self.runtime.library.replace(Rc::clone(&ast));
                self.engine()
                    .run_ast(&ast)
                    .map_err(|error| bridge::halt(&error))
            }
            Err(error) => {
                let span = unit.span;
                let message = format!("This statement cannot be run: {}.", error.0);
                Err(Halt::Error(ShellError::new(message).at(Place::new(
                    source,
                    span.start as usize..span.end as usize,
                ))))
            }
        };
        // The first line is enough to find a statement by.
        let line = unit.span.of(source.text()).lines().next().unwrap_or("");
        let start = unit.span.start as usize;
        let outcome = self.settle(result, Place::new(source, start..start + line.len()));
        self.runtime.tidy();
        outcome
    }

    /// Writes what waits, shows an error, and says whether the run is over. What took all steps stands at
    /// `place`.
    fn settle(&mut self, result: Result<(), Halt>, place: Place) -> Option<Outcome> {
        if self.runtime.flush().is_err() {
            return Some(Outcome::BrokenPipe);
        }
        match result {
            Ok(()) | Err(Halt::Enough(_)) => None,
            Err(Halt::Return) => Some(Outcome::Done),
            Err(Halt::Exit(code)) => Some(Outcome::Exit(code)),
            Err(Halt::Interrupted) => Some(Outcome::Interrupted),
            Err(Halt::BrokenPipe) => Some(Outcome::BrokenPipe),
            Err(Halt::Spent(message)) => {
                let error = ShellError::new(message)
                    .category(Category::LimitsExceeded)
                    .help("Look for a loop in it that does not end.")
                    .at(place);
                match self.runtime.show_error(&error) {
                    Ok(()) => Some(Outcome::Failed),
                    Err(_) => Some(Outcome::BrokenPipe),
                }
            }
            Err(Halt::Error(error)) => {
                let action = self.runtime.error_action();
                self.runtime.succeeded.set(false);
                self.runtime.note(&error);
                let quiet =
                    matches!(action, Action::Silent | Action::Ignore) && !error.ends_script();
                if !quiet && self.runtime.show_error(&error).is_err() {
                    return Some(Outcome::BrokenPipe);
                }
                (action == Action::Stop || error.ends_script()).then_some(Outcome::Failed)
            }
        }
    }
}

/// How much stack a shell's thread has, in bytes.
const STACK: usize = 512 * 1024 * 1024;

/// Runs `work` on a thread whose stack is large enough for the deepest script a shell allows.
///
/// A shell cannot leave its thread, so `work` makes it, uses it and drops it. Fails when no thread can be made or
/// `work` panics.
pub fn on_large_stack<T: Send>(work: impl FnOnce() -> T + Send) -> io::Result<T> {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .name("shell".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, work)?;
        thread
            .join()
            .map_err(|_| io::Error::other("the shell ended unexpectedly"))
    })
}
