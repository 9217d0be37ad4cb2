//! Tests by theme: scripts and what they print.

mod binder;
mod commands;
mod contract;
mod control;
mod errors;
mod files;
mod host;
mod limits;
mod mixed;
mod output;
mod pipelines;
mod prompt;
mod prompt_text;
mod rhai_scripts;
mod semantics;
mod values;

use crate::{Echo, Limits, Outcome, Shell, Transcript, on_large_stack};
use host::Club;

/// What a script prints, its statements before what they give, and how it ended if not at its last line.
fn transcript(script: &str) -> String {
    transcript_with(script, Limits::default())
}

fn transcript_with(script: &str, limits: Limits) -> String {
    on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = host::shell(output.clone(), limits);
        let outcome = shell.run(script, "test.ps1", Echo::Statements);
        finish(output.take(), outcome)
    })
    .unwrap()
}

/// What a script prints, without its statements.
fn printed(script: &str) -> String {
    on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = host::shell(output.clone(), Limits::default());
        let outcome = shell.run(script, "test.ps1", Echo::Off);
        finish(output.take(), outcome)
    })
    .unwrap()
}

fn finish(mut text: String, outcome: Outcome) -> String {
    if outcome != Outcome::Done {
        text.push_str(&format!("[{outcome:?}]\n"));
    }
    text
}

/// Several scripts, each in a fresh shell, one transcript after the other.
fn transcripts(scripts: &[&str]) -> String {
    scripts
        .iter()
        .map(|script| format!("{}\n", transcript(script)))
        .collect()
}

/// Runs lines one after the other in one shell, as at a prompt.
fn at_prompt(lines: &[&str]) -> String {
    on_large_stack(|| {
        let output = Transcript::new();
        let mut shell: Shell<Club> = host::shell(output.clone(), Limits::default());
        let mut text = String::new();
        for line in lines {
            let outcome = shell.run(line, "prompt", Echo::Off);
            text.push_str(&format!("> {line}\n{}", finish(output.take(), outcome)));
        }
        text
    })
    .unwrap()
}

fn check(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/shell"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
