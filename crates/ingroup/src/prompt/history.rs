//! What was typed, from one session to the next. Nothing about it ever stops the prompt.

use std::ffi::OsString;
use std::path::PathBuf;

use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Editor, Helper};

use crate::files::in_words;

/// Whether what is typed is remembered after the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// In a file in the user's own folder.
    InFile,
    /// Only as long as the session lasts.
    InMemory,
}

/// The file that remembers, if there is one.
pub(super) struct Kept {
    path: Option<PathBuf>,
}

impl Kept {
    /// Reads what is remembered. A file that cannot be used is left alone; the user is told once.
    pub(super) fn open<H: Helper>(keep: Keep, editor: &mut Editor<H, FileHistory>) -> Kept {
        let path = match keep {
            Keep::InFile => file(|name| std::env::var_os(name)),
            Keep::InMemory => None,
        };
        let mut kept = Kept { path };
        let Some(path) = &kept.path else {
            return kept;
        };
        let made = path.parent().map(std::fs::create_dir_all);
        let loaded = match made {
            Some(Err(error)) => Err(ReadlineError::Io(error)),
            _ if path.exists() => editor.load_history(path),
            _ => Ok(()),
        };
        if let Err(error) = loaded {
            kept.give_up(&error);
        }
        kept
    }

    /// Remembers a line, now: the session may end in any way.
    pub(super) fn add<H: Helper>(&mut self, editor: &mut Editor<H, FileHistory>, text: &str) {
        let added = editor.add_history_entry(text).unwrap_or(false);
        if let (true, Some(path)) = (added, &self.path)
            && let Err(error) = editor.append_history(path)
        {
            self.give_up(&error);
        }
    }

    fn give_up(&mut self, error: &ReadlineError) {
        let Some(path) = self.path.take() else { return };
        let reason = match error {
            ReadlineError::Io(error) => in_words(error),
            other => other.to_string(),
        };
        crate::screen::remark(&format!(
            "what you type is not kept after this session: \"{}\" cannot be used: {reason}",
            path.display()
        ));
    }
}

/// Where the history lies: the folder for the state of programs, as the system has it.
fn file(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let folder = |name: &str| {
        variable(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let state = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("XDG_STATE_HOME")
            .or_else(|| Some(folder("HOME")?.join("Library/Application Support")))
    } else {
        folder("XDG_STATE_HOME").or_else(|| Some(folder("HOME")?.join(".local/state")))
    };
    Some(state?.join("ingroup").join("history"))
}
