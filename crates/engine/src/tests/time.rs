//! Time: rules that read the clock, and work that takes time.

use ingroup_schema::{Duration, Value};

use super::world::*;
use crate::{Context, DelayModel, Status};

const HIRED: &str = "user.employeeHireDate -le system.now";

fn hire(world: &mut World, name: &str, at: &str) {
    let hired = Value::Instant(at.parse().unwrap());
    let values = vec![(key("employeeHireDate"), hired)];
    world.change(|directory, changes| {
        directory.set_values(id(name), values, changes).unwrap();
    });
}

#[test]
fn an_engine_without_a_clock_rule_waits_for_no_instant() {
    let mut world = World::new();
    world.group("Sales", "user.department -eq \"Sales\"");
    world.drain();
    assert_eq!(world.engine.next_flip(), None);
    assert_eq!(world.engine.next_due(context!(world)), None);
}

#[test]
fn a_sweep_sees_a_date_at_the_next_whole_period() {
    let mut world = World::new();
    hire(&mut world, "adele", "2025-01-06T11:30:00Z");
    world.group("Hired", HIRED);
    world.choose(|settings| settings.date_rule_sweep = Some(hours(6)));
    world.drain();
    world.pass(hours(2));
    assert!(world.members("Hired").is_empty());
    world.pass(Duration::from_seconds(3599));
    assert!(world.members("Hired").is_empty());
    world.pass(Duration::from_seconds(1));
    assert_eq!(world.members("Hired"), ["adele"]);
    assert_eq!(world.shown("Hired").1, "2025-01-06T12:00:00Z");
}

#[test]
fn with_the_delay_model_each_piece_of_work_is_written_when_it_is_finished() {
    let mut world = World::new();
    world.choose(|settings| {
        settings.processing_delay = ingroup_directory::ProcessingDelay::Modelled
    });
    world.policy.delay = Some(DelayModel {
        base: hours(1),
        per_thousand_groups: Duration::ZERO,
        per_thousand_weights: Duration::ZERO,
    });
    world.group("Sales", "user.department -eq \"Sales\"");
    world.set("alex", &[("department", "Sales")]);
    world.work();
    assert_eq!(world.status("Sales"), &Status::Evaluating);
    let finishes: Vec<String> = world
        .engine
        .queue(context!(world))
        .iter()
        .map(|entry| entry.expected_finish.unwrap().to_string())
        .collect();
    assert_eq!(finishes, ["2025-01-06T10:00:00Z", "2025-01-06T11:00:00Z"]);
    world.pass(Duration::from_seconds(1800));
    assert_eq!(world.status("Sales"), &Status::Processing);
    assert!(world.members("Sales").is_empty());
    world.pass(hours(24));
    assert_eq!(world.members("Sales"), ["adele", "alex", "diego"]);
    assert_eq!(
        world.shown("Sales").1,
        "2025-01-06T10:00:00Z",
        "alex was seen by the run"
    );
    assert_eq!(world.engine.waiting(), 0);
}

#[test]
fn a_small_tenant_is_done_in_less_than_five_minutes() {
    let longest = 3072 / "user.city-match\"a\" -or".len() as u64 * 5;
    let cost = DelayModel::default().cost(1000, longest * 1000);
    assert!(cost < Duration::from_seconds(300), "{cost}");
    let large = DelayModel::default().cost(5000, 10 * 1_000_000);
    assert!(large > Duration::from_seconds(1800), "{large}");
}
