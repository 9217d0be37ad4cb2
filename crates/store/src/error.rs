//! Why a stored tenant cannot be used, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// What was to be done with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// To make it.
    Make,
    /// To read it.
    Read,
    /// To write it.
    Write,
    /// To lock it.
    Lock,
    /// To copy it.
    Copy,
}

impl Deed {
    fn word(self) -> &'static str {
        match self {
            Self::Make => "made",
            Self::Read => "read",
            Self::Write => "written",
            Self::Lock => "locked",
            Self::Copy => "copied",
        }
    }
}

/// Why a file could not be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// It is not there.
    Absent,
    /// The system does not allow it.
    NotAllowed,
    /// Nothing can be written on this disk or in this folder.
    ReadOnly,
    /// The disk is full.
    Full,
    /// It is there already.
    Present,
    /// Something else.
    Other,
}

impl Cause {
    /// In words, if there are any but the system's own.
    pub(crate) fn words(self) -> Option<&'static str> {
        match self {
            Self::Absent => Some("it is not there"),
            Self::NotAllowed => Some("the system does not allow it"),
            Self::ReadOnly => Some("nothing can be written there"),
            Self::Full => Some("the disk is full"),
            Self::Present => Some("it is there already"),
            Self::Other => None,
        }
    }
}

/// Why a stored tenant cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreError {
    /// A file could not be used.
    File {
        /// What was to be done.
        deed: Deed,
        /// Which.
        path: PathBuf,
        /// Why, as far as there is something to advise.
        cause: Cause,
        /// Why, in the system's words.
        words: String,
    },
    /// There is nothing at the path.
    Absent {
        /// The path.
        place: PathBuf,
    },
    /// There is something else at the path.
    NotAStore {
        /// The path.
        place: PathBuf,
        /// What makes it something else.
        why: String,
    },
    /// There is a stored tenant, or something else, where one is to be made.
    Taken {
        /// The path.
        place: PathBuf,
        /// Whether it is a stored tenant.
        by_store: bool,
    },
    /// Another program works on it.
    InUse {
        /// The path.
        place: PathBuf,
        /// Which, if it can be known.
        owner: Option<String>,
    },
    /// A newer program has made it.
    TooNew {
        /// The path.
        place: PathBuf,
        /// The version of its form.
        version: i64,
        /// The newest version that is known.
        known: i64,
        /// The program that kept it last, if it says so.
        program: Option<String>,
    },
    /// A state that is kept whole is in a format of another program, and nothing else leads to it.
    OtherFormat {
        /// The path.
        place: PathBuf,
        /// After which unit the state is.
        unit: u64,
        /// What this program reads, in words.
        why: String,
        /// The program that kept it last, if that is another one.
        program: Option<String>,
    },
    /// The record is not what was written.
    Damaged {
        /// The path.
        place: PathBuf,
        /// Up to which unit it is good, if any of it is.
        good: Option<(u64, u64)>,
        /// What is wrong.
        what: String,
    },
    /// What is kept was done again, and something else followed.
    NotReproducible {
        /// The path.
        place: PathBuf,
        /// Which unit.
        unit: u64,
        /// What is different.
        what: String,
        /// The program that kept it last, if that is another one.
        program: Option<String>,
    },
    /// The tenant has something in it that cannot be kept as a whole.
    NoImage {
        /// What.
        what: String,
    },
    /// An earlier change could not be kept, so nothing more can be.
    Broken,
    /// Whoever waited for it did not want to wait any more.
    Stopped,
}

impl StoreError {
    pub(crate) fn file(deed: Deed, path: &Path, error: &io::Error) -> Self {
        let cause = match error.kind() {
            io::ErrorKind::NotFound => Cause::Absent,
            io::ErrorKind::PermissionDenied => Cause::NotAllowed,
            io::ErrorKind::ReadOnlyFilesystem => Cause::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Cause::Full,
            io::ErrorKind::AlreadyExists => Cause::Present,
            _ => Cause::Other,
        };
        let words = cause
            .words()
            .map_or_else(|| error.to_string(), str::to_owned);
        Self::File {
            deed,
            path: path.to_owned(),
            cause,
            words,
        }
    }

