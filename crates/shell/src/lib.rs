//! The command language at run time: values, operators, binder, pipelines, formatting, help and limits, on Rhai.
//!
//! A [`Shell`] is made from a table of [`Command`]s, a host they work on, and a port for what a person sees. A script
//! in PowerShell's syntax is read and lowered to Rhai text by `ingroup-script`; every call in that text ends in
//! `functions`, which is where PowerShell's meaning lives. Rhai does sequence, branches, loops, `try` and the budget
//! of steps; variables, scopes, output and errors are ours (`runtime`), because PowerShell's are found by the caller's
//! scope, in any case, and outlive the line that made them.
//!
//! To write a command, read `command`, `parameter` and `call`; an argument is converted and checked by `bind` before
//! the command sees it, and what it emits goes down `pipeline` one object at a time.
//!
//! Invariants: nobody else knows Rhai; no tenant, no terminal, no file and no clock is known here, only the host and
//! ports that are given; while a script block runs, the host is not borrowed; a script can spend neither more steps,
//! nor more depth, nor longer lists and strings than [`Limits`] says; the same script prints the same bytes.

mod arithmetic;
mod bind;
mod bridge;
mod call;
mod command;
mod commands;
mod compare;
mod csv;
mod engine;
mod error;
mod format;
mod function;
mod functions;
mod help;
mod limits;
mod members;
mod not_here;
mod output;
mod parameter;
mod pattern;
mod pipeline;
mod ports;
mod prompt;
mod redirect;
mod registry;
mod render;
mod rhai_face;
mod rhai_share;
mod runtime;
mod scope;
mod shell;
mod value;

pub use bind::closest;
pub use call::Call;
pub use command::{Command, Done, Example, Stage, WhatIf};
pub use error::{Category, Halt, Inner, Place, ServiceAnswer, ShellError, Source};
pub use help::Topic;
pub use limits::Limits;
pub use output::{Align, Cell, Column, Format, Output, Stream, Transcript, View, Views, Width};
pub use parameter::{FromPipeline, Kind, Need, Parameter};
pub use pattern::is_like;
pub use ports::{Files, Found, Write};
pub use prompt::{Ask, Candidate, Completion, Entry, Guide, Inside, Paint, Painted};
pub use registry::Offer;
pub use render::render;
pub use shell::{CheckText, Echo, Outcome, Shell, ShellBuilder, on_large_stack};
pub use value::{Hashtable, List, ListKind, Number, Object, ScriptBlock, Text, Value};

#[cfg(test)]
mod tests;
