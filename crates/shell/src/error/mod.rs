//! What goes wrong, as a sentence with a place, a cause and a next step; and what else ends a statement.

mod place;

use std::fmt;
use std::ops::Range;

pub use place::{Place, Source};

use crate::value::Value;

/// The answer of the service that a refusal stands for, shown on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceAnswer {
    /// HTTP status, such as 400.
    pub status: u16,
    /// The service's code, such as `Request_BadRequest`.
    pub code: String,
    /// The service's own sentence, where its words are known.
    pub text: Option<String>,
}

/// A text inside the script that has a diagnostic of its own, such as a membership rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inner {
    /// What the text is, such as `membership rule`.
    pub title: String,
    /// The text itself.
    pub text: String,
    /// The bytes of the text that are meant.
    pub range: Range<usize>,
    /// What is wrong there.
    pub label: String,
}

/// PowerShell's error categories, as far as scripts read them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Category {
    /// Anything else.
    #[default]
    NotSpecified,
    /// An argument is wrong.
    InvalidArgument,
    /// The thing named does not exist.
    ObjectNotFound,
    /// The request is refused as it stands.
    InvalidOperation,
    /// The caller lacks a right.
    PermissionDenied,
    /// It exists already.
    ResourceExists,
    /// A limit is reached.
    LimitsExceeded,
    /// The script's text cannot be read.
    ParserError,
    /// Made by `throw`.
    OperationStopped,
}

impl Category {
    /// The name that `$_.CategoryInfo.Category` shows.
    pub fn name(self) -> &'static str {
        match self {
            Category::NotSpecified => "NotSpecified",
            Category::InvalidArgument => "InvalidArgument",
            Category::ObjectNotFound => "ObjectNotFound",
            Category::InvalidOperation => "InvalidOperation",
            Category::PermissionDenied => "PermissionDenied",
            Category::ResourceExists => "ResourceExists",
            Category::LimitsExceeded => "LimitsExceeded",
            Category::ParserError => "ParserError",
            Category::OperationStopped => "OperationStopped",
        }
    }
}

/// An error as a person and a script see it.
#[derive(Clone, Debug, PartialEq)]
pub struct ShellError(Box<Fields>);

#[derive(Clone, Debug, PartialEq)]
struct Fields {
    message: String,
    command: Option<String>,
    place: Option<Place>,
    parameter: Option<String>,
    help: Vec<String>,
    id: Option<String>,
    category: Category,
    service: Option<ServiceAnswer>,
    inner: Vec<Inner>,
    target: Value,
    settled: bool,
    ends: bool,
}

impl ShellError {
    /// An error that says `message`, a plain sentence.
    pub fn new(message: impl Into<String>) -> ShellError {
        ShellError(Box::new(Fields {
            message: message.into(),
            command: None,
            place: None,
            parameter: None,
            help: Vec::new(),
            id: None,
            category: Category::default(),
            service: None,
            inner: Vec::new(),
            target: Value::Null,
            settled: false,
            ends: false,
        }))
    }

    /// Puts the error at `place`; `None` leaves it where the command stands.
    #[must_use]
    pub fn at(mut self, place: impl Into<Option<Place>>) -> ShellError {
        if let Some(place) = place.into() {
            self.0.place = Some(place);
        }
        self
    }

    /// Says that the argument of `-parameter` is to blame: the shell puts the error where it stands in the script.
    #[must_use]
    pub fn about(mut self, parameter: impl Into<String>) -> ShellError {
        self.0.parameter = Some(parameter.into());
        self
    }

    /// Puts the error at `place` unless it has a place already.
    #[must_use]
    pub fn or_at(mut self, place: &Place) -> ShellError {
        self.0.place.get_or_insert_with(|| place.clone());
        self
    }

    /// Names the command that failed, unless one is named already.
    #[must_use]
    pub fn or_command(mut self, name: &str) -> ShellError {
        self.0.command.get_or_insert_with(|| name.to_owned());
        self
    }

    /// Says what the sentence is about, in front of it.
    #[must_use]
    pub fn of(mut self, what: &str) -> ShellError {
        self.0.message = format!("{what}: {}", self.0.message);
        self
    }

