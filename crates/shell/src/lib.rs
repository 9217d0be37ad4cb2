//! The command language at run time: values, operators, binder, pipelines, formatting, help and limits, on Rhai.

mod arithmetic;
mod bind;
mod bridge;
mod call;
mod command;
mod commands;
mod compare;
mod engine;
mod error;
mod format;
mod function;
mod functions;
mod help;
mod limits;
mod members;
mod output;
mod parameter;
mod pattern;
mod pipeline;
mod registry;
mod render;
mod rhai_face;
mod runtime;
mod scope;
mod shell;
mod value;

pub use call::Call;
pub use command::{Command, Done, Example, Stage, WhatIf};
pub use error::{Category, Halt, Inner, Place, ServiceAnswer, ShellError, Source};
pub use limits::Limits;
pub use output::{Align, Cell, Column, Format, Output, Stream, Transcript, View, Views, Width};
pub use parameter::{FromPipeline, Kind, Need, Parameter};
pub use render::render;
pub use shell::{Echo, Outcome, Shell, ShellBuilder, on_large_stack};
pub use value::{Hashtable, List, ListKind, Number, Object, ScriptBlock, Text, Value};

#[cfg(test)]
mod tests;
