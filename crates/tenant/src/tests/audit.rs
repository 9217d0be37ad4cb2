//! The audit log: which entries there are, who did it, and what is not kept (3.6).

use std::collections::BTreeSet;

use ingroup_directory::GroupType;
use ingroup_schema::{Duration, ObjectId};

use super::fixture::{
    assigned, attributes, change, contoso, create, dynamic, members, new_user, set, start,
};
use crate::{
    Activity, Actor, AuditEntry, AuditInitiator, AuditQuery, Command, GroupChanges, NewApplication,
    NewUser, TargetType, Tenant, UserChanges, Wanted,
};

const APPROVAL: &str = "Microsoft Approval Management";

/// The entries of the last command: those that `before` did not have.
pub(super) fn since(tenant: &Tenant, before: usize) -> Vec<AuditEntry> {
    tenant.audit(AuditQuery::default()).skip(before).collect()
}

pub(super) fn count(tenant: &Tenant) -> usize {
    tenant.audit(AuditQuery::default()).count()
}

/// An entry in a line: who, what, of what, with what.
fn line(entry: &AuditEntry) -> String {
    let target = entry.targets.first();
    let name = target.and_then(|target| target.display_name.as_deref());
    format!(
        "{} | {} | {} | {}",
        entry.initiated_by.name(),
        entry.activity.name(),
        name.unwrap_or_default(),
        entry.detail()
    )
}

pub(super) fn lines(entries: &[AuditEntry]) -> Vec<String> {
    entries.iter().map(line).collect()
}

fn user(tenant: &Tenant, name: &str) -> ObjectId {
    tenant
        .find(Wanted::User, &format!("{name}@contoso.com"))
        .unwrap()
}

#[test]
fn a_new_account_that_matches_is_added_by_approval_management() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let before = count(&tenant);
    new_user(&mut tenant, "nia", &[("department", "Sales")]).unwrap();
    let entries = since(&tenant, before);
    assert_eq!(
        lines(&entries),
        [
            "ingroup | Add user | nia | AccountEnabled: True; DisplayName: nia; \
             UserPrincipalName: nia@contoso.com; UserType: Member",
            "Microsoft Approval Management | Add member to group | nia | Sales",
        ]
    );
    let added = &entries[1];
    assert_eq!(
        added.initiated_by,
        AuditInitiator::App {
            app_id: Some("65d91a3d-ab74-42e6-8a2f-0add61688c74".into()),
            display_name: APPROVAL.into(),
            service_principal: None,
        }
    );
    assert_eq!(added.category().name(), "GroupManagement");
    assert_eq!(added.activity.service(), "Core Directory");
    assert_eq!(added.result.name(), "success");
    // The group's own target has neither a name nor a known type (LOG-2).
    let group = &added.targets[1];
    assert_eq!(group.id, Some(sales));
    assert_eq!(group.display_name, None);
    assert_eq!(group.group_type, Some("unknownFutureValue"));
}

#[test]
fn who_leaves_has_the_name_as_the_old_value() {
    let mut tenant = contoso();
    create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let before = count(&tenant);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    let entries = since(&tenant, before);
    assert_eq!(
        lines(&entries),
        [
            "ingroup | Update user | adele | Department: Sales → Legal",
            "Microsoft Approval Management | Remove member from group | adele | Sales",
        ]
    );
    let property = &entries[1].targets[0].modified[0];
    assert_eq!(property.old.as_deref(), Some("Sales"));
    assert_eq!(property.new, None);
}

#[test]
fn a_mover_leaves_and_joins_with_one_correlation_id() {
    let mut tenant = contoso();
    create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    create(
        &mut tenant,
        dynamic("Accounting", "user.department -eq \"Accounting\""),
    );
    create(
        &mut tenant,
        dynamic("US", "user.country -eq \"United States\""),
    );
    let before = count(&tenant);
    set(&mut tenant, "adele", &[("department", "Accounting")]);
    let entries = since(&tenant, before);
    let moves: Vec<&AuditEntry> = entries
        .iter()
        .filter(|entry| entry.activity != Activity::UpdateUser)
        .collect();
    assert_eq!(moves.len(), 2);
    assert_eq!(moves[0].correlation, moves[1].correlation);
    assert_ne!(moves[0].id, moves[1].id);
    assert_ne!(entries[0].correlation, moves[0].correlation);
    let query = AuditQuery {
        correlation: Some(moves[0].correlation),
        ..AuditQuery::default()
    };
    assert_eq!(tenant.audit(query).count(), 2);
}

