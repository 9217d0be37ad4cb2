//! How far long work is, for whoever waits for it.

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// What is being done, in a word or two: a file that is read.
    pub what: String,
    /// How much of it is done.
    pub done: u64,
    /// How much there is.
    pub all: u64,
}

impl Progress {
    /// Whether nothing more comes.
    pub fn is_over(&self) -> bool {
        self.done >= self.all
    }
}

impl From<ingroup_exchange::Progress> for Progress {
    fn from(import: ingroup_exchange::Progress) -> Self {
        Self {
            what: import.file,
            done: import.bytes_done,
            all: import.bytes,
        }
    }
}
