//! `ingroup test` and `ingroup completions`, as a user runs them.

use std::fs;
use std::path::Path;

use crate::program::{Ended, ingroup, run, snapshot};

fn test_in(folder: &Path, arguments: &[&str]) -> Ended {
    let run = ingroup(["test", "."])
        .args(arguments)
        .current_dir(folder)
        .output();
    run.expect("runs").into()
}

#[test]
fn scripts_are_recorded_compared_and_recorded_again() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path();
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    fs::create_dir(folder.join("more")).expect("a folder");
    write(
        "dates.ps1",
        "# The clock is given.\n(Get-Date).Year\nGet-Group nobody",
    );
    write("more/small.rhai", "let x = 1;\nx + 1");
    write("notes.txt", "not a script");
    write("log.out", "not a transcript");
    let mut story = String::new();
    let mut step = |title: &str, arguments: &[&str], code: i32| {
        let ended = test_in(folder, arguments);
        assert_eq!(ended.code, code, "{title}: {}{}", ended.out, ended.err);
        story += &format!("== {title}\n{}{}\n", ended.out, ended.err);
    };
    step("never recorded", &[], 1);
    step("only one", &["--filter", "small", "--update"], 0);
    step("the rest", &["--update"], 0);
    step("as recorded", &[], 0);
    step("another time", &["--now", "2030-01-01T00:00:00Z"], 1);
    write("dates.ps1", "# The clock is given.\n(Get-Date).Month");
    step("another script", &[], 1);
    fs::remove_file(folder.join("more/small.rhai")).expect("removed");
    step("a transcript without a script", &["--update"], 1);
    step("filtered out", &["--filter", "dates"], 0);
    step("nothing left", &["--filter", "no such script"], 2);
    step(
        "too few steps",
        &["--filter", "dates", "--max-operations", "1"],
        1,
    );
    snapshot("replay-story", &story);
    let left: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name())
        .filter(|name| name.to_string_lossy().ends_with(".new"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn scripts_that_are_not_there_are_wrong_usage() {
    for arguments in [&["test"][..], &["test", "nowhere"], &["test", "README.md"]] {
        let ended: Ended = ingroup(arguments).output().expect("runs").into();
        assert_eq!(ended.code, 2, "{arguments:?}: {}", ended.err);
    }
}

#[test]
fn command_lines_are_completed_in_four_shells() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let ended = run(["completions", shell]);
        assert_eq!(ended.code, 0, "{}", ended.err);
        for word in ["run", "test", "transcript", "max-operations"] {
            assert!(ended.out.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(run(["completions", "ksh"]).code, 2);
}
