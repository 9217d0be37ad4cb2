//! The state of a running shell: host, variables, output, errors, limits.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indexmap::IndexMap;
use rhai::{AST, Dynamic, Engine, FnPtr};

use crate::bind::{Action, Argument, Common};
use crate::command::{Command, Done};
use crate::error::{Category, Halt, Place, ShellError, Source};
use crate::limits::Limits;
use crate::output::{Console, Stream, Views};
use crate::pipeline::{self, Redirect, Scoping, Sink, StageText};
use crate::registry::Registry;
use crate::render;
use crate::scope::Scope;
use crate::value::{List, ListKind, ScriptBlock, Value};

/// Everything the registered functions and the commands share.
pub(crate) struct Runtime<H: 'static> {
    pub(crate) host: RefCell<H>,
    pub(crate) engine: OnceCell<Weak<Engine>>,
    pub(crate) registry: Registry<H>,
    pub(crate) views: Views,
    pub(crate) console: RefCell<Console>,
    pub(crate) limits: Limits,
    pub(crate) interrupt: Arc<AtomicBool>,
    pub(crate) environment: IndexMap<String, Value>,
    /// The instant that `Get-Date` shows, asked of the host.
    pub(crate) clock: Option<Clock<H>>,
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
    pub(crate) rhai_source: RefCell<Option<Rc<Source>>>,
    trying: Rc<()>,
    serial: Cell<u64>,
    spent: Cell<u64>,
    depth: Cell<usize>,
    stages: Cell<u64>,
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
    pub(crate) views: Views,
    pub(crate) console: Console,
    pub(crate) limits: Limits,
    pub(crate) environment: IndexMap<String, Value>,
    pub(crate) clock: Option<Clock<H>>,
    pub(crate) interrupt: Arc<AtomicBool>,
}

