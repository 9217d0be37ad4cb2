//! The functions that lowered text calls, registered with Rhai one theme at a time.

mod blocks;
mod control;
mod members;
mod operators;
mod output;
mod pipelines;
pub(crate) mod texts;
mod values;
mod variables;

use std::rc::Rc;

use rhai::{Dynamic, Engine, EvalAltResult};

use crate::bridge;
use crate::error::{Halt, ShellError};
use crate::runtime::Runtime;
use crate::value::Value;

pub(crate) use blocks::argument as function_argument;
pub(crate) use operators::holds;

/// What a registered function gives Rhai.
pub(crate) type Answer = Result<Dynamic, Box<EvalAltResult>>;

/// Registers every function of the contract.
pub(crate) fn register<H: 'static>(engine: &mut Engine, runtime: &Rc<Runtime<H>>) {
    variables::register(engine, runtime);
    members::register(engine, runtime);
    values::register(engine, runtime);
    operators::register(engine, runtime);
    output::register(engine, runtime);
    pipelines::register(engine, runtime);
    blocks::register(engine, runtime);
    control::register(engine, runtime);
}

impl<H: 'static> Runtime<H> {
    /// A value for Rhai, or an error put at its place in the script.
    fn give(&self, location: i64, result: Result<Value, ShellError>) -> Answer {
        match result {
            Ok(value) => Ok(bridge::to_rhai(value)),
            Err(error) => Err(self.raise(location, Halt::Error(error))),
        }
    }

    /// Nothing for Rhai, or the reason to stop.
    fn done(&self, location: i64, result: Result<(), Halt>) -> Answer {
        match result {
            Ok(()) => Ok(Dynamic::UNIT),
            Err(halt) => Err(self.raise(location, halt)),
        }
    }

    /// A halt for Rhai; an error without a place is put where `location` points.
    pub(crate) fn raise(&self, location: i64, halt: Halt) -> Box<EvalAltResult> {
        let halt = match (halt, self.place(location)) {
            (Halt::Error(error), Some(place)) => Halt::Error(error.or_at(&place)),
            (halt, _) => halt,
        };
        bridge::to_rhai_error(halt)
    }
}

/// The values of an argument list.
fn values(items: rhai::Array) -> Vec<Value> {
    items.into_iter().map(bridge::from_rhai).collect()
}
