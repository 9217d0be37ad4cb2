//! Real rules with their verdicts, and the members that rules have in the sample tenant.

use std::fs;

use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::program::{root, run};

fn lines(path: &str) -> Vec<Value> {
    let text = fs::read_to_string(root().join(path)).expect("the list is there");
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

fn answers(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("a line of JSON"))
        .collect()
}

/// Rules found in public use. Where the sources conflict, `expected` follows the reference's choice.
#[test]
fn every_rule_in_public_use_gets_its_verdict() {
    let rules = lines("tests/conformance/corpus.jsonl");
    let ended = run([
        "rule",
        "check",
        "--format",
        "json",
        "tests/conformance/corpus.jsonl",
    ]);
    assert_eq!(ended.code, 1, "some are invalid: {}", ended.err);
    let checked = answers(&ended.out);
    assert_eq!(checked.len(), rules.len());
    for (rule, answer) in rules.iter().zip(&checked) {
        assert_eq!(rule["rule"], answer["rule"]);
        let expected = rule["expected"]
            .as_str()
            .or(rule["verdict"].as_str())
            .expect("a verdict");
        let verdict = if answer["valid"] == true {
            "valid"
        } else {
            "invalid"
        };
        assert_eq!(verdict, expected, "{answer}");
    }
}

/// A set of more than 50 is kept as its count and the SHA-256 of the sorted ids, a line feed between them.
fn folded(members: &Value) -> Value {
    let ids: Vec<&str> = members
        .as_array()
        .map(|ids| ids.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    if ids.len() <= 50 {
        return members.clone();
    }
    let hash = Sha256::digest(ids.join("\n").as_bytes());
    let hexadecimal: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    serde_json::json!({ "count": ids.len(), "sha256": hexadecimal })
}

#[test]
fn every_rule_of_the_sample_tenant_has_its_members() {
    let truth = lines("tests/conformance/contoso-truth.jsonl");
    let ended = run([
        "rule",
        "match",
        "--data",
        "scripts/data/contoso",
        "--now",
        "2026-11-21T00:00:00Z",
        "--format",
        "json",
        "tests/conformance/contoso-rules.jsonl",
    ]);
    assert_eq!(ended.code, 1, "some are invalid: {}", ended.err);
    let matched = answers(&ended.out);
    assert_eq!(matched.len(), truth.len());
    for (expected, answer) in truth.iter().zip(&matched) {
        assert_eq!(expected["rule"], answer["rule"]);
        assert_eq!(expected["valid"], answer["valid"], "{answer}");
        match answer.get("members") {
            None => assert_eq!(expected["valid"], false),
            Some(members) => assert_eq!(expected["members"], folded(members), "{}", answer["rule"]),
        }
    }
}
