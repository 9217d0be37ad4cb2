//! The syntax of the command language: PowerShell text to a tree to Rhai text.
//!
//! Administrators type what they know; Rhai runs it. This crate stands between the two and knows neither a command
//! nor a directory, and of Rhai only how to write it. [`parse`] never fails: it gives a tree, what is wrong, and
//! whether the text only lacks its end. [`lower`] writes the text of each statement, whose every call carries the
//! number of a place in the source, because a message must underline what was typed and not what was generated.
//! What the text may call is a table, [`RUNTIME`], which is the whole contract with whoever runs it.
//!
//! Invariants: no input or output, no clock, no dependency; any text ends in a tree, in time that grows with its
//! length, with bounded use of the stack.

mod diagnostic;
mod lower;
mod mixed;
mod operators;
mod parse;
pub mod runtime;
mod span;
pub mod tree;
mod walk;

#[cfg(test)]
mod tests;

pub use diagnostic::Diagnostic;
pub use lower::{LowerOptions, Lowered, Unit, lower};
pub use mixed::{
    Call, CallArgument, CallForm, CallValue, Calls, Mixed, MixedOptions, Steps, calls, weave,
};
pub use operators::{OPERATORS, Operator};
pub use parse::{
    Comment, CommentPlace, MEMBER_LIMIT, NESTING_LIMIT, OPERATOR_LIMIT, Parsed, TEXT_LIMIT, parse,
    parse_at,
};
pub use runtime::{RUNTIME, RuntimeFunction};
pub use span::{Lines, Position, Span};
pub use walk::{Visitor, walk, walk_statements};
