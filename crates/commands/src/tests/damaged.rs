//! Damaged scripts: whatever is lost, doubled or swapped, a script ends, and says where it went wrong.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use ingroup_script::{LowerOptions, MixedOptions, Steps, lower, parse, weave};
use ingroup_shell::{Echo, Limits, Outcome, Shell, Transcript, on_large_stack};
use ingroup_testing::Numbers;

use super::on_contoso;
use crate::{check_text, equip};

/// How many damaged scripts are read, and which of them are run too.
const READ: usize = 3_000;
const RUN_EVERY: usize = 60;
/// What a damaged script may spend: enough for a few statements.
const STEPS: u64 = 3_000;

/// The scripts that ship, by name.
fn shipped() -> Vec<(String, String)> {
    let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."));
    let mut found = Vec::new();
    for folder in ["scripts", "tests/scenarios", "tests/twins"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if name.ends_with(".ps1") || name.ends_with(".rhai") {
                found.push((name, fs::read_to_string(path).unwrap()));
            }
        }
    }
    found.sort();
    assert!(found.len() > 40);
    found
}

/// One to three injuries: something is lost, doubled, swapped or cut off.
fn damaged(text: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    for _ in 0..=numbers.below(3) {
        let length = letters.len().max(1);
        let at = numbers.below(length);
        let end = (at + 1 + numbers.below(12)).min(letters.len());
        match numbers.below(5) {
            0 => drop(letters.drain(at.min(end)..end)),
            1 => {
                let part: Vec<char> = letters.get(at..end).unwrap_or_default().to_vec();
                letters.splice(at.min(end)..at.min(end), part);
            }
            2 if letters.len() > 1 => {
                let other = numbers.below(letters.len());
                letters.swap(at.min(length - 1), other);
            }
            3 => letters.truncate(at),
            _ => {
                let signs = "{}()[]\"'`$@#|;,-=<>&%\\\n\u{2013}é\u{0}";
                let sign = signs.chars().nth(numbers.below(signs.chars().count()));
                letters.insert(at.min(letters.len()), sign.unwrap());
            }
        }
    }
    letters.into_iter().collect()
}

/// Reading never fails: what is wrong stands inside the text.
fn read(name: &str, text: &str) {
    let wrong = if name.ends_with(".rhai") {
        let options = MixedOptions {
            first_location: 0,
            is_command: &|_| false,
            steps: Steps::Told,
        };
        let mixed = weave(text, options);
        for step in &mixed.steps {
            assert!(text.get(step.start as usize..step.end as usize).is_some());
        }
        mixed.errors
    } else {
        let parsed = parse(text);
        let lowered = lower(&parsed, LowerOptions::default());
        [parsed.errors, lowered.errors].concat()
    };
    for error in wrong {
        let (start, end) = (error.span.start as usize, error.span.end as usize);
        assert!(
            end <= text.len() && text.is_char_boundary(start) && text.is_char_boundary(end),
            "{name}: {} at {start}..{end} of {}\n{text}",
            error.message,
            text.len()
        );
    }
}

fn small(output: Transcript, operations: u64) -> Shell<crate::Session> {
    equip(Shell::builder(on_contoso(), output))
        .limits(Limits {
            operations,
            ..Limits::default()
        })
        .interrupt(Arc::new(AtomicBool::new(false)))
        .build()
}

#[test]
fn damaged_scripts_are_read_to_their_end_and_say_where_they_are_wrong() {
    on_large_stack(|| {
        let shipped = shipped();
        let mut numbers = Numbers::new(2026);
        for number in 0..READ {
            let (name, text) = &shipped[number % shipped.len()];
            let text = damaged(text, &mut numbers);
            read(name, &text);
            if number % RUN_EVERY != 0 {
                continue;
            }
            let output = Transcript::new();
            let mut shell = small(output.clone(), STEPS);
            let found = match name.ends_with(".rhai") {
                true => shell.check_rhai(&text, name, &check_text),
                false => shell.check(&text, name, &check_text),
            };
            for error in &found {
                assert!(error.place().is_some(), "{name}: {error}\n{text}");
            }
            let outcome = match name.ends_with(".rhai") {
                true => shell.run_rhai(&text, name, Echo::Off),
                false => shell.run(&text, name, Echo::Off),
            };
            let printed = output.take();
            if outcome == Outcome::Failed {
                let placed = printed.contains(&format!("--> {name}:"));
                let spent = printed.contains(&format!("more than {STEPS} steps"));
                assert!(placed || spent, "{name}: {printed}\n{text}");
            }
            // The session goes on.
            shell.set_variable("ErrorActionPreference", "Stop").unwrap();
            assert_eq!(shell.run("Get-Clock", "after", Echo::Off), Outcome::Done);
        }
    })
    .unwrap();
}

#[test]
fn a_limit_ends_a_script_between_two_commands() {
    let loops = [
        (
            STEPS,
            "$i = 0; while ($true) { $i++; New-Group \"limit $i\" | Out-Null }",
        ),
        (
            200_000,
            "function Deep($n) { New-Group \"limit $n\" | Out-Null; Deep ($n + 1) }; Deep 0",
        ),
        (
            200_000,
            "$t = 'x'; $i = 0; while ($true) { $i++; New-Group \"limit $i\" | Out-Null; $t += $t }",
        ),
        (
            200_000,
            "$a = @(1); $i = 0; while ($true) { $i++; New-Group \"limit $i\" | Out-Null; $a += $a }",
        ),
    ];
    let text: String = loops
        .iter()
        .map(|(steps, script)| {
            let steps = *steps;
            on_large_stack(|| {
                let output = Transcript::new();
                let mut shell = small(output.clone(), steps);
                assert_eq!(shell.run(script, "limit.ps1", Echo::Off), Outcome::Failed);
                let ended = output.take();
                // Every group that was made is whole: it is in the directory, and the log knows who made it.
                let count = "@(Get-Group | Where-Object DisplayName -like 'limit *').Count -eq \
                             @(Get-AuditLog | Where-Object { $_.Activity -eq 'Add group' -and \
                             $_.Target -like 'limit *' }).Count";
                let session = std::mem::replace(&mut *shell.host_mut(), super::empty_session());
                let mut shell = equip(Shell::builder(session, output.clone())).build();
                let counted = shell.run(count, "count.ps1", Echo::Off);
                assert_eq!(counted, Outcome::Done);
                format!("{script}\n{ended}{}\n", output.take())
            })
            .unwrap()
        })
        .collect();
    super::check("limits", &text);
}
