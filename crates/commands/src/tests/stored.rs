//! A session on a stored tenant shows what one in memory shows, even if the store is closed and opened after every
//! command.

use std::path::{Path, PathBuf};

use ingroup_shell::{Echo, Shell, Transcript, on_large_stack};
use ingroup_store::{Beginning, Store};

use super::instant;
use crate::session::Session;

/// The scripts of a folder, in order.
fn scripts(folder: &str) -> Vec<PathBuf> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let entries = std::fs::read_dir(root.join(folder)).unwrap();
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| {
        path.extension()
            .is_some_and(|ending| ending == "ps1" || ending == "rhai")
    });
    found.sort();
    found
}

/// What a script prints in a session of its own.
fn told(script: &Path, kept: bool) -> String {
    let text = std::fs::read_to_string(script).unwrap();
    let name = script.file_name().unwrap().to_string_lossy().into_owned();
    let place = tempfile::tempdir().unwrap();
    let now = instant("2025-01-06T09:00:00Z");
    let told = on_large_stack(|| {
        let mut session = Session::new(now, || instant("2030-01-01T00:00:00Z"));
        session.set_script_folder(script.parent()).unwrap();
        if kept {
            let path = place.path().join("a tenant.ingroup");
            Store::make(&path, Beginning::Empty(now)).unwrap();
            let (store, tenant) = Store::open(&path).unwrap();
            session.use_store(store, tenant).unwrap();
            session.reopen_after_every_command();
        }
        let output = Transcript::new();
        let mut shell = crate::equip(Shell::builder(session, output.clone())).build();
        let ended = match name.ends_with(".rhai") {
            true => shell.run_rhai(&text, &name, Echo::Statements),
            false => shell.run(&text, &name, Echo::Statements),
        };
        format!("{}[{ended:?}]\n", output.take())
    })
    .unwrap();
    // Where a tenant is stored is the one thing that differs.
    let same = |line: &&str| !line.starts_with("Stored");
    told.lines().filter(same).collect::<Vec<_>>().join("\n")
}

/// Fails if one of these scripts tells something else when it is kept.
fn same(scripts: impl Iterator<Item = PathBuf>) {
    for script in scripts {
        assert_eq!(
            told(&script, true),
            told(&script, false),
            "{}",
            script.display()
        );
    }
}

#[test]
fn stories_go_the_same_way_when_the_store_is_closed_after_every_command() {
    same(scripts("tests/scenarios").into_iter().step_by(12));
}

#[test]
#[ignore = "opens a store some thousand times: run in release"]
fn all_stories_go_the_same_way_when_the_store_is_closed_after_every_command() {
    same(scripts("tests/scenarios").into_iter());
}
