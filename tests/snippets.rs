//! Scripts for the modules in the styles that people know, which run as they were written for the service.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{ingroup, root, snapshot};

/// What loads their tenant, and the scripts.
fn snippets() -> (PathBuf, Vec<PathBuf>) {
    let folder = root().join("tests/scripts/verbatim");
    let entries = fs::read_dir(&folder).expect("a folder");
    let mut scripts: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "ps1"))
        .collect();
    scripts.sort();
    let load = folder.join("load.ps1");
    scripts.retain(|path| *path != load);
    (load, scripts)
}

fn relative(path: &Path) -> &Path {
    path.strip_prefix(root()).expect("in the project")
}

#[test]
fn scripts_for_the_modules_run_unchanged() {
    let (load, scripts) = snippets();
    assert_eq!(scripts.len(), 8);
    for path in scripts {
        let name = path.file_stem().expect("a name").to_string_lossy();
        let output = ingroup(["run", "--transcript", "--now", "2025-01-06T09:00:00Z"])
            .arg(relative(&load))
            .arg(relative(&path))
            .output()
            .expect("runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(0), "{name} ended badly:\n{text}");
        snapshot(&format!("snippet-{name}"), &text);
    }
}
