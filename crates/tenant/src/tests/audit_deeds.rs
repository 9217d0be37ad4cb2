//! The audit log's words for everything but memberships of groups: what each deed writes (`LOG-2`).

use ingroup_directory::{RoleAssignment, RoleScope, SettingValue};
use ingroup_schema::{Duration, ObjectId};

use super::audit::{count, lines, since};
use super::devices::new_device;
use super::fixture::{assigned, change, contoso, create, dynamic, members, set, start};
use super::people::{give, id_of};
use super::settings::choose;
use super::units::{add, assigned_unit, create_unit};
use crate::{
    Actor, Command, GroupChanges, NewApplication, NewUnit, OrganizationChanges, Role, Tenant,
    UnitMembership,
};

/// What the log says of these commands, carried out one after the other by the built-in administrator.
fn log(tenant: &mut Tenant, commands: impl IntoIterator<Item = Command>) -> Vec<String> {
    let before = count(tenant);
    for command in commands {
        tenant.execute(command).unwrap();
    }
    lines(&since(tenant, before))
}

#[test]
fn what_is_deleted_restored_and_ended_has_one_entry_each() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let adele = id_of(&tenant, "adele@contoso.com");
    let staff = create(&mut tenant, assigned("Staff"));
    let join = Command::AddMembers {
        group: staff,
        members: vec![adele],
    };
    tenant.execute(join).unwrap();
    let said = log(
        &mut tenant,
        [
            Command::DeleteUser { user: adele },
            Command::DeleteGroup { group: staff },
            Command::Restore { object: staff },
            Command::Restore { object: adele },
        ],
    );
    assert_eq!(
        said,
        [
            "ingroup | Delete user | adele | ",
            "ingroup | Delete group | Staff | ",
            "ingroup | Restore group | Staff | ",
            "ingroup | Restore user | adele | ",
            // The assigned membership is back without a word; the rule works anew (OP-9).
            "Microsoft Approval Management | Add member to group | adele | Sales",
        ]
    );
    assert_eq!(members(&tenant, staff), ["adele"]);
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    let said = log(
        &mut tenant,
        [
            Command::DeleteUser { user: adele },
            Command::Purge { object: adele },
            Command::DeleteGroup { group: staff },
        ],
    );
    assert_eq!(
        said,
        [
            "ingroup | Delete user | adele | ",
            "ingroup | Hard Delete user | adele | ",
            "ingroup | Delete group | Staff | ",
        ]
    );
    let to = start().saturating_add(Duration::from_days(30));
    assert_eq!(
        log(&mut tenant, [Command::SetClock { to }]),
        ["Microsoft Approval Management | Hard Delete group | Staff | "]
    );
    // The names of those who are gone for good are still known.
    let first = since(&tenant, 0).into_iter().find(|entry| {
        let member = entry.targets.first().and_then(|target| target.id);
        entry.joined_or_left() == Some("Staff") && member == Some(adele)
    });
    let target = &first.unwrap().targets[0];
    assert_eq!(target.principal_name.as_deref(), Some("adele@contoso.com"));
}

#[test]
fn units_have_a_category_of_their_own() {
    let mut tenant = contoso();
    let alex = id_of(&tenant, "alex@contoso.com");
    let before = count(&tenant);
    let staff = create_unit(&mut tenant, assigned_unit("Staff"));
    add(&mut tenant, staff, alex).unwrap();
    let sellers = NewUnit {
        display_name: "Sellers".to_owned(),
        membership: UnitMembership::Dynamic,
        membership_rule: Some(
            "(user.department -eq \"Sales\") -and (user.country -eq \"Germany\")".to_owned(),
        ),
        ..NewUnit::default()
    };
    create_unit(&mut tenant, sellers);
    tenant.execute(Command::DeleteUnit { unit: staff }).unwrap();
    let entries = since(&tenant, before);
    assert_eq!(
        lines(&entries),
        [
            "ingroup | Add administrative unit | Staff | DisplayName: Staff; MembershipType: Assigned",
            "ingroup | Add member to administrative unit | alex | Staff",
            "ingroup | Add administrative unit | Sellers | DisplayName: Sellers; MembershipType: Dynamic; \
             MembershipRule: (user.department -eq \"Sales\") -and (user.country -eq \"Germany\"); \
             MembershipRuleProcessingState: On",
            "Microsoft Approval Management | Add member to administrative unit | diego | Sellers",
            "ingroup | Delete administrative unit | Staff | ",
        ]
    );
    let mut categories = entries.iter().map(|entry| entry.category().name());
    assert!(categories.all(|category| category == "AdministrativeUnit"));
}

