//! Every script that ships is replayed and prints what is recorded beside it: that is what the script is read as.

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
    let below = path.strip_prefix(folder).expect("below the folder");
    let name = below.with_extension("");
    let name = format!("{prefix}{}", name.display()).replace(['/', '\\', '.'], "-");
    let output = ingroup(["run", "--transcript", "--now", "2025-01-06T09:00:00Z"])
        .current_dir(folder)
        .arg(path)
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

/// A copy of the scripts and of what they read, so that what they write stays out of the project.
struct Workplace(PathBuf);

impl Workplace {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("ingroup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        copy(&root().join("scripts"), &path);
        Self(path)
    }

    /// Takes away what scripts have written.
    fn clear(&self) {
        let _ = fs::remove_dir_all(self.0.join("out"));
    }
}

impl Drop for Workplace {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Copies a folder; what scripts wrote beside themselves is left behind.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder to work in");
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        match path.is_dir() {
            true if name == "out" => {}
            true => copy(&path, &to.join(name)),
            false => {
                fs::copy(&path, to.join(name)).expect("copied");
            }
        }
    }
}

/// `ingroup test scripts --update` records them anew.
#[test]
fn scripts_that_ship_print_what_they_printed() {
    let workplace = Workplace::new("scripts");
    let recorded = scripts(&workplace.0).len();
    let output = ingroup(["test", "."]).current_dir(&workplace.0).output();
    let output = output.expect("runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    assert!(
        text.ends_with(&format!("{recorded} scripts: {recorded} as recorded\n")),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0), "{text}");
}

/// Nor does the day on which it is run matter.
#[test]
fn the_same_script_twice_gives_the_same_bytes() {
    let run = |now: &str| {
        let output = ingroup(["run", "--transcript", "--now", now, "scripts/tour.ps1"])
            .output()
            .expect("runs");
        assert_eq!(output.status.code(), Some(0), "{now}");
        output.stdout
    };
    let first = run("2025-01-06T09:00:00Z");
    assert_eq!(first, run("2025-01-06T09:00:00Z"));
    assert_eq!(first, run("2041-05-01T00:00:00Z"));
}

/// A script in PowerShell and its twin in Rhai leave the same tenant behind.
#[test]
fn twins_leave_the_same_tenant() {
    let workplace = Workplace::new("twins");
    let left = |script: &str| {
        workplace.clear();
        let output = ingroup(["run", "--now", "2025-01-06T09:00:00Z", script])
            .current_dir(&workplace.0)
            .output()
            .expect("runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(0), "{script}: {text}");
        let mut files = Vec::new();
        read_all(&workplace.0.join("out/after"), &mut files);
        files.sort();
        files
    };
    let one = left("joiners-movers-leavers.ps1");
    let other = left("joiners-movers-leavers.rhai");
    assert!(one.len() > 20);
    for (one, other) in one.iter().zip(&other) {
        assert!(one == other, "{} differs", one.0.display());
    }
    assert_eq!(one.len(), other.len());
}

fn read_all(folder: &Path, files: &mut Vec<(PathBuf, Vec<u8>)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => read_all(&path, files),
            false => files.push((path.clone(), fs::read(&path).expect("read"))),
        }
    }
}