#[test]
fn what_a_person_does_names_the_person() {
    let mut tenant = contoso();
    let staff = create(&mut tenant, assigned("Staff"));
    let (alex, grady) = (user(&tenant, "alex"), user(&tenant, "grady"));
    tenant
        .execute(Command::AddMembers {
            group: staff,
            members: vec![alex],
        })
        .unwrap();
    let before = count(&tenant);
    // Everybody may leave a group (OP-12).
    let leave = Command::RemoveMember {
        group: staff,
        member: alex,
    };
    tenant.execute_as(Actor::User(alex), leave).unwrap();
    let add = Command::AddMembers {
        group: staff,
        members: vec![grady],
    };
    tenant.execute(add).unwrap();
    let entries = since(&tenant, before);
    assert_eq!(
        lines(&entries),
        [
            "alex@contoso.com | Remove member from group | alex | Staff",
            "ingroup | Add member to group | grady | Staff",
        ]
    );
    let names = |entry: &AuditEntry| {
        let modified = &entry.targets[0].modified;
        modified
            .iter()
            .map(|one| one.name.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&entries[0]), ["Group.ObjectID", "Group.DisplayName"]);
    let group = &entries[0].targets[1];
    assert_eq!(group.display_name.as_deref(), Some("Staff"));
    assert_eq!(group.group_type, Some("azureAD"));
}

#[test]
fn a_refused_command_writes_nothing() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    let alex = user(&tenant, "alex");
    let before = count(&tenant);
    let member = Command::AddMembers {
        group: sales,
        members: vec![alex],
    };
    tenant.execute(member.clone()).unwrap_err();
    tenant.execute_as(Actor::User(alex), member).unwrap_err();
    assert_eq!(count(&tenant), before);
}

#[test]
fn a_conversion_removes_all_and_then_adds_those_who_match() {
    let mut tenant = contoso();
    let staff = create(&mut tenant, assigned("Staff"));
    for name in ["adele", "grady"] {
        let member = user(&tenant, name);
        tenant
            .execute(Command::AddMembers {
                group: staff,
                members: vec![member],
            })
            .unwrap();
    }
    let before = count(&tenant);
    let changes = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, staff, changes).unwrap();
    assert_eq!(
        lines(&since(&tenant, before)),
        [
            "ingroup | Update group | Staff | GroupType: DynamicMembership; MembershipRule: \
             user.department -eq \"Sales\"; MembershipRuleProcessingState: On",
            "Microsoft Approval Management | Remove member from group | adele | Staff",
            "Microsoft Approval Management | Remove member from group | grady | Staff",
            "Microsoft Approval Management | Add member to group | adele | Staff",
            "Microsoft Approval Management | Add member to group | diego | Staff",
        ]
    );
}

#[test]
fn a_deleted_user_leaves_no_memberships_in_the_log() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    let adele = user(&tenant, "adele");
    let before = count(&tenant);
    tenant.execute(Command::DeleteUser { user: adele }).unwrap();
    assert_eq!(
        lines(&since(&tenant, before)),
        ["ingroup | Delete user | adele | "]
    );
    assert_eq!(members(&tenant, sales), ["diego"]);
}

