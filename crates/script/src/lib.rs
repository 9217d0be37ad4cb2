//! The syntax of the command language: PowerShell text to a tree to Rhai text.

pub mod runtime;

pub use runtime::{RUNTIME, RuntimeFunction};
