//! `ingroup rule …`: input, output and exit codes.

use serde_json::{Value, json};

use crate::program::{Ended, run, run_with, snapshot};

fn only_answer(ended: &Ended) -> Value {
    let lines: Vec<&str> = ended.out.lines().collect();
    assert_eq!(lines.len(), 1, "{}{}", ended.out, ended.err);
    serde_json::from_str(lines[0]).expect("a line of JSON")
}

#[test]
fn a_rule_on_standard_input_is_taken_whole_without_its_last_line_end() {
    let ended = run_with(
        ["rule", "check"],
        b" user.department -eq\r\n \"Sales\" \r\n",
    );
    let answer = only_answer(&ended);
    assert_eq!(ended.code, 0);
    assert_eq!(answer["rule"], " user.department -eq\r\n \"Sales\" ");
    assert_eq!(answer["subject"], "user");
    assert_eq!(answer["valid"], true);
    assert_eq!(answer["diagnostics"], json!([]));
}

#[test]
fn a_finding_has_code_severity_message_span_help_and_fix() {
    let ended = run(["rule", "check", "--rule", "  user.officeLocation -eq “é”"]);
    let answer = only_answer(&ended);
    assert_eq!(ended.code, 1);
    assert_eq!(answer["valid"], false);
    let findings = answer["diagnostics"].as_array().expect("findings");
    assert_eq!(findings.len(), 2, "both mistakes at once: {findings:?}");
    assert_eq!(findings[0]["code"], "unknown-property");
    assert_eq!(findings[0]["severity"], "error");
    assert_eq!(
        findings[0]["span"],
        json!([7, 21]),
        "characters of the untrimmed text"
    );
    assert_eq!(findings[0]["fix"]["effect"], "equivalent");
    assert_eq!(
        findings[0]["fix"]["edits"][0]["text"],
        "physicalDeliveryOfficeName"
    );
    for finding in findings {
        let keys: Vec<&String> = finding.as_object().expect("an object").keys().collect();
        assert_eq!(keys, ["code", "severity", "message", "span", "help", "fix"]);
    }
}

#[test]
fn json_lines_carry_their_subject_and_the_option_overrides_it() {
    let lines = b"{\"rule\": \"user.city -eq \\\"x\\\"\", \"subject\": \"device\", \"note\": 1}\n\n{\"rule\": \"device.isRooted -eq true\"}\n";
    let ended = run_with(["rule", "check", "-"], lines);
    assert_eq!(ended.code, 1);
    let answers: Vec<Value> = ended
        .out
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(
        (&answers[0]["subject"], &answers[0]["valid"]),
        (&json!("device"), &json!(false))
    );
    assert_eq!(
        (&answers[1]["subject"], &answers[1]["valid"]),
        (&json!("device"), &json!(true))
    );
    let ended = run_with(["rule", "check", "-", "--subject", "user"], lines);
    let first: Value =
        serde_json::from_str(ended.out.lines().next().expect("a line")).expect("JSON");
    assert_eq!(first["valid"], true);
}

