//! The tenant's choices: memberOf groups, managers, units.

use ingroup_directory::{MembershipType, RuleProcessing, UnitFacts};

use super::world::*;

fn member_of(sources: &[&str]) -> String {
    let ids: Vec<String> = sources
        .iter()
        .map(|source| format!("'{}'", id(source)))
        .collect();
    format!(
        "user.memberof -any (group.objectId -in [{}])",
        ids.join(", ")
    )
}

/// X with adele and the group Nested, in which diego is; Y with alex; A fed by both.
fn fed() -> World {
    let mut world = World::new();
    for (group, member) in [("X", "adele"), ("Nested", "diego"), ("Y", "alex")] {
        world.assigned(group);
        world.add(group, member);
    }
    world.add("X", "Nested");
    world.group("A", &member_of(&["X", "Y"]));
    world.drain();
    world
}

#[test]
fn only_direct_members_of_the_sources_are_taken() {
    let world = fed();
    assert_eq!(world.members("A"), ["adele", "alex"]);
}

#[test]
fn additions_flow_in_and_only_a_change_of_the_rule_removes() {
    let mut world = fed();
    world.add("Y", "diego");
    world.remove("X", "adele");
    world.drain();
    assert_eq!(world.members("A"), ["adele", "alex", "diego"]);
    world.pause("A", RuleProcessing::Paused);
    world.pause("A", RuleProcessing::On);
    world.set("adele", &[("city", "Rome")]);
    world.drain();
    assert_eq!(
        world.members("A"),
        ["adele", "alex", "diego"],
        "neither resume nor attribute"
    );
    world.change(|directory, changes| directory.delete_group(id("Y"), changes).unwrap());
    world.drain();
    assert_eq!(
        world.members("A"),
        ["adele", "alex", "diego"],
        "nor deletion"
    );
    world.rule("A", &format!("{} ", member_of(&["X", "Y"])));
    world.drain();
    assert!(world.members("A").is_empty());
}

#[test]
fn a_rule_changed_during_a_pause_removes_at_the_resume() {
    let mut world = fed();
    world.remove("X", "adele");
    world.pause("A", RuleProcessing::Paused);
    world.rule("A", &member_of(&["Y", "X"]));
    world.drain();
    assert_eq!(world.members("A"), ["adele", "alex"]);
    world.pause("A", RuleProcessing::On);
    world.drain();
    assert_eq!(world.members("A"), ["alex"]);
}

#[test]
fn without_staleness_removals_flow_out() {
    let mut world = fed();
    world.remove("X", "adele");
    world.drain();
    world.choose(|settings| settings.member_of_staleness = false);
    world.drain();
    assert_eq!(world.members("A"), ["alex"]);
    world.add("X", "alex");
    world.remove("Y", "alex");
    world.drain();
    assert_eq!(world.members("A"), ["alex"], "another source has him");
    world.remove("X", "alex");
    world.drain();
    assert!(world.members("A").is_empty());
}

#[test]
fn after_the_retirement_member_of_groups_are_frozen() {
    let mut world = fed();
    let date = world.now.saturating_add(hours(1));
    world.choose(|settings| settings.member_of_retirement = Some(date));
    world.add("X", "diego");
    world.drain();
    assert_eq!(world.members("A"), ["adele", "alex", "diego"], "not yet");
    world.pass(hours(2));
    world.add("X", "guest");
    world.rule("A", &member_of(&["X"]));
    world.drain();
    assert_eq!(world.members("A"), ["adele", "alex", "diego"]);
    world.choose(|settings| settings.member_of_retirement = None);
    world.drain();
    assert_eq!(world.members("A"), ["adele", "diego", "guest"]);
}

#[test]
fn the_manager_is_among_the_reports_only_if_that_was_chosen() {
    let mut world = World::new();
    world.group("Team", &format!("Direct Reports for \"{}\"", id("alex")));
    world.change(|directory, changes| {
        directory
            .set_manager(id("adele"), Some(id("alex")), changes)
            .unwrap();
    });
    world.drain();
    assert_eq!(world.members("Team"), ["adele"]);
    world.choose(|settings| settings.direct_reports_include_manager = true);
    world.drain();
    assert_eq!(world.members("Team"), ["adele", "alex"]);
    world.choose(|settings| settings.direct_reports_include_manager = false);
    world.drain();
    assert_eq!(world.members("Team"), ["adele"]);
}

#[test]
fn a_unit_that_becomes_dynamic_keeps_who_matches() {
    let mut world = World::new();
    world.unit("Unit", None);
    world.add("Unit", "adele");
    world.add("Unit", "alex");
    let facts = UnitFacts {
        display_name: "Unit".into(),
        membership_type: MembershipType::Dynamic,
        membership_rule: Some("user.department -eq \"Sales\"".into()),
        ..UnitFacts::default()
    };
    world.change(|directory, changes| {
        directory
            .set_unit(id("Unit"), facts.clone(), changes)
            .unwrap()
    });
    let context = context!(world);
    let step = world.engine.step(context).unwrap();
    let deltas = step.moves.deltas(&world.directory);
    let (left, joined) = (deltas[0].leaves.len(), deltas[0].joins.len());
    assert_eq!((left, joined), (1, 1), "adele does not move");
    world.apply(&step);
    assert_eq!(world.members("Unit"), ["adele", "diego"]);
    world.set("alex", &[("department", "Sales")]);
    world.drain();
    assert_eq!(world.members("Unit"), ["adele", "alex", "diego"]);
    let assigned = UnitFacts {
        membership_type: MembershipType::Assigned,
        ..facts
    };
    world.change(|directory, changes| directory.set_unit(id("Unit"), assigned, changes).unwrap());
    world.set("alex", &[("department", "HR")]);
    world.drain();
    assert_eq!(
        world.members("Unit").len(),
        3,
        "the rule is no longer processed"
    );
}

use crate::Context;
