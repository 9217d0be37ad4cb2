//! The stories of the service's behaviour, one script each: what a script prints is the proof, and is read as such.

use std::collections::BTreeMap;
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

/// The ids that a script's first line names: `# SC-14 SC-15 (OP-18, OP-19): what it tells`.
fn told_by(script: &str) -> Vec<String> {
    let header = script.lines().next().unwrap_or_default();
    let words = header.trim_start_matches('#').split_whitespace();
    words
        .map(|word| word.trim_end_matches(':'))
        .take_while(|word| word.starts_with("SC-"))
        .map(str::to_owned)
        .collect()
}

/// Stories of the reference that are about groups, teams, units and the log.
fn expected() -> Vec<String> {
    let ranges = [1..=39, 65..=67, 71..=71, 74..=78, 80..=80];
    ranges
        .into_iter()
        .flatten()
        .map(|number: u8| format!("SC-{number:02}"))
        .collect()
}

#[test]
fn no_story_is_told_twice() {
    let mut told: BTreeMap<String, u32> = BTreeMap::new();
    for path in scripts(&root().join("tests/scenarios")) {
        let script = fs::read_to_string(&path).expect("a script");
        let ids = told_by(&script);
        assert!(!ids.is_empty(), "{} names no story", path.display());
        for id in ids {
            *told.entry(id).or_default() += 1;
        }
    }
    let expected = expected();
    for (id, times) in told {
        assert!(
            expected.contains(&id) && times == 1,
            "{id} is told {times} times"
        );
    }
}
