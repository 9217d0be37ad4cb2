//! Who may do what: the table of 1.13, and the scenarios about roles and owners.

use std::collections::BTreeSet;

use ingroup_directory::{
    GroupKind, GroupType, RoleAssignment, RoleScope, RuleProcessing, Settings, UnitFacts,
};
use ingroup_schema::ObjectId;

use super::fixture::*;
use super::people::*;
use crate::{
    About, Actor, Capability, Command, GroupChanges, NewGroup, NewUnit, Refusal, Role, UnitChanges,
    UnitMembership,
};

const SALES: &str = "user.department -eq \"Sales\"";

/// The table of 1.13, by hand. A column for each role by name, then: the owner of the groups, a user, a guest, an
/// application. `x` may; on groups `s` may on security groups only and `m` on Microsoft 365 groups only.
const TABLE: &str = "
                          Ap CA CD DW Ex Gl Gr In Li P1 P2 PR SP Te Us W3  ow us gu sp
CreateSecurityGroup        .  .  .  x  .  x  x  x  .  x  x  .  .  .  x  x   x  x  .  x
CreateMicrosoft365Group    .  .  .  x  x  x  x  .  .  x  x  .  x  x  x  .   x  x  .  x
CreateRoleAssignableGroup  .  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .   .  .  .  .
UseReservedAlias           .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .   .  .  .  .
IgnoreNamingPolicy         .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .   .  .  .  .
UpdateGroup                .  .  .  x  m  x  x  s  .  .  .  .  m  m  x  s   x  .  .  .
UpdateMembers              .  .  .  x  m  x  x  s  .  x  x  .  m  m  x  s   x  .  .  .
UpdateOwners               .  .  .  x  m  x  x  s  .  x  x  .  m  m  x  s   x  .  .  .
EditRoleAssignableGroup    .  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .   x  .  .  .
DeleteGroup                .  .  .  .  m  x  x  s  .  x  x  .  m  m  x  s   x  .  .  .
RenewGroup                 .  .  .  .  .  x  x  .  .  .  .  .  .  .  x  .   x  .  .  .
RestoreGroup               .  .  .  .  m  x  x  x  .  x  x  .  m  m  x  .   x  .  .  .
PurgeGroup                 .  .  .  .  m  x  x  x  .  x  x  .  m  m  x  .   .  .  .  .
EditRule                   .  .  .  x  .  x  x  s  .  .  .  .  .  .  x  s   .  .  .  .
EditMemberOfRule           .  .  .  .  .  x  .  .  .  .  .  .  .  .  x  .   .  .  .  .
CreateUser                 .  .  .  x  .  x  .  .  .  x  x  .  .  .  x  .   .  .  .  .
UpdateUser                 .  .  .  x  .  x  .  .  .  x  x  .  .  .  x  .   .  .  .  .
SetUsageLocation           .  .  .  x  .  x  .  .  x  x  x  .  .  .  x  .   .  .  .  .
DeleteUser                 .  .  .  .  .  x  .  .  .  x  x  .  .  .  x  .   .  .  .  .
RestoreUser                .  .  .  .  .  x  .  .  .  x  x  .  .  .  x  .   .  .  .  .
PurgeUser                  .  .  .  .  .  x  .  .  .  x  x  .  .  .  x  .   .  .  .  .
CreateDevice               .  .  x  .  .  x  .  x  .  .  .  .  .  .  .  x   .  .  .  .
UpdateDevice               .  .  x  .  .  x  .  x  .  .  .  .  .  .  .  x   .  .  .  .
DeleteDevice               .  .  x  .  .  x  .  x  .  .  .  .  .  .  .  x   .  .  .  .
LicenseGroups              .  .  .  x  .  x  x  .  x  .  .  .  .  .  x  .   .  .  .  .
LicenseUsers               .  .  .  x  .  x  .  .  x  .  .  .  .  .  x  .   .  .  .  .
ManageSubscriptions        .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .   .  .  .  .
ManageUnits                .  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .   .  .  .  .
AssignRoles                .  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .   .  .  .  .
ConfigureGroupSettings     .  .  .  x  .  x  x  .  .  .  .  .  .  .  .  .   .  .  .  .
ConfigureExpiration        .  .  .  .  .  x  x  .  .  .  .  .  .  .  x  .   .  .  .  .
ConfigureAuthorization     .  .  .  .  .  x  .  .  .  .  .  x  .  .  .  .   .  .  .  .
ConfigureOrganization      .  .  .  .  .  x  .  .  .  .  .  .  .  .  .  .   .  .  .  .
ManageApplications         x  x  .  .  .  x  .  .  .  .  .  .  .  .  .  .   .  .  .  .
AssignApplications         x  x  .  .  .  x  .  .  .  .  .  .  .  .  .  .   x  .  .  .
";

