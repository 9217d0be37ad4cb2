//! The states of a group, one phase after the other (semantics 3.1).

use ingroup_directory::{DynamicGroups, RuleProcessing};

use super::world::*;
use crate::{Progress, Status};

const SALES: &str = "user.department -eq \"Sales\"";

#[test]
fn the_life_of_a_new_group_can_be_seen() {
    let mut world = World::new();
    world.group("Sales", SALES);
    assert_eq!(world.shown("Sales"), ("Not started", "Unknown".to_owned()));
    assert_eq!(world.advance(), Progress::Begun);
    assert_eq!(world.shown("Sales"), ("Evaluating", "Unknown".to_owned()));
    assert_eq!(world.advance(), Progress::Evaluated);
    assert_eq!(
        world.shown("Sales"),
        ("Processing", "In Progress".to_owned())
    );
    assert!(world.members("Sales").is_empty());
    assert!(matches!(world.advance(), Progress::Done(_)));
    let date = "2025-01-06T09:00:00Z".to_owned();
    assert_eq!(world.shown("Sales"), ("Update complete", date));
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
    assert_eq!(world.advance(), Progress::Idle);
}

#[test]
fn graph_says_it_in_four_words_and_with_its_own_placeholders() {
    let mut world = World::new();
    world.group("Sales", SALES);
    let mut seen = Vec::new();
    for _ in 0..4 {
        let graph = world.engine.graph(id("Sales")).unwrap();
        seen.push((graph.status, graph.last_membership_updated));
        world.advance();
    }
    world.rule("Sales", "user.depart -eq \"Sales\"");
    world.drain();
    let graph = world.engine.graph(id("Sales")).unwrap();
    seen.push((graph.status, graph.last_membership_updated));
    let none = "2000-01-01T08:00:00Z".to_owned();
    assert_eq!(
        seen,
        [
            ("NotStarted", none.clone()),
            ("Running", none.clone()),
            ("Running", none),
            ("Succeeded", "2025-01-06T09:00:00Z".to_owned()),
            ("Failed", "0001-01-01T00:00:00Z".to_owned()),
        ]
    );
    assert_eq!(
        graph.error_message.unwrap(),
        "Membership updates could not be evaluated: unsupported property."
    );
    assert_eq!(world.members("Sales"), ["adele", "diego"], "frozen");
    world.pause("Sales", RuleProcessing::Paused);
    let known = world.engine.group(id("Sales")).unwrap();
    assert_eq!(known.status(), &Status::UpdatePaused);
    let graph = world.engine.graph(id("Sales")).unwrap();
    assert_eq!(graph.status, "Failed", "a pause has no word");
}

#[test]
fn a_change_of_an_object_leaves_the_group_complete() {
    let mut world = World::new();
    world.group("Sales", SALES);
    world.drain();
    world.set("alex", &[("department", "Sales")]);
    for _ in 0..3 {
        assert_eq!(world.status("Sales"), &Status::UpdateComplete);
        world.advance();
    }
    assert_eq!(world.members("Sales"), ["adele", "alex", "diego"]);
}

#[test]
fn a_pause_in_flight_stops_before_the_write_and_a_resume_begins_anew() {
    let mut world = World::new();
    world.group("Sales", SALES);
    world.advance();
    world.advance();
    world.pause("Sales", RuleProcessing::Paused);
    assert_eq!(
        world.shown("Sales"),
        ("Update paused", "Unknown".to_owned())
    );
    world.drain();
    assert!(world.members("Sales").is_empty());
    world.pause("Sales", RuleProcessing::On);
    assert_eq!(world.shown("Sales"), ("Not started", "Pending".to_owned()));
    world.advance();
    world.advance();
    assert_eq!(world.shown("Sales"), ("Processing", "Pending".to_owned()));
    world.drain();
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
}

#[test]
fn a_run_that_changes_nothing_does_not_move_the_date() {
    let mut world = World::new();
    world.group("Sales", SALES);
    world.drain();
    let before = world.shown("Sales");
    world.now = world.now.saturating_add(hours(1));
    world.rule("Sales", &format!("{SALES} "));
    assert_eq!(
        world.status("Sales"),
        &Status::NotStarted,
        "a blank is a change"
    );
    world.drain();
    assert_eq!(world.shown("Sales"), before);
    world.pause("Sales", RuleProcessing::Paused);
    world.pause("Sales", RuleProcessing::On);
    world.drain();
    assert_eq!(world.shown("Sales"), before);
    world.group("Nobody", "user.department -eq \"None\"");
    world.drain();
    assert_eq!(world.shown("Nobody").1, "Unknown");
    world.pause("Nobody", RuleProcessing::Paused);
    world.pause("Nobody", RuleProcessing::On);
    world.drain();
    assert_eq!(
        world.shown("Nobody").1,
        "2025-01-06T10:00:00Z",
        "the run's end"
    );
}

#[test]
fn what_was_worked_out_for_an_old_rule_is_not_written() {
    let mut world = World::new();
    world.group("G", SALES);
    world.advance();
    world.advance();
    world.rule("G", "user.department -eq \"Marketing\"");
    world.advance();
    assert!(world.members("G").is_empty());
    world.drain();
    assert_eq!(world.members("G"), ["alex"]);
}

#[test]
fn who_is_gone_before_the_write_is_not_written() {
    let mut world = World::new();
    world.group("Sales", SALES);
    world.advance();
    world.advance();
    world.change(|directory, changes| {
        directory
            .delete_subject(id("adele"), DynamicGroups::Scanned, changes)
            .unwrap()
    });
    world.drain();
    assert_eq!(world.members("Sales"), ["diego"]);
}