#[test]
fn entries_have_the_names_of_their_time() {
    let mut tenant = contoso();
    let sales = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    set(&mut tenant, "adele", &[("displayName", "Adele Vance")]);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    let adele = user(&tenant, "adele");
    tenant.execute(Command::DeleteUser { user: adele }).unwrap();
    let changes = GroupChanges {
        display_name: Some("Sellers".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, changes).unwrap();
    tenant.execute(Command::Purge { object: adele }).unwrap();
    let query = AuditQuery {
        group: Some(sales),
        object: Some(adele),
        ..AuditQuery::default()
    };
    let expected = [
        "Microsoft Approval Management | Add member to group | adele | Sales",
        "Microsoft Approval Management | Remove member from group | Adele Vance | Sales",
    ];
    let entries: Vec<AuditEntry> = tenant.audit(query).collect();
    assert_eq!(lines(&entries), expected);
    // Also of who is gone for good the log says that it was a user.
    let is_user = |entry: &AuditEntry| entry.targets[0].kind == TargetType::User;
    assert!(entries.iter().all(is_user));
    let deletion = Command::DeleteGroup { group: sales };
    for gone in [deletion, Command::Purge { object: sales }] {
        tenant.execute(gone).unwrap();
        let entries: Vec<AuditEntry> = tenant.audit(query).take(2).collect();
        assert_eq!(lines(&entries), expected);
    }
}

#[test]
fn what_the_log_has_said_of_a_user_it_says_for_ever() {
    let mut tenant = contoso();
    let adele = user(&tenant, "adele");
    let update = |values: &[(&str, &str)]| Command::UpdateUser {
        user: adele,
        changes: UserChanges {
            attributes: attributes(values),
            manager: None,
        },
    };
    let mut told = Vec::new();
    for command in [
        update(&[("department", "Legal"), ("city", "Oslo")]),
        update(&[("displayName", "Adele Vance"), ("department", "Sales")]),
        update(&[("userPrincipalName", "vance@contoso.com")]),
        update(&[("city", "Bergen")]),
        Command::DeleteUser { user: adele },
        Command::Restore { object: adele },
        update(&[("displayName", "A. Vance")]),
        Command::DeleteUser { user: adele },
        Command::Purge { object: adele },
    ] {
        tenant.execute(command).unwrap();
        let thawed = Tenant::thaw(&tenant.freeze().unwrap()).unwrap();
        for tenant in [&tenant, &thawed] {
            let now = since(tenant, 0);
            assert_eq!(now[..told.len()], told);
        }
        told = since(&tenant, 0);
    }
    let names = told
        .iter()
        .filter(|entry| entry.activity == Activity::UpdateUser);
    let names = names.map(|entry| entry.targets[0].display_name.as_deref().unwrap());
    assert!(names.eq([
        "adele",
        "Adele Vance",
        "Adele Vance",
        "Adele Vance",
        "A. Vance"
    ]));
}

#[test]
fn an_application_that_is_gone_keeps_its_name_in_the_log() {
    let mut tenant = contoso();
    let application = Command::CreateApplication(NewApplication {
        display_name: "Provisioning".to_owned(),
        ..NewApplication::default()
    });
    let application = tenant.execute(application).unwrap().created.unwrap();
    let robot = tenant.find(Wanted::Principal, "Provisioning").unwrap();
    let before = count(&tenant);
    let desk = Command::CreateGroup(assigned("Desk"));
    let desk = tenant
        .execute_as(Actor::ServicePrincipal(robot), desk)
        .unwrap();
    let add = Command::AddMembers {
        group: desk.created.unwrap(),
        members: vec![robot],
    };
    tenant.execute(add).unwrap();
    let told = lines(&since(&tenant, before));
    assert_eq!(
        told[1],
        "ingroup | Add member to group | Provisioning | Desk"
    );
    tenant
        .execute(Command::DeleteApplication { application })
        .unwrap();
    let mut now = lines(&since(&tenant, before));
    let deleted = now.pop().unwrap();
    assert_eq!(deleted, "ingroup | Delete application | Provisioning | ");
    assert_eq!(now, told);
    assert!(now[0].starts_with("Provisioning | Add group | Desk"));
}

#[test]
fn changes_of_an_account_have_their_own_words() {
    let mut tenant = contoso();
    let (adele, alex) = (user(&tenant, "adele"), user(&tenant, "alex"));
    let before = count(&tenant);
    let mut changes = UserChanges {
        attributes: attributes(&[("department", "Legal"), ("city", "Oslo")]),
        manager: Some(Some(alex)),
    };
    let enabled = super::fixture::key("accountEnabled");
    changes
        .attributes
        .push((enabled, ingroup_schema::Value::Boolean(false)));
    tenant
        .execute(Command::UpdateUser {
            user: adele,
            changes,
        })
        .unwrap();
    assert_eq!(
        lines(&since(&tenant, before)),
        [
            "ingroup | Update user | adele | Department: Sales → Legal; City: Oslo".to_owned(),
            "ingroup | Disable account | adele | AccountEnabled: True → False".to_owned(),
            format!("ingroup | Set user manager | adele | Manager: {alex}"),
        ]
    );
}

#[test]
fn entries_are_kept_for_thirty_days() {
    let mut tenant = contoso();
    let before = count(&tenant);
    let mut to = start().saturating_add(Duration::from_days(30));
    tenant.execute(Command::SetClock { to }).unwrap();
    assert_eq!(count(&tenant), before);
    set(&mut tenant, "adele", &[("city", "Oslo")]);
    to = to.saturating_add(Duration::from_seconds(1));
    tenant.execute(Command::SetClock { to }).unwrap();
    assert_eq!(
        lines(&since(&tenant, 0)),
        ["ingroup | Update user | adele | City: Oslo"]
    );
}

#[test]
fn ten_thousand_memberships_are_one_record() {
    let mut tenant = Tenant::new(start());
    for number in 0..10_000 {
        let name = format!("p{number}@contoso.com");
        let user = NewUser {
            attributes: attributes(&[("userPrincipalName", &name), ("displayName", "Person")]),
            ..NewUser::default()
        };
        tenant.execute(Command::CreateUser(user)).unwrap();
    }
    let (records, entries) = (tenant.journal.len(), count(&tenant));
    create(&mut tenant, dynamic("All", "user.objectId -ne null"));
    assert_eq!(tenant.journal.len() - records, 2);
    assert_eq!(count(&tenant) - entries, 10_001);
    let last = tenant.audit(AuditQuery::default()).next_back().unwrap();
    assert_eq!(
        line(&last),
        "Microsoft Approval Management | Add member to group | Person | All"
    );
}

#[test]
fn every_activity_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = Activity::ALL
        .iter()
        .map(|activity| activity.name())
        .collect();
    assert_eq!(names.len(), Activity::ALL.len());
}
