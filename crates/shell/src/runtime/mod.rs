//! The state of a running shell: host, variables, output, errors, limits.

mod blocks;
mod report;
pub(crate) mod scripts;

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use indexmap::IndexMap;
use ingroup_script::Mixed;
use rhai::{AST, Engine};

use crate::bind::Argument;
use crate::command::{Command, Done};
use crate::error::{Category, Halt, Place, ShellError, Source};
use crate::help::Topic;
use crate::limits::Limits;
use crate::output::{Console, Gap, Stream, Views};
use crate::pipeline::{self, Scoping, Sink, StageText};
use crate::ports::{Files, Wait};
use crate::redirect::{Redirect, Streams, Target};
use crate::registry::Registry;
use crate::scope::Scope;
use crate::value::{List, ListKind, Text, Value};

/// Everything the registered functions and the commands share.
pub(crate) struct Runtime<H: 'static> {
    pub(crate) host: RefCell<H>,
    /// What runs blocks and scripts.
    pub(crate) engine: RefCell<Weak<Engine>>,
    pub(crate) registry: Registry<H>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) views: Views,
    pub(crate) console: RefCell<Console>,
    pub(crate) limits: Limits,
    pub(crate) interrupt: Arc<AtomicBool>,
    pub(crate) environment: IndexMap<String, Value>,
    /// The instant that `Get-Date` shows, asked of the host.
    pub(crate) clock: Option<Clock<H>>,
    pub(crate) files: Option<Rc<dyn Files<H>>>,
    pub(crate) wait: Option<Wait<H>>,
    /// Where each location number points.
    pub(crate) places: RefCell<Vec<Place>>,
    pub(crate) errors: List,
    pub(crate) succeeded: Cell<bool>,
    pub(crate) underscore: RefCell<Value>,
    pub(crate) root: Rc<Scope<H>>,
    current: RefCell<Rc<Scope<H>>>,
    pub(crate) frames: RefCell<Vec<Frame<H>>>,
    pub(crate) library: RefCell<Rc<AST>>,
    /// What the script at hand was called with.
    pub(crate) script_arguments: RefCell<Vec<Argument>>,
    /// The Rhai script at hand, for places in it.
    pub(crate) rhai: RefCell<Option<Rc<RhaiScript>>>,
    /// Where errors, warnings and the like go.
    streams: RefCell<Streams<H>>,
    /// The script file that the code at hand stands in.
    running: RefCell<Option<Rc<Source>>>,
    /// The other names that the script gave to commands.
    pub(crate) aliases: RefCell<Vec<(Text, Text)>>,
    /// What `Get-Random` goes on from.
    pub(crate) random: Cell<u64>,
    trying: Rc<()>,
    serial: Cell<u64>,
    spent: Cell<u64>,
    depth: Cell<usize>,
    stages: Cell<u64>,
}

/// A Rhai script: as it stands in its file, and as it is run.
pub(crate) struct RhaiScript {
    pub(crate) source: Rc<Source>,
    pub(crate) mixed: Mixed,
}

/// How a host is asked for the time.
pub(crate) type Clock<H> = Rc<dyn Fn(&H) -> jiff::Timestamp>;

/// One level of output.
pub(crate) enum Frame<H: 'static> {
    /// The console.
    Screen,
    /// Kept, for the value of an expression.
    Collect(Vec<Value>),
    /// On down a pipeline.
    Stream(Sink<H>),
}

/// A state to come back to after an error.
pub(crate) struct Mark<H: 'static> {
    frames: usize,
    scope: Rc<Scope<H>>,
    underscore: Value,
    /// As long as a mark is held, the script is inside a `try`.
    _trying: Rc<()>,
}

impl<H: 'static> Clone for Mark<H> {
    fn clone(&self) -> Mark<H> {
        Mark {
            frames: self.frames,
            scope: Rc::clone(&self.scope),
            underscore: self.underscore.clone(),
            _trying: Rc::clone(&self._trying),
        }
    }
}

/// What [`Runtime::new`] is made from.
pub(crate) struct Parts<H: 'static> {
    pub(crate) host: H,
    pub(crate) registry: Registry<H>,
    pub(crate) topics: Vec<Topic>,
    pub(crate) views: Views,
    pub(crate) console: Console,
    pub(crate) limits: Limits,
    pub(crate) environment: IndexMap<String, Value>,
    pub(crate) clock: Option<Clock<H>>,
    pub(crate) files: Option<Rc<dyn Files<H>>>,
    pub(crate) wait: Option<Wait<H>>,
    pub(crate) interrupt: Arc<AtomicBool>,
}

