//! Script blocks, their parameters, and functions.

use std::rc::Rc;

use rhai::{Array, Dynamic, Engine, FnPtr, INT, ImmutableString};

use super::{Answer, values};
use crate::bind::Argument;
use crate::bridge::{from_rhai, to_rhai};
use crate::function;
use crate::pipeline::{self, Scoping, StageText};
use crate::redirect::Redirect;
use crate::runtime::Runtime;
use crate::scope::Named;
use crate::value::{Attribute, BlockParameter, Body, Passing, ScriptBlock, Text, Value};

pub(super) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    let rt = Rc::clone(runtime);
    engine.register_fn("ps_block", move |at: INT, end: FnPtr| {
        to_rhai(Value::Block(rt.block(
            at,
            Array::new(),
            Array::new(),
            [None, None, Some(end)],
        )))
    });
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_block",
        move |at: INT,
              attributes: Array,
              parameters: Array,
              begin: Dynamic,
              process: Dynamic,
              end: Dynamic| {
            let parts = [begin, process, end].map(Dynamic::try_cast::<FnPtr>);
            to_rhai(Value::Block(rt.block(at, attributes, parameters, parts)))
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_parameter",
        move |at: INT,
              name: ImmutableString,
              kind: ImmutableString,
              default: Dynamic,
              attributes: Array| {
            Dynamic::from(BlockParameter {
                name,
                kind,
                default: default.try_cast::<FnPtr>(),
                attributes: cast(attributes),
                place: rt.place_or_start(at),
            })
        },
    );
    engine.register_fn(
        "ps_attribute",
        move |_: INT, name: ImmutableString, positional: Array, named: Array| {
            let mut named = values(named).into_iter();
            let mut pairs: Vec<(Text, Value)> = Vec::new();
            while let (Some(key), Some(value)) = (named.next(), named.next()) {
                pairs.push((key.to_text(), value));
            }
            Dynamic::from(Attribute {
                name,
                values: values(positional),
                named: pairs,
            })
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_function",
        move |_: INT, name: ImmutableString, block: Dynamic| {
            if let Value::Block(block) = from_rhai(block) {
                match Named::parse(&name) {
                    Named::Global(name) => rt.root.define(Rc::new(function::command(name, &block))),
                    Named::Plain(name) | Named::Environment(name) | Named::Function(name) => {
                        rt.scope().define(Rc::new(function::command(name, &block)));
                    }
                }
            }
        },
    );
    let rt = Rc::clone(runtime);
    engine.register_fn(
        "ps_script_parameters",
        move |at: INT, attributes: Array, parameters: Array| -> Answer {
            let block = rt.block(at, attributes, parameters, [None, None, None]);
            let stage = StageText::Command {
                command: Rc::new(function::command("the script", &block)),
                arguments: rt.script_arguments.take(),
                place: rt.place_or_start(at),
                scoping: Scoping::Caller,
                redirect: Redirect::default(),
            };
            rt.done(at, pipeline::run(&rt, vec![stage], rt.top()))
        },
    );
}

fn cast<T: Clone + 'static>(items: Array) -> Vec<T> {
    items
        .into_iter()
        .filter_map(Dynamic::try_cast::<T>)
        .collect()
}

/// A named argument for a function or a script, from outside of any script.
pub(crate) fn argument(name: &str, value: Value, place: &crate::error::Place) -> Argument {
    Argument::Named(name.into(), Some(value), place.clone())
}

impl<H: 'static> Runtime<H> {
    fn block(
        &self,
        at: i64,
        attributes: Array,
        parameters: Array,
        [begin, process, end]: [Option<FnPtr>; 3],
    ) -> ScriptBlock {
        ScriptBlock::new(Body {
            place: self.place_or_start(at),
            attributes: cast(attributes),
            parameters: cast(parameters),
            begin,
            process,
            end,
            library: Rc::clone(&self.library.borrow()),
            passing: Passing::Underscore,
        })
    }
}
