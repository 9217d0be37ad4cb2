//! Licences of groups.

use ingroup_directory::RuleProcessing;
use ingroup_schema::ObjectId;

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

/// A group with members that gives products.
fn licensed(tenant: &mut Tenant, name: &str, texts: &[&str], names: &[&str]) -> ObjectId {
    let group = create(tenant, assigned(name));
    license_group(tenant, group, give(texts)).unwrap();
    if !names.is_empty() {
        join(tenant, group, names);
    }
    group
}

#[test]
fn licences_come_and_go_with_the_membership() {
    let mut tenant = licensed_contoso();
    let group = licensed(&mut tenant, "TestLic", &["ENTERPRISEPACK", "EMS"], &[]);
    assert!(licenses(&tenant, "adele").is_empty());
    join(&mut tenant, group, &["adele"]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["ENTERPRISEPACK from TestLic", "EMS from TestLic"]
    );
    assert!(plans(&tenant, "adele").contains(&"TEAMS1".to_owned()));
    assert_eq!(report(&tenant, group), "All licenses assigned");
    leave(&mut tenant, group, "adele");
    assert!(licenses(&tenant, "adele").is_empty());
    assert!(plans(&tenant, "adele").is_empty());
    assert_eq!(consumed(&tenant, "EMS"), 0);
    license_group(&mut tenant, group, take(&["ENTERPRISEPACK", "EMS"])).unwrap();
    tenant.execute(Command::DeleteGroup { group }).unwrap();
}

#[test]
fn a_conflict_stops_all_products_of_the_group_and_ends_with_its_cause() {
    let mut tenant = licensed_contoso();
    let kiosk = licensed(&mut tenant, "Kiosk users", &["STANDARDPACK"], &["alex"]);
    let hr = create(&mut tenant, assigned("HR Department"));
    join(&mut tenant, hr, &["adele", "alex", "diego"]);
    let before = log_length(&tenant);
    license_group(
        &mut tenant,
        hr,
        give(&["ENTERPRISEPACK -YAMMER_ENTERPRISE", "EMS"]),
    )
    .unwrap();
    assert_eq!(
        licenses(&tenant, "alex"),
        [
            "STANDARDPACK from Kiosk users",
            "ENTERPRISEPACK from HR Department (error) MutuallyExclusiveViolation",
            "EMS from HR Department (error) Other",
        ]
    );
    assert!(!plans(&tenant, "adele").contains(&"YAMMER_ENTERPRISE".to_owned()));
    assert_eq!(report(&tenant, hr), "Errors and issues");
    let failures = tenant.license_failures(hr);
    assert_eq!(failures.len(), 1);
    assert_eq!(
        ingroup_licensing::reason(failures[0].error, None),
        "Conflicting service plans"
    );
    let gbl = "Microsoft Azure AD Group-Based Licensing";
    let log = log_since(&tenant, before);
    assert_eq!(log.len(), 6);
    assert_eq!(log[0], "Set group license | ingroup | HR Department");
    assert_eq!(
        log[1],
        format!("Start applying group based license to users | {gbl} | HR Department")
    );
    assert!(log[2..5].contains(&format!(
        "Change user license | {gbl} | alex [License assignment failed because service plans EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD are mutually exclusive.]"
    )));
    let finish = tenant.audit(AuditQuery::default()).next_back().unwrap();
    assert_eq!(
        finish.activity.name(),
        "Finish applying group based license to users"
    );
    assert_eq!(
        finish.detail(),
        "Result: [] → [Users successfully assigned licenses: 2, Users for whom license assignment failed: 1.];"
    );
    leave(&mut tenant, kiosk, "alex");
    assert_eq!(
        licenses(&tenant, "alex"),
        [
            "ENTERPRISEPACK from HR Department",
            "EMS from HR Department"
        ]
    );
    assert_eq!(consumed(&tenant, "STANDARDPACK"), 0);
    assert_eq!(report(&tenant, hr), "All licenses assigned");
}

