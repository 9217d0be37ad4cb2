//! The paths that an argument may be.

use crate::folders::Use;
use crate::session::Session;

use super::top::{MOST, begins};

/// The files and folders whose paths begin so, in order; folders end with a slash. Only what may be touched is looked
/// at.
pub(super) fn paths(session: &Session, typed: &str) -> Vec<String> {
    let typed = typed.replace('\\', "/");
    let (folder, start) = match typed.rsplit_once('/') {
        Some((folder, start)) => (format!("{folder}/"), start),
        None => (String::new(), typed.as_str()),
    };
    let here = if folder.is_empty() { "." } else { &folder };
    let listed = session.resolve(here, Use::Read).map(std::fs::read_dir);
    let Ok(Ok(entries)) = listed else {
        return Vec::new();
    };
    let mut paths: Vec<String> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_str()?.to_owned();
            let hidden = name.starts_with('.') && !start.starts_with('.');
            let slash = if entry.path().is_dir() { "/" } else { "" };
            (begins(&name, start) && !hidden).then(|| format!("{folder}{name}{slash}"))
        })
        .collect();
    paths.sort();
    paths.truncate(MOST);
    paths
}
