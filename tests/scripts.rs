//! Every script that ships is replayed, and its transcript is a snapshot: that is what the script is read as.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{ingroup, root, snapshot};

/// The scripts below a folder, sorted.
pub(crate) fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let is_script = path
                .extension()
                .is_some_and(|extension| extension == "ps1" || extension == "rhai");
            match path.is_dir() {
                true => waiting.push(path),
                false if is_script => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// Runs a script as a user does and keeps what it prints under its own name.
pub(crate) fn replay(path: &Path, folder: &Path, prefix: &str) {
    let name = path
        .strip_prefix(folder)
        .expect("below the folder")
        .with_extension("");
    let name = format!("{prefix}{}", name.display()).replace(['/', '\\'], "-");
    let relative = path.strip_prefix(root()).expect("in the project");
    let output = ingroup(["run", "--transcript", "--now", "2025-01-06T09:00:00Z"])
        .arg(relative)
        .output()
        .expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let errors = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(
        errors, "",
        "{name}: in a transcript errors stand among the output"
    );
    assert_eq!(output.status.code(), Some(0), "{name} ended badly:\n{text}");
    snapshot(&name, &text);
}

#[test]
fn scripts_that_ship_print_what_they_printed() {
    let folder = root().join("scripts");
    let all = scripts(&folder);
    assert!(!all.is_empty());
    for path in all {
        replay(&path, &folder, "script-");
    }
}

#[test]
fn the_same_script_twice_gives_the_same_bytes() {
    let run = || {
        ingroup(["run", "--transcript", "scripts/tour.ps1"])
            .output()
            .expect("runs")
            .stdout
    };
    assert_eq!(run(), run());
}
