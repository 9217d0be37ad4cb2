//! Patterns against texts, as .NET answers.

mod found;
mod properties;
mod refused;
mod shapes;
mod slow;

use super::{Pattern, PatternError};

/// Reads and compiles a pattern that must be good.
fn good(pattern: &str) -> Pattern {
    let read = Pattern::read(pattern).unwrap_or_else(|e| panic!("{pattern:?}: {e} {:?}", e.span));
    read.compile()
        .unwrap_or_else(|e| panic!("{pattern:?} as {:?}: {e}", read.engine_text()));
    read
}

/// The refusal of a pattern that must be bad.
fn bad(pattern: &str) -> PatternError {
    match Pattern::read(pattern) {
        Ok(read) => panic!("{pattern:?} was taken as {:?}", read.engine_text()),
        Err(error) => error,
    }
}