    /// Adds a line on what to do next.
    #[must_use]
    pub fn help(mut self, line: impl Into<String>) -> ShellError {
        self.0.help.push(line.into());
        self
    }

    /// Gives the error an identifier, as `$_.FullyQualifiedErrorId` shows it.
    #[must_use]
    pub fn id(mut self, id: impl Into<String>) -> ShellError {
        self.0.id = Some(id.into());
        self
    }

    /// Gives the error a category.
    #[must_use]
    pub fn category(mut self, category: Category) -> ShellError {
        self.0.category = category;
        self
    }

    /// Adds the service's own answer.
    #[must_use]
    pub fn service(mut self, answer: ServiceAnswer) -> ShellError {
        self.0.service = Some(answer);
        self
    }

    /// Adds a diagnostic inside a text of the script, such as a rule.
    #[must_use]
    pub fn inner(mut self, inner: Inner) -> ShellError {
        self.0.inner.push(inner);
        self
    }

    /// Names the thing the error is about.
    #[must_use]
    pub fn target(mut self, target: impl Into<Value>) -> ShellError {
        self.0.target = target.into();
        self
    }

    /// Notes that `-ErrorAction` has been asked about this error, so that nobody asks again.
    #[must_use]
    pub(crate) fn settle(mut self) -> ShellError {
        self.0.settled = true;
        self
    }

    /// Makes the error end the script unless it is caught, whatever `$ErrorActionPreference` says: it was thrown, or
    /// somebody asked for `-ErrorAction Stop`.
    #[must_use]
    pub(crate) fn end_script(mut self) -> ShellError {
        self.0.ends = true;
        self
    }

    /// Whether the error ends the script unless it is caught.
    pub(crate) fn ends_script(&self) -> bool {
        self.0.ends
    }

    /// Whether `-ErrorAction` has been asked about this error.
    pub(crate) fn is_settled(&self) -> bool {
        self.0.settled
    }

    /// The sentence.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The command that failed.
    pub fn command(&self) -> Option<&str> {
        self.0.command.as_deref()
    }

    /// Where in the script.
    pub fn place(&self) -> Option<&Place> {
        self.0.place.as_ref()
    }

    /// The parameter whose argument is to blame.
    pub fn parameter(&self) -> Option<&str> {
        self.0.parameter.as_deref()
    }

    /// The lines on what to do next.
    pub fn help_lines(&self) -> &[String] {
        &self.0.help
    }

    /// The identifier; `RuntimeException` if none was given.
    pub fn error_id(&self) -> &str {
        self.0.id.as_deref().unwrap_or("RuntimeException")
    }

    /// The category.
    pub fn error_category(&self) -> Category {
        self.0.category
    }

    /// The service's own answer.
    pub fn service_answer(&self) -> Option<&ServiceAnswer> {
        self.0.service.as_ref()
    }

    /// The diagnostics inside a text of the script.
    pub fn inners(&self) -> &[Inner] {
        &self.0.inner
    }

    /// The thing the error is about; null if none was named.
    pub fn target_object(&self) -> &Value {
        &self.0.target
    }
}

impl fmt::Display for ShellError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.message)
    }
}

impl std::error::Error for ShellError {}

/// Everything that can end the work of a command or a statement before its end.
///
/// A command's code makes only [`Halt::Error`], through `?` on a [`ShellError`]; the others are
/// the shell's and are passed on untouched.
#[derive(Clone, Debug, PartialEq)]
pub enum Halt {
    /// Something went wrong; `try`/`catch` sees it.
    Error(ShellError),
    /// A later stage of the pipeline with this number wants no more objects.
    Enough(u64),
    /// `exit n`.
    Exit(i32),
    /// `return` outside of any block: this script ends, as if it had come to its last line.
    Return,
    /// Ctrl-C.
    Interrupted,
    /// The reader of the output went away.
    BrokenPipe,
    /// The budget of operations is spent; cannot be caught.
    Spent(String),
}

impl From<ShellError> for Halt {
    fn from(error: ShellError) -> Halt {
        Halt::Error(error)
    }
}
