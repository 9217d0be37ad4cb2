//! What an administrator should look at (3.4, `OP-45`, `OP-46`, 2.11).

use ingroup_directory::{GroupFacts, SettingValue};
use ingroup_schema::{Duration, ObjectId};

use super::fixture::{assigned, change, contoso, create, dynamic, microsoft_365, new_user, start};
use super::people::id_of;
use super::settings::choose;
use crate::{
    Actor, Alert, AlertKind, ClockMode, Command, FaultInjection, GroupChanges, NewGroup,
    Processing, Severity, Tenant,
};

fn alerts(tenant: &Tenant) -> Vec<(AlertKind, String)> {
    let all = tenant.alerts().into_iter();
    all.map(|alert| (alert.kind, alert.subject)).collect()
}

fn only(tenant: &Tenant) -> Alert {
    let mut all = tenant.alerts();
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn set_to(tenant: &mut Tenant, name: &str, value: SettingValue) {
    choose(tenant, Actor::BuiltIn, &[(name, value)]).unwrap();
}

#[test]
fn sc_17_a_failed_rule_shows_on_its_own_group_until_the_rule_is_changed() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    create(
        &mut tenant,
        dynamic("US", "user.country -eq \"United States\""),
    );
    assert!(tenant.alerts().is_empty());
    let fault = FaultInjection::Rule {
        group: sales,
        text: "The directory could not be read.".to_owned(),
    };
    tenant
        .execute(Command::Processing(Processing::InjectFault(fault)))
        .unwrap();
    new_user(&mut tenant, "nia", &[("department", "Sales")]).unwrap();
    let alert = only(&tenant);
    assert_eq!(
        (alert.severity, alert.kind, alert.holder),
        (Severity::Error, AlertKind::ProcessingError, Some(sales))
    );
    assert_eq!(alert.subject, "Sales");
    assert!(
        alert.text.starts_with("The directory could not be read."),
        "{}",
        alert.text
    );
    let changes = GroupChanges {
        membership_rule: Some("user.department -eq \"Sales\" ".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    assert!(tenant.alerts().is_empty());
}

#[test]
fn sc_18_more_than_24_hours_without_work_done_show_above_all_groups() {
    let mut tenant = contoso();
    create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let mode = ClockMode::Manual;
    tenant.execute(Command::SetClockMode { mode }).unwrap();
    new_user(&mut tenant, "nia", &[("department", "Sales")]).unwrap();
    let day = start().saturating_add(Duration::from_days(1));
    tenant.execute(Command::SetClock { to: day }).unwrap();
    assert!(tenant.alerts().is_empty());
    let to = day.saturating_add(Duration::from_seconds(60));
    tenant.execute(Command::SetClock { to }).unwrap();
    assert_eq!(
        alerts(&tenant),
        [(AlertKind::Delay, "All groups".to_owned())]
    );
    tenant.execute(Command::ProcessQueue).unwrap();
    assert!(tenant.alerts().is_empty());
}

#[test]
fn proc_16_a_guest_who_blocks_the_tenant_is_named_with_the_cures() {
    let mut tenant = contoso();
    set_to(&mut tenant, "AllowToAddGuests", SettingValue::Flag(false));
    let group = NewGroup {
        group_types: dynamic("", "")
            .group_types
            .into_iter()
            .chain(microsoft_365("").group_types)
            .collect(),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..microsoft_365("Sales")
    };
    let sales = create(&mut tenant, group);
    let guest = [("department", "Sales"), ("userType", "Guest")];
    new_user(&mut tenant, "visitor", &guest).unwrap();
    let alert = only(&tenant);
    assert_eq!(
        (alert.kind, alert.holder),
        (AlertKind::GuestBlock, Some(sales))
    );
    assert_eq!(
        alert.text,
        "The rule of \"Sales\" takes the guest \"visitor\", and guests may not be added to it. Until that is settled \
         no dynamic group of the tenant is updated."
    );
    assert_eq!(
        alert.help,
        "Allow guests to be added, or add -and (user.userType -eq \"Member\") to the rule."
    );
    set_to(&mut tenant, "AllowToAddGuests", SettingValue::Flag(true));
    tenant.execute(Command::ProcessQueue).unwrap();
    assert!(tenant.alerts().is_empty());
}

#[test]
fn a_limit_that_is_nearly_reached_is_told_and_a_reached_one_is_a_warning() {
    let mut tenant = contoso();
    let owners: Vec<ObjectId> = (0..100)
        .map(|number| new_user(&mut tenant, &format!("owner{number}"), &[]).unwrap())
        .collect();
    let board = create(&mut tenant, assigned("Board"));
    let mut changes = Vec::new();
    for (count, owner) in owners.into_iter().enumerate() {
        tenant
            .directory
            .add_owner(board, owner, &mut changes)
            .unwrap();
        match count + 1 {
            89 => assert!(tenant.alerts().is_empty()),
            90 => {
                let alert = only(&tenant);
                assert_eq!(alert.severity, Severity::Information);
                assert_eq!(
                    alert.text,
                    "90 of 100 owners of one group of \"Board\" are used. The limit is near."
                );
            }
            _ => {}
        }
    }
    assert_eq!(only(&tenant).severity, Severity::Warning);
}

#[test]
fn the_end_of_member_of_rules_is_told_if_there_are_any() {
    let mut tenant = contoso();
    let staff = create(&mut tenant, assigned("Staff"));
    let end = start().saturating_add(Duration::from_days(31));
    set_to(
        &mut tenant,
        "memberOfRetirement",
        SettingValue::Instant(end),
    );
    create(
        &mut tenant,
        dynamic(
            "All",
            &format!("user.memberof -any (group.objectId -in ['{staff}'])"),
        ),
    );
    assert!(tenant.alerts().is_empty());
    for (days, severity) in [(1, Severity::Information), (31, Severity::Warning)] {
        let to = start().saturating_add(Duration::from_days(days));
        tenant.execute(Command::SetClock { to }).unwrap();
        assert_eq!(only(&tenant).severity, severity);
    }
}

#[test]
fn obj_2_who_is_in_more_than_2048_groups_is_named_and_nothing_is_refused() {
    let mut tenant = contoso();
    let adele = id_of(&tenant, "adele");
    let add = |tenant: &mut Tenant, number: usize| {
        let (id, mut changes) = (super::quotas::id("group", number), Vec::new());
        let facts = GroupFacts {
            display_name: format!("G{number}").into(),
            mail_nickname: Some(format!("g{number}").into()),
            security_enabled: true,
            ..GroupFacts::default()
        };
        let directory = &mut tenant.directory;
        directory.create_group(id, facts, &mut changes).unwrap();
        directory.add_member(id, adele, &mut changes).unwrap();
    };
    (0..2_048).for_each(|number| add(&mut tenant, number));
    assert_eq!(alerts(&tenant), []);
    add(&mut tenant, 2_048);
    assert_eq!(
        only(&tenant).text,
        "\"adele\" is in 2049 groups. The service may refuse them access, because a token has no room for so many."
    );
}
