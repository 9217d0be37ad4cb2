//! PowerShell's documented behaviour, case by case: the lists in `semantics/` read like a specification.
//!
//! A line with two blanks and `=>` is a case: a script, and the lines it prints. `¶` ends a line on either side,
//! `error` stands for a script that fails, a text behind it is a part of the message, and `(nothing)` is no line.
//! Other lines are headings: the help topic, or the rule that the cases below them show.

use std::fs;
use std::path::Path;

use crate::{Echo, Limits, Outcome, Transcript, on_large_stack};

struct Case {
    file: String,
    line: usize,
    script: String,
    wanted: Vec<String>,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/tests/semantics");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let mut cases = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        for (index, line) in text.lines().enumerate() {
            if let Some((script, wanted)) = line.split_once("  =>") {
                let wanted = match wanted.trim() {
                    "(nothing)" => Vec::new(),
                    other => other.split('¶').map(|l| l.trim().to_owned()).collect(),
                };
                cases.push(Case {
                    file: path.file_name().unwrap().to_string_lossy().into_owned(),
                    line: index + 1,
                    script: script.trim_end().replace('¶', "\n"),
                    wanted,
                });
            }
        }
    }
    cases
}

/// What a script prints, its errors as one line each.
fn printed(script: &str) -> Vec<String> {
    let output = Transcript::new();
    let mut shell = super::host::shell(output.clone(), Limits::default());
    let outcome = shell.run(script, "test.ps1", Echo::Off);
    let text = output.take();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim) {
        let inside = lines.last().is_some_and(|last| last.starts_with("error"));
        if !inside || line.starts_with("error") {
            lines.push(line.to_owned());
        }
    }
    if outcome != Outcome::Done && outcome != Outcome::Failed {
        lines.push(format!("[{outcome:?}]"));
    }
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

fn fits(wanted: &[String], printed: &[String]) -> bool {
    let empty = String::new();
    let length = wanted.len().max(printed.len());
    (0..length).all(|index| {
        let wanted = wanted.get(index).unwrap_or(&empty);
        let printed = printed.get(index).unwrap_or(&empty);
        match wanted.strip_prefix("error") {
            Some(part) => {
                printed.starts_with("error")
                    && printed.contains(part.trim_start_matches(':').trim())
            }
            None => wanted == printed,
        }
    })
}

#[test]
fn what_the_documents_say_is_what_happens() {
    let cases = cases();
    assert!(cases.len() >= 300, "{} cases", cases.len());
    let differences = on_large_stack(|| {
        let mut differences = String::new();
        for case in &cases {
            let printed = printed(&case.script);
            if !fits(&case.wanted, &printed) {
                differences.push_str(&format!(
                    "{}:{}: {}\n    wanted  {}\n    printed {}\n",
                    case.file,
                    case.line,
                    case.script,
                    case.wanted.join(" ¶ "),
                    printed.join(" ¶ ")
                ));
            }
        }
        differences
    })
    .unwrap();
    assert!(differences.is_empty(), "\n{differences}");
}
