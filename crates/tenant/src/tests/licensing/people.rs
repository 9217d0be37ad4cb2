//! Licences of one user.

use ingroup_directory::RoleAssignment;
use ingroup_directory::RoleScope;

use super::world::*;
use crate::tests::fixture::*;
use crate::*;

#[test]
fn one_unit_serves_two_sources() {
    let mut tenant = licensed_contoso();
    license_user(&mut tenant, "adele", give(&["ENTERPRISEPACK"])).unwrap();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["ENTERPRISEPACK from direct", "ENTERPRISEPACK from G"]
    );
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 1);
    license_user(&mut tenant, "adele", take(&["ENTERPRISEPACK"])).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["ENTERPRISEPACK from G"]);
    leave(&mut tenant, group, "adele");
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 0);
}

#[test]
fn what_comes_from_a_group_is_not_taken_from_the_user() {
    let mut tenant = licensed_contoso();
    let sales = create(&mut tenant, assigned("Sales"));
    license_group(&mut tenant, sales, give(&["SPE_E5"])).unwrap();
    join(&mut tenant, sales, &["adele"]);
    let refusal = license_user(&mut tenant, "adele", take(&["SPE_E5"])).unwrap_err();
    assert_eq!(
        service_text(&refusal),
        "User license is inherited from a group membership and it cannot be removed directly from the user."
    );
    license_user(&mut tenant, "adele", give(&["EMS"])).unwrap();
}

#[test]
fn a_direct_licence_needs_a_location_and_an_inherited_one_falls_back() {
    let mut tenant = licensed_contoso();
    let refusal = license_user(&mut tenant, "isaiah", give(&["ENTERPRISEPACK"])).unwrap_err();
    assert_eq!(
        service_text(&refusal),
        "License assignment cannot be done for user with invalid usage location."
    );
    assert!(licenses(&tenant, "isaiah").is_empty());
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, group, &["isaiah"]);
    assert_eq!(licenses(&tenant, "isaiah"), ["ENTERPRISEPACK from G"]);
    let directory = tenant.directory();
    let row = directory.users().row(user(&tenant, "isaiah")).unwrap();
    assert!(
        directory
            .users()
            .owned(row, &key("usageLocation"))
            .is_missing()
    );
}

#[test]
fn a_dependent_licence_refuses_to_process_the_user_and_then_lets_go() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    license_user(&mut tenant, "adele", give(&["WORKPLACE_ANALYTICS"])).unwrap();
    leave(&mut tenant, group, "adele");
    assert_eq!(
        licenses(&tenant, "adele"),
        [
            "ENTERPRISEPACK from G (active with error) DependencyViolation",
            "WORKPLACE_ANALYTICS from direct",
        ]
    );
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 1);
    let adele = user(&tenant, "adele");
    let refusal = tenant
        .execute(Command::ReprocessUser { user: adele })
        .unwrap_err();
    assert_eq!(
        service_text(&refusal),
        "License assignment failed because service plan WORKPLACE_ANALYTICS depends on the service plan(s) EXCHANGE_S_ENTERPRISE, EXCHANGE_S_STANDARD."
    );
    license_user(&mut tenant, "adele", take(&["WORKPLACE_ANALYTICS"])).unwrap();
    assert_eq!(
        licenses(&tenant, "adele"),
        ["ENTERPRISEPACK from G (active with error) DependencyViolation"]
    );
    tenant
        .execute(Command::ReprocessUser { user: adele })
        .unwrap();
    assert!(licenses(&tenant, "adele").is_empty());
    assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 0);
}

#[test]
fn a_deleted_user_gives_units_back_and_takes_them_again_even_if_none_is_free() {
    let mut tenant = contoso();
    buy(&mut tenant, "EMS", 1);
    let all = create(&mut tenant, dynamic("All", "user.accountEnabled -eq true"));
    let sales = create(
        &mut tenant,
        dynamic("Engineers", "user.department -eq \"Engineering\""),
    );
    license_group(&mut tenant, sales, give(&["EMS"])).unwrap();
    assert_eq!(licenses(&tenant, "grady"), ["EMS from Engineers"]);
    let grady = user(&tenant, "grady");
    tenant.execute(Command::DeleteUser { user: grady }).unwrap();
    assert_eq!(consumed(&tenant, "EMS"), 0);
    set(&mut tenant, "alex", &[("department", "Engineering")]);
    assert_eq!(consumed(&tenant, "EMS"), 1);
    tenant.execute(Command::Restore { object: grady }).unwrap();
    assert_eq!(members(&tenant, all).len(), 5);
    assert_eq!(licenses(&tenant, "grady"), ["EMS from Engineers"]);
    assert_eq!(consumed(&tenant, "EMS"), 2, "more than there are");
}