#[test]
fn every_role_has_what_the_table_says_and_nothing_else() {
    let mut tenant = contoso();
    let mut actors: Vec<Actor> = Role::ALL
        .into_iter()
        .enumerate()
        .map(|(place, role)| admin(&mut tenant, &format!("admin{place}"), role))
        .collect();
    let groups = [
        create(&mut tenant, assigned("Security")),
        create(&mut tenant, microsoft_365("Everybody")),
    ];
    let role_assignable = create(&mut tenant, role_assignable("Helpers"));
    let owner = id_of(&tenant, "alex");
    for group in groups.iter().chain([&role_assignable]) {
        own(&mut tenant, *group, owner);
    }
    let guest = new_user(&mut tenant, "guest1", &[("userType", "Guest")]).unwrap();
    actors.push(Actor::User(owner));
    actors.push(user(&tenant, "grady"));
    actors.push(Actor::User(guest));
    actors.push(application(&mut tenant, "Provisioning"));

    // Roles are asked with the creation switches off, or everybody could create.
    let mut switched_off = tenant.clone();
    let settings = Settings {
        allowed_to_create_security_groups: false,
        enable_group_creation: false,
        ..Settings::default()
    };
    switched_off
        .directory
        .set_settings(settings, &mut Vec::new());
    let mut lines = TABLE.lines().skip(2);
    for capability in Capability::ALL {
        let line = lines.next().unwrap();
        let cells = actors.iter().enumerate().map(|(place, actor)| {
            let tenant = match place < Role::ALL.len() {
                true => &switched_off,
                false => &tenant,
            };
            let on = about(capability, groups, role_assignable);
            let may: Vec<bool> = on
                .iter()
                .map(|about| tenant.may(*actor, capability, *about).is_ok())
                .collect();
            match may.as_slice() {
                [true] | [true, true] => "x",
                [false] | [false, false] => ".",
                [true, false] => "s",
                _ => "m",
            }
        });
        let cells: Vec<&str> = cells.collect();
        let mut expected = line.split_whitespace();
        assert_eq!(expected.next(), Some(&*format!("{capability:?}")));
        assert_eq!(expected.collect::<Vec<_>>(), cells, "{capability:?}");
    }
    assert_eq!(lines.next(), None);
}

/// On what the table is asked: for groups one of each kind, security first.
fn about(capability: Capability, groups: [ObjectId; 2], role_assignable: ObjectId) -> Vec<About> {
    match capability {
        Capability::UpdateGroup
        | Capability::UpdateMembers
        | Capability::UpdateOwners
        | Capability::DeleteGroup
        | Capability::RenewGroup
        | Capability::RestoreGroup
        | Capability::PurgeGroup
        | Capability::EditRule
        | Capability::EditMemberOfRule
        | Capability::AssignApplications => groups.map(About::Object).to_vec(),
        Capability::EditRoleAssignableGroup => vec![About::Object(role_assignable)],
        Capability::CreateSecurityGroup => vec![About::NewGroup(GroupKind::Security)],
        Capability::CreateMicrosoft365Group => vec![About::NewGroup(GroupKind::Microsoft365)],
        _ => vec![About::Tenant],
    }
}

#[test]
fn templates_are_ids_and_roles_are_found_by_all_their_names() {
    let templates: BTreeSet<ObjectId> = Role::ALL.into_iter().map(Role::template).collect();
    assert_eq!(templates.len(), Role::ALL.len());
    assert!(!templates.contains(&ObjectId::NIL));
    assert!(Role::ALL.is_sorted_by_key(|role| role.name()));
    for text in [
        "groups administrator",
        "Groups",
        "fdd7a751-b60b-444a-984c-02652fe8fa1c",
    ] {
        assert_eq!(Role::find(text), Some(Role::Groups), "{text}");
    }
    assert_eq!(Role::find("Captain"), None);
}

