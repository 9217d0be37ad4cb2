//! What the rule builder shows of a rule, and why it does not.

use super::corpus::corpus;
use ingroup_schema::SubjectKind;

use crate::{
    Condition, DeviceRules, Logic, MOST_EXPRESSIONS, Node, Rule, analyse, builder_view,
    print_condition,
};

fn read(text: &str) -> Rule {
    let analysis = analyse(text, None);
    analysis
        .rule
        .unwrap_or_else(|| panic!("{text}\n{:?}", analysis.diagnostics))
}

fn shown(text: &str) -> String {
    match builder_view(&read(text), DeviceRules::Shown) {
        Ok(view) => view.to_string(),
        Err(not_shown) => not_shown.to_string(),
    }
}

fn picture(name: &str, texts: &[&str]) {
    let pictures = texts
        .iter()
        .map(|text| format!("{text}\n{}\n", shown(text)));
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(concat!(env!("CARGO_MANIFEST_DIR"), "/../../snapshots/rule"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let pictures: Vec<String> = pictures.collect();
    settings.bind(|| insta::assert_snapshot!(name, pictures.join("\n")));
}

fn obstacles(text: &str, devices: DeviceRules) -> Vec<&'static str> {
    let rule = read(text);
    match builder_view(&rule, devices) {
        Ok(_) => Vec::new(),
        Err(not_shown) => not_shown.obstacles().iter().map(|one| one.name()).collect(),
    }
}

#[test]
fn every_expression_is_a_row_in_the_builders_words() {
    picture(
        "builder_rows",
        &[
            "(user.department -eq \"Sales\") and (user.country -ne 'Germany')",
            "user.city -in [\"Lagos\",'Rome'] or user.accountEnabled -eq true or user.mail -notEndsWith \"@x.com\"",
            "user.jobTitle -match \"^a\\\"b\" -and user.employeeHireDate -ge system.now -minus P7D",
            "device.deviceOSType -startsWith \"Win\" -and device.isRooted -eq false",
            "user.otherMails -notStartsWith \"smtp:\"",
        ],
    );
}

#[test]
fn parentheses_are_an_obstacle_only_where_they_decide() {
    let flat = "user.city -eq \"a\" or user.city -eq \"b\" and user.city -eq \"c\"";
    let grouped = "user.city -eq \"a\" or ((user.city -eq \"b\") and user.city -eq \"c\")";
    assert_eq!(shown(flat), shown(grouped));
    for text in [
        "(user.city -eq \"a\" or user.city -eq \"b\") and user.city -eq \"c\"",
        "user.city -eq \"z\" or user.city -eq \"c\" and (user.city -eq \"a\" or user.city -eq \"b\")",
    ] {
        assert_eq!(obstacles(text, DeviceRules::Shown), ["parentheses"]);
    }
}

#[test]
fn the_builder_holds_five_expressions() {
    let of = |count: usize| vec!["user.city -eq \"a\""; count].join(" or ");
    assert!(obstacles(&of(MOST_EXPRESSIONS), DeviceRules::Shown).is_empty());
    assert_eq!(
        obstacles(&of(6), DeviceRules::Shown),
        ["too-many-expressions"]
    );
}

#[test]
fn every_reason_is_named_where_it_stands() {
    picture(
        "builder_obstacles",
        &[
            "user.city -contains \"a\" and -not (user.city -eq \"b\") and user.otherMails -any (_ -eq \"c\") \
             and user.mail -ne $null and (user.city -eq \"d\" or user.city -notContains \"e\")",
            "Direct Reports for \"62e19b97-8b3d-4d4a-a106-4ce66896a863\"",
            "user.memberOf -any (group.objectId -in ['62e19b97-8b3d-4d4a-a106-4ce66896a863'])",
        ],
    );
}

/// C-28.
#[test]
fn rules_about_devices_are_shown_unless_the_builder_is_for_users() {
    let text = "device.displayName -eq \"a\"";
    assert!(obstacles(text, DeviceRules::Shown).is_empty());
    assert_eq!(obstacles(text, DeviceRules::Hidden), ["devices"]);
    assert!(obstacles("user.displayName -eq \"a\"", DeviceRules::Hidden).is_empty());
}

/// The rule without parentheses that decide nothing: chains inside chains of the same joiner.
pub(super) fn flat(logic: &Logic<Condition>) -> String {
    let parts = |joiner: &str| {
        let parts: Vec<String> = logic.children().iter().map(flat).collect();
        parts.join(joiner)
    };
    match logic.node() {
        Node::And(_) => parts(" & "),
        Node::Or(_) => parts(" | "),
        Node::Not(_) => format!("!({})", parts("")),
        Node::Leaf(leaf) => print_condition(SubjectKind::User, leaf),
    }
}

#[test]
fn what_the_builder_writes_of_the_corpus_means_the_same() {
    let mut shown = 0;
    for entry in corpus() {
        let Some(rule) = analyse(&entry.rule, None).rule else {
            continue;
        };
        let Ok(view) = builder_view(&rule, DeviceRules::Shown) else {
            continue;
        };
        let again = read(&view.text());
        assert_eq!(
            again.expression().map(flat),
            rule.expression().map(flat),
            "{}",
            entry.rule
        );
        shown += 1;
    }
    assert!(shown > 50, "{shown}");
}