    /// What to do next.
    pub fn help(&self) -> String {
        match self {
            Self::File { cause, deed, .. } => match cause {
                Cause::Absent => "Check the path.",
                Cause::NotAllowed | Cause::ReadOnly if matches!(deed, Deed::Make | Deed::Copy) => {
                    "Give a path in a folder in which you may write."
                }
                Cause::NotAllowed | Cause::ReadOnly => {
                    "Whoever works on a tenant writes in its folder. Check that you may, or copy the folder to where \
                     you may."
                }
                Cause::Full => "Make room on the disk, then do it again. What was kept before is whole.",
                Cause::Present => "Give another path.",
                Cause::Other => "Check the disk. What was kept before is whole.",
            }
            .to_owned(),
            Self::Absent { .. } => "Check the path. New-Tenant -Path makes a stored tenant.".to_owned(),
            Self::NotAStore { .. } => {
                "A stored tenant is a folder with the file tenant.db in it; New-Tenant -Path makes one. Import-Tenant \
                 loads an export."
                    .to_owned()
            }
            Self::Taken { by_store: true, .. } => {
                "Use-Tenant -Path opens it. For a new tenant, give another path.".to_owned()
            }
            Self::Taken { .. } => "Give a path at which there is nothing, or an empty folder.".to_owned(),
            Self::InUse { .. } => {
                "End that program first. Backup-Tenant, there, makes a copy to work on.".to_owned()
            }
            Self::TooNew { program, .. } => match program {
                Some(program) => format!("Use the newer program, which is ingroup {program}."),
                None => "Use the newer program.".to_owned(),
            },
            Self::OtherFormat { program, .. } => {
                let program = program.as_deref().unwrap_or("of then");
                format!(
                    "Nothing was opened and nothing written. Open it with ingroup {program}: Export-Tenant, there, saves \
                     the facts, and Import-Tenant loads them here."
                )
            }
            Self::Damaged { .. } => {
                "Nothing was opened and nothing written. Restore-Tenant -From takes a backup; with -Intact it takes \
                 what is good of this one, as a new tenant."
                    .to_owned()
            }
            Self::NotReproducible {
                program: Some(program),
                ..
            } => format!(
                "Nothing was opened and nothing written. The program that kept it, ingroup {program}, can still open it: \
                 Optimize-Tenant, there, keeps the tenant whole, and this program takes it from there. Restore-Tenant \
                 with -Intact takes what is the same, as a new tenant."
            ),
            Self::NotReproducible { .. } => {
                "Nothing was opened and nothing written. The program that kept it can still open it: use that one, or \
                 a backup. Restore-Tenant with -Intact takes what is the same, as a new tenant."
                    .to_owned()
            }
            Self::NoImage { .. } => {
                "That is a fault of this program. Export-Tenant saves the facts.".to_owned()
            }
            Self::Stopped => "Nothing was changed. Do it again when there is time.".to_owned(),
            Self::Broken => "End the program, see to the cause, and open the tenant again.".to_owned(),
        }
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File {
                deed, path, words, ..
            } => write!(
                f,
                "\"{}\" cannot be {}: {words}",
                path.display(),
                deed.word()
            ),
            Self::Absent { place } => {
                write!(f, "there is no stored tenant at \"{}\"", place.display())
            }
            Self::NotAStore { place, why } => {
                write!(f, "\"{}\" is no stored tenant: {why}", place.display())
            }
            Self::Taken { place, by_store } => match by_store {
                true => write!(
                    f,
                    "there is a stored tenant at \"{}\" already",
                    place.display()
                ),
                false => write!(
                    f,
                    "there is something else at \"{}\" already",
                    place.display()
                ),
            },
            Self::InUse { place, owner } => {
                write!(f, "\"{}\" is in use by ingroup", place.display())?;
                match owner {
                    Some(owner) => write!(f, " ({owner})"),
                    None => Ok(()),
                }
            }
            Self::TooNew {
                place,
                version,
                known,
                ..
            } => write!(
                f,
                "\"{}\" was made by a newer ingroup: its form is version {version}, and this program knows versions up \
                 to {known}",
                place.display()
            ),
            Self::Damaged { place, good, what } => {
                write!(
                    f,
                    "the record of \"{}\" is damaged: {what}",
                    place.display()
                )?;
                match good {
                    Some((first, last)) => write!(f, "; units {first} to {last} are good"),
                    None => write!(f, "; no unit could be checked"),
                }
            }
            Self::OtherFormat {
                place, unit, why, ..
            } => write!(
                f,
                "the state after unit {unit} of \"{}\" cannot be read: {why}",
                place.display()
            ),
            Self::NotReproducible {
                place, unit, what, ..
            } => write!(
                f,
                "unit {unit} of \"{}\" does not come out as it is kept: {what}",
                place.display()
            ),
            Self::NoImage { what } => write!(f, "the tenant cannot be kept as a whole: {what}"),
            Self::Stopped => f.write_str("the work was stopped"),
            Self::Broken => {
                f.write_str("an earlier change could not be kept, so nothing more is changed")
            }
        }
    }
}

impl std::error::Error for StoreError {}
