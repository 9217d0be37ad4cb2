//! What the engine promises on its own; that members always agree with rules is tested through the tenant.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, GroupFacts, GroupType, Organization, UserFacts};
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value, property};

use crate::{Cause, Engine, Fault, Status, Unit};

fn id(name: &str) -> ObjectId {
    ObjectId::derive(ObjectId::NIL, "test", name, "")
}

fn text(name: &str, value: &str) -> (PropertyKey, Value) {
    (
        PropertyKey::Known(property(SubjectKind::User, name).unwrap().id),
        Value::text(value),
    )
}

fn group(name: &str, rule: &str) -> GroupFacts {
    GroupFacts {
        display_name: name.into(),
        security_enabled: true,
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        membership_rule: Some(rule.into()),
        ..GroupFacts::default()
    }
}

/// A directory with one user whose job title makes a hostile pattern run for ever.
fn directory(rules: &[(&str, &str)]) -> Directory {
    let mut directory = Directory::new(Organization::default());
    let mut changes = Vec::new();
    let values = vec![
        text("displayName", "adele"),
        text("department", "Sales"),
        text("jobTitle", &"a".repeat(64)),
    ];
    directory
        .create_user(id("adele"), values, UserFacts::default(), &mut changes)
        .unwrap();
    for (name, rule) in rules {
        directory
            .create_group(id(name), group(name, rule), &mut changes)
            .unwrap();
    }
    directory
}

fn drain(engine: &mut Engine, directory: &mut Directory) -> Vec<Unit> {
    let mut done = Vec::new();
    while let Some(step) = engine.step(directory, Instant::EPOCH) {
        let mut changes = Vec::new();
        for delta in &step.deltas {
            directory
                .change_members(
                    delta.group,
                    delta.kind,
                    &delta.leaves,
                    &delta.joins,
                    &mut changes,
                )
                .unwrap();
        }
        engine.note(directory, &changes);
        done.push(step.unit);
    }
    done
}

#[test]
fn a_fault_is_a_state_of_one_group_and_costs_the_others_nothing() {
    let hostile = "user.jobTitle -match \"^(a|aa)+(?=b)$\"";
    let mut directory = directory(&[
        ("Hostile", hostile),
        ("Sales", "user.department -eq \"Sales\""),
    ]);
    let mut engine = Engine::new();
    engine.load(&directory);
    drain(&mut engine, &mut directory);
    let Status::ProcessingError(fault) = engine.group(id("Hostile")).unwrap().status() else {
        panic!("the pattern ends after all")
    };
    let Fault::Evaluation { object, .. } = fault else {
        panic!("{fault:?}")
    };
    assert_eq!(object, "adele");
    assert_eq!(
        engine.group(id("Sales")).unwrap().status(),
        &Status::UpdateComplete
    );
    assert_eq!(directory.group(id("Sales")).unwrap().members().len(), 1);
}

#[test]
fn work_is_done_in_the_order_in_which_it_came() {
    let mut directory = directory(&[("A", "user.city -eq \"x\"")]);
    let mut engine = Engine::new();
    engine.load(&directory);
    let mut changes = Vec::new();
    directory
        .set_values(
            id("adele"),
            vec![text("city", "x"), text("country", "y")],
            &mut changes,
        )
        .unwrap();
    directory
        .create_group(id("B"), group("B", "user.objectId -ne null"), &mut changes)
        .unwrap();
    engine.note(&directory, &changes);
    assert_eq!(
        engine.waiting(),
        3,
        "two attributes of one change are one piece of work"
    );
    let causes: Vec<Cause> = drain(&mut engine, &mut directory)
        .iter()
        .map(Unit::cause)
        .collect();
    assert_eq!(causes, [Cause::Import, Cause::Object, Cause::Rule]);
}

#[test]
fn an_engine_without_a_clock_rule_waits_for_no_instant() {
    let mut directory = directory(&[("Sales", "user.department -eq \"Sales\"")]);
    let mut engine = Engine::new();
    engine.load(&directory);
    drain(&mut engine, &mut directory);
    assert_eq!(engine.next_flip(), None);
}
