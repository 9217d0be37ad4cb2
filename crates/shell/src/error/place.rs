//! Where something stands in a script: the text it was read from, and a range of bytes.

use std::ops::Range;
use std::rc::Rc;

/// A script as it was read: its name for messages and its text.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    name: String,
    text: String,
    folder: Option<String>,
}

impl Source {
    /// Keeps `text` under the name that messages show (a file name, or `prompt`).
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Rc<Source> {
        Rc::new(Source {
            name: name.into(),
            text: text.into(),
            folder: None,
        })
    }

    /// Keeps the text of a file that a script called by its path.
    pub(crate) fn of_file(
        name: impl Into<String>,
        text: impl Into<String>,
        path: &str,
    ) -> Rc<Source> {
        let path = path.trim_start_matches("./");
        let folder = path.rsplit_once(['/', '\\']).map(|(folder, _)| folder);
        Rc::new(Source {
            name: name.into(),
            text: text.into(),
            folder: folder
                .filter(|folder| !folder.is_empty())
                .map(str::to_owned),
        })
    }

    /// The folder in the path that a script called it by.
    pub(crate) fn folder(&self) -> Option<&str> {
        self.folder.as_deref()
    }

    /// The name that messages show.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A range of bytes of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    source: Rc<Source>,
    range: Range<usize>,
}

impl Place {
    /// The bytes `range` of `source`; a range outside of the text is cut to it.
    pub fn new(source: &Rc<Source>, range: Range<usize>) -> Place {
        let end = range.end.min(source.text.len());
        let start = range.start.min(end);
        Place {
            source: Rc::clone(source),
            range: start..end,
        }
    }

    /// The script.
    pub fn source(&self) -> &Rc<Source> {
        &self.source
    }

    /// The bytes meant.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The text at this place; empty if the range cuts a character.
    pub fn text(&self) -> &str {
        self.source.text.get(self.range.clone()).unwrap_or("")
    }

    /// Line and column, both counted from 1, the column in characters.
    pub fn line_column(&self) -> (usize, usize) {
        let before = self.source.text.get(..self.range.start).unwrap_or("");
        let line = before.matches('\n').count() + 1;
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        (line, column)
    }
}
