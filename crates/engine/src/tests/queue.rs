//! The queue: order, pieces of work, and what can be asked of it (`PROC-8`).

use ingroup_directory::ObjectRef;
use ingroup_schema::SubjectKind;

use super::world::*;
use crate::{Cause, Context, Phase};

#[test]
fn work_is_done_in_the_order_in_which_it_came() {
    let mut world = World::new();
    world.group("A", "user.city -eq \"x\"");
    world.set("adele", &[("city", "x"), ("country", "y")]);
    world.group("B", "user.objectId -ne null");
    world.set("adele", &[("city", "z")]);
    world.set("adele", &[("city", "x")]);
    assert_eq!(
        world.engine.waiting(),
        5,
        "several attributes of one change are one piece of work, two changes are two"
    );
    let causes = world.drain();
    assert_eq!(
        causes,
        [
            Cause::Rule,
            Cause::Object,
            Cause::Rule,
            Cause::Object,
            Cause::Object
        ]
    );
}

#[test]
fn the_queue_says_what_waits_for_what_and_why() {
    let mut world = World::new();
    world.group("A", "user.city -eq \"x\"");
    world.set("adele", &[("city", "x")]);
    world.advance();
    let entries = world.engine.queue(context!(world));
    let seen: Vec<_> = entries
        .iter()
        .map(|entry| {
            (
                entry.position,
                entry.phase,
                entry.cause,
                entry.object.unwrap(),
            )
        })
        .collect();
    assert_eq!(
        seen,
        [
            (1, Phase::Evaluating, Cause::Rule, id("A")),
            (2, Phase::Waiting, Cause::Object, id("adele")),
        ]
    );
    assert!(entries.iter().all(|entry| entry.queued_at == world.now));
    assert!(entries.iter().all(|entry| entry.expected_finish.is_none()));
}

#[test]
fn a_correlation_id_does_not_depend_on_other_work() {
    let correlations = |other: bool| {
        let mut world = World::new();
        if other {
            world.user("omar", &[]);
            world.group("B", "user.city -eq \"y\"");
        }
        world.group("A", "user.city -eq \"x\"");
        world.set("adele", &[("city", "x")]);
        world.set("adele", &[("city", "y")]);
        let entries = world.engine.queue(context!(world));
        let last = entries.len() - 3;
        entries[last..]
            .iter()
            .map(|entry| entry.correlation)
            .collect::<Vec<_>>()
    };
    let (alone, among) = (correlations(false), correlations(true));
    assert_eq!(alone, among);
    assert_ne!(alone[1], alone[2], "the same twice is two pieces of work");
}

#[test]
fn a_change_of_attribute_and_manager_is_one_piece_of_work() {
    let mut world = World::new();
    let rule = format!("Direct Reports for \"{}\"", id("alex"));
    world.group("Reports", &rule);
    world.group("Sales", "user.department -eq \"Sales\"");
    world.drain();
    world.change(|directory, changes| {
        let values = vec![text("department", "HR")];
        directory.set_values(id("adele"), values, changes).unwrap();
        directory
            .set_manager(id("adele"), Some(id("alex")), changes)
            .unwrap();
    });
    assert_eq!(world.engine.waiting(), 1);
    assert_eq!(world.drain(), [Cause::Object]);
    assert_eq!(world.members("Reports"), ["adele"]);
    assert_eq!(world.members("Sales"), ["diego"]);
}

#[test]
fn what_waits_is_not_confused_by_a_predicate_that_has_the_number_of_one_that_went() {
    let mut world = World::new();
    world.group("Sales", "user.department -eq \"Sales\"");
    world.group("Other", "user.displayName -eq \"adele\"");
    world.drain();
    world.set("adele", &[("department", "HR")]);
    world.rule("Sales", "user.country -eq \"y\"");
    let predicates = |world: &World| {
        let rules = world.engine.rules.of(SubjectKind::User);
        rules.truths().predicate_count()
    };
    let before = predicates(&world);
    world.group("New", "user.displayName -startsWith \"ad\"");
    assert_eq!(
        predicates(&world),
        before,
        "the number was given to another"
    );
    let adele = world.directory.users().row(id("adele")).unwrap();
    let groups_of = |world: &World| {
        let engine = &world.engine;
        engine.dynamic_groups_of(&world.directory, SubjectKind::User, adele)
    };
    let scanned = |world: &World| {
        let object = ObjectRef::User(adele);
        world.directory.scan_dynamic_groups(object)
    };
    assert_eq!(groups_of(&world), scanned(&world));
    let step = world.engine.step(context!(world)).unwrap();
    assert!(step.moves.is_empty(), "{:?}", step.moves);
    assert_eq!(groups_of(&world), scanned(&world));
    world.drain();
    assert_eq!(world.members("Sales"), Vec::<String>::new());
    assert_eq!(world.members("New"), ["adele"]);
    assert_eq!(world.members("Other"), ["adele"]);
    assert_eq!(groups_of(&world), scanned(&world));
}