#[test]
fn sc_16_owners_can_neither_pause_nor_edit_rules() {
    let mut tenant = contoso();
    let groups_administrator = admin(&mut tenant, "gr", Role::Groups);
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let alex = user(&tenant, "alex");
    own(&mut tenant, sales, alex.id().unwrap());
    let update = |changes| Command::UpdateGroup {
        group: sales,
        changes,
    };
    let state = |state| GroupChanges {
        processing_state: Some(state),
        ..GroupChanges::default()
    };
    let rule = GroupChanges {
        membership_rule: Some("user.department -eq \"HR\"".to_owned()),
        ..GroupChanges::default()
    };
    for changes in [
        state(RuleProcessing::Paused),
        state(RuleProcessing::On),
        rule,
    ] {
        assert_denied(&mut tenant, alex, update(changes.clone()));
        tenant
            .execute_as(groups_administrator, update(changes))
            .unwrap();
    }
    let name = GroupChanges {
        display_name: Some("Sellers".to_owned()),
        ..GroupChanges::default()
    };
    tenant.execute_as(alex, update(name)).unwrap();
}

#[test]
fn a_refusal_says_who_may() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let alex = user(&tenant, "alex");
    let rename = GroupChanges {
        display_name: Some("Sellers".to_owned()),
        ..GroupChanges::default()
    };
    let refused = tenant.execute_as(
        alex,
        Command::UpdateGroup {
            group: sales,
            changes: rename,
        },
    );
    let refused = refused.unwrap_err();
    assert_eq!(
        refused.to_string(),
        "alex@contoso.com may not change the group Sales."
    );
    assert_eq!(
        refused.help().unwrap(),
        "It takes one of the roles Global Administrator, Groups Administrator, User Administrator, Directory \
         Writers; or for security groups Intune Administrator, Windows 365 Administrator; or for Microsoft 365 \
         groups Exchange Administrator, SharePoint Administrator, Teams Administrator; or to own the group."
    );
}

#[test]
fn sc_11_nobody_may_edit_the_members_of_a_dynamic_group() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let alex = user(&tenant, "alex");
    own(&mut tenant, sales, alex.id().unwrap());
    let grady = id_of(&tenant, "grady");
    let global = admin(&mut tenant, "ga", Role::Global);
    let groups = admin(&mut tenant, "gr", Role::Groups);
    for actor in [global, groups, alex, Actor::User(grady)] {
        for member in [grady, id_of(&tenant, "adele")] {
            let add = Command::AddMembers {
                group: sales,
                members: vec![member],
            };
            assert_denied(&mut tenant, actor, add);
            let remove = Command::RemoveMember {
                group: sales,
                member,
            };
            assert_denied(&mut tenant, actor, remove);
        }
    }
}

#[test]
fn everybody_leaves_an_assigned_group_and_nobody_takes_others_out() {
    let mut tenant = contoso();
    let (adele, grady) = (id_of(&tenant, "adele"), id_of(&tenant, "grady"));
    let group = create(
        &mut tenant,
        NewGroup {
            members: vec![adele, grady],
            ..assigned("Staff")
        },
    );
    let remove = |member| Command::RemoveMember { group, member };
    assert_denied(&mut tenant, Actor::User(adele), remove(grady));
    tenant
        .execute_as(Actor::User(adele), remove(adele))
        .unwrap();
    assert_eq!(members(&tenant, group), ["grady"]);
}

