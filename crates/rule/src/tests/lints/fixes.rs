//! A fix that is called equivalent changes no member; what never matches never does.

use proptest::prelude::*;

use super::{findings, is_lint};
use crate::tests::corpus::corpus;
use crate::tests::person::{any_person, any_text, now};
use crate::{Code, Effect, Rule, analyse, quoted};

const PATTERNS: [&str; 12] = [
    "[AS]a",
    "[as]A",
    "Sales",
    "^Sal",
    "es$",
    r"es\z",
    "^SALES$",
    r"^(Sales|es)\z",
    ".*",
    "^.*sal.*",
    ".*al.*",
    "[^e]s",
];

/// What can stand behind a property or an item, positive or negative.
fn tail() -> impl Strategy<Value = String> {
    let text = (
        prop::sample::select(vec![
            "eq",
            "eq",
            "ne",
            "startsWith",
            "notStartsWith",
            "endsWith",
            "notEndsWith",
            "contains",
            "notContains",
        ]),
        any_text(),
    )
        .prop_map(|(operator, text)| format!("-{operator} {}", quoted(text)));
    let list =
        (any::<bool>(), prop::collection::vec(any_text(), 1..4)).prop_map(|(sign, items)| {
            let items: Vec<String> = items.into_iter().map(quoted).collect();
            format!(
                "-{} [{}]",
                if sign { "in" } else { "notIn" },
                items.join(", ")
            )
        });
    let pattern =
        (any::<bool>(), prop::sample::select(&PATTERNS[..])).prop_map(|(sign, pattern)| {
            format!(
                "-{} {}",
                if sign { "match" } else { "notMatch" },
                quoted(pattern)
            )
        });
    let null = prop::sample::select(vec!["-eq null", "-ne null", "-ne \"null\"", "-eq \"\""])
        .prop_map(str::to_owned);
    prop_oneof![5 => text, 2 => list, 2 => pattern, 1 => null]
}

/// Conditions that have much to do with one another.
fn leaf() -> impl Strategy<Value = String> {
    let text = (
        prop::sample::select(vec!["department", "department", "city", "otherMails"]),
        tail(),
    )
        .prop_map(|(name, tail)| format!("user.{name} {tail}"));
    let flag = (any::<bool>(), any::<bool>()).prop_map(|(equal, value)| {
        format!(
            "user.dirSyncEnabled -{} {value}",
            if equal { "eq" } else { "ne" }
        )
    });
    let date = (any::<bool>(), 0_i64..60).prop_map(|(later, hours)| {
        format!(
            "user.employeeHireDate -{} system.now -plus PT{hours}H",
            if later { "ge" } else { "le" }
        )
    });
    let id = Just("user.objectId -ne null".to_owned());
    prop_oneof![8 => text, 1 => flag, 1 => date, 1 => id]
}

fn joined(inner: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(inner.clone(), 2..5);
    prop_oneof![
        parts.clone().prop_map(|parts| parts.join(" -and ")),
        parts.clone().prop_map(|parts| parts.join(" -or ")),
        parts
            .clone()
            .prop_map(|parts| format!("({})", parts.join(" -and "))),
        parts.prop_map(|parts| format!("({})", parts.join(" -or "))),
        inner.clone().prop_map(|inner| format!("({inner})")),
        inner.prop_map(|inner| format!("-not ({inner})")),
    ]
}

fn body(name: &'static str) -> impl Strategy<Value = String> {
    joined(
        tail()
            .prop_map(move |tail| format!("{name} {tail}"))
            .boxed(),
    )
}

fn any_rule() -> impl Strategy<Value = String> {
    let quantified = prop_oneof![
        body("_").prop_map(|body| format!("user.otherMails -any ({body})")),
        body("_").prop_map(|body| format!("user.otherMails -all ({body})")),
        body("assignedPlan.servicePlanId")
            .prop_map(|body| format!("user.assignedPlans -any ({body})")),
    ];
    prop_oneof![6 => leaf().boxed(), 1 => quantified.boxed()]
        .prop_recursive(3, 12, 4, |inner| joined(inner).boxed())
}

fn read(text: &str) -> Rule {
    let analysis = analyse(text, None);
    analysis
        .rule
        .unwrap_or_else(|| panic!("{text}\n{:?}", analysis.diagnostics))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn an_equivalent_fix_changes_no_member(
        text in any_rule(),
        people in prop::collection::vec(any_person(), 8),
    ) {
        let rule = read(&text);
        for found in findings(&text) {
            let Some(fix) = found.fix() else { continue };
            let fixed = read(&fix.apply(&text));
            if fix.effect() != Effect::Equivalent {
                continue;
            }
            for person in &people {
                // The generated people have no objectId, which every object has.
                let person = person.clone().text("objectId", "x");
                prop_assert_eq!(
                    fixed.evaluate(&person, now()),
                    rule.evaluate(&person, now()),
                    "{} {} {:?}", found.code().name(), fixed.text(), person
                );
            }
        }
    }

    #[test]
    fn what_never_matches_never_does(
        parts in prop::collection::vec(leaf(), 2..4),
        people in prop::collection::vec(any_person(), 8),
    ) {
        let text = parts.join(" -and ");
        if findings(&text).iter().any(|found| found.code() == Code::NeverMatches) {
            let rule = read(&text);
            for person in &people {
                prop_assert_eq!(rule.evaluate(person, now()), Ok(false));
            }
        }
    }
}

#[test]
fn the_fixes_of_real_rules_give_valid_rules() {
    for entry in corpus() {
        let analysis = analyse(&entry.rule, None);
        if analysis.rule.is_none() {
            continue;
        }
        for found in analysis
            .diagnostics
            .iter()
            .filter(|found| is_lint(found.code()))
        {
            if let Some(fix) = found.fix() {
                read(&fix.apply(&entry.rule));
            }
        }
    }
}
