//! What holds for every rule and every subject.

use proptest::prelude::*;

use super::builder::flat;
use super::corpus::corpus;
use super::person::{Person, any_person, any_text, now};
use crate::{DeviceRules, Rule, analyse, builder_view, print, quoted, trace};

const POSITIVE: [&str; 4] = ["eq", "startsWith", "endsWith", "contains"];

fn read(text: &str) -> Rule {
    let analysis = analyse(text, None);
    analysis
        .rule
        .unwrap_or_else(|| panic!("{text}\n{:?}", analysis.diagnostics))
}

/// `-eq "Sales"` and its kin, with the word that makes it negative.
fn comparison() -> impl Strategy<Value = (String, String)> {
    let text = (proptest::sample::select(&POSITIVE[..]), any_text())
        .prop_map(|(operator, text)| (operator, quoted(text)));
    let pattern = proptest::sample::select(&["^sal", "es$", "a.*s", "^(?!pre)"][..])
        .prop_map(|pattern| ("match", quoted(pattern)));
    let list = proptest::collection::vec(any_text(), 1..4).prop_map(|items| {
        let items: Vec<String> = items.into_iter().map(quoted).collect();
        ("in", format!("[{}]", items.join(", ")))
    });
    let null = Just(("eq", "null".to_owned()));
    prop_oneof![4 => text, 1 => pattern, 2 => list, 1 => null].prop_map(|(operator, value)| {
        let negative = match operator {
            "eq" => "ne".to_owned(),
            "in" => "notIn".to_owned(),
            other => format!("not{other}"),
        };
        (
            format!("-{operator} {value}"),
            format!("-{negative} {value}"),
        )
    })
}

/// A condition and its negation by operator.
fn pair() -> impl Strategy<Value = (String, String)> {
    let text = proptest::sample::select(&["department", "city", "otherMails"][..]);
    let compared = (text, comparison())
        .prop_map(|(name, (yes, no))| (format!("user.{name} {yes}"), format!("user.{name} {no}")));
    let flag = any::<bool>().prop_map(|flag| {
        (
            format!("user.dirSyncEnabled -eq {flag}"),
            format!("user.dirSyncEnabled -ne {flag}"),
        )
    });
    prop_oneof![5 => compared, 1 => flag]
}

fn leaf() -> impl Strategy<Value = String> {
    let compared =
        (pair(), any::<bool>()).prop_map(|((yes, no), sign)| if sign { yes } else { no });
    let date = (any::<bool>(), -90_i64..90).prop_map(|(later, hours)| {
        let operator = if later { "-ge" } else { "-le" };
        let sign = if hours < 0 { "-minus" } else { "-plus" };
        format!(
            "user.employeeHireDate {operator} (system.now {sign} PT{}H)",
            hours.abs()
        )
    });
    let items = (any::<bool>(), comparison(), comparison(), any::<bool>()).prop_map(
        |(some, (first, _), (_, second), both)| {
            let quantifier = if some { "-any" } else { "-all" };
            let joiner = if both { "-and" } else { "-or" };
            format!("user.otherMails {quantifier} (_ {first} {joiner} _ {second})")
        },
    );
    let plans = (any::<bool>(), comparison()).prop_map(|(some, (yes, _))| {
        let quantifier = if some { "-any" } else { "-all" };
        format!("user.assignedPlans {quantifier} (assignedPlan.servicePlanId {yes})")
    });
    prop_oneof![5 => compared, 1 => date, 1 => items, 1 => plans]
}

fn any_rule() -> impl Strategy<Value = String> {
    leaf().prop_recursive(4, 12, 3, |inner| {
        let parts = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            parts
                .clone()
                .prop_map(|parts| format!("({})", parts.join(" -and "))),
            parts
                .clone()
                .prop_map(|parts| format!("({})", parts.join(" -or "))),
            // Without parentheses, so that precedence decides.
            parts.prop_map(|parts| parts.join(" or ")),
            inner.clone().prop_map(|inner| format!("-not {inner}")),
            inner.prop_map(|inner| format!("-not ({inner})")),
        ]
    })
}

/// Pieces of rules in any order, with debris between.
fn debris() -> impl Strategy<Value = String> {
    let pieces = [
        "user",
        ".",
        "department",
        "-eq",
        "-any",
        "-all",
        "(",
        ")",
        "[",
        "]",
        ",",
        "\"",
        "'",
        "\\",
        "_",
        " ",
        "\n",
        "-",
        "–eq",
        "“",
        "”",
        "null",
        "true",
        "12",
        "2026-11-21",
        "P1D",
        "system",
        "now",
        "-plus",
        "-and",
        "or",
        "-not",
        "Direct",
        "Reports",
        "for",
        "memberOf",
        "group",
        "objectId",
        "-in",
        "extension_",
        "3daedfb6-1af6-459a-9017-30b420d6c902",
        "//",
        "/*",
        "=",
        "assignedPlans",
        "assignedPlan",
        "servicePlanId",
        "\u{0}",
        "ß",
        "日本",
        "`\"",
        "-match",
        "$null",
        "employeeHireDate",
        "-ge",
        "device",
        "😀",
        "-x",
        "{",
        "user.otherMails ",
    ];
    proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..40)
        .prop_map(|pieces| pieces.concat())
}

