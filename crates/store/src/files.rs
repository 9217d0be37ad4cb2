//! What a store does to files beside its database, step by step: what is to outlast a crash is made durable in order.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// One thing done to the file system, whole or not at all as far as a running program can see.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step<'a> {
    /// A folder is made, with those that it is in.
    Folder(&'a Path),
    /// A file is made, or emptied, and these bytes are written, one part after the other.
    Put(&'a Path, &'a [&'a [u8]]),
    /// A file is made durable.
    Sync(&'a Path),
    /// The names in a folder are made durable.
    SyncFolder(&'a Path),
    /// A file goes.
    Delete(&'a Path),
    /// A folder goes, with all that is in it.
    DeleteFolder(&'a Path),
    /// A name becomes another one, and takes its place.
    Rename(&'a Path, &'a Path),
}

impl Step<'_> {
    fn carry_out(self) -> io::Result<()> {
        #[cfg(test)]
        crate::tests::before(self)?;
        match self {
            Self::Folder(path) => fs::create_dir_all(path),
            Self::Put(path, parts) => {
                let mut file = File::create(path)?;
                parts.iter().try_for_each(|part| file.write_all(part))
            }
            Self::Sync(path) => OpenOptions::new().write(true).open(path)?.sync_all(),
            // Where folders cannot be opened, the system does that by itself.
            Self::SyncFolder(path) => File::open(path).map_or(Ok(()), |folder| folder.sync_all()),
            Self::Delete(path) => fs::remove_file(path),
            Self::DeleteFolder(path) => fs::remove_dir_all(path),
            Self::Rename(from, to) => fs::rename(from, to),
        }
    }
}

/// Makes a folder, with those that it is in.
pub(crate) fn make_folder(path: &Path) -> io::Result<()> {
    Step::Folder(path).carry_out()
}

/// Takes a folder away that is of no use, as far as that can be done.
pub(crate) fn drop_folder(path: &Path) {
    let _ = Step::DeleteFolder(path).carry_out();
}

/// Writes a file, whole or not at all: beside it first, and each step is durable before the next.
pub(crate) fn put(path: &Path, parts: &[&[u8]]) -> io::Result<()> {
    let beside = path.with_extension("new");
    let written = Step::Put(&beside, parts)
        .carry_out()
        .and_then(|()| move_to(&beside, path));
    if written.is_err() {
        // What is left over is of no use; the first failure is what is told.
        drop_file(&beside);
    }
    written
}

/// Takes a file away that is of no use, as far as that can be done.
pub(crate) fn drop_file(path: &Path) {
    let _ = Step::Delete(path).carry_out();
}

/// Has a file that is written take another name, which is durable then, and so is the file.
pub(crate) fn move_to(from: &Path, to: &Path) -> io::Result<()> {
    Step::Sync(from).carry_out()?;
    rename(from, to)
}

/// Gives a folder or a durable file another name, which is durable then.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    Step::Rename(from, to).carry_out()?;
    sync_folder(to.parent())
}

/// Makes a file durable.
pub(crate) fn sync(path: &Path) -> io::Result<()> {
    Step::Sync(path).carry_out()
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: Option<&Path>) -> io::Result<()> {
    folder.map_or(Ok(()), |folder| Step::SyncFolder(folder).carry_out())
}
