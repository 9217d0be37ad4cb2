//! How the program ends.

use std::process::ExitCode;

/// The outcome of a task that was carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was done.
    Done,
    /// Something was refused, failed or is invalid; what it was has been said.
    Refused,
    /// Ctrl-C.
    Interrupted,
    /// A script's own `exit n`.
    Script(u8),
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Refused => 1,
            Exit::Interrupted => 130,
            Exit::Script(code) => code,
        })
    }
}

/// Why a task could not be carried out at all.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The program was called wrongly.
    Usage {
        /// What is wrong.
        message: String,
        /// What to write instead.
        help: String,
    },
    /// A file or an export is not usable.
    Input {
        /// What is wrong, with the place.
        message: String,
        /// What to do next.
        help: Option<String>,
    },
    /// Nobody reads the output any more: a pipe was closed. Not an error.
    ClosedPipe,
}

impl Failure {
    /// The exit code that tells a caller what happened.
    pub(crate) fn exit(&self) -> ExitCodeOf {
        match self {
            Self::Usage { .. } => ExitCodeOf(2),
            Self::Input { .. } => ExitCodeOf(1),
            Self::ClosedPipe => ExitCodeOf(0),
        }
    }
}

/// A number as exit code.
pub(crate) struct ExitCodeOf(u8);

impl From<ExitCodeOf> for ExitCode {
    fn from(code: ExitCodeOf) -> Self {
        Self::from(code.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::Input {
                message: error.to_string(),
                help: None,
            },
        }
    }
}
