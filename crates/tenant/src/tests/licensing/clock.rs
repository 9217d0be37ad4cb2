//! Licences and time: what waits, and the sweep.

use ingroup_directory::{Setting, SettingValue};
use ingroup_schema::Duration;

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

fn more_units(tenant: &mut Tenant, name: &str, enabled: u32) {
    let changes = SubscriptionChanges {
        enabled: Some(enabled),
        ..SubscriptionChanges::default()
    };
    let product = sku(name);
    tenant
        .execute(Command::UpdateSubscription { product, changes })
        .unwrap();
}

fn sweep(tenant: &mut Tenant, text: &str) {
    let setting = Setting::find("licenseSweepHours").unwrap();
    let value = SettingValue::Text(text.into());
    tenant
        .execute(Command::UpdateSettings(vec![(setting, value)]))
        .unwrap();
}

fn hours(tenant: &mut Tenant, hours: i64) {
    let to = tenant
        .clock()
        .now()
        .saturating_add(Duration::from_seconds(hours * 3600));
    tenant.execute(Command::SetClock { to }).unwrap();
}

/// One unit and two who want it.
fn short() -> Tenant {
    let mut tenant = contoso();
    buy(&mut tenant, "EMS", 1);
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    join(&mut tenant, group, &["alex"]);
    join(&mut tenant, group, &["adele"]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from G (error) CountViolation"]
    );
    tenant
}

#[test]
fn free_units_are_given_by_the_next_sweep() {
    let mut tenant = short();
    more_units(&mut tenant, "EMS", 2);
    hours(&mut tenant, 14);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from G (error) CountViolation"]
    );
    hours(&mut tenant, 2);
    assert_eq!(licenses(&tenant, "adele"), ["EMS from G"]);
    assert_eq!(tenant.next_event(), None, "nobody waits any more");
}

#[test]
fn a_sweep_can_be_never_or_at_once() {
    let mut tenant = short();
    sweep(&mut tenant, "never");
    more_units(&mut tenant, "EMS", 2);
    hours(&mut tenant, 1000);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from G (error) CountViolation"]
    );
    sweep(&mut tenant, "at once");
    assert_eq!(licenses(&tenant, "adele"), ["EMS from G"]);
    let mut tenant = short();
    sweep(&mut tenant, "atOnce");
    let alex = user(&tenant, "alex");
    tenant.execute(Command::DeleteUser { user: alex }).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["EMS from G"]);
}

#[test]
fn in_manual_mode_licences_wait_where_they_can_be_seen() {
    let mut tenant = licensed_contoso();
    let mode = ClockMode::Manual;
    tenant.execute(Command::SetClockMode { mode }).unwrap();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    license_group(&mut tenant, sales, give(&["SPE_E5"])).unwrap();
    let step = |tenant: &mut Tenant| {
        tenant
            .execute(Command::Processing(Processing::Step))
            .unwrap();
    };
    let queued = tenant.license_queue();
    assert_eq!(queued.len(), 1);
    assert_eq!(
        (queued[0].task, queued[0].group),
        (LicenseTask::GroupLicenses, Some(sales))
    );
    let state = |tenant: &Tenant| tenant.license_processing(sales).unwrap().unwrap();
    assert_eq!(state(&tenant), LicenseProcessing::QueuedForProcessing);
    assert_eq!(report(&tenant, sales), "In progress");
    step(&mut tenant);
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    assert!(licenses(&tenant, "adele").is_empty());
    let advance = Command::Processing(Processing::Advance);
    tenant.execute(advance.clone()).unwrap();
    assert_eq!(state(&tenant), LicenseProcessing::ProcessingInProgress);
    tenant.execute(advance).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["SPE_E5 from Sales"]);
    tenant.execute(Command::ProcessQueue).unwrap();
    assert!(tenant.license_queue().is_empty());
    assert_eq!(state(&tenant), LicenseProcessing::ProcessingComplete);
}
