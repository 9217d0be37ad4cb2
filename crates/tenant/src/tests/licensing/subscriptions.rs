//! What the tenant owns, and what follows when that changes.

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

fn units(tenant: &mut Tenant, name: &str, enabled: u32, suspended: u32) {
    let changes = SubscriptionChanges {
        enabled: Some(enabled),
        suspended: Some(suspended),
        ..SubscriptionChanges::default()
    };
    let product = sku(name);
    tenant
        .execute(Command::UpdateSubscription { product, changes })
        .unwrap();
}

#[test]
fn a_suspended_subscription_gives_no_plans_and_comes_back() {
    let mut tenant = licensed_contoso();
    license_user(&mut tenant, "adele", give(&["EMS"])).unwrap();
    let group = create(
        &mut tenant,
        dynamic(
            "P1",
            "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"41781fb2-bc02-4b7c-bd55-b576c07bb09d\" -and assignedPlan.capabilityStatus -eq \"Enabled\")",
        ),
    );
    assert_eq!(members(&tenant, group), ["adele"]);
    units(&mut tenant, "EMS", 0, 25);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from direct (disabled)"]);
    assert!(plans(&tenant, "adele").is_empty());
    assert!(members(&tenant, group).is_empty());
    assert_eq!(consumed(&tenant, "EMS"), 1);
    units(&mut tenant, "EMS", 25, 0);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from direct"]);
    assert_eq!(members(&tenant, group), ["adele"]);
}

#[test]
fn a_new_plan_is_on_wherever_its_product_is() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    let added = NewServicePlan {
        id: plan("TEAMS1"),
        name: None,
        relations: Default::default(),
    };
    let product = sku("EMS");
    tenant
        .execute(Command::AddServicePlan {
            product,
            plan: added,
        })
        .unwrap();
    assert!(plans(&tenant, "adele").contains(&"TEAMS1".to_owned()));
    license_group(&mut tenant, group, give(&["EMS -TEAMS1"])).unwrap();
    assert!(!plans(&tenant, "adele").contains(&"TEAMS1".to_owned()));
}

#[test]
fn a_product_is_bought_once_and_must_be_owned() {
    let mut tenant = contoso();
    buy(&mut tenant, "EMS", 1);
    let again = tenant.execute(Command::CreateSubscription(NewSubscription {
        product: sku("EMS"),
        part_number: None,
        units: Default::default(),
        service_plans: Vec::new(),
    }));
    assert_eq!(
        again.unwrap_err().to_string(),
        "The tenant has a subscription to Enterprise Mobility + Security E3 already."
    );
    set(&mut tenant, "adele", &[("usageLocation", "US")]);
    let refusal = license_user(&mut tenant, "adele", give(&["SPE_E5"])).unwrap_err();
    assert_eq!(
        service_text(&refusal),
        "License 06ebc4ee-1bb5-47dd-8120-11324bc54e06 does not correspond to a valid company License."
    );
    let wrong = license_user(&mut tenant, "adele", give(&["EMS -TEAMS1"])).unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "Enterprise Mobility + Security E3 has no service plan 57ff2da0-773e-42df-b2af-ffb7a2317929 to switch off."
    );
}

#[test]
fn a_product_of_which_nothing_is_known_says_what_is_in_it() {
    let mut tenant = contoso();
    let unknown = tenant.execute(Command::CreateSubscription(NewSubscription {
        product: "00000000-0000-0000-0000-000000000001".parse().unwrap(),
        part_number: Some("ENTERPRISPACK".to_owned()),
        units: Default::default(),
        service_plans: Vec::new(),
    }));
    assert_eq!(
        unknown.unwrap_err().to_string(),
        "Nothing is known of the product \"ENTERPRISPACK\", and it has no service plans."
    );
}

#[test]
fn quo_11_a_tenant_has_at_most_300_subscriptions() {
    let mut tenant = contoso();
    let mut own = |number: u32| {
        tenant.execute(Command::CreateSubscription(NewSubscription {
            product: format!("00000000-0000-0000-0000-{number:012}")
                .parse()
                .unwrap(),
            part_number: Some(format!("OWN_{number}")),
            units: Default::default(),
            service_plans: vec![NewServicePlan {
                id: plan("TEAMS1"),
                name: None,
                relations: Default::default(),
            }],
        }))
    };
    for number in 1..=300 {
        own(number).unwrap();
    }
    assert_eq!(
        own(301).unwrap_err().to_string(),
        "That would make 301 subscriptions; the limit is 300."
    );
}

#[test]
fn a_tenant_of_which_no_subscription_is_known_owns_what_it_uses() {
    let mut tenant = contoso();
    set(&mut tenant, "adele", &[("usageLocation", "US")]);
    license_user(&mut tenant, "adele", give(&["EMS"])).unwrap();
    assert!(plans(&tenant, "adele").contains(&"AAD_PREMIUM".to_owned()));
}

#[test]
fn products_and_plans_are_found_by_what_people_call_them() {
    let tenant = licensed_contoso();
    for name in [
        "spe_e5",
        "Microsoft 365 E5",
        "06ebc4ee-1bb5-47dd-8120-11324bc54e06",
    ] {
        assert_eq!(tenant.find_product(name).unwrap(), sku("SPE_E5"));
    }
    assert!(tenant.find_product("ENTERPRISEPREMIUM").is_err());
    for name in ["teams1", "Microsoft Teams"] {
        assert_eq!(
            tenant.find_plan(sku("SPE_E5"), name).unwrap(),
            plan("TEAMS1")
        );
    }
    assert!(tenant.find_plan(sku("EMS"), "TEAMS1").is_err());
}
