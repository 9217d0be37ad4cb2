//! What goes wrong, whom it concerns, and what cures it (semantics 3.4).

use ingroup_directory::GroupType;

use super::world::*;
use crate::{Context, Fault, Progress, Status, WorkerState};

const SALES: &str = "user.department -eq \"Sales\"";
const ALL: &str = "user.objectId -ne null";
const MEMBERS: &str = "(user.objectId -ne null) -and (user.userType -ne \"Guest\")";

#[test]
fn a_fault_is_a_state_of_one_group_and_costs_the_others_nothing() {
    let mut world = World::new();
    world.set("adele", &[("jobTitle", &"a".repeat(64))]);
    world.group("Hostile", "user.jobTitle -match \"^(a|aa)+(?=b)$\"");
    world.group("Sales", SALES);
    world.drain();
    let Status::ProcessingError(Fault::Evaluation { object, .. }) = world.status("Hostile") else {
        panic!("{:?}", world.status("Hostile"))
    };
    assert_eq!(object, "adele");
    assert_eq!(world.status("Sales"), &Status::UpdateComplete);
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
}

#[test]
fn a_rule_error_shows_on_the_group_alone_until_the_rule_is_changed() {
    let mut world = World::new();
    world.group("X", SALES);
    world.group("Y", SALES);
    assert!(
        world
            .engine
            .inject_group_fault(id("X"), "The service is busy.")
    );
    world.drain();
    let banner = |world: &World, group| world.engine.group(id(group)).unwrap().banner();
    assert!(
        banner(&world, "X")
            .unwrap()
            .contains("The service is busy.")
    );
    assert_eq!(banner(&world, "Y"), None);
    let graph = world.engine.graph(id("X")).unwrap();
    assert!(
        graph
            .error_message
            .unwrap()
            .ends_with("The service is busy.")
    );
    world.rule("X", &format!("{SALES} "));
    world.drain();
    assert_eq!(world.status("X"), &Status::UpdateComplete);
    assert_eq!(banner(&world, "X"), None);
}

#[test]
fn a_failed_group_is_retried_on_the_next_trigger() {
    let mut world = World::new();
    world.group("X", SALES);
    world.drain();
    world.engine.inject_group_fault(id("X"), "Busy.");
    world.set("alex", &[("department", "Sales")]);
    world.drain();
    assert!(world.status("X").fault().is_some());
    world.engine.clear_group_fault(id("X"));
    world.drain();
    assert!(world.status("X").fault().is_some(), "nothing has happened");
    world.set("diego", &[("department", "HR")]);
    world.drain();
    assert_eq!(world.members("X"), ["adele", "alex"]);
}

#[test]
fn a_guest_that_may_not_be_added_blocks_the_whole_queue() {
    let mut world = World::new();
    world.choose(|settings| settings.allow_to_add_guests = false);
    world.microsoft365("Club", ALL);
    world.group("Sales", SALES);
    world.drain();
    assert!(
        matches!(world.status("Club").fault(), Some(Fault::Guest { object }) if object == "guest")
    );
    assert_eq!(world.status("Sales"), &Status::NotStarted);
    assert_eq!(world.engine.waiting(), 2);
    world.work();
    assert_eq!(world.engine.waiting(), 2, "trying again changes nothing");
    world.choose(|settings| settings.allow_to_add_guests = true);
    world.work();
    assert_eq!(world.members("Club"), ["adele", "alex", "diego", "guest"]);
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
    assert_eq!(world.engine.waiting(), 0);
}

#[test]
fn a_rule_without_guests_cures_the_block() {
    let mut world = World::new();
    world.microsoft365("Club", MEMBERS);
    world.drain();
    world.choose(|settings| settings.allow_to_add_guests = false);
    world.rule("Club", ALL);
    world.drain();
    world.set("alex", &[("department", "Sales")]);
    world.drain();
    assert!(world.status("Club").fault().is_some());
    world.rule("Club", MEMBERS);
    world.drain();
    assert_eq!(world.status("Club"), &Status::UpdateComplete);
    assert_eq!(world.engine.waiting(), 0);
}

#[test]
fn one_user_can_block_the_queue_and_no_group_of_that_work_is_written() {
    let mut world = World::new();
    world.microsoft365("Club", ALL);
    world.group("Sales", SALES);
    world.drain();
    world.choose(|settings| settings.allow_to_add_guests = false);
    world.user("visitor", &[("userType", "Guest"), ("department", "Sales")]);
    world.drain();
    assert!(world.status("Club").fault().is_some());
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
    world.choose(|settings| settings.guest_block_isolation = true);
    world.work();
    assert_eq!(world.members("Sales"), ["adele", "diego", "visitor"]);
    assert!(world.status("Club").fault().is_some());
    assert_eq!(world.engine.waiting(), 0);
    world.choose(|settings| settings.allow_to_add_guests = true);
    world.work();
    assert!(world.members("Club").contains(&"visitor".to_owned()));
}