#[test]
fn a_place_where_a_plan_cannot_be_used_fails_until_the_user_moves() {
    let mut tenant = contoso();
    let mut plans = vec![NewServicePlan {
        id: plan("TEAMS1"),
        name: None,
        relations: Default::default(),
    }];
    plans[0].relations.prohibited_locations = vec!["DE".into()];
    tenant
        .execute(Command::CreateSubscription(NewSubscription {
            product: sku("EMS"),
            part_number: None,
            units: ingroup_directory::PrepaidUnits {
                enabled: 5,
                ..Default::default()
            },
            service_plans: plans,
        }))
        .unwrap();
    set(&mut tenant, "diego", &[("usageLocation", "DE")]);
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    join(&mut tenant, group, &["diego"]);
    assert_eq!(
        licenses(&tenant, "diego"),
        ["EMS from G (error) ProhibitedInUsageLocationViolation"]
    );
    set(&mut tenant, "diego", &[("usageLocation", "US")]);
    assert_eq!(licenses(&tenant, "diego"), ["EMS from G"]);
}

#[test]
fn an_address_that_somebody_else_has_keeps_the_mailbox_away() {
    let mut tenant = licensed_contoso();
    let addresses = |tenant: &mut Tenant, name: &str, address: &str| {
        let changes = UserChanges {
            attributes: vec![(
                key("proxyAddresses"),
                ingroup_schema::Value::texts([address]),
            )],
            manager: None,
        };
        let user = user(tenant, name);
        tenant
            .execute(Command::UpdateUser { user, changes })
            .unwrap();
    };
    addresses(&mut tenant, "adele", "SMTP:dup@contoso.com");
    addresses(&mut tenant, "alex", "smtp:dup@contoso.com");
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    join(&mut tenant, group, &["alex"]);
    assert_eq!(
        licenses(&tenant, "alex"),
        ["ENTERPRISEPACK from G (error) Other"]
    );
    let reasons = tenant.license_reasons(user(&tenant, "alex"));
    assert_eq!(reasons[0].message, "Proxy address is already being used");
    addresses(&mut tenant, "alex", "smtp:alex@contoso.com");
    assert_eq!(
        licenses(&tenant, "alex"),
        ["ENTERPRISEPACK from G (error) Other"]
    );
    tenant.execute(Command::ReprocessGroup { group }).unwrap();
    assert_eq!(licenses(&tenant, "alex"), ["ENTERPRISEPACK from G"]);
}

#[test]
fn a_mailbox_brings_an_address_where_the_tenant_says_so() {
    let mut tenant = licensed_contoso();
    let addresses = |tenant: &Tenant, name: &str| {
        let row = tenant.directory().users().row(user(tenant, name)).unwrap();
        let users = tenant.directory().users();
        users.owned(row, &key("proxyAddresses"))
    };
    license_user(&mut tenant, "alex", give(&["ENTERPRISEPACK"])).unwrap();
    assert!(addresses(&tenant, "alex").is_missing(), "usually not");
    let setting = ingroup_directory::Setting::find("mailboxAddsProxyAddress").unwrap();
    let on = ingroup_directory::SettingValue::Flag(true);
    tenant
        .execute(Command::UpdateSettings(vec![(setting, on)]))
        .unwrap();
    let rule = "user.proxyAddresses -any (_ -startsWith \"SMTP:\")";
    let group = create(&mut tenant, dynamic("Mailboxes", rule));
    license_user(&mut tenant, "diego", give(&["AAD_PREMIUM"])).unwrap();
    assert!(addresses(&tenant, "diego").is_missing(), "no mailbox");
    license_user(&mut tenant, "adele", give(&["ENTERPRISEPACK"])).unwrap();
    let own = ingroup_schema::Value::texts(["SMTP:adele@contoso.com"]);
    assert_eq!(addresses(&tenant, "adele"), own);
    assert_eq!(members(&tenant, group), ["adele"]);
}

