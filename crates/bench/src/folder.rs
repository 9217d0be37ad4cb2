//! A folder among the temporary ones that goes when this goes.

use std::path::{Path, PathBuf};

use crate::job::Failed;

/// A folder that goes when this goes.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A new one for a job.
    pub(crate) fn new(job: &str) -> Result<Self, Failed> {
        let name = format!("ingroup-bench-{job}-{}", std::process::id());
        let folder = Self(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&folder.0)?;
        Ok(folder)
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // A folder in the place for temporary files does no harm if it cannot be removed.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