#[test]
fn when_units_run_out_the_last_to_join_goes_without_until_somebody_asks() {
    let mut tenant = contoso();
    buy(&mut tenant, "EMS", 3);
    let group = create(&mut tenant, assigned("G"));
    for name in ["isaiah", "grady", "diego", "adele"] {
        join(&mut tenant, group, &[name]);
    }
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from G (error) CountViolation"]
    );
    assert_eq!(licenses(&tenant, "isaiah"), ["EMS from G"]);
    assert_eq!(consumed(&tenant, "EMS"), 3);
    assert_eq!(report(&tenant, group), "Errors and issues");
    let changes = SubscriptionChanges {
        enabled: Some(4),
        ..SubscriptionChanges::default()
    };
    let product = sku("EMS");
    tenant
        .execute(Command::UpdateSubscription { product, changes })
        .unwrap();
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from G (error) CountViolation"]
    );
    let before = log_length(&tenant);
    tenant.execute(Command::ReprocessGroup { group }).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["EMS from G"]);
    assert_eq!(report(&tenant, group), "All licenses assigned");
    assert_eq!(
        log_since(&tenant, before)[0],
        "Trigger group license recalculation | ingroup | G"
    );
}

#[test]
fn a_swap_leaves_nobody_without() {
    let mut tenant = contoso();
    buy(&mut tenant, "STANDARDPACK", 25);
    buy(&mut tenant, "ENTERPRISEPACK", 25);
    let group = licensed(
        &mut tenant,
        "G",
        &["STANDARDPACK"],
        &["adele", "alex", "diego"],
    );
    let changes = LicenseChanges {
        add: vec![license("ENTERPRISEPACK")],
        remove: vec![sku("STANDARDPACK")],
    };
    let outcome = license_group(&mut tenant, group, changes).unwrap();
    let changed = outcome.events.iter().filter(|event| {
        matches!(
            event.change,
            ingroup_directory::Change::LicensesChanged { .. }
        )
    });
    assert_eq!(changed.count(), 3, "one change for each user");
    assert_eq!(licenses(&tenant, "alex"), ["ENTERPRISEPACK from G"]);
    assert_eq!(
        (
            consumed(&tenant, "STANDARDPACK"),
            consumed(&tenant, "ENTERPRISEPACK")
        ),
        (0, 3)
    );
}

#[test]
fn nested_groups_give_nothing() {
    let mut tenant = licensed_contoso();
    let parent = licensed(&mut tenant, "Parent", &["SPE_E5"], &["adele"]);
    let child = create(&mut tenant, assigned("Child"));
    join(&mut tenant, child, &["alex"]);
    tenant
        .execute(Command::AddMembers {
            group: parent,
            members: vec![child],
        })
        .unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["SPE_E5 from Parent"]);
    assert!(licenses(&tenant, "alex").is_empty());
}

#[test]
fn a_licensed_group_is_not_deleted() {
    let mut tenant = licensed_contoso();
    let sales = licensed(&mut tenant, "Sales", &["SPE_E5"], &["adele"]);
    let refusal = tenant
        .execute(Command::DeleteGroup { group: sales })
        .unwrap_err();
    assert!(
        service_text(&refusal)
            .starts_with("Unable to delete the group because there is a product license")
    );
    license_group(&mut tenant, sales, take(&["SPE_E5"])).unwrap();
    tenant
        .execute(Command::DeleteGroup { group: sales })
        .unwrap();
}

#[test]
fn only_groups_that_can_be_granted_access_give_licences() {
    let mut tenant = licensed_contoso();
    let team = create(&mut tenant, microsoft_365("Team"));
    let refusal = license_group(&mut tenant, team, give(&["EMS"])).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "Team is a Microsoft 365 group and gives no licences; a Microsoft 365 group does while it is security-enabled."
    );
    let secure = NewGroup {
        security_enabled: true,
        ..microsoft_365("Secure")
    };
    let secure = create(&mut tenant, secure);
    license_group(&mut tenant, secure, give(&["EMS"])).unwrap();
}

#[test]
fn an_addition_needs_its_base_in_the_group() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("WPA"));
    let refusal = license_group(&mut tenant, group, give(&["WORKPLACE_ANALYTICS"])).unwrap_err();
    assert_eq!(
        service_text(&refusal),
        "License operation failed. Make sure that the group has necessary services before adding or removing a dependent service. The service Microsoft Workplace Analytics requires Exchange Online (Plan 2) to be enabled as well."
    );
    let only_mail = "ENTERPRISEPACK -SHAREPOINTENTERPRISE -MCOSTANDARD -TEAMS1 -YAMMER_ENTERPRISE -OFFICESUBSCRIPTION -RMS_S_ENTERPRISE";
    license_group(
        &mut tenant,
        group,
        give(&[only_mail, "WORKPLACE_ANALYTICS"]),
    )
    .unwrap();
    licensed(&mut tenant, "Full", &["ENTERPRISEPACK"], &["adele"]);
    join(&mut tenant, group, &["adele"]);
    assert_eq!(
        (
            consumed(&tenant, "ENTERPRISEPACK"),
            consumed(&tenant, "WORKPLACE_ANALYTICS")
        ),
        (1, 1)
    );
}