#[test]
fn owners_roles_and_access_name_both_sides() {
    let mut tenant = contoso();
    let (alex, grady) = (
        id_of(&tenant, "alex@contoso.com"),
        id_of(&tenant, "grady@contoso.com"),
    );
    let staff = create(&mut tenant, assigned("Staff"));
    let unit = create_unit(&mut tenant, assigned_unit("Campus"));
    let application = NewApplication {
        display_name: "Salesforce".to_owned(),
        ..NewApplication::default()
    };
    let before = count(&tenant);
    let made = tenant.execute(Command::CreateApplication(application));
    let application = made.unwrap().created.unwrap();
    let role = |principal: ObjectId, scope: RoleScope| RoleAssignment {
        scope,
        role: Role::Groups.template(),
        principal,
    };
    give(&mut tenant, alex, Role::Groups, RoleScope::Tenant).unwrap();
    give(&mut tenant, grady, Role::Groups, RoleScope::Unit(unit)).unwrap();
    let commands = [
        Command::RemoveRoleMember(role(alex, RoleScope::Tenant)),
        Command::AddOwner {
            group: staff,
            owner: alex,
        },
        Command::AssignAccess {
            application,
            principal: staff,
        },
        Command::RemoveAccess {
            application,
            principal: staff,
        },
        Command::DeleteApplication { application },
    ];
    for command in commands {
        tenant.execute(command).unwrap();
    }
    let said = lines(&since(&tenant, before));
    let without_ids: Vec<&str> = said
        .iter()
        .map(|line| line.split("AppId").next().unwrap())
        .collect();
    assert_eq!(
        without_ids,
        [
            "ingroup | Add application | Salesforce | ",
            "ingroup | Add member to role | alex | Role.DisplayName: Groups Administrator",
            "ingroup | Add scoped member to role | grady | Role.DisplayName: Groups Administrator",
            "ingroup | Remove member from role | alex | Role.DisplayName: Groups Administrator →",
            "ingroup | Add owner to group | alex | Staff",
            "ingroup | Add app role assignment to group | Staff | Application.DisplayName: Salesforce",
            "ingroup | Remove app role assignment from group | Staff | Application.DisplayName: Salesforce →",
            "ingroup | Delete application | Salesforce | ",
        ]
    );
    let granted = since(&tenant, before).remove(2);
    let kinds: Vec<&str> = granted
        .targets
        .iter()
        .map(|target| target.kind.name())
        .collect();
    assert_eq!(kinds, ["User", "Role", "AdministrativeUnit"]);
}

#[test]
fn settings_are_logged_where_the_service_keeps_them() {
    let mut tenant = contoso();
    let before = count(&tenant);
    let off = SettingValue::Flag(false);
    let values = [
        ("allowedToCreateSecurityGroups", off.clone()),
        ("AllowToAddGuests", off.clone()),
        // The model's own options are nobody's deed in the service.
        ("securityGroupSoftDelete", off),
    ];
    choose(&mut tenant, Actor::BuiltIn, &values).unwrap();
    assert_eq!(
        lines(&since(&tenant, before)),
        [
            "ingroup | Update authorization policy | Authorization Policy | AllowedToCreateSecurityGroups: True → False",
            "ingroup | Update group settings | Group settings | AllowToAddGuests: True → False",
        ]
    );
    let renamed = OrganizationChanges {
        display_name: Some("Fabrikam".to_owned()),
        ..OrganizationChanges::default()
    };
    assert_eq!(
        log(&mut tenant, [Command::UpdateOrganization(renamed)]),
        ["ingroup | Set company information | Fabrikam | "]
    );
}

#[test]
fn devices_are_added_changed_and_deleted() {
    let mut tenant = contoso();
    let before = count(&tenant);
    let device = new_device(&mut tenant, "d1", &[("deviceOSType", "Windows")]);
    tenant.execute(Command::DeleteDevice { device }).unwrap();
    let entries = since(&tenant, before);
    assert_eq!(
        lines(&entries),
        [
            "ingroup | Add device | d1 | ",
            "ingroup | Delete device | d1 | "
        ]
    );
    assert_eq!(entries[0].category().name(), "Device");
}

#[test]
fn an_update_of_a_group_says_old_and_new() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let before = count(&tenant);
    let changes = GroupChanges {
        description: Some(Some("Who sells".to_owned())),
        processing_state: Some(ingroup_directory::RuleProcessing::Paused),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    // What a pause holds back is not in the log.
    set(&mut tenant, "adele", &[("department", "Legal")]);
    assert_eq!(
        lines(&since(&tenant, before)),
        [
            "ingroup | Update group | Sales | Description: Who sells; MembershipRuleProcessingState: On → Paused",
            "ingroup | Update user | adele | Department: Sales → Legal",
        ]
    );
}
