//! The invariants of the house that a machine can check: layers, purity, size of files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A crate, its layer, and what is special about its place: which third-party crates only it may use.
const LAYERS: &[(&str, u8, &[&str])] = &[
    ("ingroup-schema", 0, &[]),
    ("ingroup-image", 0, &["postcard", "twox-hash"]),
    ("ingroup-rule", 1, &["fancy-regex"]),
    ("ingroup-directory", 1, &[]),
    ("ingroup-script", 1, &[]),
    ("ingroup-engine", 2, &[]),
    ("ingroup-licensing", 2, &[]),
    ("ingroup-shell", 2, &["rhai"]),
    ("ingroup-tenant", 3, &[]),
    ("ingroup-store", 4, &["rusqlite"]),
    ("ingroup-exchange", 4, &[]),
    ("ingroup-insight", 4, &[]),
    ("ingroup-commands", 5, &[]),
    (
        "ingroup",
        6,
        &["rustyline", "clap", "clap_complete", "indicatif", "similar"],
    ),
    (TESTING, 2, &[]),
    (BENCH, 7, &[]),
];

/// The measurements, which nobody who tests the project builds, and which may use whatever they measure.
const BENCH: &str = "ingroup-bench";

/// What tests share, and nothing else uses.
const TESTING: &str = "ingroup-testing";

/// The two branches that meet only in `commands`: the model and the language.
const LANGUAGE: [&str; 2] = ["ingroup-script", "ingroup-shell"];

/// Crates that do no input or output, read no clock and draw no random numbers.
const PURE: [&str; 7] = [
    "schema",
    "image",
    "rule",
    "directory",
    "engine",
    "licensing",
    "tenant",
];

/// What a pure crate never names.
const IMPURE: [&str; 9] = [
    "std::fs",
    "std::io",
    "std::env",
    "std::net",
    "std::process",
    "std::time",
    "SystemTime",
    "Timestamp::now",
    "println!",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The dependencies of every workspace package, development dependencies left out.
fn dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("packages");
    packages
        .iter()
        .map(|package| {
            let name = package["name"].as_str().expect("a name").to_owned();
            let used = package["dependencies"]
                .as_array()
                .expect("dependencies")
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| dependency["name"].as_str().expect("a name").to_owned())
                .collect();
            (name, used)
        })
        .collect()
}

#[test]
fn a_crate_uses_only_crates_of_lower_layers() {
    let all = dependencies();
    let layer_of: BTreeMap<&str, u8> = LAYERS
        .iter()
        .map(|(name, layer, _)| (*name, *layer))
        .collect();
    for (name, used) in all.iter().filter(|(name, _)| *name != BENCH) {
        let layer = layer_of
            .get(name.as_str())
            .unwrap_or_else(|| panic!("{name} has no layer"));
        for dependency in used {
            if let Some(below) = layer_of.get(dependency.as_str()) {
                assert!(
                    below < layer,
                    "{name} (layer {layer}) uses {dependency} (layer {below})"
                );
            }
            let owner = LAYERS
                .iter()
                .find(|(_, _, own)| own.contains(&dependency.as_str()));
            if let Some((owner, ..)) = owner
                && name != owner
            {
                let shared = dependency == "fancy-regex" && name == "ingroup-shell";
                assert!(shared, "{name} uses {dependency}, which is {owner}'s alone");
            }
        }
        let is_language = LANGUAGE.contains(&name.as_str());
        let meets = ["ingroup-commands", "ingroup"].contains(&name.as_str());
        for dependency in used.iter().filter(|used| used.starts_with("ingroup-")) {
            let crosses = LANGUAGE.contains(&dependency.as_str()) != is_language;
            assert!(
                meets || !crosses,
                "{name} and {dependency} are of different branches"
            );
        }
    }
    assert!(
        all.values().all(|used| !used.contains(BENCH)),
        "nothing uses the measurements"
    );
    assert!(
        all.values().all(|used| !used.contains(TESTING)),
        "only tests use what tests share"
    );
    let known: BTreeSet<&str> = layer_of.keys().copied().collect();
    let built: BTreeSet<&str> = all.keys().map(String::as_str).collect();
    assert!(
        known.is_subset(&built),
        "a layer is given to a crate that does not exist"
    );
    assert!(
        !all["ingroup-rule"].contains("ingroup-directory"),
        "rule has never heard of a directory"
    );
    assert!(
        !all["ingroup-directory"].contains("ingroup-rule"),
        "directory knows no rule's meaning"
    );
}

#[test]
fn the_model_does_no_input_or_output_and_reads_no_clock() {
    for name in PURE {
        for file in sources(&root().join("crates").join(name).join("src")) {
            if is_test(&file) {
                continue;
            }
            let text = fs::read_to_string(&file).expect("a source file");
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                let met = IMPURE.iter().find(|word| code.contains(**word));
                assert!(met.is_none(), "{}:{}: {line}", file.display(), number + 1);
            }
        }
    }
}

#[test]
fn no_source_file_has_more_than_600_lines() {
    for folder in ["crates", "tests"] {
        for file in sources(&root().join(folder)) {
            let lines = fs::read_to_string(&file)
                .expect("a source file")
                .lines()
                .count();
            assert!(lines <= 600, "{} has {lines} lines", file.display());
        }
    }
}

#[test]
fn every_source_file_says_what_it_is_about() {
    for folder in ["crates", "tests"] {
        for file in sources(&root().join(folder)) {
            let text = fs::read_to_string(&file).expect("a source file");
            let first = text
                .lines()
                .find(|line| !line.starts_with("#!"))
                .unwrap_or_default();
            assert!(
                first.starts_with("//! "),
                "{} begins without a sentence",
                file.display()
            );
        }
    }
}

fn is_test(file: &Path) -> bool {
    file.components().any(|part| {
        let name = part.as_os_str().to_string_lossy();
        name == "tests" || name == "tests.rs"
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("target") {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}