#[test]
fn isolation_fails_the_group_alone_and_security_groups_take_guests() {
    let mut world = World::new();
    world.choose(|settings| {
        settings.allow_to_add_guests = false;
        settings.guest_block_isolation = true;
    });
    world.microsoft365("Club", ALL);
    world.group("Everybody", ALL);
    world.drain();
    assert!(world.status("Club").fault().is_some());
    assert!(world.members("Club").is_empty());
    assert_eq!(world.members("Everybody").len(), 4);
}

#[test]
fn a_group_can_refuse_guests_for_itself() {
    let mut world = World::new();
    world.choose(|settings| settings.guest_block_isolation = true);
    world.microsoft365("Club", "user.department -eq \"None\"");
    world.edit("Club", |facts| facts.allow_to_add_guests = Some(false));
    world.rule("Club", ALL);
    world.drain();
    assert!(world.status("Club").fault().is_some());
    world.edit("Club", |facts| facts.allow_to_add_guests = None);
    world.drain();
    assert_eq!(world.members("Club").len(), 4);
    assert!(
        world
            .directory
            .group(id("Club"))
            .unwrap()
            .facts()
            .group_types
            .contains(&GroupType::Unified)
    );
}

#[test]
fn the_31st_unit_fails_and_names_the_object() {
    let mut world = World::new();
    for number in 0..30 {
        let name = format!("U{number}");
        world.unit(&name, None);
        world.add(&name, "adele");
    }
    world.unit("One more", Some(SALES));
    world.unit("Marketing", Some("user.department -eq \"Marketing\""));
    world.drain();
    assert!(matches!(
        world.status("One more").fault(),
        Some(Fault::TooManyUnits { object, limit: 30 }) if object == "adele"
    ));
    assert!(world.members("One more").is_empty());
    assert_eq!(world.members("Marketing"), ["alex"]);
    world.remove("U0", "adele");
    world.set("diego", &[("department", "HR")]);
    world.drain();
    assert_eq!(world.members("One more"), ["adele"]);
}

#[test]
fn units_that_take_somebody_at_once_count_too() {
    let mut world = World::new();
    for number in 0..31 {
        world.unit(&format!("U{number:02}"), Some("user.department -eq \"HR\""));
    }
    world.drain();
    world.set("adele", &[("department", "HR")]);
    world.drain();
    let took = |number: &usize| world.members(&format!("U{number:02}")) == ["adele"];
    assert_eq!((0..31).filter(took).count(), 30);
    let failed = |number: &usize| world.status(&format!("U{number:02}")).fault().is_some();
    assert_eq!((0..31).filter(failed).count(), 1);
}

#[test]
fn after_more_than_24_hours_without_any_work_done_the_tenant_is_told() {
    let mut world = World::new();
    let day = hours(24);
    world.pass(hours(48));
    assert_eq!(world.engine.alert(world.now), None, "nothing waits");
    world.engine.inject_worker_fault();
    world.group("Sales", SALES);
    world.set("alex", &[("department", "Sales")]);
    world.work();
    assert_eq!(world.advance(), Progress::Halted);
    assert_eq!(world.status("Sales"), &Status::Processing);
    let start = world.now;
    assert_eq!(world.engine.alert(start.saturating_add(day)), None);
    let late = start.saturating_add(day).saturating_add(hours(1));
    assert_eq!(world.engine.alert(late).unwrap().since, start);
    world.now = late;
    world.engine.clear_worker_fault();
    let context = context!(world);
    let step = world.engine.step(context).unwrap();
    world.apply(&step);
    assert_eq!(world.engine.alert(late), None, "one piece of work is done");
    assert_eq!(world.engine.waiting(), 1);
}

#[test]
fn a_suspended_worker_begins_nothing() {
    let mut world = World::new();
    world.engine.set_worker(WorkerState::Suspended);
    world.group("Sales", SALES);
    assert!(world.drain().is_empty());
    assert_eq!(world.status("Sales"), &Status::NotStarted);
    assert_eq!(world.engine.next_due(context!(world)), None);
    world.engine.set_worker(WorkerState::Running);
    world.drain();
    assert_eq!(world.members("Sales"), ["adele", "diego"]);
}
