//! Licences that an import brings, and those that its groups owe.

use std::sync::Arc;

use ingroup_directory::{Directory, LicenseAssignmentState, Subscription, UserFacts};

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

/// Takes these facts in place of the tenant's.
fn import(tenant: &mut Tenant, directory: Directory) {
    take(tenant, directory, Replace::Allow);
}

/// Takes these facts in some way.
fn take(tenant: &mut Tenant, directory: Directory, replace: Replace) {
    let groups = directory.groups().map(|group| group.id());
    let facts = Facts {
        listed_members: groups.collect(),
        directory,
        replace,
    };
    tenant.execute(Command::Import(Box::new(facts))).unwrap();
}

fn without_states(directory: &mut Directory, id: ingroup_schema::ObjectId) {
    let row = directory.users().row(id).unwrap();
    let facts = UserFacts {
        license_assignment_states: Vec::<LicenseAssignmentState>::new(),
        assigned_licenses: Vec::new(),
        ..directory.user_facts(row).clone()
    };
    directory
        .set_user_facts(id, facts, &mut Vec::new())
        .unwrap();
}

/// Adele and Diego are in Sales, which gives a product.
fn sellers() -> Tenant {
    let mut tenant = licensed_contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    license_group(&mut tenant, sales, give(&["EMS"])).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Sales"]);
    assert_eq!(licenses(&tenant, "diego"), ["EMS from Sales"]);
    tenant
}

#[test]
fn who_lacks_what_a_group_gives_is_given_it_after_an_import() {
    let mut tenant = sellers();
    let mut directory = tenant.directory().clone();
    without_states(&mut directory, user(&tenant, "adele"));
    import(&mut tenant, directory);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Sales"]);
    assert_eq!(consumed(&tenant, "EMS"), 2);
}

#[test]
fn who_lacks_what_a_group_gives_is_given_it_after_an_update_and_a_merge() {
    let mut tenant = sellers();
    let pilots = create(&mut tenant, assigned("Pilots"));
    license_group(&mut tenant, pilots, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, pilots, &["alex"]);
    let mut newer = tenant.directory().clone();
    // Somebody took a licence away by hand; somebody else joined, and has none yet.
    without_states(&mut newer, user(&tenant, "adele"));
    let grady = user(&tenant, "grady");
    newer.add_member(pilots, grady, &mut Vec::new()).unwrap();
    let everything = Coverage::of_everything();
    take(&mut tenant, newer, Replace::Update(Box::new(everything)));
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Sales"]);
    assert_eq!(licenses(&tenant, "grady"), ["ENTERPRISEPACK from Pilots"]);
    assert_eq!(consumed(&tenant, "EMS"), 2);
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 2);

    let mut other = tenant.clone();
    let dana = new_user(&mut other, "dana", &[("department", "Sales")]).unwrap();
    set(&mut other, "dana", &[("usageLocation", "US")]);
    let mut beside = other.directory().clone();
    without_states(&mut beside, dana);
    take(&mut tenant, beside, Replace::Merge);
    assert_eq!(licenses(&tenant, "dana"), ["EMS from Sales"]);
    assert_eq!(consumed(&tenant, "EMS"), 3);
}

#[test]
fn who_is_in_a_group_by_rule_no_more_loses_what_it_gave() {
    let mut tenant = sellers();
    let mut directory = tenant.directory().clone();
    let department = ingroup_schema::Value::text("Legal");
    let diego = user(&tenant, "diego");
    directory
        .set_value(diego, key("department"), department, &mut Vec::new())
        .unwrap();
    import(&mut tenant, directory);
    assert!(licenses(&tenant, "diego").is_empty());
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Sales"]);
    assert_eq!(consumed(&tenant, "EMS"), 1);
}

#[test]
fn nobody_is_given_a_product_of_which_the_files_do_not_say_who_has_it() {
    let mut tenant = sellers();
    let mut directory = tenant.directory().clone();
    for name in ["adele", "diego"] {
        without_states(&mut directory, user(&tenant, name));
    }
    let told = |used: u32| {
        let products = tenant.directory().subscriptions().iter();
        let products = products.map(|one| Subscription {
            consumed_units: if one.sku_id == sku("EMS") { used } else { 0 },
            ..one.clone()
        });
        products.collect::<Vec<_>>()
    };
    let (told, untold) = (told(20), told(0));
    directory.set_subscriptions(told, &mut Vec::new());
    import(&mut tenant, directory.clone());
    assert!(licenses(&tenant, "adele").is_empty());
    assert_eq!(consumed(&tenant, "EMS"), 20, "as found");
    directory.set_subscriptions(untold, &mut Vec::new());
    import(&mut tenant, directory);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Sales"]);
    assert_eq!(consumed(&tenant, "EMS"), 2);
}

#[test]
fn the_same_facts_taken_again_are_the_same() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, group, &["adele", "alex"]);
    license_user(&mut tenant, "adele", give(&["WORKPLACE_ANALYTICS"])).unwrap();
    license_user(&mut tenant, "grady", give(&["STANDARDPACK"])).unwrap();
    join(&mut tenant, group, &["grady"]);
    leave(&mut tenant, group, "adele");
    let before: Vec<Vec<String>> = ["adele", "alex", "grady"]
        .map(|name| licenses(&tenant, name))
        .to_vec();
    assert!(before[0][0].contains("DependencyViolation"));
    assert!(before[2][1].contains("MutuallyExclusiveViolation"));
    let directory = tenant.directory().clone();
    import(&mut tenant, directory);
    let after = ["adele", "alex", "grady"].map(|name| licenses(&tenant, name));
    assert_eq!(before, after);
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 2);
    let log = tenant.audit(AuditQuery::default()).count();
    assert_eq!(log, 0, "there was nothing to do");
}

#[test]
fn a_product_in_use_that_does_not_work_is_an_alert() {
    let mut tenant = sellers();
    let mut units = |enabled, warning, suspended| {
        let changes = SubscriptionChanges {
            enabled: Some(enabled),
            warning: Some(warning),
            suspended: Some(suspended),
            ..SubscriptionChanges::default()
        };
        let product = sku("EMS");
        tenant
            .execute(Command::UpdateSubscription { product, changes })
            .unwrap();
        let alerts = tenant.alerts().into_iter();
        let alert = alerts
            .filter(|alert| alert.kind == AlertKind::Subscription)
            .map(|alert| Arc::<str>::from(format!("{:?}: {}", alert.severity, alert.text)));
        alert.collect::<Vec<_>>()
    };
    assert!(units(5, 0, 0).is_empty());
    assert_eq!(
        &*units(0, 5, 0)[0],
        "Information: The subscription of \"Enterprise Mobility + Security E3\" has expired and is in its grace period, and 2 users have it."
    );
    assert_eq!(
        &*units(0, 0, 5)[0],
        "Warning: The subscription of \"Enterprise Mobility + Security E3\" is suspended, and 2 users have it. Its services do not work for them."
    );
    assert_eq!(
        &*units(1, 0, 0)[0],
        "Warning: Users have 2 units of \"Enterprise Mobility + Security E3\", and the tenant owns 1."
    );
    assert!(units(5, 0, 0).is_empty(), "it goes with its cause");
}
