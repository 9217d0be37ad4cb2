//! Stored tenants in every form that the program ever wrote are committed, as it wrote them, and open.
//!
//! `tests/stores` has a folder for each form, named after the version of the database's tables and of the image's
//! sections, with what it has to tell. A new form is written there by running this test with `INSTA_UPDATE=always`; the
//! folders before it stay as they are.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{ingroup, root};

fn folder() -> PathBuf {
    root().join("tests/stores")
}

/// Runs a script of the folder and gives what it prints.
fn run(script: &str, here: &Path, options: &[&str]) -> String {
    let mut command = ingroup([&["run"], options, &[script]].concat());
    let output = command.current_dir(here).output().expect("runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).expect("text")
}

fn told(store: &Path, here: &Path) -> String {
    let script = folder().join("tell.ps1").display().to_string();
    run(&script, here, &["--tenant", &store.display().to_string()])
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for name in ["tenant.db", "image"] {
        fs::copy(from.join(name), to.join(name)).expect("a copy");
    }
}

/// The number at a place of a file.
fn number(file: &Path, place: usize) -> [u8; 4] {
    let bytes = fs::read(file).expect("a file");
    bytes[place..place + 4].try_into().expect("four bytes")
}

/// The name of the form that a store has: SQLite's `user_version`, and the version in the head of an image.
fn form(store: &Path) -> String {
    let tables = u32::from_be_bytes(number(&store.join("tenant.db"), 60));
    let sections = u32::from_le_bytes(number(&store.join("image"), 48));
    format!("tables-{tables}-image-{sections}")
}

#[test]
fn every_form_that_was_ever_written_is_read() {
    let place = tempfile::tempdir().expect("a folder");
    let here = place.path();
    fs::copy(folder().join("make.ps1"), here.join("make.ps1")).expect("a copy");
    run("make.ps1", here, &["--now", "2026-01-01T00:00:00Z"]);
    let made = here.join("made.ingroup");
    let newest = form(&made);
    let kept = folder().join(&newest);
    if !kept.exists() && std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
        copy(&made, &kept);
        fs::write(kept.join("told.txt"), told(&made, here)).expect("written");
    }
    assert!(
        kept.exists(),
        "no store of the form {newest} is committed: INSTA_UPDATE=always writes it"
    );
    let mut forms = 0;
    for entry in fs::read_dir(folder()).expect("a folder") {
        let kept = entry.expect("an entry").path();
        if !kept.is_dir() {
            continue;
        }
        forms += 1;
        let name = kept.file_name().expect("a name").to_string_lossy();
        let expected = fs::read_to_string(kept.join("told.txt")).expect("what it tells");
        let copied = here.join(&*name);
        copy(&kept, &copied);
        assert_eq!(told(&copied, here), expected, "{name}");
        // All of it comes out of the record, too.
        fs::remove_file(copied.join("image")).expect("removed");
        assert_eq!(told(&copied, here), expected, "{name}, without its image");
        let tables = number(&kept.join("tenant.db"), 60);
        let is_old = tables != number(&made.join("tenant.db"), 60);
        let backup = format!("tenant.db.v{}.bak", u32::from_be_bytes(tables));
        assert_eq!(copied.join(&backup).exists(), is_old, "{name}: {backup}");
        if is_old {
            let copy = fs::read(copied.join(&backup)).expect("a copy");
            assert_eq!(copy[60..64], tables);
        }
    }
    assert!(forms > 0);
}
