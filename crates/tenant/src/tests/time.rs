//! The clock: rules that read it, and the modes.

use ingroup_directory::{Setting, SettingValue};
use ingroup_schema::{Duration, Instant, Value};

use super::fixture::*;
use crate::{ClockMode, Command, Refusal, Tenant, UserChanges, Wanted};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

#[test]
fn the_passing_of_time_alone_moves_members_at_the_exact_instant() {
    let mut tenant = contoso();
    let user = tenant.find(Wanted::User, "adele").unwrap();
    let hired = Value::Instant(at("2025-01-10T00:00:00Z"));
    let changes = UserChanges {
        attributes: vec![(key("employeeHireDate"), hired)],
        manager: None,
    };
    tenant
        .execute(Command::UpdateUser { user, changes })
        .unwrap();
    let rule = "(user.employeeHireDate -le system.now) -and (user.employeeHireDate -ge system.now -minus P30D)";
    let starters = create(&mut tenant, dynamic("New starters", rule));
    assert!(members(&tenant, starters).is_empty());
    let outcome = tenant
        .execute(Command::SetClock {
            to: at("2025-03-01T00:00:00Z"),
        })
        .unwrap();
    let moments: Vec<String> = outcome
        .events
        .iter()
        .map(|event| event.at.to_string())
        .collect();
    assert_eq!(moments.len(), 2, "joins and leaves: {moments:?}");
    assert_eq!(moments[0], "2025-01-10T00:00:00Z");
    assert!(moments[1].starts_with("2025-02-09T00:00:00"), "{moments:?}");
    assert!(members(&tenant, starters).is_empty());
}

#[test]
fn what_a_sweep_has_yet_to_see_is_seen_when_there_is_none_any_more() {
    let mut tenant = contoso();
    let sweep = |value| {
        let setting = Setting::find("dateRuleSweep").unwrap();
        Command::UpdateSettings(vec![(setting, value)])
    };
    let daily = SettingValue::Duration(Duration::from_days(1));
    tenant.execute(sweep(daily)).unwrap();
    let user = tenant.find(Wanted::User, "adele").unwrap();
    let hired = Value::Instant(at("2025-01-06T10:00:00Z"));
    let changes = UserChanges {
        attributes: vec![(key("employeeHireDate"), hired)],
        manager: None,
    };
    tenant
        .execute(Command::UpdateUser { user, changes })
        .unwrap();
    let hired = create(
        &mut tenant,
        dynamic("Hired", "user.employeeHireDate -le system.now"),
    );
    let to = at("2025-01-06T11:00:00Z");
    tenant.execute(Command::SetClock { to }).unwrap();
    assert!(members(&tenant, hired).is_empty(), "until midnight");
    tenant.execute(sweep(SettingValue::None)).unwrap();
    assert_eq!(members(&tenant, hired), ["adele"]);
}

#[test]
fn the_clock_is_not_set_back() {
    let mut tenant = contoso();
    let refused = tenant
        .execute(Command::SetClock {
            to: at("2024-01-01T00:00:00Z"),
        })
        .unwrap_err();
    assert!(matches!(refused, Refusal::ClockBackwards { .. }));
    assert_eq!(tenant.clock().now(), start());
}

#[test]
fn time_begins_anywhere_until_something_has_happened() {
    let early = at("2024-01-01T00:00:00Z");
    let mut tenant = Tenant::new(start());
    tenant.execute(Command::SetClock { to: early }).unwrap();
    assert_eq!(tenant.clock().now(), early);
    create(&mut tenant, assigned("Board"));
    let earlier = at("2023-01-01T00:00:00Z");
    let refused = tenant.execute(Command::SetClock { to: earlier });
    assert!(matches!(refused, Err(Refusal::ClockBackwards { .. })));
}

#[test]
fn in_manual_mode_work_waits_until_it_is_asked_for() {
    let mut tenant = contoso();
    tenant
        .execute(Command::SetClockMode {
            mode: ClockMode::Manual,
        })
        .unwrap();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    assert!(members(&tenant, sales).is_empty());
    assert_eq!(tenant.engine().waiting(), 1);
    tenant.execute(Command::ProcessQueue).unwrap();
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
}
