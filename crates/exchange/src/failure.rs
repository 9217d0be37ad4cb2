//! Why an object is refused, and what becomes of the import.

use ingroup_schema::ObjectId;

use crate::codec::Mismatch;
use crate::error::{ImportError, Place};
use crate::tree::Entry;

/// Why an object is refused, and what to do.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) reason: String,
    pub(crate) help: String,
}

impl Failure {
    pub(crate) fn new(reason: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            help: help.into(),
        }
    }

    /// What is wrong with the JSON, in the words of its reader.
    pub(crate) fn json(what: &str) -> Self {
        Self::new(
            format!("This is not JSON: {what}."),
            "Export it again as JSON, or correct this place.",
        )
    }

    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        if error.is_eof() {
            return Self::new(
                "The file ends in the middle: its end is missing.",
                "Export it again, or copy the whole file.",
            );
        }
        let text = error.to_string();
        let what = text.split(" at line ").next().unwrap_or_default();
        Self::json(match what.starts_with("control character") {
            true => "a text has no closing quotation mark in its line, or a control character",
            false => what,
        })
    }

    /// As the error of a file.
    pub(crate) fn at(self, entry: &Entry, place: Option<Place>) -> ImportError {
        ImportError {
            place,
            ..ImportError::new(&entry.path, self.reason, self.help)
        }
    }
}

impl From<Mismatch> for Failure {
    fn from(mismatch: Mismatch) -> Self {
        Self::new(
            mismatch.sentence(),
            "Correct the value in the file, or export it again.",
        )
    }
}

/// What to do with an object that cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bad {
    /// Refuse the whole import.
    #[default]
    Refuse,
    /// Leave the object out, and say so.
    LeaveOut,
}

/// Something that was left out of an import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The file, as named in the folder.
    pub file: String,
    /// Where in the file.
    pub place: Option<Place>,
    /// Which object of the file it is, counted from one; none if it is the file itself.
    pub index: Option<usize>,
    /// The object for people, such as `user "adele@contoso.com"`, as far as it is known.
    pub object: Option<String>,
    /// Its id, if that was read.
    pub id: Option<ObjectId>,
    /// Why, as a sentence.
    pub reason: String,
}

/// What could not be taken so far.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    pub(crate) bad: Bad,
    pub(crate) left_out: Vec<LeftOut>,
}

impl Faults {
    pub(crate) fn new(bad: Bad) -> Self {
        Self {
            bad,
            left_out: Vec::new(),
        }
    }

    /// Meets an error in a file: it ends the import, or is kept.
    pub(crate) fn meet(
        &mut self,
        entry: &Entry,
        index: Option<usize>,
        error: ImportError,
    ) -> Result<(), ImportError> {
        match self.bad {
            Bad::Refuse => Err(error),
            Bad::LeaveOut => {
                self.left_out.push(LeftOut {
                    file: entry.name.clone(),
                    place: error.place,
                    index,
                    object: error.object.map(String::from),
                    id: error.id,
                    reason: error.reason,
                });
                Ok(())
            }
        }
    }
}
