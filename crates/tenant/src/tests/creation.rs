//! Who may create which groups, and who owns them then (`OP-1` to `OP-3`).

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, MemberOfRole, SettingValue, Settings};
use ingroup_schema::{Duration, SubjectKind};

use super::fixture::*;
use super::people::*;
use super::settings::choose;
use crate::{
    Actor, Command, GroupChanges, NewApplication, NewExtensionProperty, NewGroup, Refusal, Role,
    Tenant,
};

const SALES: &str = "user.department -eq \"Sales\"";

#[test]
fn sc_65_creation_switches_bind_plain_users_only() {
    let mut tenant = contoso();
    let joni = new_user(&mut tenant, "joni", &[]).unwrap();
    let alex = id_of(&tenant, "alex");
    let nested = create(
        &mut tenant,
        NewGroup {
            members: vec![joni],
            ..assigned("Creators2")
        },
    );
    let creators = create(
        &mut tenant,
        NewGroup {
            members: vec![alex, nested],
            ..assigned("Group Creators")
        },
    );
    let grady = user(&tenant, "grady");
    let owned = tenant
        .execute_as(grady, Command::CreateGroup(assigned("Before")))
        .unwrap()
        .created
        .unwrap();
    let settings = Settings {
        allowed_to_create_security_groups: false,
        enable_group_creation: false,
        group_creation_allowed_group: Some(creators),
        ..Settings::default()
    };
    tenant.directory.set_settings(settings, &mut Vec::new());
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let robot = application(&mut tenant, "Provisioning");
    let mut made = 0;
    let mut creates = |tenant: &mut Tenant, actor| {
        made += 1;
        let group = [
            assigned(&format!("S{made}")),
            microsoft_365(&format!("M{made}")),
        ];
        group.map(|group| {
            tenant
                .execute_as(actor, Command::CreateGroup(group))
                .is_ok()
        })
    };
    assert_eq!(creates(&mut tenant, grady), [false, false]);
    assert_eq!(creates(&mut tenant, Actor::User(alex)), [false, true]);
    assert_eq!(creates(&mut tenant, Actor::User(joni)), [false, true]);
    assert_eq!(creates(&mut tenant, groups), [true, true]);
    assert_eq!(creates(&mut tenant, robot), [true, true]);
    tenant
        .execute_as(
            grady,
            Command::AddMembers {
                group: owned,
                members: vec![joni],
            },
        )
        .unwrap();
}

#[test]
fn c_16_a_creation_switch_acts_after_15_minutes() {
    let mut tenant = contoso();
    let grady = user(&tenant, "grady");
    let mut made = 0;
    let mut may = |tenant: &mut Tenant| {
        made += 1;
        let group = Command::CreateGroup(assigned(&format!("S{made}")));
        tenant.execute_as(grady, group).is_ok()
    };
    let switch = |tenant: &mut Tenant, allowed| {
        let value = [("allowedToCreateSecurityGroups", SettingValue::Flag(allowed))];
        choose(tenant, Actor::BuiltIn, &value).unwrap();
    };
    let go_to = |tenant: &mut Tenant, minutes: i64| {
        let to = start().saturating_add(Duration::from_seconds(minutes * 60));
        tenant.execute(Command::SetClock { to }).unwrap();
    };
    switch(&mut tenant, false);
    assert!(may(&mut tenant));
    go_to(&mut tenant, 10);
    // A second change does not hold the first one up, and acts after its own time.
    switch(&mut tenant, true);
    assert!(may(&mut tenant));
    go_to(&mut tenant, 15);
    assert!(!may(&mut tenant));
    go_to(&mut tenant, 24);
    assert!(!may(&mut tenant));
    go_to(&mut tenant, 25);
    assert!(may(&mut tenant));
    assert_eq!(tenant.creation_switches_act_at(), None);
    // Without the delay a switch acts at once.
    let none = [(
        "creationSwitchDelay",
        SettingValue::Duration(Duration::ZERO),
    )];
    choose(&mut tenant, Actor::BuiltIn, &none).unwrap();
    switch(&mut tenant, false);
    assert!(!may(&mut tenant));
}

#[test]
fn sc_66_who_owns_what_was_created_through_the_interface() {
    let mut tenant = contoso();
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let grady = user(&tenant, "grady");
    let robot = application(&mut tenant, "Provisioning");
    let mut owners = |actor, group: NewGroup| {
        let made = tenant.execute_as(actor, Command::CreateGroup(group));
        let group = made.unwrap().created.unwrap();
        let group = tenant.directory().group(group).unwrap();
        let owners = group.owners().map(|owner| tenant.name_of(owner));
        owners.collect::<Vec<_>>()
    };
    assert_eq!(owners(grady, assigned("A")), ["grady"]);
    assert_eq!(owners(groups, assigned("B")), [""; 0]);
    assert_eq!(owners(groups, microsoft_365("C")), ["gr"]);
    assert_eq!(owners(robot, microsoft_365("D")), [""; 0]);
    assert_eq!(owners(Actor::BuiltIn, microsoft_365("E")), [""; 0]);
}

