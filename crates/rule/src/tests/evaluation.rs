//! What a rule answers: missing values, case, collections, dates and faults.

use ingroup_schema::{ObjectId, SubjectKind, Value};

use super::person::{Person, instant, now, plan};
use crate::{Fault, Kind, Rule, analyse, trace};

fn rule(text: &str) -> Rule {
    let analysis = analyse(text, None);
    analysis
        .rule
        .unwrap_or_else(|| panic!("{text}\n{:?}", analysis.diagnostics))
}

fn takes(text: &str, person: &Person) -> bool {
    rule(text).evaluate(person, now()).unwrap()
}

/// Each rule with its answer for one person.
fn table(person: &Person, rows: &[(&str, bool)]) {
    for (text, expected) in rows {
        assert_eq!(takes(text, person), *expected, "{text}");
    }
}

#[test]
fn missing_values_satisfy_negative_operators_only() {
    let nobody = Person::user().with("otherMails", Value::texts::<_, &str>([]));
    table(
        &nobody,
        &[
            ("user.department -eq \"Sales\"", false),
            ("user.department -ne \"Sales\"", true),
            ("user.department -eq null", true),
            ("user.department -ne $null", false),
            ("user.department -eq \"null\"", false),
            ("user.department -eq \"\"", false),
            ("user.department -ne \"\"", true),
            ("user.department -startsWith \"\"", false),
            ("user.department -notIn [\"a\"]", true),
            ("user.department -notMatch \".\"", true),
            ("user.dirSyncEnabled -eq false", false),
            ("user.dirSyncEnabled -ne true", true),
            ("user.dirSyncEnabled -eq null", true),
            ("user.employeeHireDate -le system.now", false),
            ("-not (user.employeeHireDate -ge system.now)", true),
            ("user.otherMails -contains \"a\"", false),
            ("user.otherMails -notContains \"a\"", true),
            ("user.otherMails -eq null", true),
            ("user.otherMails -ne null", false),
            ("user.otherMails -any (_ -ne null)", false),
            ("user.otherMails -all (_ -eq \"x\")", true),
            (
                "user.assignedPlans -all (assignedPlan.servicePlanId -eq null)",
                true,
            ),
            (
                "user.extension_0123456789abcdef0123456789abcdef_x -eq null",
                true,
            ),
        ],
    );
}

#[test]
fn case_never_counts_and_folding_knows_no_context() {
    let person = Person::user()
        .text("city", "Göteborg")
        .text("department", "ΣΑΣ")
        .text("surname", "Weiß")
        .text("country", "ΟΔΟΣ");
    table(
        &person,
        &[
            ("user.city -eq \"GÖTEBORG\"", true),
            ("user.city -contains \"Teb\"", true),
            ("user.department -eq \"σας\"", true),
            ("user.department -match \"^σας$\"", true),
            ("user.country -in [\"x\", \"οδοσ\"]", true),
            ("user.surname -eq \"WEISS\"", false),
            ("user.surname -endsWith \"IẞX\"", false),
        ],
    );
}

#[test]
fn texts_mean_what_their_escapes_say() {
    let person = Person::user()
        .text("surname", "O'Brien")
        .text("department", "\"A\"")
        .text("city", "a\\b")
        .text("extensionAttribute1", "2024")
        .text("state", "it's");
    table(
        &person,
        &[
            ("user.surname -eq \"O''Brien\"", true),
            ("user.surname -eq 'O''Brien'", true),
            ("user.surname -eq \"O'Brien\"", true),
            ("user.department -eq \"\\\"A\\\"\"", true),
            ("user.department -eq \"`\"A`\"\"", true),
            ("user.department -eq '\"A\"'", true),
            ("user.city -eq \"a\\b\"", true),
            ("user.city -match \"^a\\\\b$\"", true),
            ("user.extensionAttribute1 -eq 2024", true),
            ("user.extensionAttribute1 -in [2023, 2024]", true),
            ("user.state -match \"it''s\"", true),
        ],
    );
}

