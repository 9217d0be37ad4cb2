//! What licences a group may have.

use super::world::*;
use crate::*;

#[test]
fn an_addition_needs_its_base_in_the_same_group() {
    let products = World::new().products();
    let alone = [license("WORKPLACE_ANALYTICS", &[])];
    let refusal = group_licenses(&products, &[], &alone, &[]).unwrap_err();
    assert_eq!(
        refusal,
        GroupRefusal::NeedsService {
            service: "Microsoft Workplace Analytics".into(),
            needs: "Exchange Online (Plan 2)".into(),
        }
    );
    let both = [
        license("ENTERPRISEPACK", &["TEAMS1"]),
        license("WORKPLACE_ANALYTICS", &[]),
    ];
    let had = group_licenses(&products, &[], &both, &[]).unwrap();
    assert_eq!(had, both);
    let removed = group_licenses(&products, &had, &[], &[sku("ENTERPRISEPACK")]);
    assert_eq!(removed.unwrap_err(), refusal);
    let switched_off = [license("ENTERPRISEPACK", &["EXCHANGE_S_ENTERPRISE"])];
    assert_eq!(
        group_licenses(&products, &had, &switched_off, &[]).unwrap_err(),
        refusal
    );
}

#[test]
fn a_service_that_lacks_its_base_is_off_where_it_is_one_of_several() {
    let mut world = World::new();
    let needy = plan("WORKPLACE_ANALYTICS");
    let mut addition = subscription("WORKPLACE_ANALYTICS", 1).service_plans;
    world.edit("EMS", |product| product.service_plans.append(&mut addition));
    let products = world.products();
    let had = group_licenses(&products, &[], &[license("EMS", &[])], &[]).unwrap();
    assert_eq!(had[0].disabled_plans, [needy]);
}

#[test]
fn what_a_group_does_not_have_cannot_be_taken() {
    let products = World::new().products();
    assert_eq!(
        group_licenses(&products, &[], &[], &[sku("EMS")]),
        Err(GroupRefusal::NotAssigned(sku("EMS")))
    );
}
