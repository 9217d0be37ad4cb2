//! Pipelines: every object is pushed through to the last stage before the next one is made.

use std::cell::RefCell;
use std::rc::Rc;

use crate::bind::{self, Argument, Binding, Input, Surplus};
use crate::call::Call;
use crate::command::{Command, Done, Stage, Work};
use crate::error::{Halt, Place, ShellError};
use crate::function::Running;
use crate::redirect::{FileTarget, Redirect, Streams};
use crate::runtime::Runtime;
use crate::scope::Scope;
use crate::value::{Text, Value};

/// Where objects go.
pub(crate) enum Sink<H: 'static> {
    /// The output that was the current one, by its depth on the stack.
    Frame(usize),
    /// The next stage.
    Node(Rc<Node<H>>),
    /// A variable that keeps a copy, and then on.
    Tee(Rc<Tee<H>>),
    /// A file that a redirection names.
    File(Rc<FileTarget>),
    /// Nowhere.
    Nowhere,
}

/// A variable of `-OutVariable` or `-PipelineVariable`.
pub(crate) struct Tee<H: 'static> {
    name: Text,
    keeps: Keeps,
    scope: Rc<Scope<H>>,
    next: Sink<H>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Keeps {
    All,
    Latest,
}

impl<H: 'static> Clone for Sink<H> {
    fn clone(&self) -> Sink<H> {
        match self {
            Sink::Frame(depth) => Sink::Frame(*depth),
            Sink::Node(node) => Sink::Node(Rc::clone(node)),
            Sink::Tee(tee) => Sink::Tee(Rc::clone(tee)),
            Sink::File(file) => Sink::File(Rc::clone(file)),
            Sink::Nowhere => Sink::Nowhere,
        }
    }
}

impl<H: 'static> Sink<H> {
    /// Hands on one object; comes back when it has reached the end.
    pub(crate) fn push(&self, runtime: &Rc<Runtime<H>>, value: Value) -> Done {
        match self {
            Sink::Frame(depth) => runtime.write_frame(*depth, value),
            Sink::Node(node) => node.process(runtime, value),
            Sink::File(file) => file.push(value),
            Sink::Nowhere => Ok(()),
            Sink::Tee(tee) => {
                match tee.keeps {
                    Keeps::Latest => tee.scope.set(&tee.name, value.clone())?,
                    Keeps::All => {
                        if let Some(Value::List(list)) = tee.scope.get(&tee.name) {
                            list.push(value.clone())?;
                        }
                    }
                }
                tee.next.push(runtime, value)
            }
        }
    }
}

/// A stage as the script describes it.
pub(crate) enum StageText<H: 'static> {
    /// A value; only the first stage can be one.
    Value(Value, Redirect),
    /// A command with its arguments.
    Command {
        command: Rc<Command<H>>,
        arguments: Vec<Argument>,
        place: Place,
        scoping: Scoping,
        redirect: Redirect,
    },
}

/// Whether a block runs in a scope of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scoping {
    /// Its own scope.
    Own,
    /// The caller's: `. command`.
    Caller,
}

/// A stage at work.
pub(crate) struct Node<H: 'static> {
    number: u64,
    command: Rc<Command<H>>,
    binding: RefCell<Binding>,
    worker: RefCell<Worker<H>>,
    scope: Rc<Scope<H>>,
    streams: Streams<H>,
    next: Sink<H>,
}

enum Worker<H: 'static> {
    Each,
    Stage(Box<dyn Stage<H>>),
    Function(Running<H>),
}

/// Runs a pipeline; what it gives goes to `target`.
pub(crate) fn run<H: 'static>(
    runtime: &Rc<Runtime<H>>,
    stages: Vec<StageText<H>>,
    target: Sink<H>,
) -> Done {
    let mut source: Option<Value> = None;
    let mut described = Vec::new();
    let mut files = Vec::new();
    for (index, stage) in stages.into_iter().enumerate() {
        match stage {
            StageText::Value(value, redirect) => {
                files.extend(redirect.files());
                source = match redirect.output::<H>() {
                    None => Some(value),
                    Some(sink) => {
                        feed(runtime, value, &sink)?;
                        Some(Value::Empty)
                    }
                };
            }
            StageText::Command {
                command,
                arguments,
                place,
                scoping,
                redirect,
            } => {
                let input = if index == 0 {
                    Input::None
                } else {
                    Input::Piped
                };
                let surplus = match &command.work {
                    Work::Function(block) if !block.is_advanced() => Surplus::Keep,
                    _ => Surplus::Refuse,
                };
                let binding = bind::bind(&command, arguments, &place, surplus, input)
                    .map_err(|e| e.or_command(command.name()))?;
                files.extend(redirect.files());
                described.push((command, binding, scoping, redirect));
            }
        }
    }
    let mut next = target;
    let mut nodes = Vec::new();
    let first_number = runtime.reserve_stages(described.len());
    let count = described.len();
    for (index, (command, binding, scoping, redirect)) in described.into_iter().enumerate().rev() {
        if let Some(sink) = redirect.output() {
            next = sink;
        }
        let streams = runtime.streams().redirected(&redirect, &next);
        let common = &binding.common;
        let scope = runtime.scope();
        for (name, keeps) in [
            (&common.out_variable, Keeps::All),
            (&common.pipeline_variable, Keeps::Latest),
        ] {
            if let Some(name) = name {
                if keeps == Keeps::All {
                    scope.set(name, Value::list(Vec::new()))?;
                }
                next = Sink::Tee(Rc::new(Tee {
                    name: name.clone(),
                    keeps,
                    scope: Rc::clone(&scope),
                    next,
                }));
            }
        }
        for name in [&common.error_variable, &common.warning_variable]
            .into_iter()
            .flatten()
        {
            if !name.starts_with('+') {
                scope.set(name, Value::list(Vec::new()))?;
            }
        }
        let worker = match &command.work {
            Work::Each(_) => Worker::Each,
            Work::Stage(make) => Worker::Stage(make()),
            Work::Function(block) => Worker::Function(Running::new(block.clone(), scoping)),
        };
        let node = Rc::new(Node {
            number: first_number + u64::try_from(index).unwrap_or(0),
            command,
            binding: RefCell::new(binding),
            worker: RefCell::new(worker),
            scope,
            streams,
            next,
        });
        next = Sink::Node(Rc::clone(&node));
        nodes.push(node);
    }
    nodes.reverse();
    for node in &nodes {
        node.begin(runtime)?;
    }
    let fed = match (source, nodes.first()) {
        (Some(value), _) => feed(runtime, value, &next),
        (None, Some(first)) => first.start(runtime),
        (None, None) => Ok(()),
    };
    let mut from = skip(fed, first_number, count)?;
    while let Some(node) = nodes.get(from) {
        from = skip(node.end(runtime), first_number, count)?.max(from + 1);
    }
    for file in files {
        file.finish(runtime)?;
    }
    Ok(())
}