#[test]
fn sc_21_pausing_everything_leaves_units_to_another_role() {
    let mut tenant = contoso();
    let groups: Vec<ObjectId> = (0..6)
        .map(|number| create(&mut tenant, dynamic(&format!("G{number}"), SALES)))
        .collect();
    pause(&mut tenant, groups[0], RuleProcessing::Paused);
    let groups_administrator = admin(&mut tenant, "gr", Role::Groups);
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let mut changed = 0;
    for group in groups {
        let state = tenant
            .directory()
            .group(group)
            .unwrap()
            .facts()
            .rule_processing;
        if state == Some(RuleProcessing::Paused) {
            continue;
        }
        let changes = GroupChanges {
            processing_state: Some(RuleProcessing::Paused),
            ..GroupChanges::default()
        };
        let command = Command::UpdateGroup { group, changes };
        assert_denied(&mut tenant, privileged, command.clone());
        tenant.execute_as(groups_administrator, command).unwrap();
        changed += 1;
    }
    assert_eq!(changed, 5);
    // Units, their rules and their state are the Privileged Role Administrator's.
    let unit = NewUnit {
        display_name: "Example Admin Unit".to_owned(),
        membership: UnitMembership::Dynamic,
        membership_rule: Some(SALES.to_owned()),
        ..NewUnit::default()
    };
    let made = tenant.execute(Command::CreateUnit(unit)).unwrap();
    let command = Command::UpdateUnit {
        unit: made.created.unwrap(),
        changes: UnitChanges {
            processing_state: Some(RuleProcessing::Paused),
            ..UnitChanges::default()
        },
    };
    assert_denied(&mut tenant, groups_administrator, command.clone());
    tenant.execute_as(privileged, command).unwrap();
}

#[test]
fn sc_27_role_assignable_groups_refuse_rules() {
    let mut tenant = contoso();
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let helpers = NewGroup {
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        membership_rule: Some(SALES.to_owned()),
        ..role_assignable("HelpdeskAdmins")
    };
    let refused = tenant.execute_as(privileged, Command::CreateGroup(helpers));
    assert!(matches!(refused, Err(Refusal::RoleAssignable { .. })));
    let made = tenant.execute_as(
        privileged,
        Command::CreateGroup(role_assignable("HelpdeskAdmins")),
    );
    let group = made.unwrap().created.unwrap();
    let convert = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some(SALES.to_owned()),
        ..GroupChanges::default()
    };
    let changes = convert.clone();
    let refused = tenant.execute_as(privileged, Command::UpdateGroup { group, changes });
    assert!(matches!(refused, Err(Refusal::RoleAssignable { .. })));
    // A Groups Administrator is not even told so.
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let changes = convert;
    assert_denied(&mut tenant, groups, Command::UpdateGroup { group, changes });
    assert_denied(
        &mut tenant,
        groups,
        Command::CreateGroup(role_assignable("Others")),
    );
    let other = create(&mut tenant, assigned("Staff"));
    let changes = GroupChanges {
        is_assignable_to_role: Some(true),
        ..GroupChanges::default()
    };
    let refused = tenant.execute(Command::UpdateGroup {
        group: other,
        changes,
    });
    assert!(matches!(refused, Err(Refusal::RoleAssignableFixed { .. })));
    let refused = tenant.execute(Command::AddMembers {
        group,
        members: vec![other],
    });
    let nested = Err(Refusal::NestedInRoleAssignable {
        group: "HelpdeskAdmins".to_owned(),
    });
    assert_eq!(refused.map(|_| ()), nested);
}

#[test]
fn a_role_counts_through_a_role_assignable_group() {
    let mut tenant = contoso();
    let group = create(&mut tenant, role_assignable("Group people"));
    let grady = id_of(&tenant, "grady");
    let create_rule = Command::CreateGroup(dynamic("Sales", SALES));
    assert_denied(&mut tenant, Actor::User(grady), create_rule.clone());
    tenant
        .execute(Command::AddMembers {
            group,
            members: vec![grady],
        })
        .unwrap();
    give(&mut tenant, group, Role::Groups, RoleScope::Tenant).unwrap();
    tenant.execute_as(Actor::User(grady), create_rule).unwrap();
    // Only a role-assignable group holds roles.
    let plain = create(&mut tenant, assigned("Staff"));
    let refused = give(&mut tenant, plain, Role::Groups, RoleScope::Tenant).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "\"Staff\" is not valid for principalId: users, service principals and role-assignable groups hold roles."
    );
}