#[test]
fn a_rule_change_touches_only_who_moves() {
    let mut tenant = licensed_contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    license_group(&mut tenant, sales, give(&["SPE_E5"])).unwrap();
    assert_eq!(licenses(&tenant, "diego"), ["SPE_E5 from Sales"]);
    let before = log_length(&tenant);
    let changes = GroupChanges {
        membership_rule: Some(
            "(user.department -eq \"Sales\") -and (user.country -eq \"United States\")".to_owned(),
        ),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    assert!(licenses(&tenant, "diego").is_empty());
    assert_eq!(licenses(&tenant, "adele"), ["SPE_E5 from Sales"]);
    assert!(
        log_since(&tenant, before)
            .iter()
            .all(|entry| !entry.contains("adele"))
    );
    let entries: Vec<AuditEntry> = tenant
        .audit(AuditQuery::default())
        .skip(before + 1)
        .collect();
    // What the rule moved and what the licences did is one unit's work.
    assert_eq!(entries.len(), 2);
    assert_eq!(entries[0].correlation, entries[1].correlation);
}

#[test]
fn somebody_who_moves_leaves_and_joins_in_one_go() {
    let mut tenant = licensed_contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let accounting = create(
        &mut tenant,
        dynamic("Accounting", "user.department -eq \"Accounting\""),
    );
    license_group(&mut tenant, sales, give(&["STANDARDPACK"])).unwrap();
    license_group(&mut tenant, accounting, give(&["ENTERPRISEPACK"])).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["STANDARDPACK from Sales"]);
    let before = log_length(&tenant);
    set(&mut tenant, "adele", &[("department", "Accounting")]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["ENTERPRISEPACK from Accounting"]
    );
    assert_eq!(
        (
            consumed(&tenant, "STANDARDPACK"),
            consumed(&tenant, "ENTERPRISEPACK")
        ),
        (1, 1)
    );
    let log = log_since(&tenant, before);
    assert!(log.iter().all(|entry| !entry.contains('[')), "{log:?}");
}

#[test]
fn guests_get_licences_and_a_warning() {
    let mut tenant = licensed_contoso();
    let rule = "(user.userType -eq \"Guest\") -and (user.companyName -eq \"Contoso\")";
    let guests = create(&mut tenant, dynamic("Guest users Contoso", rule));
    license_group(&mut tenant, guests, give(&["SPE_E5"])).unwrap();
    new_user(
        &mut tenant,
        "guest1",
        &[("userType", "Guest"), ("companyName", "Contoso")],
    )
    .unwrap();
    new_user(
        &mut tenant,
        "guest2",
        &[("userType", "Guest"), ("companyName", "Fabrikam")],
    )
    .unwrap();
    assert_eq!(
        licenses(&tenant, "guest1"),
        ["SPE_E5 from Guest users Contoso"]
    );
    assert!(licenses(&tenant, "guest2").is_empty());
    assert_eq!(tenant.licensed_guests(), [(guests, 1)]);
    let alerts = tenant.alerts();
    let alert = alerts
        .iter()
        .find(|alert| alert.kind == AlertKind::LicensedGuests)
        .unwrap();
    assert_eq!(alert.holder, Some(guests));
}

#[test]
fn what_is_off_in_a_group_follows() {
    let mut tenant = licensed_contoso();
    let group = licensed(&mut tenant, "G", &["ENTERPRISEPACK"], &["adele"]);
    let teams = "TEAMS1".to_owned();
    assert!(plans(&tenant, "adele").contains(&teams));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK -TEAMS1"])).unwrap();
    assert!(!plans(&tenant, "adele").contains(&teams));
    let other = licensed(&mut tenant, "H", &["ENTERPRISEPACK"], &["adele"]);
    assert!(plans(&tenant, "adele").contains(&teams));
    leave(&mut tenant, other, "adele");
    assert!(!plans(&tenant, "adele").contains(&teams));
}