fn feed<H: 'static>(runtime: &Rc<Runtime<H>>, value: Value, next: &Sink<H>) -> Done {
    for item in value.into_items() {
        next.push(runtime, item)?;
    }
    Ok(())
}

/// The index of the first stage whose `end` is still due.
fn skip(result: Done, first: u64, count: usize) -> Result<usize, Halt> {
    match result {
        Ok(()) => Ok(0),
        Err(Halt::Enough(number)) => {
            let index = number
                .checked_sub(first)
                .and_then(|i| usize::try_from(i).ok());
            match index.filter(|i| *i < count) {
                Some(index) => Ok(index),
                None => Err(Halt::Enough(number)),
            }
        }
        Err(other) => Err(other),
    }
}

impl<H: 'static> Node<H> {
    fn begin(&self, runtime: &Rc<Runtime<H>>) -> Done {
        self.inside(runtime, |call, worker| match worker {
            Worker::Each => Ok(()),
            Worker::Stage(stage) => stage.begin(call),
            Worker::Function(running) => running.begin(call),
        })
    }

    /// The first stage of a pipeline without input.
    fn start(&self, runtime: &Rc<Runtime<H>>) -> Done {
        self.inside(runtime, |call, worker| match worker {
            Worker::Each => run_each(call),
            Worker::Stage(stage) => match call.value("InputObject") {
                Some(input) => stage.process(call, input),
                None => Ok(()),
            },
            Worker::Function(running) => running.start(call),
        })
    }

    fn process(&self, runtime: &Rc<Runtime<H>>, input: Value) -> Done {
        let delayed = self.binding.borrow().delayed.clone();
        let mut values = Vec::new();
        for (name, block, _) in delayed {
            values.push((
                name,
                runtime.invoke_with(&block, input.clone(), Vec::new())?,
            ));
        }
        let taken = match &self.command.work {
            Work::Function(block) if !block.is_advanced() => Ok(()),
            _ => self
                .binding
                .borrow_mut()
                .take(&self.command, &input, values),
        };
        if let Err(error) = taken {
            return self.inside(runtime, |call, _| call.report(error));
        }
        self.inside(runtime, |call, worker| match worker {
            Worker::Each => run_each(call),
            Worker::Stage(stage) => stage.process(call, input),
            Worker::Function(running) => running.process(call, input),
        })
    }

    fn end(&self, runtime: &Rc<Runtime<H>>) -> Done {
        self.binding.borrow_mut().piped.clear();
        self.inside(runtime, |call, worker| match worker {
            Worker::Each => Ok(()),
            Worker::Stage(stage) => stage.end(call),
            Worker::Function(running) => running.end(call),
        })
    }

    /// Runs a part of the command's code in the scope its pipeline was written in.
    fn inside(
        &self,
        runtime: &Rc<Runtime<H>>,
        part: impl FnOnce(&mut Call<'_, H>, &mut Worker<H>) -> Done,
    ) -> Done {
        let outside = runtime.enter(Rc::clone(&self.scope));
        let streams = runtime.enter_streams(self.streams.clone());
        let binding = self.binding.borrow();
        let mut call = Call {
            runtime,
            command: &self.command,
            binding: &binding,
            next: &self.next,
            stage: self.number,
        };
        let result = match part(&mut call, &mut self.worker.borrow_mut()) {
            // One that comes out of a script block has been dealt with where it happened.
            Err(Halt::Error(error)) if !error.is_settled() => call.report(error),
            other => other,
        };
        runtime.enter_streams(streams);
        runtime.enter(outside);
        result
    }
}

fn run_each<H: 'static>(call: &mut Call<'_, H>) -> Done {
    match &call.command.work {
        Work::Each(work) => {
            let work = Rc::clone(work);
            work(call)
        }
        Work::Stage(_) | Work::Function(_) => Ok(()),
    }
}

/// An error for a stage that is a value but not the first.
pub(crate) fn value_inside() -> ShellError {
    ShellError::new("Only the first part of a pipeline can be a value.")
        .help("Put a command here, such as ForEach-Object { … }.")
}
