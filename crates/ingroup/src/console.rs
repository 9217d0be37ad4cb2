//! The port by which the shell's text reaches the terminal, a file or a pipe.

use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::rc::Rc;

use ingroup_shell::{Output, Stream};

/// Where errors and warnings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// To standard error.
    Apart,
    /// Among the output, in order, as a transcript has them.
    AmongOutput,
}

/// Standard output and standard error in the order of writing. Clones share one buffer.
#[derive(Clone)]
pub(crate) struct Console {
    out: Rc<RefCell<BufWriter<Stdout>>>,
    errors: Errors,
}

impl Console {
    pub(crate) fn new(errors: Errors) -> Self {
        Self {
            out: Rc::new(RefCell::new(BufWriter::new(io::stdout()))),
            errors,
        }
    }

    /// Sends what is buffered on its way.
    pub(crate) fn flush(&self) -> io::Result<()> {
        self.out.borrow_mut().flush()
    }
}

impl Output for Console {
    fn write(&mut self, stream: Stream, text: &str) -> io::Result<()> {
        let apart = matches!(stream, Stream::Err | Stream::Warning | Stream::Verbose);
        if apart && self.errors == Errors::Apart {
            self.flush()?;
            return io::stderr().write_all(text.as_bytes());
        }
        let mut out = self.out.borrow_mut();
        out.write_all(text.as_bytes())?;
        // Somebody who watches wants to see it now, and what a script says to its host is meant to be seen now; the
        // rest of what goes to a file or a pipe can wait for more.
        let now = stream == Stream::Information || io::stdout().is_terminal();
        if now { out.flush() } else { Ok(()) }
    }

    fn ask(&mut self, question: &str) -> Option<String> {
        if !io::stdin().is_terminal() {
            return None;
        }
        self.write(Stream::Information, &format!("{question} "))
            .ok()?;
        self.flush().ok()?;
        let mut line = String::new();
        let read = io::stdin().read_line(&mut line).ok()?;
        (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())
    }
}
