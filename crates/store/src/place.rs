//! Where a stored tenant lies: a folder and the names in it.

use std::path::{Path, PathBuf};

/// The ending of the names of such folders.
const ENDING: &str = "ingroup";

/// The folder of a stored tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place(PathBuf);

impl Place {
    /// The folder at this path, whether it is there or not.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Whether somebody who names this path means a stored tenant: it has a record, or its name ends in `.ingroup`.
    pub fn is_meant(path: &Path) -> bool {
        let named = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING));
        named || Self::new(path).record().is_file()
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Whether there is a record.
    pub fn has_record(&self) -> bool {
        self.record().is_file()
    }

    /// The database with the record.
    pub fn record(&self) -> PathBuf {
        self.0.join("tenant.db")
    }

    /// The log in which SQLite keeps what is not in the database yet.
    pub(crate) fn log(&self) -> PathBuf {
        self.0.join("tenant.db-wal")
    }

    /// The state that was kept for a quick start.
    pub fn image(&self) -> PathBuf {
        self.0.join("image")
    }

    /// The file that is locked while somebody works on the tenant.
    pub fn lock(&self) -> PathBuf {
        self.0.join("lock")
    }

    /// How many bytes the folder's files have.
    pub fn size(&self) -> u64 {
        let Ok(entries) = std::fs::read_dir(&self.0) else {
            return 0;
        };
        let about = entries.filter_map(|entry| entry.ok()?.metadata().ok());
        about
            .filter(std::fs::Metadata::is_file)
            .map(|file| file.len())
            .sum()
    }
}
