//! The same story in PowerShell and in Rhai leads to the same tenant.

use std::fs;

use crate::program::{Ended, ingroup, root};

#[test]
fn twins_give_the_same_tenant() {
    let folder = root().join("tests/twins");
    let mut stories: Vec<_> = fs::read_dir(&folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rhai"))
        .collect();
    stories.sort();
    assert!(!stories.is_empty());
    for rhai in stories {
        let state = |script: &std::path::Path| {
            let run = ingroup(["run", "--now", "2026-01-01T00:00:00Z"])
                .args([script, &folder.join("state.ps1")])
                .output();
            let ended: Ended = run.expect("runs").into();
            assert_eq!(ended.code, 0, "{}: {}", script.display(), ended.err);
            ended.out
        };
        let told_in_rhai = state(&rhai);
        assert!(told_in_rhai.len() > 1_000, "{told_in_rhai}");
        assert_eq!(told_in_rhai, state(&rhai.with_extension("ps1")));
    }
}