impl<H: 'static> Runtime<H> {
    pub(crate) fn new(parts: Parts<H>) -> Rc<Runtime<H>> {
        let root = Scope::root();
        Rc::new(Runtime {
            host: RefCell::new(parts.host),
            engine: RefCell::default(),
            registry: parts.registry,
            topics: parts.topics,
            views: parts.views,
            console: RefCell::new(parts.console),
            limits: parts.limits,
            interrupt: parts.interrupt,
            environment: parts.environment,
            clock: parts.clock,
            files: parts.files,
            wait: parts.wait,
            streams: RefCell::default(),
            running: RefCell::default(),
            aliases: RefCell::default(),
            random: Cell::new(0),
            places: RefCell::default(),
            errors: List::new(ListKind::ArrayList, Vec::new()),
            succeeded: Cell::new(true),
            underscore: RefCell::default(),
            current: RefCell::new(Rc::clone(&root)),
            root,
            frames: RefCell::new(vec![Frame::Screen]),
            library: RefCell::new(Rc::new(AST::empty())),
            script_arguments: RefCell::default(),
            rhai: RefCell::default(),
            trying: Rc::new(()),
            serial: Cell::new(0),
            spent: Cell::new(0),
            depth: Cell::new(0),
            stages: Cell::new(0),
        })
    }

    // ---- places

    /// Where a location number points.
    pub(crate) fn place(&self, location: i64) -> Option<Place> {
        let index = usize::try_from(location).ok()?;
        self.places.borrow().get(index).cloned()
    }

    // ---- scopes

    pub(crate) fn scope(&self) -> Rc<Scope<H>> {
        Rc::clone(&self.current.borrow())
    }

    /// Makes a scope the current one, and gives back the one that was.
    pub(crate) fn enter(&self, scope: Rc<Scope<H>>) -> Rc<Scope<H>> {
        self.current.replace(scope)
    }

    /// Runs something with another `$_`.
    pub(crate) fn with_underscore<T>(
        self: &Rc<Self>,
        value: Value,
        part: impl FnOnce(&Rc<Self>) -> T,
    ) -> T {
        let outside = self.underscore.replace(value);
        let result = part(self);
        self.underscore.replace(outside);
        result
    }

    // ---- output

    pub(crate) fn top(&self) -> Sink<H> {
        Sink::Frame(self.frames.borrow().len().saturating_sub(1))
    }

    /// Opens a level of output that keeps what it is given; gives its depth.
    pub(crate) fn open_frame(&self) -> usize {
        let mut frames = self.frames.borrow_mut();
        frames.push(Frame::Collect(Vec::new()));
        frames.len() - 1
    }

    /// Closes a level and all above it, and gives what it kept.
    pub(crate) fn close_frame(&self, depth: usize) -> Vec<Value> {
        let mut frames = self.frames.borrow_mut();
        let from = depth.clamp(1, frames.len());
        let closed = frames.drain(from..).next();
        match closed {
            Some(Frame::Collect(items)) => items,
            _ => Vec::new(),
        }
    }

    pub(crate) fn depth_of_frames(&self) -> usize {
        self.frames.borrow().len()
    }

    /// Writes one object to a level of output.
    pub(crate) fn write_frame(self: &Rc<Self>, depth: usize, value: Value) -> Done {
        let stream = {
            let mut frames = self.frames.borrow_mut();
            match frames.get_mut(depth) {
                Some(Frame::Collect(items)) => {
                    crate::value::check_size(items.len() + 1)?;
                    items.push(value);
                    return Ok(());
                }
                Some(Frame::Stream(sink)) => Some(sink.clone()),
                Some(Frame::Screen) | None => None,
            }
        };
        match stream {
            Some(sink) => sink.push(self, value),
            None => self.console.borrow_mut().show(&self.views, value),
        }
    }

    /// Writes what a statement gives: a list's items one by one.
    pub(crate) fn write_out(self: &Rc<Self>, value: Value) -> Done {
        let depth = self.depth_of_frames().saturating_sub(1);
        match value {
            Value::Empty => Ok(()),
            Value::List(list) => {
                for item in list.to_vec() {
                    self.write_frame(depth, item)?;
                }
                Ok(())
            }
            other => self.write_frame(depth, other),
        }
    }

    pub(crate) fn flush(&self) -> Done {
        self.console.borrow_mut().flush(&self.views)
    }

    /// Writes text to a stream that is not the output's, or to where a redirection leads it. `record` is the object
    /// that another stream is given instead.
    pub(crate) fn write_line(
        self: &Rc<Self>,
        stream: Stream,
        text: &str,
        record: impl FnOnce() -> Value,
    ) -> Done {
        let target = self.streams.borrow().of(stream);
        match target {
            Target::Screen => self.console.borrow_mut().line(&self.views, stream, text),
            Target::Nowhere => Ok(()),
            Target::File(file) => file.push(Value::from(text.trim_end_matches('\n'))),
            Target::Output(sink) => sink.push(self, record()),
        }
    }

    /// Makes the streams of a stage the current ones, and gives back those that were.
    pub(crate) fn enter_streams(&self, streams: Streams<H>) -> Streams<H> {
        self.streams.replace(streams)
    }

    /// Where errors, warnings and the like go now.
    pub(crate) fn streams(&self) -> Streams<H> {
        self.streams.borrow().clone()
    }

    /// Writes a statement above what it gives.
    pub(crate) fn echo(&self, text: &str, gap: Gap) -> Done {
        self.console.borrow_mut().echo(&self.views, text, gap)
    }

    /// Asks the person at the prompt; `None` when nobody is there.
    pub(crate) fn ask(&self, question: &str) -> Result<Option<String>, Halt> {
        self.console.borrow_mut().ask(&self.views, question)
    }

    pub(crate) fn write_host(self: &Rc<Self>, text: &str) -> Done {
        self.write_line(Stream::Information, text, || {
            Value::from(text.trim_end_matches('\n'))
        })
    }

    // ---- commands

    /// The command of this name: a function of the script, a command, an alias.
    pub(crate) fn find_command(&self, name: &str) -> Option<Rc<Command<H>>> {
        let alias = {
            let aliases = self.aliases.borrow();
            let found = aliases
                .iter()
                .find(|(alias, _)| alias.eq_ignore_ascii_case(name));
            found.map(|(_, command)| command.clone())
        };
        let name = alias.as_deref().unwrap_or(name);
        let scope = self.scope();
        scope.function(name).or_else(|| self.registry.find(name))
    }

    /// Runs a command by its name, past the script.
    pub(crate) fn run_command(
        self: &Rc<Self>,
        name: &str,
        arguments: &[(&str, Value)],
        input: Option<Vec<Value>>,
        place: &Place,
    ) -> Result<Vec<Value>, Halt> {
        let Some(command) = self.find_command(name) else {
            return Err(Halt::Error(self.unknown_command(name).at(place.clone())));
        };
        let arguments = arguments
            .iter()
            .map(|(name, value)| {
                Argument::Named((*name).into(), Some(value.clone()), place.clone())
            })
            .collect();
        let mut stages = Vec::new();
        if let Some(items) = input {
            stages.push(StageText::Value(Value::array(items), Redirect::default()));
        }
        stages.push(StageText::Command {
            command,
            arguments,
            place: place.clone(),
            scoping: Scoping::Own,
            redirect: Redirect::default(),
        });
        let depth = self.open_frame();
        let result = pipeline::run(self, stages, Sink::Frame(depth));
        let items = self.close_frame(depth);
        result.map(|()| items)
    }

    /// The error for a command that does not exist, with the names that come near.
    pub(crate) fn unknown_command(&self, name: &str) -> ShellError {
        if let Some(refusal) = crate::not_here::refusal(name) {
            return refusal;
        }
        let error = ShellError::new(format!("There is no command \"{name}\"."))
            .category(Category::ObjectNotFound)
            .id("CommandNotFoundException")
            .target(name);
        let functions = self.scope().functions();
        let names = self
            .registry
            .names()
            .chain(functions.iter().map(|f| f.name()));
        let close = crate::bind::closest(name, names);
        if close.is_empty() {
            error.help("Get-Command lists the commands.")
        } else {
            error.help(format!("Did you mean {}?", crate::bind::or_list(&close)))
        }
    }

    pub(crate) fn reserve_stages(&self, count: usize) -> u64 {
        let first = self.stages.get();
        self.stages
            .set(first.saturating_add(u64::try_from(count).unwrap_or(0)));
        first
    }
}