impl<H: 'static> Runtime<H> {
    pub(crate) fn new(parts: Parts<H>) -> Rc<Runtime<H>> {
        let root = Scope::root();
        Rc::new(Runtime {
            host: RefCell::new(parts.host),
            engine: OnceCell::new(),
            registry: parts.registry,
            views: parts.views,
            console: RefCell::new(parts.console),
            limits: parts.limits,
            interrupt: parts.interrupt,
            environment: parts.environment,
            clock: parts.clock,
            places: RefCell::default(),
            errors: List::new(ListKind::ArrayList, Vec::new()),
            succeeded: Cell::new(true),
            underscore: RefCell::default(),
            current: RefCell::new(Rc::clone(&root)),
            root,
            frames: RefCell::new(vec![Frame::Screen]),
            library: RefCell::new(Rc::new(AST::empty())),
            script_arguments: RefCell::default(),
            rhai_source: RefCell::default(),
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

    pub(crate) fn write_line(&self, stream: Stream, text: &str) -> Done {
        self.console.borrow_mut().line(&self.views, stream, text)
    }

    /// Asks the person at the prompt; `None` when nobody is there.
    pub(crate) fn ask(&self, question: &str) -> Result<Option<String>, Halt> {
        self.console.borrow_mut().ask(&self.views, question)
    }

    pub(crate) fn write_host(&self, text: &str) -> Done {
        self.write_line(Stream::Information, text)
    }

    // ---- errors and warnings

    fn preference(&self, variable: &str, otherwise: Action) -> Action {
        self.scope()
            .get(variable)
            .and_then(|v| Action::parse(&v.to_text()))
            .unwrap_or(otherwise)
    }

    /// What happens to errors when nothing else is said. A script stops at its first.
    pub(crate) fn error_action(&self) -> Action {
        self.preference("ErrorActionPreference", Action::Stop)
    }

    /// What `2> $null` makes of errors: they still stop a script that stops at errors.
    pub(crate) fn quiet_errors(&self) -> Option<Action> {
        match self.error_action() {
            Action::Continue => Some(Action::Silent),
            _ => None,
        }
    }

    /// Deals with an error as `-ErrorAction` says.
    pub(crate) fn report(self: &Rc<Self>, common: &Common, error: ShellError) -> Done {
        let action = common.error_action.unwrap_or_else(|| self.error_action());
        self.succeeded.set(false);
        let error = error.settle();
        if let Some(name) = &common.error_variable {
            self.append(name, Value::Error(Rc::new(error.clone())))?;
        }
        match action {
            Action::Stop => Err(Halt::Error(error)),
            Action::Continue => {
                self.note(&error);
                self.show_error(&error)
            }
            Action::Silent => {
                self.note(&error);
                Ok(())
            }
            Action::Ignore => Ok(()),
        }
    }

    /// Adds an error at the head of `$Error`.
    pub(crate) fn note(&self, error: &ShellError) {
        let mut items = self.errors.to_vec();
        items.insert(0, Value::Error(Rc::new(error.clone())));
        items.truncate(256);
        self.errors.replace(items);
    }

    pub(crate) fn show_error(&self, error: &ShellError) -> Done {
        let width = self.console.borrow().width;
        self.write_line(Stream::Err, &render::render(error, width))
    }

    pub(crate) fn warn(self: &Rc<Self>, common: &Common, text: &str) -> Done {
        let action = common
            .warning_action
            .unwrap_or_else(|| self.preference("WarningPreference", Action::Continue));
        if let Some(name) = &common.warning_variable {
            self.append(name, Value::from(text))?;
        }
        match action {
            Action::Silent | Action::Ignore => Ok(()),
            Action::Continue => self.write_line(Stream::Warning, &format!("WARNING: {text}\n")),
            Action::Stop => {
                self.write_line(Stream::Warning, &format!("WARNING: {text}\n"))?;
                Err(Halt::Error(
                    ShellError::new("The script stops at warnings, and there was one.").settle(),
                ))
            }
        }
    }

    pub(crate) fn verbose(&self, common: &Common, text: &str) -> Done {
        let shown = common.verbose.unwrap_or_else(|| {
            self.preference("VerbosePreference", Action::Silent) == Action::Continue
        });
        match shown {
            true => self.write_line(Stream::Verbose, &format!("VERBOSE: {text}\n")),
            false => Ok(()),
        }
    }

    pub(crate) fn what_if(&self, common: &Common) -> bool {
        common.what_if.unwrap_or_else(|| {
            self.scope()
                .get("WhatIfPreference")
                .is_some_and(|v| v.is_true())
        })
    }

    fn append(&self, variable: &str, value: Value) -> Done {
        let name = variable.trim_start_matches('+');
        let scope = self.scope();
        match scope.get(name) {
            Some(Value::List(list)) if list.kind() == ListKind::Generic => {
                list.push(value)?;
            }
            _ => scope.set(name, Value::list(vec![value]))?,
        }
        Ok(())
    }

    // ---- commands

    /// The command of this name: a function of the script, a command, an alias.
    pub(crate) fn find_command(&self, name: &str) -> Option<Rc<Command<H>>> {
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
            stages.push(StageText::Value(Value::array(items)));
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

    // ---- script blocks

    /// Runs a part of a block; its output goes to `sink`.
    pub(crate) fn stream(
        self: &Rc<Self>,
        block: &ScriptBlock,
        part: &FnPtr,
        arguments: Vec<Dynamic>,
        sink: Sink<H>,
    ) -> Done {
        let depth = {
            let mut frames = self.frames.borrow_mut();
            frames.push(Frame::Stream(sink));
            frames.len() - 1
        };
        let result = self.call(&block.body().library, part, arguments);
        self.close_frame(depth);
        result.map(|_| ())
    }

    /// Runs a part of a block and gives its output as a value.
    pub(crate) fn collect(
        self: &Rc<Self>,
        block: &ScriptBlock,
        part: &FnPtr,
        arguments: Vec<Dynamic>,
    ) -> Result<Value, Halt> {
        let depth = self.open_frame();
        let result = self.call(&block.body().library, part, arguments);
        let items = self.close_frame(depth);
        result.map(|_| Value::collapse(items))
    }

    /// Calls a Rhai function with the library it was compiled into.
    pub(crate) fn call(
        &self,
        library: &Rc<AST>,
        function: &FnPtr,
        arguments: Vec<Dynamic>,
    ) -> Result<Dynamic, Halt> {
        let Some(engine) = self.engine.get().and_then(Weak::upgrade) else {
            return Err(Halt::Interrupted);
        };
        if self.depth.get() >= self.limits.depth {
            return Err(Halt::Error(
                ShellError::new(format!(
                    "Script blocks and functions call each other more than {} levels deep.",
                    self.limits.depth
                ))
                .category(Category::LimitsExceeded)
                .id("CallDepthOverflow")
                .help("A function that calls itself needs a case in which it does not.")
                .settle(),
            ));
        }
        self.depth.set(self.depth.get() + 1);
        let outside = self.library.replace(Rc::clone(library));
        let scope = self.scope();
        let result = function.call::<Dynamic>(&engine, library, arguments);
        self.enter(scope);
        self.library.replace(outside);
        self.depth.set(self.depth.get() - 1);
        result.map_err(|e| crate::bridge::halt(&e))
    }

    // ---- marks

    pub(crate) fn mark(&self) -> Mark<H> {
        Mark {
            frames: self.depth_of_frames(),
            scope: self.scope(),
            underscore: self.underscore.borrow().clone(),
            _trying: Rc::clone(&self.trying),
        }
    }

    /// Goes back to a mark.
    pub(crate) fn unwind(&self, mark: &Mark<H>) {
        self.frames.borrow_mut().truncate(mark.frames);
        self.enter(Rc::clone(&mark.scope));
        self.underscore.replace(mark.underscore.clone());
    }

    /// Whether a `try` will see an error that is raised now.
    pub(crate) fn is_trying(&self) -> bool {
        Rc::strong_count(&self.trying) > 1
    }

    /// A number that is new every time.
    pub(crate) fn next_serial(&self) -> u64 {
        let next = self.serial.get() + 1;
        self.serial.set(next);
        next
    }

    // ---- limits

    /// Counts one operation; `Some` ends the run.
    pub(crate) fn spend(&self) -> Option<Halt> {
        let spent = self.spent.get() + 1;
        self.spent.set(spent);
        if spent > self.limits.operations {
            return Some(Halt::Spent(format!(
                "The script took more than {} steps and was ended.",
                self.limits.operations
            )));
        }
        if spent.is_multiple_of(64) && self.interrupt.load(Ordering::Relaxed) {
            return Some(Halt::Interrupted);
        }
        None
    }

    /// Makes ready for the next run: a fresh budget, and nothing left open by the last one.
    pub(crate) fn reset(&self) {
        self.spent.set(0);
        self.tidy();
    }

    /// Closes what a statement has left open.
    pub(crate) fn tidy(&self) {
        self.depth.set(0);
        self.frames.borrow_mut().truncate(1);
        self.enter(Rc::clone(&self.root));
        self.underscore.replace(Value::Null);
    }
}
