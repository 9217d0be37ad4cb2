//! Which files a person means who names scripts and folders of scripts.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The files that are named, and in a folder's place all below it, in the order of their paths; once each. What begins
/// with a dot is left out below folders.
pub(crate) fn below(paths: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in paths {
        let mut files = Vec::new();
        let mut waiting = vec![path.clone()];
        while let Some(path) = waiting.pop() {
            if !path.is_dir() {
                files.push(path);
                continue;
            }
            for entry in fs::read_dir(&path)? {
                let entry = entry?;
                if !entry.file_name().to_string_lossy().starts_with('.') {
                    waiting.push(entry.path());
                }
            }
        }
        files.sort();
        files.retain(|file| !found.contains(file));
        found.extend(files);
    }
    Ok(found)
}

/// Whether a file's name says that it is a script.
pub(crate) fn is_script(path: &Path) -> bool {
    path.extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("ps1") || e.eq_ignore_ascii_case("rhai"))
}