#[test]
fn a_forecast_changes_nothing_and_says_who_would_fail() {
    let mut tenant = contoso();
    buy(&mut tenant, "EMS", 2);
    let group = create(&mut tenant, assigned("G"));
    join(&mut tenant, group, &["adele", "alex", "diego"]);
    let changes = give(&["EMS"]);
    let forecast = tenant
        .forecast_licenses(
            Actor::BuiltIn,
            Command::AssignGroupLicenses { group, changes },
        )
        .unwrap();
    let [moves] = &forecast.moves[..] else {
        panic!("one product moves");
    };
    assert_eq!((moves.gaining.len(), moves.losing.len()), (2, 0));
    assert_eq!(
        forecast.users, 0,
        "nobody keeps a product and has it otherwise"
    );
    let [ems] = &forecast.products[..] else {
        panic!("one product");
    };
    assert_eq!(
        (ems.before.consumed, ems.after.consumed, ems.after.units),
        (0, 2, 2)
    );
    let [failure] = &forecast.failures[..] else {
        panic!("one failure");
    };
    assert_eq!(failure.group, Some(group));
    assert!(
        failure
            .message
            .as_deref()
            .unwrap()
            .contains("does not have any available licenses")
    );
    assert_eq!(consumed(&tenant, "EMS"), 0);
    assert!(licenses(&tenant, "adele").is_empty());
}

#[test]
fn sc_43_of_a_thousand_people_ten_have_a_conflict() {
    let mut tenant = contoso();
    for name in ["ENTERPRISEPACK", "EMS", "STANDARDPACK"] {
        buy(&mut tenant, name, 1_100);
    }
    for number in 0..1_000 {
        let title = if number < 10 { "Kiosk" } else { "Office" };
        let more = [("department", "HR"), ("jobTitle", title)];
        new_user(&mut tenant, &format!("hr{number}"), &more).unwrap();
    }
    let kiosk = create(
        &mut tenant,
        dynamic("Kiosk users", "user.jobTitle -eq \"Kiosk\""),
    );
    license_group(&mut tenant, kiosk, give(&["STANDARDPACK"])).unwrap();
    let hr = create(
        &mut tenant,
        dynamic("HR Department", "user.department -eq \"HR\""),
    );
    let products = give(&["ENTERPRISEPACK -YAMMER_ENTERPRISE", "EMS"]);
    license_group(&mut tenant, hr, products).unwrap();
    let used = ["ENTERPRISEPACK", "EMS", "STANDARDPACK"].map(|name| consumed(&tenant, name));
    assert_eq!(used, [990, 990, 10]);
    assert_eq!(tenant.license_failures(hr).len(), 10);
    let finish = tenant.audit(AuditQuery::default()).next_back().unwrap();
    assert_eq!(
        finish.detail(),
        "Result: [] → [Users successfully assigned licenses: 990, Users for whom license assignment failed: 10.];"
    );
}

#[test]
fn where_many_groups_give_licences_everybody_has_those_of_their_own_groups() {
    let mut tenant = licensed_contoso();
    for number in 0..40 {
        let name = format!("Filler {number}");
        licensed(&mut tenant, &name, &["EMS"], &[]);
    }
    licensed(
        &mut tenant,
        "By hand",
        &["ENTERPRISEPACK"],
        &["adele", "grady"],
    );
    let by_rule = dynamic("By rule", "user.department -eq \"Sales\"");
    let by_rule = create(&mut tenant, by_rule);
    license_group(&mut tenant, by_rule, give(&["EMS"])).unwrap();
    assert_eq!(
        licenses(&tenant, "adele"),
        ["ENTERPRISEPACK from By hand", "EMS from By rule"]
    );
    assert_eq!(licenses(&tenant, "grady"), ["ENTERPRISEPACK from By hand"]);
    assert_eq!(licenses(&tenant, "diego"), ["EMS from By rule"]);
    // Who leaves by rule while the group is paused is still in it, and keeps what it gives.
    pause(&mut tenant, by_rule, RuleProcessing::Paused);
    set(
        &mut tenant,
        "diego",
        &[("department", "Legal"), ("usageLocation", "US")],
    );
    assert_eq!(licenses(&tenant, "diego"), ["EMS from By rule"]);
    pause(&mut tenant, by_rule, RuleProcessing::On);
    assert!(licenses(&tenant, "diego").is_empty());
    assert_eq!(licenses(&tenant, "adele").len(), 2);
}