#[test]
fn warnings_count_as_errors_when_asked() {
    let rule = "user.department –eq \"Sales\"";
    let ended = run(["rule", "check", "--rule", rule]);
    assert_eq!(ended.code, 0, "{}", ended.out);
    let ended = run(["rule", "check", "--deny-warnings", "--rule", rule]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert_eq!(
        only_answer(&ended)["valid"],
        true,
        "valid means without errors"
    );
}

#[test]
fn rules_of_groups_that_give_access_are_looked_at_more_closely_when_asked() {
    let rule = "user.jobTitle -eq \"Auditor\"";
    let ended = run(["rule", "check", "--deny-warnings", "--rule", rule]);
    assert_eq!(
        (ended.code, &only_answer(&ended)["diagnostics"]),
        (0, &Value::Array(Vec::new()))
    );
    let ended = run([
        "rule",
        "check",
        "--privileged",
        "--deny-warnings",
        "--rule",
        rule,
    ]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    assert_eq!(
        only_answer(&ended)["diagnostics"][0]["code"],
        "user-writable"
    );
}

#[test]
fn what_cannot_be_read_says_where_and_why() {
    let mut said = String::new();
    for (name, ended) in [
        ("no such file", run(["rule", "check", "no-such-file.txt"])),
        ("a folder", run(["rule", "check", "scripts"])),
        (
            "not UTF-8",
            run_with(["rule", "check"], b"user.city -eq \"\xff\""),
        ),
        (
            "half a line of JSON",
            run_with(["rule", "check"], b"{\"rule\": \"user.city -eq"),
        ),
        (
            "JSON without a rule",
            run_with(["rule", "check"], b"{\"subject\": \"user\"}"),
        ),
        (
            "two sources",
            run(["rule", "check", "--rule", "x", "file.txt"]),
        ),
        (
            "no data",
            run(["rule", "match", "--rule", "user.objectId -ne null"]),
        ),
        (
            "no such folder",
            run([
                "rule",
                "match",
                "--rule",
                "user.objectId -ne null",
                "--data",
                "no-such",
            ]),
        ),
        (
            "a wrong time",
            run(["rule", "match", "--data", "scripts", "--now", "yesterday"]),
        ),
        (
            "nobody of that name",
            run([
                "rule",
                "explain",
                "--data",
                "scripts/data/contoso",
                "--user",
                "nobody@contoso.com",
                "--rule",
                "user.objectId -ne null",
            ]),
        ),
    ] {
        assert!(ended.out.is_empty(), "{name}: {}", ended.out);
        said += &format!("== {name}: exit {}\n{}\n", ended.code, ended.err);
    }
    snapshot("rule-command-refusals", &said);
}

#[test]
fn people_see_pictures_words_and_traces() {
    let rule = "(user.department -eq \"Sales\" or user.otherMails -any (_ -endsWith \"@fabrikam.com\")) -and -not (user.country -in [\"Germany\",\"DE\"])";
    let data = "scripts/data/contoso";
    let now = "2026-11-21T09:00:00Z";
    let mut seen = String::new();
    for ended in [
        run([
            "rule",
            "check",
            "--format",
            "human",
            "--rule",
            "user.depatment -startWith “Sal” -and (user.city -eq Berlin",
        ]),
        run(["rule", "format", "--format", "human", "--rule", rule]),
        run(["rule", "explain", "--format", "human", "--rule", rule]),
        run(["rule", "builder", "--format", "human", "--rule", rule]),
        run([
            "rule",
            "builder",
            "--format",
            "human",
            "--rule",
            "user.city -in [\"Rome\"] or (user.city -eq \"Lagos\")",
        ]),
        run([
            "rule",
            "explain",
            "--format",
            "human",
            "--data",
            data,
            "--now",
            now,
            "--user",
            "diego@contoso.com",
            "--rule",
            rule,
        ]),
        run([
            "rule",
            "match",
            "--format",
            "human",
            "--data",
            data,
            "--now",
            now,
            "--rule",
            "user.department -eq \"Pre-Sales\"",
        ]),
    ] {
        seen += &format!("{}{}exit {}\n\n", ended.out, ended.err, ended.code);
    }
    snapshot("rule-command-human", &seen);
}

#[test]
fn the_catalogue_is_listed_for_people_and_for_programs() {
    let people = run(["rule", "properties", "--format", "human"]);
    assert_eq!(people.code, 0);
    snapshot("rule-properties", &people.out);
    let programs = run([
        "rule",
        "properties",
        "--format",
        "json",
        "--subject",
        "device",
    ]);
    assert!(
        programs
            .out
            .lines()
            .all(|line| line.contains("\"subject\":\"device\""))
    );
}

#[test]
fn a_rule_of_3072_characters_is_taken_and_one_more_is_not() {
    let longest = format!("user.department -eq \"{}\"", "x".repeat(3072 - 22));
    assert_eq!(longest.len(), 3072);
    assert_eq!(run_with(["rule", "check"], longest.as_bytes()).code, 0);
    let longer = format!("{longest} ");
    let ended = run_with(["rule", "check"], longer.as_bytes());
    assert_eq!(
        only_answer(&ended)["diagnostics"][0]["code"],
        "rule-too-long"
    );
}

#[test]
fn hostile_text_ends_in_an_answer() {
    for text in [
        "(".repeat(100_000),
        "-not ".repeat(50_000),
        "\"".repeat(5_000),
        "\u{0}\u{1}\u{fffd}".repeat(100),
    ] {
        let ended = run_with(["rule", "check"], text.as_bytes());
        assert_eq!(ended.code, 1);
        assert_eq!(only_answer(&ended)["valid"], false);
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::Stdio;
    let mut child = crate::program::ingroup(["rule", "properties", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let ended: Ended = child.wait_with_output().expect("the program ends").into();
    assert_eq!((ended.code, ended.err.as_str()), (0, ""));
}

#[test]
fn the_builder_answers_with_rows_or_with_reasons() {
    let shown = run([
        "rule",
        "builder",
        "--rule",
        "user.city -in [\"Rome\"] or (user.city -eq \"Lagos\")",
    ]);
    assert_eq!(shown.code, 0);
    assert_eq!(
        only_answer(&shown),
        json!({
            "rule": "user.city -in [\"Rome\"] or (user.city -eq \"Lagos\")",
            "subject": "user",
            "valid": true,
            "shown": true,
            "rows": [
                {"andOr": null, "property": "city", "operator": "In", "value": "[\"Rome\"]"},
                {"andOr": "Or", "property": "city", "operator": "Equals", "value": "Lagos"},
            ],
            "builderRule": "(user.city -in [\"Rome\"]) -or (user.city -eq \"Lagos\")",
        })
    );
    let not_shown = run_with(["rule", "builder"], b"user.mail -ne null");
    assert_eq!(not_shown.code, 0, "what is not shown is valid");
    let answer = only_answer(&not_shown);
    assert_eq!(answer["shown"], false);
    assert_eq!(answer["reasons"][0]["code"], "null");
    assert_eq!(answer["reasons"][0]["span"], json!([0, 18]));
    let invalid = run(["rule", "builder", "--rule", "user.mail"]);
    assert_eq!(invalid.code, 1);
    assert_eq!(only_answer(&invalid)["shown"], Value::Null);
}
