//! The stories of the service's behaviour, one script each: what a script prints is the proof, and is read as such.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::program::root;
use crate::scripts::{replay, scripts};

#[test]
fn the_stories_go_as_they_went() {
    let folder = root().join("tests/scenarios");
    for path in scripts(&folder) {
        replay(&path, &folder, "scenario-");
    }
}

/// The stories that a script's first line names: `# SC-14 SC-15 (OP-18, OP-19): what it tells`. There may be none.
fn told_by(script: &str) -> Vec<String> {
    let header = script.lines().next().unwrap_or_default();
    let words = header.trim_start_matches('#').split_whitespace();
    words
        .map(|word| word.trim_end_matches(':'))
        .take_while(|word| word.starts_with("SC-"))
        .map(str::to_owned)
        .collect()
}

/// Stories of the reference that are about groups, licences, teams, units and the log.
fn expected() -> Vec<String> {
    (1..=81)
        .map(|number: u8| format!("SC-{number:02}"))
        .collect()
}

#[test]
fn every_story_is_told_once() {
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    for path in scripts(&root().join("tests/scenarios")) {
        let script = fs::read_to_string(&path).expect("a script");
        let ids = told_by(&script);
        let shows_something = !ids.is_empty() || !shown_by(&script).is_empty();
        assert!(
            shows_something,
            "{} does not say what it shows",
            path.display()
        );
        for id in ids {
            *told.entry(id).or_default() += 1;
        }
    }
    for path in scripts(&root().join("scripts")) {
        for id in told_by(&fs::read_to_string(&path).expect("a script")) {
            *told.entry(id).or_default() += 1;
        }
    }
    let once: BTreeMap<String, u32> = expected().into_iter().map(|id| (id, 1)).collect();
    assert_eq!(told, once);
}

/// The ids of behaviour in a script's first line: what stands in parentheses.
fn shown_by(script: &str) -> Vec<String> {
    let header = script.lines().next().unwrap_or_default();
    let inside = header
        .split_once('(')
        .and_then(|(_, rest)| rest.split_once(')'));
    let ids = inside.map(|(ids, _)| ids.split(", ")).into_iter().flatten();
    ids.map(str::to_owned).collect()
}

#[test]
fn the_list_of_rules_names_the_stories_that_show_them() {
    let list = fs::read_to_string(root().join("crates/directory/SEMANTICS.md")).expect("the list");
    let mut missing = Vec::new();
    for path in scripts(&root().join("tests/scenarios")) {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let script = fs::read_to_string(&path).expect("a script");
        for id in shown_by(&script) {
            let line = list
                .lines()
                .find(|line| line.starts_with(&format!("- `{id}` ")));
            if !line.is_some_and(|line| line.contains(&format!("`{name}`"))) {
                missing.push(format!("{id}: story `{name}`"));
            }
        }
    }
    assert!(
        missing.is_empty(),
        "SEMANTICS.md lacks:\n{}",
        missing.join("\n")
    );
}

/// The tests that a line of the list names: crate or "story", and what it is called.
fn cited(line: &str) -> Vec<(String, String)> {
    let Some((_, tests)) = line.split_once(" — tests: ") else {
        return Vec::new();
    };
    let named = |group: &str| -> Vec<(String, String)> {
        let place = group.split_whitespace().next().unwrap_or_default();
        let names = group.split('`').skip(1).step_by(2);
        names
            .map(|name| (place.to_owned(), name.to_owned()))
            .collect()
    };
    tests.split("; ").flat_map(named).collect()
}

/// The names of a crate's tests.
fn tests_of(place: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![root().join("crates").join(place).join("src")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            let entries = fs::read_dir(&path).expect("a folder");
            waiting.extend(entries.map(|entry| entry.expect("an entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            let attribute = |line: &str| line.trim_start().starts_with("#[");
            let mut is_test = false;
            for line in text.lines() {
                if let Some((name, _)) = line
                    .trim_start()
                    .strip_prefix("fn ")
                    .and_then(|rest| rest.split_once('('))
                    && is_test
                {
                    found.insert(name.to_owned());
                }
                is_test = line.trim() == "#[test]" || is_test && attribute(line);
            }
        }
    }
    found
}

#[test]
fn every_test_that_the_list_of_rules_names_is_there() {
    let list = fs::read_to_string(root().join("crates/directory/SEMANTICS.md")).expect("the list");
    let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut missing = Vec::new();
    for (place, name) in list.lines().flat_map(cited) {
        let is_there = match place.as_str() {
            "story" => root().join(format!("tests/scenarios/{name}.ps1")).is_file(),
            _ => known
                .entry(place.clone())
                .or_insert_with(|| tests_of(&place))
                .contains(&name),
        };
        if !is_there {
            missing.push(format!("{place} `{name}`"));
        }
    }
    assert!(
        missing.is_empty(),
        "there is no test called:\n{}",
        missing.join("\n")
    );
}
