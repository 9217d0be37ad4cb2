//! Processing one user.

use ingroup_schema::ObjectId;

use super::world::*;
use crate::*;

#[test]
fn a_group_gives_all_of_its_products_or_none() {
    let mut world = World::new();
    world.process(&[(1, vec![license("STANDARDPACK", &[])])]);
    let hr = vec![
        license("ENTERPRISEPACK", &["YAMMER_ENTERPRISE"]),
        license("EMS", &[]),
    ];
    let both = [(1, vec![license("STANDARDPACK", &[])]), (2, hr.clone())];
    assert_eq!(
        world.process(&both),
        [
            "STANDARDPACK from 1: active",
            "ENTERPRISEPACK from 2: error MutuallyExclusiveViolation",
            "EMS from 2: error Other",
            "License assignment failed because service plans EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD are mutually exclusive.",
        ]
    );
    // The conflict leaves with the group; the rest follows without anybody asking (LIC-20).
    assert_eq!(
        world.process(&[(2, hr)]),
        ["ENTERPRISEPACK from 2: active", "EMS from 2: active"]
    );
}

#[test]
fn what_a_group_gave_before_goes_on_when_a_new_product_fails() {
    let mut world = World::new();
    world.process(&[(1, vec![license("EMS", &[])])]);
    world.edit("ENTERPRISEPACK", |product| {
        product.prepaid_units.enabled = 0
    });
    let more = vec![license("EMS", &[]), license("ENTERPRISEPACK", &[])];
    assert_eq!(
        world.process(&[(1, more.clone())])[..2],
        [
            "EMS from 1: active with error Other",
            "ENTERPRISEPACK from 1: error CountViolation"
        ]
    );
    world.edit("ENTERPRISEPACK", |product| {
        product.prepaid_units.enabled = 1
    });
    assert_eq!(
        world.process(&[(1, more)]),
        ["EMS from 1: active", "ENTERPRISEPACK from 1: active"]
    );
}

#[test]
fn who_holds_a_product_needs_no_second_unit() {
    let mut world = World::new();
    world
        .assign(&[license("ENTERPRISEPACK", &[])], &[])
        .unwrap();
    world.edit("ENTERPRISEPACK", |product| product.consumed_units = 9);
    let e3 = || vec![license("ENTERPRISEPACK", &[])];
    assert_eq!(
        world.process(&[(1, e3())]),
        [
            "ENTERPRISEPACK direct: active",
            "ENTERPRISEPACK from 1: active"
        ]
    );
    world.assign(&[], &["ENTERPRISEPACK"]).unwrap();
    // From one group to another there is no moment without it (LIC-10).
    assert_eq!(
        world.process(&[(2, e3())]),
        ["ENTERPRISEPACK from 2: active"]
    );
}

#[test]
fn a_mover_between_exclusive_products_has_no_conflict() {
    let mut world = World::new();
    world.process(&[(2, vec![license("STANDARDPACK", &[])])]);
    assert_eq!(
        world.process(&[(1, vec![license("ENTERPRISEPACK", &[])])]),
        ["ENTERPRISEPACK from 1: active"]
    );
}

#[test]
fn a_licence_that_others_need_stays_until_somebody_asks() {
    let mut world = World::new();
    world.process(&[(1, vec![license("ENTERPRISEPACK", &[])])]);
    world
        .assign(&[license("WORKPLACE_ANALYTICS", &[])], &[])
        .unwrap();
    assert_eq!(
        world.process(&[]),
        [
            "ENTERPRISEPACK from 1: active with error DependencyViolation",
            "WORKPLACE_ANALYTICS direct: active",
            "License assignment failed because service plan WORKPLACE_ANALYTICS depends on the service plan(s) EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD.",
        ]
    );
    world.assign(&[], &["WORKPLACE_ANALYTICS"]).unwrap();
    assert_eq!(
        world.process(&[])[..1],
        ["ENTERPRISEPACK from 1: active with error DependencyViolation"]
    );
    assert!(world.process_for(&[], Trigger::Reprocess).is_empty());
}

#[test]
fn base_and_addition_leave_together() {
    let mut world = World::new();
    let both = vec![
        license("ENTERPRISEPACK", &[]),
        license("WORKPLACE_ANALYTICS", &[]),
    ];
    world.process(&[(1, both)]);
    assert!(world.process(&[]).is_empty());
}

#[test]
fn what_a_new_group_gives_serves_in_the_place_of_what_leaves() {
    let mut world = World::new();
    world.process(&[(1, vec![license("STANDARDPACK", &[])])]);
    world
        .assign(&[license("WORKPLACE_ANALYTICS", &[])], &[])
        .unwrap();
    assert_eq!(
        world.process(&[(2, vec![license("ENTERPRISEPACK", &[])])]),
        [
            "WORKPLACE_ANALYTICS direct: active",
            "ENTERPRISEPACK from 2: active"
        ]
    );
}

#[test]
fn an_inherited_licence_can_become_a_direct_one_as_it_once_did() {
    let mut world = World::new();
    world.removal = Removal::BecomesDirect;
    world.process(&[(1, vec![license("ENTERPRISEPACK", &[])])]);
    world
        .assign(&[license("WORKPLACE_ANALYTICS", &[])], &[])
        .unwrap();
    assert_eq!(
        world.process(&[]),
        [
            "ENTERPRISEPACK direct: active",
            "WORKPLACE_ANALYTICS direct: active"
        ]
    );
}

