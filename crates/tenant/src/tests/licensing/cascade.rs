//! Licences move members, and members get licences: it ends.

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

fn has_plan(name: &str) -> String {
    let id = plan(name);
    format!(
        "user.assignedPlans -any (assignedPlan.servicePlanId -eq \"{id}\" -and assignedPlan.capabilityStatus -eq \"Enabled\")"
    )
}

#[test]
fn a_chain_of_licences_and_rules_runs_to_its_end_and_back() {
    let mut tenant = licensed_contoso();
    let first = create(
        &mut tenant,
        dynamic("First", "user.department -eq \"Sales\""),
    );
    let second = create(
        &mut tenant,
        dynamic("Second", &has_plan("EXCHANGE_S_ENTERPRISE")),
    );
    let third = create(&mut tenant, dynamic("Third", &has_plan("INTUNE_A")));
    license_group(&mut tenant, second, give(&["EMS"])).unwrap();
    license_group(&mut tenant, first, give(&["ENTERPRISEPACK"])).unwrap();
    assert_eq!(members(&tenant, third), ["adele", "diego"]);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    assert_eq!(members(&tenant, third), ["diego"]);
    assert!(licenses(&tenant, "adele").is_empty());
    assert!(tenant.license_loops().is_empty());
}

#[test]
fn a_licence_that_ends_its_own_membership_is_held_back() {
    let mut tenant = licensed_contoso();
    let rule = format!(
        "(user.department -eq \"Sales\") -and -not ({})",
        has_plan("INTUNE_A")
    );
    let group = create(&mut tenant, dynamic("Without Intune", &rule));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    assert_eq!(members(&tenant, group), ["adele", "diego"]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from Without Intune (error) Other"]
    );
    assert_eq!(consumed(&tenant, "EMS"), 0);
    assert_eq!(tenant.license_loops(), [LicenseLoop { group, users: 2 }]);
    let alerts = tenant.alerts();
    let alert = alerts
        .iter()
        .find(|alert| alert.kind == AlertKind::LicenseLoop)
        .unwrap();
    assert_eq!(alert.holder, Some(group));
    // What has nothing to do with it starts nothing again.
    let outcome = set(&mut tenant, "alex", &[("city", "Kano")]);
    assert_eq!(outcome.events.len(), 1);
    license_group(&mut tenant, group, take(&["EMS"])).unwrap();
    assert!(tenant.license_loops().is_empty());
    assert!(licenses(&tenant, "adele").is_empty());
}

#[test]
fn a_loop_through_two_groups_ends_too() {
    let mut tenant = licensed_contoso();
    let rule = format!(
        "(user.department -eq \"Sales\") -and -not ({})",
        has_plan("INTUNE_A")
    );
    let one = create(&mut tenant, dynamic("One", &rule));
    let two = create(
        &mut tenant,
        dynamic("Two", &has_plan("EXCHANGE_S_ENTERPRISE")),
    );
    license_group(&mut tenant, two, give(&["EMS"])).unwrap();
    license_group(&mut tenant, one, give(&["ENTERPRISEPACK"])).unwrap();
    assert_eq!(tenant.license_loops().len(), 1);
    assert!(tenant.license_queue().is_empty());
}

#[test]
fn in_manual_mode_step_by_step_it_ends_as_well() {
    let mut tenant = licensed_contoso();
    let rule = format!(
        "(user.department -eq \"Sales\") -and -not ({})",
        has_plan("INTUNE_A")
    );
    let group = create(&mut tenant, dynamic("Without Intune", &rule));
    let mode = ClockMode::Manual;
    tenant.execute(Command::SetClockMode { mode }).unwrap();
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    for _ in 0..60 {
        tenant
            .execute(Command::Processing(Processing::Step))
            .unwrap();
    }
    assert!(tenant.license_queue().is_empty());
    assert!(tenant.queue().is_empty());
    assert_eq!(tenant.license_loops(), [LicenseLoop { group, users: 2 }]);
}

#[test]
fn a_conversion_takes_licences_away_before_the_rule_gives_them_back() {
    let mut tenant = licensed_contoso();
    let staff = create(&mut tenant, assigned("Staff"));
    license_group(&mut tenant, staff, give(&["EMS"])).unwrap();
    join(&mut tenant, staff, &["adele", "grady"]);
    let depends = create(&mut tenant, dynamic("Depends", &has_plan("INTUNE_A")));
    assert_eq!(members(&tenant, depends), ["adele", "grady"]);
    let before = log_length(&tenant);
    let changes = GroupChanges {
        group_types: Some([ingroup_directory::GroupType::DynamicMembership].into()),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, staff, changes).unwrap();
    assert_eq!(members(&tenant, depends), ["adele", "diego"]);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from Staff"]);
    let of_adele = log_since(&tenant, before);
    let of_adele = of_adele.iter().filter(|entry| entry.contains("adele"));
    let activities: Vec<&str> = of_adele
        .filter_map(|entry| entry.split(" | ").next())
        .collect();
    let (left, joined, licence) = (
        "Remove member from group",
        "Add member to group",
        "Change user license",
    );
    assert_eq!(activities[..2], [left, licence]);
    assert_eq!(activities.iter().filter(|one| **one == joined).count(), 2);
    assert_eq!(activities.iter().filter(|one| **one == licence).count(), 2);
}
