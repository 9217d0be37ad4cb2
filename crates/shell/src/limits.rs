//! What a script may spend.

/// The bounds of one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Steps of the script; a loop over 100,000 objects with a few commands each takes some ten million.
    pub operations: u64,
    /// How deep functions and script blocks may call each other.
    pub depth: usize,
    /// The longest string, in bytes.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            operations: 200_000_000,
            depth: 200,
            text: MAX_TEXT,
        }
    }
}

/// The longest string that an operator makes, in bytes.
pub(crate) const MAX_TEXT: usize = 64 * 1024 * 1024;