#[test]
fn the_first_check_that_fails_gives_the_error() {
    let mut world = World::new();
    world.location = None;
    world.edit("ENTERPRISEPACK", |product| {
        product.prepaid_units.enabled = 0
    });
    let e3 = [(1, vec![license("ENTERPRISEPACK", &[])])];
    let first = |world: &mut World| world.process(&e3)[0].clone();
    let error = |word| format!("ENTERPRISEPACK from 1: error {word}");
    assert_eq!(
        first(&mut world),
        error("ProhibitedInUsageLocationViolation")
    );
    world.location = Some("CN");
    world.edit("ENTERPRISEPACK", |product| {
        product.service_plans[0].relations.prohibited_locations = vec!["CN".into()];
        product.service_plans[2].relations.is_unique = true;
    });
    assert_eq!(
        first(&mut world),
        error("ProhibitedInUsageLocationViolation")
    );
    world.location = Some("US");
    world.states.extend({
        let mut other = World::new();
        other.assign(&[license("STANDARDPACK", &[])], &[]).unwrap();
        other.states
    });
    let second = |world: &mut World| world.process(&e3)[1].clone();
    // MCOSTANDARD is in both.
    world.states.swap(0, 1);
    assert_eq!(second(&mut world), error("UniquenessViolation"));
    world.edit("ENTERPRISEPACK", |product| {
        product.service_plans[2].relations.is_unique = false;
    });
    assert_eq!(second(&mut world), error("MutuallyExclusiveViolation"));
    world.states.remove(0);
    world.addresses = Addresses::Shared;
    assert_eq!(first(&mut world), error("Other"));
    world.addresses = Addresses::Own;
    assert_eq!(first(&mut world), error("CountViolation"));
}

#[test]
fn suspended_products_rest_and_come_back() {
    let mut world = World::new();
    let e3 = [(1, vec![license("ENTERPRISEPACK", &[])])];
    world.process(&e3);
    world.edit("ENTERPRISEPACK", |product| {
        product.capability_status = Some("Suspended".into())
    });
    assert_eq!(world.process(&e3), ["ENTERPRISEPACK from 1: disabled"]);
    world.edit("ENTERPRISEPACK", |product| {
        product.capability_status = Some("Enabled".into())
    });
    assert_eq!(world.process(&e3), ["ENTERPRISEPACK from 1: active"]);
}

#[test]
fn direct_licences_are_refused_with_the_services_reasons() {
    let mut world = World::new();
    world.location = None;
    let refused =
        |world: &mut World, add: &[_], remove: &[&str]| world.assign(add, remove).unwrap_err();
    let e3 = [license("ENTERPRISEPACK", &[])];
    assert_eq!(
        refused(&mut world, &e3, &[]),
        DirectRefusal::WithoutLocation
    );
    world.location = Some("US");
    assert_eq!(
        refused(&mut world, &[], &["EMS"]),
        DirectRefusal::NotHeld(sku("EMS"))
    );
    world.process(&[(1, vec![license("EMS", &[])])]);
    assert_eq!(
        refused(&mut world, &[], &["EMS"]),
        DirectRefusal::Inherited(sku("EMS"))
    );
    world.edit("ENTERPRISEPACK", |product| product.consumed_units = 5);
    let DirectRefusal::Fails(failure) = refused(&mut world, &e3, &[]) else {
        panic!("a check fails");
    };
    assert_eq!(
        failure.message,
        "Subscription with SKU 6fd2c87f-b296-42f0-b197-1e91e994b900 does not have any available licenses."
    );
    world.assign(&[license("STANDARDPACK", &[])], &[]).unwrap();
    world
        .assign(&[license("WORKPLACE_ANALYTICS", &[])], &[])
        .unwrap();
    let DirectRefusal::Fails(failure) = refused(&mut world, &[], &["STANDARDPACK"]) else {
        panic!("a check fails");
    };
    assert_eq!(
        failure.message,
        "License assignment failed because service plan WORKPLACE_ANALYTICS depends on the service plan(s) EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD."
    );
    world.edit("ENTERPRISEPACK", |product| product.consumed_units = 0);
    assert_eq!(
        world.assign(&e3, &["STANDARDPACK"]).unwrap(),
        [
            "EMS from 1: active",
            "WORKPLACE_ANALYTICS direct: active",
            "ENTERPRISEPACK direct: active",
        ]
    );
}

#[test]
fn plans_are_on_where_one_source_has_them_on() {
    let mut world = World::new();
    let groups = [
        (
            1,
            vec![license("ENTERPRISEPACK", &["YAMMER_ENTERPRISE", "TEAMS1"])],
        ),
        (2, vec![license("ENTERPRISEPACK", &["YAMMER_ENTERPRISE"])]),
    ];
    world.process(&groups);
    let products = world.products();
    let terms = Terms {
        products: &products,
        subscriptions: &world.subscriptions,
        removal: Removal::StaysInError,
        now: now(),
    };
    let plans = assigned_plans(terms, &world.states, &[]);
    let has = |name: &str| {
        let wanted: ObjectId = plan(name);
        plans
            .iter()
            .any(|plan| plan.service_plan_id.as_deref() == Some(&wanted.to_string()))
    };
    assert!(has("TEAMS1") && !has("YAMMER_ENTERPRISE"));
    let effective = ingroup_directory::effective_licenses(&world.states);
    assert_eq!(effective[0].disabled_plans, [plan("YAMMER_ENTERPRISE")]);
    // Dates and services stay; what is not given any more goes.
    let again = assigned_plans(terms, &world.states, &plans);
    assert_eq!(again, plans);
    assert!(assigned_plans(terms, &[], &plans).is_empty());
}