#[test]
fn operators_bind_as_documented() {
    let person = Person::user()
        .text("city", "Lagos")
        .with("accountEnabled", Value::Boolean(true));
    table(
        &person,
        &[
            (
                "user.city -eq \"Lagos\" -or user.city -eq \"x\" -and user.accountEnabled -eq false",
                true,
            ),
            (
                "(user.city -eq \"Lagos\" -or user.city -eq \"x\") -and user.accountEnabled -eq false",
                false,
            ),
            (
                "-not user.city -eq \"x\" -and user.accountEnabled -eq true",
                true,
            ),
            ("-not -not user.city -eq \"Lagos\"", true),
            (
                "user.city EQ \"LAGOS\" AND not (user.accountEnabled ne true)",
                true,
            ),
            ("user.city–eq \"Lagos\"", true),
        ],
    );
}

#[test]
fn collections_are_lifted_to_their_items() {
    let person = Person::user()
        .with(
            "proxyAddresses",
            Value::texts(["SMTP:adele@contoso.com", "smtp:a@fabrikam.com"]),
        )
        .with(
            "assignedPlans",
            Value::Plans([plan("p1", "Enabled"), plan("p2", "Deleted")].into()),
        );
    table(
        &person,
        &[
            ("user.proxyAddresses -contains \"fabrikam\"", true),
            ("user.proxyAddresses -notContains \"fabrikam\"", false),
            ("user.proxyAddresses -endsWith\"contoso.com\"", true),
            ("user.proxyAddresses -in [\"smtp:A@fabrikam.com\"]", true),
            (
                "user.proxyAddresses -any (_ -notContains \"fabrikam\")",
                true,
            ),
            ("user.proxyAddresses -all (_ -startsWith \"smtp:\")", true),
            ("user.proxyAddresses -all _ -contains \"adele\"", false),
            (
                "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"P2\")",
                true,
            ),
            (
                "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"p2\" and assignedPlan.capabilityStatus -eq \"Enabled\")",
                false,
            ),
            (
                "user.assignedPlans -all (assignedPlan.service -eq null)",
                true,
            ),
        ],
    );
}

#[test]
fn dates_are_compared_with_the_clock_that_is_given() {
    let hired = |text: &str| Person::user().with("employeeHireDate", Value::Instant(instant(text)));
    let person = hired("2026-11-22T00:00:00Z");
    table(
        &person,
        &[
            ("user.employeeHireDate -eq \"2026-11-22\"", true),
            ("user.employeeHireDate -ne 2026-11-22T01:00:00+01:00", false),
            ("user.employeeHireDate -ge system.now", true),
            ("user.employeeHireDate -le (system.now -plus P1D)", true),
            ("user.employeeHireDate -le system.now -plus pt23h", false),
            ("user.employeeHireDate -ge system.now -plus P1DT0.5S", false),
            ("user.employeeHireDate -le 2026-11-21T23:59:59.999Z", false),
        ],
    );
}

#[test]
fn the_next_flip_is_the_first_change_by_time() {
    let person = Person::user().with(
        "employeeHireDate",
        Value::Instant(instant("2026-12-01T09:00:00Z")),
    );
    let flip = |text: &str| {
        rule(text)
            .next_flip(&person, now())
            .map(|flip| flip.to_string())
    };
    let week = "user.employeeHireDate -le system.now -plus P7D";
    assert_eq!(flip(week).as_deref(), Some("2026-11-24T09:00:00Z"));
    // `-ge` still holds at the boundary itself.
    let ahead = "user.employeeHireDate -ge system.now";
    assert_eq!(
        flip(ahead).as_deref(),
        Some("2026-12-01T09:00:00.000000001Z")
    );
    // Both change, and the whole only when the second does.
    let either = format!("{week} -or {ahead}");
    assert_eq!(flip(&either), None);
    let both = format!("{week} -and {ahead}");
    assert_eq!(flip(&both).as_deref(), Some("2026-11-24T09:00:00Z"));
    assert_eq!(flip("user.employeeHireDate -le 2027-01-01T00:00:00Z"), None);
    assert!(rule(week).reads_the_clock());
    assert!(!rule("user.city -eq \"a\"").reads_the_clock());
    let nobody = Person::user();
    assert_eq!(rule(week).next_flip(&nobody, now()), None);
}