/// Everything that anyone may do with any text.
fn touch(text: &str) {
    let analysis = analyse(text, None);
    let length = text.chars().count();
    for found in &analysis.diagnostics {
        assert!(found.span().end() <= length, "{text:?} {found:?}");
        if let Some(fix) = found.fix() {
            let fixed = analyse(&fix.apply(text), None);
            assert!(fixed.diagnostics.len() < 1_000);
        }
    }
    assert_eq!(
        analysis.rule.is_some(),
        analysis.errors().next().is_none(),
        "{text:?}"
    );
    if let Some(rule) = analysis.rule {
        let canonical = print(&rule);
        assert_eq!(read(&canonical), rule, "{text:?} {canonical}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn canonical_text_means_the_same(text in any_rule(), person in any_person()) {
        let rule = read(&text);
        let canonical = print(&rule);
        let again = read(&canonical);
        prop_assert_eq!(&again, &rule, "{}", canonical);
        prop_assert_eq!(print(&again), canonical);
        prop_assert_eq!(rule.evaluate(&person, now()), again.evaluate(&person, now()));
    }

    #[test]
    fn the_trace_gives_the_answer_of_the_evaluation(text in any_rule(), person in any_person()) {
        let rule = read(&text);
        prop_assert_eq!(trace(&rule, &person, now()).result, rule.evaluate(&person, now()));
    }

    #[test]
    fn a_negative_operator_is_the_negation_of_its_partner(
        (yes, no) in pair(),
        person in any_person(),
    ) {
        let yes = read(&yes).evaluate(&person, now()).unwrap();
        let no = read(&no).evaluate(&person, now()).unwrap();
        prop_assert_ne!(yes, no);
    }

    #[test]
    fn no_time_passes_unnoticed_before_the_next_flip(
        text in any_rule(),
        person in any_person(),
        hours in 0_i64..400,
    ) {
        let rule = read(&text);
        let later = now().saturating_add(ingroup_schema::Duration::from_seconds(hours * 1_800));
        let flip = rule.next_flip(&person, now());
        let present = rule.evaluate(&person, now());
        match flip {
            Some(flip) => {
                prop_assert!(flip > now());
                prop_assert_ne!(rule.evaluate(&person, flip), present.clone());
                prop_assert!(later >= flip || rule.evaluate(&person, later) == present);
            }
            None => prop_assert_eq!(rule.evaluate(&person, later), present),
        }
    }

    #[test]
    fn what_the_builder_writes_means_the_same(text in any_rule(), person in any_person()) {
        let rule = read(&text);
        if let Ok(view) = builder_view(&rule, DeviceRules::Shown) {
            let written = view.text();
            let again = read(&written);
            prop_assert_eq!(again.expression().map(flat), rule.expression().map(flat), "{}", written);
            prop_assert_eq!(rule.evaluate(&person, now()), again.evaluate(&person, now()));
            let twice = builder_view(&again, DeviceRules::Shown);
            prop_assert_eq!(twice.ok().map(|view| view.text()), Some(written));
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in ".{0,60}") {
        touch(&text);
    }

    #[test]
    fn any_debris_is_read_without_panic(text in debris()) {
        touch(&text);
    }

    #[test]
    fn any_quoted_text_is_read_back(text in "[\\PC\n]{0,20}") {
        let rule = read(&format!("user.city -eq {}", quoted(&text)));
        let person = Person::user().text("city", &text);
        prop_assert_eq!(rule.evaluate(&person, now()), Ok(!text.is_empty()));
    }
}

#[test]
fn canonical_text_of_the_corpus_means_the_same() {
    for entry in corpus() {
        if let Some(rule) = analyse(&entry.rule, None).rule {
            assert_eq!(read(&print(&rule)), rule, "{}", entry.rule);
        }
    }
}

#[test]
fn every_beginning_of_a_real_rule_is_read_without_panic() {
    for entry in corpus().into_iter().step_by(9) {
        let chars: Vec<char> = entry.rule.chars().collect();
        for end in 0..chars.len() {
            touch(&chars[..end].iter().collect::<String>());
        }
    }
}

#[test]
fn deep_and_long_texts_end_in_a_diagnostic() {
    let texts = [
        "(".repeat(100_000),
        "(".repeat(3_000),
        "-not ".repeat(600),
        "[".repeat(3_000),
        "user.otherMails -any (".repeat(130),
        "user.otherMails -any _ ".repeat(130),
        "a)".repeat(1_500),
        "\\".repeat(3_000),
        "user.city -eq (".repeat(200),
    ];
    for text in texts {
        let analysis = analyse(&text, None);
        assert!(analysis.errors().next().is_some());
        assert!(analysis.rule.is_none());
    }
}

#[test]
fn the_deepest_rule_prints_as_one_that_is_read_again() {
    let leaf = "user.city -eq 1";
    let mut text = leaf.to_owned();
    for _ in 0..40 {
        text = format!("{leaf} or {leaf} and -not ({text})");
    }
    let rule = read(&text);
    assert_eq!(read(&print(&rule)), rule);
    let rule = read(&format!("{}{leaf}{}", "-not (".repeat(64), ")".repeat(64)));
    assert_eq!(read(&print(&rule)), rule);
}
