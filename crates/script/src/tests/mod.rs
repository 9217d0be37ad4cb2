//! What texts become: small cases beside their lowered text, messages, and properties that hold for any text.

mod errors;
mod lowering;
mod mixed;
mod properties;
mod units;

use std::fmt::Write as _;

use crate::{Diagnostic, Lines, LowerOptions, lower, parse};

/// Compares with the snapshot of a name.
fn assert_snapshot(name: &str, text: String) {
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/script"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Each text with what it becomes.
fn lowered(cases: &[&str]) -> String {
    let mut out = String::new();
    for text in cases {
        text.lines()
            .for_each(|line| writeln!(out, "> {line}").unwrap());
        let parsed = parse(text);
        assert_eq!(parsed.errors, [], "{text}");
        let lowered = lower(&parsed, LowerOptions::default());
        assert_eq!(lowered.errors, [], "{text}");
        for unit in &lowered.units {
            writeln!(out, "{}", unit.text).unwrap();
        }
        writeln!(out).unwrap();
    }
    out
}

/// A message with the line it speaks of, underlined.
fn shown(text: &str, error: &Diagnostic) -> String {
    let lines = Lines::new(text);
    let start = lines.position(text, error.span.start);
    let line = text.lines().nth(start.line - 1).unwrap_or("");
    let width = error
        .span
        .of(text)
        .lines()
        .next()
        .unwrap_or("")
        .chars()
        .count()
        .max(1);
    let mut out = format!("{}:{}: {}\n", start.line, start.column, error.message);
    writeln!(
        out,
        "| {line}\n| {}{}",
        " ".repeat(start.column - 1),
        "^".repeat(width)
    )
    .unwrap();
    if let Some(help) = &error.help {
        writeln!(out, "help: {help}").unwrap();
    }
    out
}

/// Each text with everything that is wrong with it.
fn complaints(cases: &[&str]) -> String {
    let mut out = String::new();
    for text in cases {
        let parsed = parse(text);
        let mut errors = parsed.errors.clone();
        if errors.is_empty() {
            errors = lower(&parsed, LowerOptions::default()).errors;
        }
        assert!(!errors.is_empty(), "{text}");
        for error in &errors {
            out.push_str(&shown(text, error));
        }
        out.push('\n');
    }
    out
}