#[test]
fn special_rules_ask_for_the_manager_and_for_groups() {
    let id: ObjectId = "4bca21ca-8cbd-4835-969b-c4cd5db653d7".parse().unwrap();
    let mut person = Person::user();
    let reports = rule("  DIRECT reports  for '4BCA21CA-8cbd-4835-969b-c4cd5db653d7' ");
    let members = rule(
        "(user.memberof -any (group.objectId -in ['4bca21ca-8cbd-4835-969b-c4cd5db653d7', '4BCA21CA-8CBD-4835-969B-C4CD5DB653D7']))",
    );
    assert_eq!(reports.kind(), &Kind::DirectReports(id));
    assert_eq!(members.kind(), &Kind::MemberOf(vec![id]));
    for rule in [&reports, &members] {
        assert_eq!(rule.evaluate(&person, now()), Ok(false));
        assert_eq!(rule.mentions(), vec![]);
    }
    person.manager = Some(id);
    person.groups.insert(id);
    for rule in [&reports, &members] {
        assert_eq!(rule.evaluate(&person, now()), Ok(true));
        assert_eq!(trace(rule, &person, now()).result, Ok(true));
    }
}

#[test]
fn a_rule_never_takes_the_other_kind() {
    let device = Person::new(SubjectKind::Device);
    let rule = rule("user.department -ne \"Sales\"");
    assert_eq!(rule.evaluate(&device, now()), Ok(false));
    assert_eq!(trace(&rule, &device, now()).result, Ok(false));
}

#[test]
fn a_rule_mentions_what_it_reads() {
    let rule = rule(
        "user.mail -ne null -and (user.city -eq \"a\" -or user.mail -eq \"b\") -and user.otherMails -any (_ -eq \"c\") -and user.extension_0123456789abcdef0123456789abcdef_x -eq \"d\"",
    );
    let names: Vec<String> = rule
        .mentions()
        .iter()
        .map(|key| key.name().to_owned())
        .collect();
    assert_eq!(
        names,
        [
            "city",
            "mail",
            "otherMails",
            "extension_0123456789abcdef0123456789abcdef_x"
        ]
    );
}

/// A pattern with a look-ahead, which no automaton runs, and a text on which it takes forever.
const SLOW: &str = "user.department -match \"^(?=.*b)(a|aa)+$\"";

fn slow_person() -> Person {
    Person::user()
        .text("department", &format!("{}b", "a".repeat(60)))
        .text("city", "Lagos")
}

#[test]
fn a_fault_counts_only_where_it_decides() {
    let answer = |text: &str| rule(text).evaluate(&slow_person(), now());
    let fault: Fault = answer(SLOW).unwrap_err();
    assert_eq!(
        fault.to_string(),
        "The pattern \"^(?=.*b)(a|aa)+$\" took too many steps and was given up."
    );
    let (yes, no) = ("user.city -eq \"Lagos\"", "user.city -eq \"Abuja\"");
    for (first, second) in [(SLOW, yes), (yes, SLOW)] {
        assert_eq!(
            answer(&format!("{first} -and {second}")),
            Err(fault.clone())
        );
        assert_eq!(answer(&format!("{first} -or {second}")), Ok(true));
    }
    for (first, second) in [(SLOW, no), (no, SLOW)] {
        assert_eq!(answer(&format!("{first} -and {second}")), Ok(false));
        assert_eq!(answer(&format!("{first} -or {second}")), Err(fault.clone()));
        assert_eq!(
            answer(&format!("-not ({first} -or {second})")),
            Err(fault.clone())
        );
    }
    let text = format!("{no} -or {SLOW}");
    let traced = trace(&rule(&text), &slow_person(), now());
    assert_eq!(traced.result, Err(fault));
    assert_eq!(
        serde_json::to_value(&traced).unwrap()["expressionResult"],
        serde_json::Value::Null
    );
}

#[test]
fn a_trace_has_the_shape_of_the_service() {
    let person = Person::user()
        .text("displayName", "EndTestUser001")
        .with("otherMails", Value::texts(["a@x.com", "b@y.com"]));
    let rule = rule(
        "((user.displayName -startsWith \"EndTestUser\")) -and -not (user.otherMails -any (_ -contains \"@y\" -or _ -eq \"c\"))",
    );
    let text = serde_json::to_string_pretty(&trace(&rule, &person, now())).unwrap();
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../snapshots/rule"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("trace", text));
}
