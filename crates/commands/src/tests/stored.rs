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

/// Where the tenant of a session lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Life {
    /// In memory.
    Memory,
    /// In a store.
    Kept,
    /// In a store that is closed and opened after every command.
    Reopened,
}

/// What a script prints in a session of its own.
fn told(script: &Path, life: Life) -> String {
    let text = std::fs::read_to_string(script).unwrap();
    let name = script.file_name().unwrap().to_string_lossy().into_owned();
    let place = tempfile::tempdir().unwrap();
    let now = instant("2025-01-06T09:00:00Z");
    let told = on_large_stack(|| {
        let mut session = Session::new(now, || instant("2030-01-01T00:00:00Z"));
        session.set_script_folder(script.parent()).unwrap();
        if life != Life::Memory {
            let path = place.path().join("a tenant.ingroup");
            Store::make(&path, Beginning::Empty(now)).unwrap();
            let (store, tenant) = Store::open(&path).unwrap();
            session.use_store(store, tenant).unwrap();
        }
        if life == Life::Reopened {
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
    // Where a tenant is stored is its own.
    let same = |line: &&str| !line.starts_with("Stored");
    told.lines().filter(same).collect::<Vec<_>>().join("\n")
}

/// The text without what only a stored tenant knows: since when something is so.
fn without_history(told: &str) -> Vec<&str> {
    let now = |line: &&str| !line.starts_with("That is so since");
    told.lines().filter(now).collect()
}

/// Fails unless these scripts tell the same wherever the tenant lives.
fn same(scripts: impl Iterator<Item = PathBuf>) {
    let mut different = Vec::new();
    for script in scripts {
        let [memory, kept, reopened] =
            [Life::Memory, Life::Kept, Life::Reopened].map(|life| told(&script, life));
        let name = script.file_name().unwrap().to_string_lossy().into_owned();
        let mut lines = kept.lines().zip(reopened.lines());
        if let Some((kept, reopened)) = lines.find(|(one, other)| one != other) {
            different.push(format!("{name}: kept {kept:?}, reopened {reopened:?}"));
        }
        // A story about the past is another one where nothing is kept of it.
        if !memory.contains("-AsOf") && !memory.contains("Get-GroupHistory") {
            let (memory, kept) = (without_history(&memory), without_history(&kept));
            let mut lines = memory.iter().zip(&kept);
            if let Some((memory, kept)) = lines.find(|(one, other)| one != other) {
                different.push(format!("{name}: in memory {memory:?}, kept {kept:?}"));
            }
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn stories_go_the_same_way_when_the_store_is_closed_after_every_command() {
    same(scripts("tests/scenarios").into_iter().step_by(12));
}

/// What each of these scripts shows, in a session of its own on the same stored tenant.
fn sessions(place: &Path, scripts: &[&str]) -> String {
    let mut told = String::new();
    for script in scripts {
        let (store, tenant) = Store::open(place).unwrap();
        let mut session = super::empty_session();
        session.use_store(store, tenant).unwrap();
        let keeper = session.keeper().clone();
        told.push_str(&super::run_on(|| session, script, Echo::Statements));
        keeper.commit().unwrap();
        drop(keeper);
        told.push('\n');
    }
    told
}

#[test]
fn checkpoints_outlive_the_session() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("contoso.ingroup");
    let now = instant("2026-11-21T09:00:00Z");
    Store::make(&place, Beginning::Empty(now)).unwrap();
    let count = "(Get-GroupMember 'Sales in Germany').Count";
    let first = format!(
        "Import-Tenant contoso | Out-Null\nCheckpoint-Tenant before\n{count}\n\
         Set-User diego@contoso.com -Department Legal\n\
         Connect-Tenant -As henrietta.mueller@contoso.com\nCheckpoint-Tenant"
    );
    let second = format!(
        "Get-Checkpoint\n{count}\n(Get-GroupMember 'Sales in Germany' -AsOf before).Count\n\
         (Compare-Tenant BEFORE -Object Users).Count\n\
         Undo-Tenant -WhatIf\nUndo-Tenant -To before\n{count}\nCheckpoint-Tenant"
    );
    let third = "Get-Checkpoint\nStep-Clock 30d\nSet-Tenant -HistoryRetentionDays 1\n\
        (Optimize-Tenant).DroppedUnits\nCheckpoint-Tenant late";
    let told = sessions(
        &place,
        &[
            &first,
            &second,
            third,
            "Get-Checkpoint\nUndo-Tenant -To before",
        ],
    );
    super::check("stored_checkpoints", &told);
}

#[test]
#[ignore = "opens a store some thousand times: run in release"]
fn all_stories_go_the_same_way_when_the_store_is_closed_after_every_command() {
    same(scripts("tests/scenarios").into_iter());
}
