//! Files that are whole or not there: written beside their place and put there at the end.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{ExportError, system_reason};
use crate::export::Overwrite;

/// Writes a file in one go. A disk that is full or a right that is missing leaves what was there.
///
/// # Errors
/// If there is such a file and it may not be replaced, or the system refuses.
pub fn write_file(path: &Path, text: &[u8], overwrite: Overwrite) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError {
            path: path.to_owned(),
            reason: "It is a folder, not a file.".into(),
            help: "Name a file in it.".into(),
        });
    }
    if path.parent().is_some_and(|folder| !folder.is_dir()) {
        return Err(ExportError {
            path: path.to_owned(),
            reason: "There is no folder for it.".into(),
            help: "Make the folder first, or name one that is there.".into(),
        });
    }
    if overwrite == Overwrite::Refuse && path.exists() {
        return Err(ExportError {
            path: path.to_owned(),
            reason: "There is such a file.".into(),
            help: "Name another file, or say that it may be replaced.".into(),
        });
    }
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".in-progress");
    let beside = path.with_file_name(name);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, path));
    written.map_err(|cause| {
        // If it cannot be removed, the first error says more.
        let _ = std::fs::remove_file(&beside);
        cannot(path, &cause)
    })
}

/// Writes files and folders of files by `write`, which is told where. Files of an earlier export in
/// the folders `owned` that are not written again are removed.
pub(crate) fn write_folder(
    path: &Path,
    overwrite: Overwrite,
    owned: &[&str],
    write: impl FnOnce(&Path) -> std::io::Result<()>,
) -> Result<(), ExportError> {
    let made = !path.exists();
    std::fs::create_dir_all(path).map_err(|cause| cannot(path, &cause))?;
    let has_files = !made && !names(path)?.is_empty();
    if overwrite == Overwrite::Refuse && has_files {
        return Err(ExportError {
            path: path.to_owned(),
            reason: "The folder has files.".into(),
            help: "Name a new folder, or say that an export in it may be replaced.".into(),
        });
    }
    let staging = path.join(".export-in-progress");
    let _ = std::fs::remove_dir_all(&staging);
    let written = std::fs::create_dir_all(&staging)
        .and_then(|()| write(&staging))
        .map_err(|cause| cannot(path, &cause))
        .and_then(|()| put_in_place(&staging, path, owned));
    let _ = std::fs::remove_dir_all(&staging);
    if written.is_err() && made {
        let _ = std::fs::remove_dir(path);
    }
    written
}

fn put_in_place(staging: &Path, path: &Path, owned: &[&str]) -> Result<(), ExportError> {
    for name in names(staging)? {
        let (from, to) = (staging.join(&name), path.join(&name));
        if !from.is_dir() {
            std::fs::rename(&from, &to).map_err(|cause| cannot(&to, &cause))?;
            continue;
        }
        std::fs::create_dir_all(&to).map_err(|cause| cannot(&to, &cause))?;
        let new = names(&from)?;
        for file in &new {
            let place = to.join(file);
            std::fs::rename(from.join(file), &place).map_err(|cause| cannot(&place, &cause))?;
        }
        if owned.iter().any(|owned| name == Path::new(owned)) {
            for old in names(&to)?.difference(&new) {
                let old = to.join(old);
                std::fs::remove_file(&old).map_err(|cause| cannot(&old, &cause))?;
            }
        }
    }
    Ok(())
}

fn names(folder: &Path) -> Result<BTreeSet<PathBuf>, ExportError> {
    let entries = std::fs::read_dir(folder).map_err(|cause| cannot(folder, &cause))?;
    let names = entries.map(|entry| entry.map(|entry| PathBuf::from(entry.file_name())));
    names
        .collect::<std::io::Result<_>>()
        .map_err(|cause| cannot(folder, &cause))
}

fn cannot(path: &Path, cause: &std::io::Error) -> ExportError {
    ExportError {
        path: path.to_owned(),
        reason: system_reason(cause),
        help: "Check the disk and the rights on the folder, and export again.".into(),
    }
}
