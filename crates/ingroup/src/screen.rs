//! What the program writes to the terminal: answers to standard output, complaints to standard error.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

use crate::arguments::Format;
use crate::exit::Failure;

/// Says why a task was not carried out. A closed pipe is nobody's fault and says nothing.
pub(crate) fn complain(failure: &Failure) {
    let (message, help) = match failure {
        Failure::Usage { message, help } => (message, Some(help)),
        Failure::Input { message, help } => (message, help.as_ref()),
        Failure::ClosedPipe => return,
    };
    let mut out = std::io::stderr().lock();
    // If standard error is gone too, there is nobody left to tell.
    let _ = writeln!(out, "error: {message}");
    if let Some(help) = help {
        let _ = writeln!(out, "help: {help}");
    }
}

/// Says what is good to know and stops nothing.
pub(crate) fn remark(text: &str) {
    // If standard error is gone, there is nobody left to tell.
    let _ = writeln!(std::io::stderr().lock(), "note: {text}");
}

/// Standard output for answers, written in blocks; errors of a closed pipe come out of the writes.
pub(crate) fn answers() -> BufWriter<StdoutLock<'static>> {
    BufWriter::new(std::io::stdout().lock())
}

/// Whether answers are for people: asked for, or a terminal.
pub(crate) fn is_human(format: Format) -> bool {
    match format {
        Format::Human => true,
        Format::Json => false,
        Format::Auto => std::io::stdout().is_terminal(),
    }
}

/// Whether colour is wanted on standard output: a terminal, and `NO_COLOR` unset or empty.
pub(crate) fn wants_colour() -> bool {
    let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    std::io::stdout().is_terminal() && !refused
}
