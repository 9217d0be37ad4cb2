//! The port by which the shell's text reaches the terminal, a file or a pipe.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Stdout, Write};
use std::rc::Rc;

use ingroup_shell::{Output, Stream};
use ingroup_store::Keeper;

/// Where errors and warnings go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Errors {
    /// To standard error.
    Apart,
    /// Among the output, in order, as a transcript has them.
    AmongOutput,
}

/// A way out of the program, which nothing takes before what it tells of is durable.
struct Gate<W> {
    way: W,
    keeper: Keeper,
}

impl<W: Write> Write for Gate<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.keeper.commit().map_err(io::Error::other)?;
        self.way.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.way.flush()
    }
}

/// Standard output and standard error in the order of writing, and a transcript beside them if one is kept in a file.
/// Clones share everything.
#[derive(Clone)]
pub(crate) struct Console {
    out: Rc<RefCell<BufWriter<Gate<Stdout>>>>,
    keeper: Keeper,
    errors: Errors,
    transcript: Option<Rc<RefCell<BufWriter<Gate<File>>>>>,
    /// Why the transcript could not be written on.
    broken: Rc<RefCell<Option<io::Error>>>,
    saw_error: Rc<Cell<bool>>,
}

impl Console {
    /// The keeper makes durable what happened, before it is told.
    pub(crate) fn new(errors: Errors, keeper: Keeper) -> Self {
        let out = Gate {
            way: io::stdout(),
            keeper: keeper.clone(),
        };
        Self {
            out: Rc::new(RefCell::new(BufWriter::new(out))),
            keeper,
            errors,
            transcript: None,
            broken: Rc::default(),
            saw_error: Rc::default(),
        }
    }

    /// With a file that gets the transcript: everything, and the statements besides, which nobody else sees.
    pub(crate) fn with_transcript(mut self, file: File) -> Self {
        let file = Gate {
            way: file,
            keeper: self.keeper.clone(),
        };
        self.transcript = Some(Rc::new(RefCell::new(BufWriter::new(file))));
        self
    }

    /// Whether an error has been shown.
    pub(crate) fn saw_error(&self) -> bool {
        self.saw_error.get()
    }

    /// Why the transcript is not whole, if it is not.
    pub(crate) fn close_transcript(&self) -> io::Result<()> {
        if let Some(error) = self.broken.take() {
            return Err(error);
        }
        match &self.transcript {
            Some(file) => file.borrow_mut().flush(),
            None => Ok(()),
        }
    }

    /// Sends what is buffered on its way.
    pub(crate) fn flush(&self) -> io::Result<()> {
        self.out.borrow_mut().flush()
    }

    fn keep(&self, text: &str) -> io::Result<()> {
        let Some(file) = &self.transcript else {
            return Ok(());
        };
        let written = file.borrow_mut().write_all(text.as_bytes());
        written.map_err(|error| {
            let same = io::Error::new(error.kind(), error.to_string());
            self.broken.replace(Some(error));
            same
        })
    }
}

impl Output for Console {
    fn write(&mut self, stream: Stream, text: &str) -> io::Result<()> {
        self.keep(text)?;
        match stream {
            Stream::Err => self.saw_error.set(true),
            Stream::Echo if self.transcript.is_some() => return Ok(()),
            _ => {}
        }
        let apart = matches!(stream, Stream::Err | Stream::Warning | Stream::Verbose);
        if apart && self.errors == Errors::Apart {
            self.flush()?;
            self.keeper.commit().map_err(io::Error::other)?;
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
        let answer = (read > 0).then(|| line.trim_end_matches(['\r', '\n']).to_owned())?;
        self.keep(&format!("{answer}\n")).ok()?;
        Some(answer)
    }
}
