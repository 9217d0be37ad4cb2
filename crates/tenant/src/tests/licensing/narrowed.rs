//! A licence that is there already and gets fewer plans.

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

const DEPENDS: &str = "License assignment failed because service plan WORKPLACE_ANALYTICS depends on the service plan(s) EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD.";

#[test]
fn a_plan_cannot_go_while_another_comes_that_needs_it() {
    let mut tenant = licensed_contoso();
    license_user(&mut tenant, "adele", give(&["STANDARDPACK"])).unwrap();
    let changes = give(&[
        "WORKPLACE_ANALYTICS",
        "STANDARDPACK -EXCHANGE_S_STANDARD -TEAMS1",
    ]);
    let refusal = license_user(&mut tenant, "adele", changes).unwrap_err();
    assert_eq!(service_text(&refusal), DEPENDS);
    assert_eq!(licenses(&tenant, "adele"), ["STANDARDPACK from direct"]);
    assert!(plans(&tenant, "adele").contains(&"EXCHANGE_S_STANDARD".to_owned()));
}

#[test]
fn a_plan_cannot_go_while_another_needs_it() {
    let mut tenant = licensed_contoso();
    let both = give(&["STANDARDPACK", "WORKPLACE_ANALYTICS"]);
    license_user(&mut tenant, "adele", both).unwrap();
    let fewer = || give(&["STANDARDPACK -EXCHANGE_S_STANDARD"]);
    let refusal = license_user(&mut tenant, "adele", fewer()).unwrap_err();
    assert_eq!(service_text(&refusal), DEPENDS);
    // With the one that needs it, it may.
    let changes = LicenseChanges {
        remove: take(&["WORKPLACE_ANALYTICS"]).remove,
        ..fewer()
    };
    license_user(&mut tenant, "adele", changes).unwrap();
    assert!(!plans(&tenant, "adele").contains(&"EXCHANGE_S_STANDARD".to_owned()));
}

#[test]
fn what_goes_is_not_in_the_way_of_what_comes_instead() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["STANDARDPACK"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    license_user(&mut tenant, "alex", give(&["STANDARDPACK"])).unwrap();
    let instead = || {
        give(&[
            "STANDARDPACK -EXCHANGE_S_STANDARD -SHAREPOINTSTANDARD",
            "ENTERPRISEPACK",
        ])
    };
    license_group(&mut tenant, group, instead()).unwrap();
    assert_eq!(
        licenses(&tenant, "adele"),
        ["STANDARDPACK from G", "ENTERPRISEPACK from G"]
    );
    assert_eq!(report(&tenant, group), "All licenses assigned");
    license_user(&mut tenant, "alex", instead()).unwrap();
    assert_eq!(plans(&tenant, "adele"), plans(&tenant, "alex"));
}
