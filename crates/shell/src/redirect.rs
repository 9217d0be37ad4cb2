//! Redirections: what `> file`, `2> $null`, `3>&1` and `*> file` make of a stage's streams.

use std::cell::RefCell;
use std::rc::Rc;

use crate::error::{Category, Place, ShellError};
use crate::output::{self, Stream};
use crate::pipeline::Sink;
use crate::ports::Write;
use crate::runtime::Runtime;
use crate::value::{Text, Value, check_size};

/// The numbers of the streams, as redirections write them.
const STREAMS: &[(&str, Stream)] = &[
    ("", Stream::Out),
    ("2", Stream::Err),
    ("3", Stream::Warning),
    ("4", Stream::Verbose),
    ("6", Stream::Information),
];

/// Where a stage asks a stream to go.
#[derive(Clone, Debug)]
pub(crate) enum To {
    /// `$null`.
    Nowhere,
    /// `&1`.
    Output,
    /// A file.
    File(Rc<FileTarget>),
}

/// What a stage asks of its streams, in the order written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Redirect(Vec<(Stream, To)>);

/// A file that a pipeline fills; it is written when the pipeline has come to its end.
#[derive(Debug)]
pub(crate) struct FileTarget {
    path: Text,
    how: Write,
    place: Place,
    items: RefCell<Vec<Value>>,
}

/// Where text goes that is not output.
pub(crate) enum Target<H: 'static> {
    /// To the console.
    Screen,
    /// Nowhere.
    Nowhere,
    /// To a file.
    File(Rc<FileTarget>),
    /// To where the output goes.
    Output(Sink<H>),
}

/// The targets of a stage; streams that are not named go to the console.
pub(crate) struct Streams<H: 'static>(Option<Rc<Targets<H>>>);

type Targets<H> = Vec<(Stream, Target<H>)>;

impl<H: 'static> Default for Streams<H> {
    fn default() -> Streams<H> {
        Streams(None)
    }
}

impl<H: 'static> Clone for Streams<H> {
    fn clone(&self) -> Streams<H> {
        Streams(self.0.clone())
    }
}

impl<H: 'static> Clone for Target<H> {
    fn clone(&self) -> Target<H> {
        match self {
            Target::Screen => Target::Screen,
            Target::Nowhere => Target::Nowhere,
            Target::File(file) => Target::File(Rc::clone(file)),
            Target::Output(sink) => Target::Output(sink.clone()),
        }
    }
}

impl<H: 'static> Streams<H> {
    /// Where a stream goes.
    pub(crate) fn of(&self, stream: Stream) -> Target<H> {
        self.0
            .iter()
            .flat_map(|targets| targets.iter())
            .find(|(named, _)| *named == stream)
            .map_or(Target::Screen, |(_, target)| target.clone())
    }

    /// These streams as a stage changes them, whose output goes to `output`.
    pub(crate) fn redirected(&self, redirect: &Redirect, output: &Sink<H>) -> Streams<H> {
        let mut targets: Targets<H> = Vec::new();
        for (stream, to) in redirect.0.iter().rev() {
            if *stream != Stream::Out && !targets.iter().any(|(named, _)| named == stream) {
                let target = match to {
                    To::Nowhere => Target::Nowhere,
                    To::Output => Target::Output(output.clone()),
                    To::File(file) => Target::File(Rc::clone(file)),
                };
                targets.push((*stream, target));
            }
        }
        if targets.is_empty() {
            return self.clone();
        }
        let outer = self.0.iter().flat_map(|targets| targets.iter()).cloned();
        targets.extend(outer);
        Streams(Some(Rc::new(targets)))
    }
}

impl Redirect {
    /// Adds a redirection by its operator, such as `2>>`; the target is what it leads to.
    pub(crate) fn add(
        &mut self,
        operator: &str,
        target: Option<&Value>,
        place: &Place,
    ) -> Result<(), ShellError> {
        let (number, rest) = operator.split_once('>').unwrap_or((operator, ""));
        let to = match target {
            None => To::Output,
            Some(Value::Null | Value::Empty) => To::Nowhere,
            Some(path) => {
                let how = match rest {
                    ">" => Write::Append,
                    _ => Write::Replace,
                };
                To::File(self.file(path.to_text(), how, place)?)
            }
        };
        let number = if number == "1" { "" } else { number };
        for (_, stream) in STREAMS
            .iter()
            .filter(|(of, _)| number == "*" || *of == number)
        {
            self.0.push((*stream, to.clone()));
        }
        Ok(())
    }

    /// The target for a file: streams that lead to one file share it.
    fn file(&self, path: Text, how: Write, place: &Place) -> Result<Rc<FileTarget>, ShellError> {
        if path.is_empty() {
            return Err(ShellError::new("The file to write to has no name.")
                .category(Category::InvalidArgument)
                .help("$null after > throws the output away.")
                .at(place.clone()));
        }
        let known = self.files().into_iter().find(|file| file.path == path);
        Ok(known.unwrap_or_else(|| {
            Rc::new(FileTarget {
                path,
                how,
                place: place.clone(),
                items: RefCell::default(),
            })
        }))
    }

    /// The files that are written, each once.
    pub(crate) fn files(&self) -> Vec<Rc<FileTarget>> {
        let mut files: Vec<Rc<FileTarget>> = Vec::new();
        for (_, to) in &self.0 {
            if let To::File(file) = to
                && !files.iter().any(|known| Rc::ptr_eq(known, file))
            {
                files.push(Rc::clone(file));
            }
        }
        files
    }

    /// Where the output goes, if not on.
    pub(crate) fn output<H: 'static>(&self) -> Option<Sink<H>> {
        let last = self.0.iter().rfind(|(stream, _)| *stream == Stream::Out);
        match last {
            Some((_, To::Nowhere)) => Some(Sink::Nowhere),
            Some((_, To::File(file))) => Some(Sink::File(Rc::clone(file))),
            Some((_, To::Output)) | None => None,
        }
    }
}

impl FileTarget {
    /// Keeps an object or a line for the file.
    pub(crate) fn push(&self, value: Value) -> Result<(), crate::error::Halt> {
        let mut items = self.items.borrow_mut();
        check_size(items.len() + 1)?;
        items.push(value);
        Ok(())
    }

    /// Writes the file, its objects as the console would show them.
    pub(crate) fn finish<H: 'static>(&self, runtime: &Runtime<H>) -> Result<(), ShellError> {
        let width = runtime.console.borrow().width;
        let text = output::as_shown(&self.items.borrow(), &runtime.views, width);
        runtime
            .write_file(&self.path, &text, self.how)
            .map_err(|error| error.or_at(&self.place))
    }
}
