//! Rules found in public use, and rules made for a tenant of tests, each with its verdict.

use ingroup_schema::SubjectKind;
use serde::Deserialize;

use crate::{Color, Severity, analyse, render};

/// One line of the corpus.
#[derive(Deserialize)]
pub(super) struct Entry {
    pub(super) rule: String,
    pub(super) subject: SubjectKind,
    verdict: String,
    expected: Option<String>,
    why: String,
}

impl Entry {
    /// The verdict, or, where the sources disagree, the one the language reference chooses.
    fn is_valid(&self) -> bool {
        self.expected.as_ref().unwrap_or(&self.verdict) == "valid"
    }
}

fn entries(lines: &str) -> Vec<Entry> {
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The rules of public use.
pub(super) fn corpus() -> Vec<Entry> {
    entries(include_str!("../../../../tests/conformance/corpus.jsonl"))
}

#[test]
fn every_rule_gets_its_verdict() {
    let found = corpus();
    let made = entries(include_str!("contoso.jsonl"));
    assert!(found.len() > 350 && made.len() == 150);
    hold(&found, &[true, false]);
    hold(&made, &[true]);
}

/// Holds each rule to its verdict, with what it takes told beforehand or left to the rule.
fn hold(entries: &[Entry], told: &[bool]) {
    for entry in entries {
        for told in told {
            let expected = told.then_some(entry.subject);
            let analysis = analyse(&entry.rule, expected);
            let errors: Vec<String> = analysis
                .errors()
                .map(|error| render(error, &entry.rule, "corpus", Color::Plain))
                .collect();
            assert_eq!(
                analysis.rule.is_some(),
                entry.is_valid(),
                "{}\n{}\n{}",
                entry.rule,
                entry.why,
                errors.join("\n")
            );
            assert_eq!(analysis.rule.is_some(), errors.is_empty(), "{}", entry.rule);
            if let Some(rule) = analysis.rule {
                assert_eq!(rule.subject(), entry.subject, "{}", entry.rule);
            }
        }
    }
}

#[test]
fn every_error_has_a_help_and_a_place_in_the_text() {
    for entry in corpus() {
        let length = entry.rule.chars().count();
        for found in analyse(&entry.rule, None).diagnostics {
            assert!(
                found.help().is_some(),
                "{}: {}",
                entry.rule,
                found.message()
            );
            assert!(found.span().end() <= length, "{}: {:?}", entry.rule, found);
            assert!(!found.message().contains('\n'));
            assert_eq!(
                found.service().is_some(),
                found.severity() == Severity::Error
            );
        }
    }
}