#[test]
fn when_somebody_else_writes_it_is_tried_again() {
    let mut tenant = licensed_contoso();
    let rule = "user.department -eq \"Legal\"";
    for name in ["G1", "G2"] {
        let group = create(&mut tenant, dynamic(name, rule));
        license_group(&mut tenant, group, give(&["ENTERPRISEPACK"])).unwrap();
    }
    let adele = user(&tenant, "adele");
    for times in [1, 5] {
        let fault = FaultInjection::LicenseConcurrency { user: adele, times };
        tenant
            .execute(Command::Processing(Processing::InjectFault(fault)))
            .unwrap();
        let before = log_length(&tenant);
        set(&mut tenant, "adele", &[("department", "Legal")]);
        let log = log_since(&tenant, before);
        let met = log
            .iter()
            .filter(|entry| entry.contains("LicenseAssignmentAttributeConcurrencyException"));
        assert_eq!(met.count(), times as usize);
        assert_eq!(licenses(&tenant, "adele").len(), 2);
        assert_eq!(consumed(&tenant, "ENTERPRISEPACK"), 1);
        set(&mut tenant, "adele", &[("department", "Sales")]);
    }
}

#[test]
fn roles_divide_groups_and_users() {
    let mut tenant = licensed_contoso();
    let sales = create(&mut tenant, assigned("Sales"));
    let mut holder = |role: Role| {
        let name = format!("{role:?}").to_lowercase();
        let principal = new_user(&mut tenant, &name, &[]).unwrap();
        tenant
            .execute(Command::AddRoleMember(RoleAssignment {
                principal,
                role: role.template(),
                scope: RoleScope::Tenant,
            }))
            .unwrap();
        Actor::User(principal)
    };
    let [la, gr, ua] = [Role::License, Role::Groups, Role::User].map(&mut holder);
    let isaiah = user(&tenant, "isaiah");
    let of_group = || Command::AssignGroupLicenses {
        group: sales,
        changes: give(&["EMS"]),
    };
    let reprocess = || Command::ReprocessGroup { group: sales };
    let of_user = || Command::AssignUserLicenses {
        user: isaiah,
        changes: give(&["EMS"]),
    };
    let location = || Command::UpdateUser {
        user: isaiah,
        changes: UserChanges {
            attributes: attributes(&[("usageLocation", "US")]),
            manager: None,
        },
    };
    for (actor, can_license_users) in [(la, true), (gr, false), (ua, true)] {
        for command in [of_group(), reprocess()] {
            tenant.execute_as(actor, command).unwrap();
        }
        if can_license_users {
            tenant.execute_as(actor, location()).unwrap();
        }
        let direct = tenant.execute_as(actor, of_user());
        assert_eq!(direct.is_ok(), can_license_users);
    }
    let denied = tenant.execute_as(la, Command::CreateGroup(assigned("Other")));
    // The switch lets every member create security groups; without it the role alone does not.
    assert!(denied.is_ok());
    let rule = Command::CreateGroup(dynamic("Rule", "user.department -eq \"x\""));
    assert!(matches!(
        tenant.execute_as(la, rule),
        Err(Refusal::Denied { .. })
    ));
}

#[test]
fn an_import_without_states_counts_licences_as_direct() {
    let mut tenant = licensed_contoso();
    license_user(&mut tenant, "adele", give(&["EMS"])).unwrap();
    let mut directory = tenant.directory().clone();
    let adele = user(&tenant, "adele");
    let row = directory.users().row(adele).unwrap();
    let facts = ingroup_directory::UserFacts {
        license_assignment_states: Vec::new(),
        ..directory.user_facts(row).clone()
    };
    directory
        .set_user_facts(adele, facts, &mut Vec::new())
        .unwrap();
    let facts = Facts {
        directory,
        listed_members: Default::default(),
        replace: Replace::Allow,
    };
    tenant.execute(Command::Import(Box::new(facts))).unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["EMS from direct"]);
    assert_eq!(consumed(&tenant, "EMS"), 1);
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    assert_eq!(
        licenses(&tenant, "adele"),
        ["EMS from direct", "EMS from G"]
    );
    license_user(&mut tenant, "adele", take(&["EMS"])).unwrap();
    assert_eq!(consumed(&tenant, "EMS"), 1);
}

#[test]
fn a_disabled_account_keeps_its_licences() {
    let mut tenant = licensed_contoso();
    let group = create(&mut tenant, assigned("G"));
    license_group(&mut tenant, group, give(&["EMS"])).unwrap();
    join(&mut tenant, group, &["adele"]);
    let adele = user(&tenant, "adele");
    let changes = UserChanges {
        attributes: vec![(key("accountEnabled"), ingroup_schema::Value::Boolean(false))],
        manager: None,
    };
    tenant
        .execute(Command::UpdateUser {
            user: adele,
            changes,
        })
        .unwrap();
    assert_eq!(licenses(&tenant, "adele"), ["EMS from G"]);
    assert_eq!(consumed(&tenant, "EMS"), 1);
}
