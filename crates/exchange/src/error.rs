//! Why a file was not read or not written.

use std::fmt;
use std::path::{Path, PathBuf};

use ingroup_schema::ObjectId;

/// Where in a file: both counted from one; the column counts bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column in the line.
    pub column: usize,
}

/// An import that was refused. Nothing was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    pub(crate) path: Box<Path>,
    pub(crate) place: Option<Place>,
    pub(crate) object: Option<Box<str>>,
    pub(crate) id: Option<ObjectId>,
    pub(crate) reason: String,
    pub(crate) help: Box<str>,
}

/// The reason of an import that somebody ended.
pub(crate) const STOPPED: &str = "The import was stopped.";

impl ImportError {
    pub(crate) fn new(path: &Path, reason: impl Into<String>, help: impl Into<Box<str>>) -> Self {
        Self {
            path: path.into(),
            place: None,
            object: None,
            id: None,
            reason: reason.into(),
            help: help.into(),
        }
    }

    /// The end of an import that nobody waits for any longer.
    pub(crate) fn stopped(path: &Path) -> Self {
        Self::new(path, STOPPED, "Import again.")
    }

    /// Whether nothing is wrong, and somebody only wanted no more of it.
    pub fn is_stopped(&self) -> bool {
        self.reason == STOPPED
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where in the file.
    pub fn place(&self) -> Option<Place> {
        self.place
    }

    /// The object in question, such as `user "adele@contoso.com"`.
    pub fn object(&self) -> Option<&str> {
        self.object.as_deref()
    }

    /// What is wrong, as a sentence.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What to do, as a sentence.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for ImportError {
    /// File, place, object and reason on one line; the help is not in it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(place) = self.place {
            write!(f, ":{}:{}", place.line, place.column)?;
        }
        if let Some(object) = &self.object {
            write!(f, ", {object}")?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl std::error::Error for ImportError {}

/// An export that was not made. The folder is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportError {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
    pub(crate) help: String,
}

impl ExportError {
    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is wrong, as a sentence.
    pub fn reason(&self) -> &str {
        &self.reason
    }

    /// What to do, as a sentence.
    pub fn help(&self) -> &str {
        &self.help
    }
}

impl fmt::Display for ExportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for ExportError {}

/// An error of the operating system as a sentence.
pub(crate) fn system_reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "It does not exist.".into(),
        ErrorKind::PermissionDenied => "You may not open it.".into(),
        _ => format!("The system says: {error}."),
    }
}
