//! Ports to what a host has and the shell has not: files, and time that can pass.

use std::rc::Rc;

use jiff::SignedDuration;

use crate::error::ShellError;

/// What a file is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Write {
    /// The text is all the file will hold: it takes the place of what is there, whole or not at all.
    Replace,
    /// The text stands after what is there.
    Append,
}

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A file.
    File,
    /// A folder.
    Folder,
}

/// The files that a script may touch. Paths are as the script writes them; which of them are allowed, and what
/// relative ones begin at, is the port's to say.
pub trait Files<H> {
    /// The text of a file.
    fn read(&self, host: &H, path: &str) -> Result<String, ShellError>;

    /// Writes a file.
    fn write(&self, host: &H, path: &str, text: &str, how: Write) -> Result<(), ShellError>;

    /// What stands at a path.
    fn look(&self, host: &H, path: &str) -> Result<Found, ShellError>;

    /// Makes a folder, and those above it that are not there.
    fn make_folder(&self, host: &H, path: &str) -> Result<(), ShellError>;

    /// The names in a folder, in order, and what each is.
    fn list(&self, host: &H, path: &str) -> Result<Vec<(String, Found)>, ShellError>;

    /// The folder of the script that runs, for `$PSScriptRoot`; `None` at the prompt.
    fn folder(&self, host: &H) -> Option<String>;
}

/// How the host lets time pass. It answers with a note when no time could pass.
pub(crate) type Wait<H> = Rc<dyn Fn(&mut H, SignedDuration) -> Result<Option<String>, ShellError>>;
