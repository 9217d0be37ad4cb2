//! Pipelines: stages are described first, and run together.

use std::rc::Rc;

use rhai::{Array, Dynamic, Engine, INT, ImmutableString};

use super::Answer;
use crate::bind::{Action, Argument};
use crate::bridge::{from_rhai, to_rhai};
use crate::command::Done;
use crate::error::{Category, Halt, Place, ShellError};
use crate::function;
use crate::pipeline::{self, Scoping, Sink, StageText};
use crate::redirect::Redirect;
use crate::runtime::{Runtime, scripts};
use crate::value::{Text, Value};

/// What stands among the arguments of a command.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    /// An argument.
    Argument(Argument),
    /// A redirection and its target.
    Redirect(Text, Option<Value>, Place),
}

/// A stage before its command is looked up.
#[derive(Clone, Debug)]
enum Described {
    Value(Value, Vec<Piece>),
    Command {
        command: Value,
        pieces: Vec<Piece>,
        place: Place,
        scoping: Scoping,
    },
}

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_run", move |at: INT, stages: Array| -> Answer {
        let result = rt.run_described(at, stages, rt.top());
        rt.done(at, result)
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_collect", move |at: INT, stages: Array| -> Answer {
        let depth = rt.open_frame();
        let result = rt.run_described(at, stages, Sink::Frame(depth));
        let items = rt.close_frame(depth);
        match result {
            Ok(()) => Ok(to_rhai(Value::collapse(items))),
            Err(halt) => Err(rt.raise(at, halt)),
        }
    });
    engine.register_fn("ps_value", move |_: INT, value: Dynamic| {
        Dynamic::from(Described::Value(from_rhai(value), Vec::new()))
    });
    engine.register_fn("ps_value", move |_: INT, value: Dynamic, pieces: Array| {
        Dynamic::from(Described::Value(from_rhai(value), self::pieces(pieces)))
    });
    for (name, scoping) in [("ps_cmd", Scoping::Own), ("ps_dot", Scoping::Caller)] {
        let rt = Rc::clone(runtime);
        engine.register_fn(name, move |at: INT, command: Dynamic, pieces: Array| {
            Dynamic::from(Described::Command {
                command: from_rhai(command),
                pieces: self::pieces(pieces),
                place: rt.place_or_start(at),
                scoping,
            })
        });
    }
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_arg", move |at: INT, value: Dynamic| {
        piece(Argument::Value(from_rhai(value), rt.place_or_start(at)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_word", move |at: INT, text: ImmutableString| {
        piece(Argument::Word(text, None, rt.place_or_start(at)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_word",
        move |at: INT, text: ImmutableString, number: Dynamic| {
            piece(Argument::Word(
                text,
                Some(from_rhai(number)),
                rt.place_or_start(at),
            ))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_param", move |at: INT, name: ImmutableString| {
        piece(Argument::Named(name, None, rt.place_or_start(at)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_param",
        move |at: INT, name: ImmutableString, value: Dynamic| {
            piece(Argument::Named(
                name,
                Some(from_rhai(value)),
                rt.place_or_start(at),
            ))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_splat", move |at: INT, value: Dynamic| {
        piece(Argument::Splat(from_rhai(value), rt.place_or_start(at)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_redirect", move |at: INT, op: ImmutableString| {
        Dynamic::from(Piece::Redirect(op, None, rt.place_or_start(at)))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_redirect",
        move |at: INT, op: ImmutableString, target: Dynamic| {
            Dynamic::from(Piece::Redirect(
                op,
                Some(from_rhai(target)),
                rt.place_or_start(at),
            ))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_succeeded", move |_: INT| rt.succeeded.get());
}

fn piece(argument: Argument) -> Dynamic {
    Dynamic::from(Piece::Argument(argument))
}

fn pieces(items: Array) -> Vec<Piece> {
    items
        .into_iter()
        .filter_map(Dynamic::try_cast::<Piece>)
        .collect()
}

impl<H: 'static> Runtime<H> {
    /// Where a location points, or the start of an empty text.
    pub(super) fn place_or_start(&self, location: i64) -> Place {
        self.place(location)
            .unwrap_or_else(|| Place::new(&crate::error::Source::new("script", ""), 0..0))
    }

    /// Runs described stages. What goes wrong outside any `try` is shown, when errors are to be passed over.
    fn run_described(self: &Rc<Self>, at: i64, stages: Array, target: Sink<H>) -> Done {
        self.succeeded.set(true);
        let result = self
            .resolve(stages)
            .map_err(Halt::Error)
            .and_then(|stages| pipeline::run(self, stages, target));
        match result {
            Err(Halt::Error(error))
                if self.error_action() != Action::Stop
                    && !self.is_trying()
                    && !error.ends_script() =>
            {
                let error = match self.place(at) {
                    Some(place) => error.or_at(&place),
                    None => error,
                };
                self.succeeded.set(false);
                self.note(&error);
                match self.error_action() {
                    Action::Continue => self.show_error(&error),
                    _ => Ok(()),
                }
            }
            other => other,
        }
    }

    fn resolve(&self, stages: Array) -> Result<Vec<StageText<H>>, ShellError> {
        let mut found = Vec::new();
        for (index, stage) in stages.into_iter().enumerate() {
            match stage.try_cast::<Described>() {
                Some(Described::Value(value, pieces)) if index == 0 => {
                    found.push(StageText::Value(value, redirection(&pieces)?));
                }
                Some(Described::Command {
                    command,
                    pieces,
                    place,
                    scoping,
                }) => {
                    found.push(self.resolve_command(command, pieces, place, scoping)?);
                }
                _ => return Err(pipeline::value_inside()),
            }
        }
        Ok(found)
    }

    /// The error for a command that does not exist, where it stands: `name = value` lacks the sign of a variable.
    fn not_found(&self, name: &str, place: &Place) -> ShellError {
        let text = place.source().text();
        let after = text.get(place.range().end..).unwrap_or_default();
        let after = after.trim_start_matches([' ', '\t']);
        let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
        let is_set = after.starts_with("+=") || after.starts_with('=') && !after.starts_with("==");
        match is_name && is_set {
            true => ShellError::new(format!("There is no command \"{name}\"."))
                .category(Category::ObjectNotFound)
                .id("CommandNotFoundException")
                .target(name)
                .help(format!("Did you mean ${name}? A variable begins with a $.")),
            false => self.unknown_command(name),
        }
    }

    fn resolve_command(
        &self,
        command: Value,
        pieces: Vec<Piece>,
        place: Place,
        scoping: Scoping,
    ) -> Result<StageText<H>, ShellError> {
        let redirect = redirection(&pieces)?;
        let arguments = pieces
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Argument(argument) => Some(argument),
                Piece::Redirect(..) => None,
            })
            .collect();
        let mut arguments: Vec<Argument> = arguments;
        let command = match command {
            Value::Block(block) => Rc::new(function::command("script block", &block)),
            Value::Null | Value::Empty => {
                return Err(ShellError::new(
                    "There is nothing to call: the value after & is empty.",
                )
                .at(place));
            }
            other => {
                let name = match &other {
                    Value::Object(object) if object.kind().as_str() == "Command" => {
                        object.get("Name").unwrap_or_default().to_text()
                    }
                    other => other.to_text(),
                };
                match self.find_command(&name) {
                    Some(command) => command,
                    None if scripts::is_script(&name) => Rc::new(scripts::command(
                        self.load_script(&name).map_err(|e| e.or_at(&place))?,
                        std::mem::take(&mut arguments),
                        scoping,
                    )),
                    None => return Err(self.not_found(&name, &place).at(place)),
                }
            }
        };
        Ok(StageText::Command {
            command,
            arguments,
            place,
            scoping,
            redirect,
        })
    }
}

fn redirection(pieces: &[Piece]) -> Result<Redirect, ShellError> {
    let mut redirect = Redirect::default();
    for piece in pieces {
        if let Piece::Redirect(operator, target, place) = piece {
            redirect.add(operator, target.as_ref(), place)?;
        }
    }
    Ok(redirect)
}