#[test]
fn a_role_for_a_unit_counts_for_what_is_in_it() {
    let mut tenant = contoso();
    let (inside, outside) = (
        create(&mut tenant, dynamic("Inside", SALES)),
        create(&mut tenant, dynamic("Outside", SALES)),
    );
    let unit = ObjectId::derive(ObjectId::NIL, "test", "unit", "");
    let facts = UnitFacts {
        display_name: "Example Admin Unit".into(),
        ..UnitFacts::default()
    };
    let mut changes = Vec::new();
    tenant
        .directory
        .create_unit(unit, facts, &mut changes)
        .unwrap();
    tenant
        .directory
        .add_member(unit, inside, &mut changes)
        .unwrap();
    let grady = id_of(&tenant, "grady");
    let refused = give(&mut tenant, grady, Role::Intune, RoleScope::Unit(unit)).unwrap_err();
    assert!(refused.to_string().ends_with(
        "is not valid for directoryScopeId: the role Intune Administrator is held for the whole tenant only."
    ));
    give(&mut tenant, grady, Role::Groups, RoleScope::Unit(unit)).unwrap();
    let actor = Actor::User(grady);
    let pause = |group| Command::UpdateGroup {
        group,
        changes: GroupChanges {
            processing_state: Some(RuleProcessing::Paused),
            ..GroupChanges::default()
        },
    };
    tenant.execute_as(actor, pause(inside)).unwrap();
    assert_denied(&mut tenant, actor, pause(outside));
    // What does not exist yet is in no unit.
    assert_denied(
        &mut tenant,
        actor,
        Command::CreateGroup(dynamic("New", SALES)),
    );
}

#[test]
fn roles_are_assigned_once_and_taken_back() {
    let mut tenant = contoso();
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    let principal = id_of(&tenant, "grady");
    let assignment = RoleAssignment {
        scope: RoleScope::Tenant,
        role: Role::Groups.template(),
        principal,
    };
    let groups = admin(&mut tenant, "gr", Role::Groups);
    assert_denied(&mut tenant, groups, Command::AddRoleMember(assignment));
    let add = Command::AddRoleMember(assignment);
    tenant.execute_as(privileged, add.clone()).unwrap();
    let refused = tenant.execute_as(privileged, add).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "grady already holds the role Groups Administrator there."
    );
    let remove = Command::RemoveRoleMember(assignment);
    tenant.execute_as(privileged, remove.clone()).unwrap();
    let refused = tenant.execute_as(privileged, remove).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "grady does not hold the role Groups Administrator there."
    );
    assert_eq!(tenant.roles_of(principal).count(), 0);
}

#[test]
fn sc_81_users_are_the_user_administrators_and_their_location_the_license_administrators_too() {
    let mut tenant = contoso();
    let users = admin(&mut tenant, "ua", Role::User);
    let licences = admin(&mut tenant, "la", Role::License);
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let user = id_of(&tenant, "isaiah");
    let update = |pairs: &[(&str, &str)]| Command::UpdateUser {
        user,
        changes: crate::UserChanges {
            attributes: attributes(pairs),
            manager: None,
        },
    };
    let location = update(&[("usageLocation", "US")]);
    tenant.execute_as(licences, location.clone()).unwrap();
    assert_denied(&mut tenant, groups, location);
    let both = update(&[("usageLocation", "DE"), ("department", "HR")]);
    assert_denied(&mut tenant, licences, both.clone());
    tenant.execute_as(users, both).unwrap();
    let group = Command::CreateGroup(dynamic("Sales", SALES));
    assert_denied(&mut tenant, licences, group);
}

#[test]
fn who_acts_must_be_there() {
    let mut tenant = contoso();
    let nobody = ObjectId::derive(ObjectId::NIL, "test", "nobody", "");
    let group = create(&mut tenant, assigned("Staff"));
    for actor in [
        Actor::User(nobody),
        Actor::User(group),
        Actor::ServicePrincipal(id_of(&tenant, "adele")),
    ] {
        let refused = tenant.execute_as(actor, Command::CreateGroup(assigned("Other")));
        assert!(
            matches!(refused, Err(Refusal::NoSuchActor { .. })),
            "{actor:?}"
        );
    }
    let users = admin(&mut tenant, "ua", Role::User);
    let user = users.id().unwrap();
    tenant
        .execute_as(users, Command::DeleteUser { user })
        .unwrap();
    let refused = tenant.execute_as(users, Command::CreateGroup(assigned("Other")));
    assert_eq!(
        refused.map(|_| ()).unwrap_err().to_string(),
        "ua is to act and is not in the tenant."
    );
}