#[test]
fn a_plain_user_never_creates_a_dynamic_group() {
    let mut tenant = contoso();
    let grady = user(&tenant, "grady");
    assert_denied(
        &mut tenant,
        grady,
        Command::CreateGroup(dynamic("Sales", SALES)),
    );
    tenant
        .execute_as(grady, Command::CreateGroup(assigned("Sales")))
        .unwrap();
}

#[test]
fn sc_39_member_of_groups_take_a_user_administrator() {
    let mut tenant = contoso();
    let source = create(&mut tenant, assigned("Source"));
    let rule = format!("user.memberof -any (group.objectId -in ['{source}'])");
    let command = || Command::CreateGroup(dynamic("Fed", &rule));
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let grady = user(&tenant, "grady");
    assert_denied(&mut tenant, grady, command());
    assert_denied(&mut tenant, groups, command());
    let users = admin(&mut tenant, "ua", Role::User);
    tenant.execute_as(users, command()).unwrap();
    // C-6: the option gives it to Groups Administrators too.
    let settings = Settings {
        member_of_roles: MemberOfRole::GroupsAdministrator,
        ..Settings::default()
    };
    tenant.directory.set_settings(settings, &mut Vec::new());
    tenant.execute_as(groups, command()).unwrap();
    assert_denied(&mut tenant, grady, command());
}

#[test]
fn n_9_a_group_that_takes_up_its_stored_member_of_rule_again_takes_the_stricter_role() {
    let mut tenant = contoso();
    let source = create(&mut tenant, assigned("Source"));
    let rule = format!("user.memberof -any (group.objectId -in ['{source}'])");
    let fed = create(&mut tenant, dynamic("Fed", &rule));
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let turn = |types: BTreeSet<GroupType>| Command::UpdateGroup {
        group: fed,
        changes: GroupChanges {
            group_types: Some(types),
            ..GroupChanges::default()
        },
    };
    let to_dynamic = || turn(BTreeSet::from([GroupType::DynamicMembership]));
    // Away from the rule any role for rules leads; back to it only one for memberOf rules.
    tenant.execute_as(groups, turn(BTreeSet::new())).unwrap();
    assert_denied(&mut tenant, groups, to_dynamic());
    let users = admin(&mut tenant, "ua", Role::User);
    tenant.execute_as(users, to_dynamic()).unwrap();
    let facts = tenant.directory().group(fed).unwrap().facts();
    assert_eq!(facts.membership_rule.as_deref(), Some(rule.as_str()));
}

#[test]
fn n_8_a_dynamic_group_is_created_without_members() {
    let mut tenant = contoso();
    let before = tenant.directory.clone();
    let sales = NewGroup {
        members: vec![id_of(&tenant, "adele")],
        ..dynamic("Sales", SALES)
    };
    let refused = tenant.execute(Command::CreateGroup(sales)).unwrap_err();
    assert_eq!(refused, Refusal::MembersOfDynamic);
    assert!(*tenant.directory() == before);
}

#[test]
fn what_is_refused_leaves_no_trace_in_the_ids_of_what_comes_after() {
    let mut tenant = contoso();
    let mut untouched = tenant.clone();
    let unified = create(&mut tenant, microsoft_365("Letters"));
    assert_eq!(create(&mut untouched, microsoft_365("Letters")), unified);
    let nested = NewGroup {
        members: vec![unified],
        ..assigned("Desk")
    };
    let refused = tenant.execute(Command::CreateGroup(nested)).unwrap_err();
    assert!(matches!(refused, Refusal::MemberKind { .. }), "{refused:?}");
    let property = NewExtensionProperty {
        name: "7th floor".to_owned(),
        targets: vec![SubjectKind::User],
    };
    let application = |extension_properties| {
        Command::CreateApplication(NewApplication {
            display_name: "HR".to_owned(),
            extension_properties,
            ..NewApplication::default()
        })
    };
    assert!(tenant.execute(application(vec![property])).is_err());
    for command in [
        Command::CreateGroup(assigned("Desk")),
        application(Vec::new()),
    ] {
        let [after, plain] = [&mut tenant, &mut untouched]
            .map(|tenant| tenant.execute(command.clone()).unwrap().created);
        assert_eq!(after, plain);
    }
}

#[test]
fn sc_73_reserved_aliases_are_a_global_administrators() {
    let mut tenant = contoso();
    let (groups, global) = (
        admin(&mut tenant, "gr", Role::Groups),
        admin(&mut tenant, "ga", Role::Global),
    );
    let group = || NewGroup {
        mail_nickname: Some("Postmaster".to_owned()),
        ..microsoft_365("Letters")
    };
    assert_denied(&mut tenant, groups, Command::CreateGroup(group()));
    tenant
        .execute_as(global, Command::CreateGroup(group()))
        .unwrap();
}
