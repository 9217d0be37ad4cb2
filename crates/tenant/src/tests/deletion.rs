//! Deletion, restore, and the end of what was deleted.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, RoleScope, Settings};
use ingroup_engine::Status;
use ingroup_schema::{Duration, Instant, ObjectId};

use super::fixture::*;
use super::people::*;
use super::units::{add, assigned_unit, create_unit, unit_members};
use crate::{
    Actor, ClockMode, Command, Facts, Initiator, NewGroup, Outcome, Quota, Refusal, Replace, Role,
    SystemActor, Tenant, Wanted,
};

const SALES: &str = "user.department -eq \"Sales\"";

fn delete(tenant: &mut Tenant, group: ObjectId) -> Outcome {
    tenant.execute(Command::DeleteGroup { group }).unwrap()
}

fn restore(tenant: &mut Tenant, object: ObjectId) -> Result<Outcome, Refusal> {
    tenant.execute(Command::Restore { object })
}

fn after(days: i64) -> Instant {
    start().saturating_add(Duration::from_days(days))
}

fn advance(tenant: &mut Tenant, to: Instant) -> Outcome {
    tenant.execute(Command::SetClock { to }).unwrap()
}

/// Holds an object to be gone for good: the service answers 404.
fn assert_gone(tenant: &mut Tenant, object: ObjectId) {
    let refused = restore(tenant, object).unwrap_err();
    let answer = refused.service().unwrap();
    assert_eq!(
        (answer.status, answer.code),
        (404, "Request_ResourceNotFound")
    );
    assert_eq!(
        refused.to_string(),
        format!("There is no deleted object \"{object}\" that can be restored.")
    );
}

fn dynamic_365(name: &str, rule: &str) -> NewGroup {
    let mut group = microsoft_365(name);
    group.group_types.insert(GroupType::DynamicMembership);
    group.membership_rule = Some(rule.to_owned());
    group
}

#[test]
fn sc_71_a_restored_dynamic_group_is_filled_anew() {
    let mut tenant = contoso();
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let sales = create(&mut tenant, dynamic_365("Sales", SALES));
    assert_eq!(members(&tenant, sales), ["adele", "diego"]);
    delete(&mut tenant, sales);
    assert!(tenant.directory().group(sales).is_none());
    assert!(tenant.find(Wanted::Group, "Sales").is_err());
    assert_eq!(tenant.find(Wanted::Deleted, "Sales"), Ok(sales));
    new_user(&mut tenant, "nia", &[("department", "Sales")]).unwrap();
    set(&mut tenant, "diego", &[("department", "Legal")]);
    let mut later = tenant.clone();

    advance(&mut tenant, after(20));
    let mut manual = tenant.clone();
    let mode = ClockMode::Manual;
    manual.execute(Command::SetClockMode { mode }).unwrap();
    restore(&mut manual, sales).unwrap();
    assert!(members(&manual, sales).is_empty());
    let status = manual.engine().group(sales).unwrap().status().clone();
    assert_eq!(status, Status::NotStarted);

    let back = Command::Restore { object: sales };
    tenant.execute_as(groups, back).unwrap();
    assert_eq!(members(&tenant, sales), ["adele", "nia"]);
    assert_eq!(tenant.find(Wanted::Group, "Sales"), Ok(sales));

    advance(&mut later, after(31));
    assert_gone(&mut later, sales);
}

#[test]
fn a_deleted_object_ends_to_the_second_after_30_days() {
    let mut tenant = contoso();
    let group = create(&mut tenant, assigned("Staff"));
    delete(&mut tenant, group);
    assert_eq!(tenant.next_event(), Some(after(30)));
    let second = Duration::from_seconds(1);
    let before = after(30).saturating_add(second.negated());
    let outcome = advance(&mut tenant, before);
    assert!(outcome.events.is_empty());
    restore(&mut tenant.clone(), group).unwrap();
    let outcome = advance(&mut tenant, after(31));
    let [purged] = outcome.events.as_slice() else {
        panic!("{outcome:?}");
    };
    assert_eq!(purged.at, after(30));
    let service = Actor::System(SystemActor::ApprovalManagement);
    assert_eq!(purged.initiator, Initiator::Actor(service));
    assert_gone(&mut tenant, group);
    assert_eq!(tenant.next_event(), None);
}

#[test]
fn an_import_brings_no_deleted_object_whose_time_is_over() {
    let mut source = contoso();
    let (old, young) = (
        create(&mut source, assigned("Old")),
        create(&mut source, assigned("Young")),
    );
    delete(&mut source, old);
    advance(&mut source, after(10));
    delete(&mut source, young);
    let mut tenant = Tenant::new(after(35));
    let facts = Facts {
        directory: source.directory().clone(),
        listed_members: BTreeSet::new(),
        replace: Replace::Refuse,
    };
    let import = Command::Import(Box::new(facts));
    tenant.execute(import.clone()).unwrap();
    assert_gone(&mut tenant, old);
    assert_eq!(tenant.next_event(), Some(after(40)));
    restore(&mut tenant, young).unwrap();
    // What is not asked to be replaced is not, were it only a unit that can be restored.
    let mut tenant = Tenant::new(after(35));
    let unit = create_unit(&mut tenant, assigned_unit("Unit"));
    tenant.execute(Command::DeleteUnit { unit }).unwrap();
    let refused = tenant.execute(import).unwrap_err();
    assert_eq!(refused, Refusal::TenantNotEmpty { objects: 1 });
}

#[test]
fn an_assigned_group_comes_back_with_its_members_owners_and_places() {
    let mut tenant = contoso();
    let (adele, alex) = (id_of(&tenant, "adele"), id_of(&tenant, "alex"));
    let inner = create(
        &mut tenant,
        NewGroup {
            members: vec![adele],
            owners: vec![alex],
            ..assigned("Inner")
        },
    );
    let outer = create(
        &mut tenant,
        NewGroup {
            members: vec![inner],
            ..assigned("Outer")
        },
    );
    let unit = create_unit(&mut tenant, assigned_unit("Unit"));
    add(&mut tenant, unit, inner).unwrap();
    delete(&mut tenant, inner);
    assert!(members(&tenant, outer).is_empty());
    restore(&mut tenant, inner).unwrap();
    assert_eq!(members(&tenant, inner), ["adele"]);
    assert_eq!(members(&tenant, outer), ["Inner"]);
    assert_eq!(unit_members(&tenant, unit), ["Inner"]);
    assert_eq!(tenant.directory().group(inner).unwrap().owner_count(), 1);
}

#[test]
fn op_9_a_user_leaves_at_once_and_comes_back_to_what_was_assigned() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let legal = create(
        &mut tenant,
        dynamic("Legal", "user.country -eq \"Germany\""),
    );
    let diego = id_of(&tenant, "diego");
    let staff = create(
        &mut tenant,
        NewGroup {
            members: vec![diego],
            ..assigned("Staff")
        },
    );
    let outcome = tenant.execute(Command::DeleteUser { user: diego }).unwrap();
    assert_eq!(outcome.moved(sales), (0, 1));
    assert_eq!(outcome.moved(staff), (0, 1));
    assert!(tenant.find(Wanted::User, "diego").is_err());
    assert_eq!(tenant.find(Wanted::Deleted, "diego@contoso.com"), Ok(diego));
    let rule = crate::GroupChanges {
        membership_rule: Some("user.department -eq \"Marketing\"".to_owned()),
        ..crate::GroupChanges::default()
    };
    change(&mut tenant, sales, rule).unwrap();
    let outcome = restore(&mut tenant, diego).unwrap();
    assert_eq!(members(&tenant, staff), ["diego"]);
    assert_eq!(members(&tenant, sales), ["alex"]);
    assert_eq!(outcome.moved(legal), (1, 0));
    let found = tenant.find(Wanted::User, "diego@contoso.com");
    assert_eq!(found, Ok(diego));
}

#[test]
fn a_sign_in_name_that_was_given_away_refuses_the_restore() {
    let mut tenant = contoso();
    let diego = id_of(&tenant, "diego");
    tenant.execute(Command::DeleteUser { user: diego }).unwrap();
    let other = new_user(&mut tenant, "diego", &[]).unwrap();
    assert_ne!(other, diego);
    let refused = restore(&mut tenant, diego).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Another user already has the userPrincipalName \"diego@contoso.com\"."
    );
    tenant.execute(Command::DeleteUser { user: other }).unwrap();
    let refused = tenant.find(Wanted::Deleted, "diego").unwrap_err();
    assert_eq!(refused.to_string(), "\"diego\" names 2 deleted objects.");
    restore(&mut tenant, diego).unwrap();
}

#[test]
fn op_4_the_nickname_of_a_deleted_group_is_taken_until_it_is_gone() {
    let mut tenant = contoso();
    let first = create(&mut tenant, microsoft_365("Project"));
    delete(&mut tenant, first);
    let again = Command::CreateGroup(microsoft_365("Project"));
    let refused = tenant.execute(again.clone()).unwrap_err();
    assert_eq!(
        refused.service().unwrap().message.unwrap(),
        "Another object with the same value for property mailNickname already exists."
    );
    tenant.execute(Command::Purge { object: first }).unwrap();
    assert_gone(&mut tenant, first);
    let second = tenant.execute(again).unwrap().created.unwrap();
    assert_ne!(first, second, "an id is never used again");
}

#[test]
fn c_1_security_groups_are_restorable_if_the_tenant_says_so() {
    let mut tenant = contoso();
    let group = create(&mut tenant, assigned("Staff"));
    let unified = create(&mut tenant, microsoft_365("Team"));
    let assignable = create(&mut tenant, role_assignable("Helpers"));
    let mut without = tenant.clone();
    let settings = Settings {
        security_group_soft_delete: false,
        ..Settings::default()
    };
    without.directory.set_settings(settings, &mut Vec::new());
    for id in [group, unified, assignable] {
        delete(&mut tenant, id);
        restore(&mut tenant, id).unwrap();
        delete(&mut without, id);
    }
    assert_gone(&mut without, group);
    assert_gone(&mut without, assignable);
    restore(&mut without, unified).unwrap();
}

#[test]
fn n_11_a_restored_dynamic_group_needs_room() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    delete(&mut tenant, sales);
    assert!(tenant.counts.dynamic.is_empty());
    let others = (0..Quota::DynamicGroups.limit() as u32)
        .map(|number| ObjectId::derive(ObjectId::NIL, "test", &number.to_string(), ""));
    tenant.counts.dynamic = std::sync::Arc::new(others.collect());
    let before = tenant.directory().clone();
    let refused = restore(&mut tenant, sales).unwrap_err();
    assert_eq!(
        refused.service().unwrap().message.unwrap(),
        "Dynamic group policies max allowed groups count reached"
    );
    assert!(*tenant.directory() == before);
}

#[test]
fn who_restores_and_who_ends_for_good() {
    let mut tenant = contoso();
    let owner = id_of(&tenant, "alex");
    let group = create(
        &mut tenant,
        NewGroup {
            owners: vec![owner],
            ..assigned("Staff")
        },
    );
    let powerful = create(&mut tenant, role_assignable("Rulers"));
    give(&mut tenant, powerful, Role::Global, RoleScope::Tenant).unwrap();
    let unit = create_unit(&mut tenant, assigned_unit("Unit"));
    let diego = id_of(&tenant, "diego");
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let users = admin(&mut tenant, "ua", Role::User);
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    delete(&mut tenant, group);
    delete(&mut tenant, powerful);
    tenant.execute(Command::DeleteUnit { unit }).unwrap();
    tenant.execute(Command::DeleteUser { user: diego }).unwrap();

    let restore = |object| Command::Restore { object };
    let purge = |object| Command::Purge { object };
    let grady = user(&tenant, "grady");
    assert_denied(&mut tenant, grady, restore(group));
    assert_denied(&mut tenant, Actor::User(owner), purge(group));
    tenant
        .execute_as(Actor::User(owner), restore(group))
        .unwrap();
    delete(&mut tenant, group);
    tenant.execute_as(groups, purge(group)).unwrap();
    assert_denied(&mut tenant, users, restore(powerful));
    assert_denied(&mut tenant, users, purge(powerful));
    tenant.execute_as(groups, restore(powerful)).unwrap();
    assert_denied(&mut tenant, groups, restore(diego));
    tenant.execute_as(users, restore(diego)).unwrap();
    assert_denied(&mut tenant, users, restore(unit));
    assert_denied(&mut tenant, groups, purge(unit));
    tenant.execute_as(privileged, restore(unit)).unwrap();
}

#[test]
fn quo_5_what_is_deleted_counts_whole_and_what_is_gone_a_quarter() {
    let mut tenant = contoso();
    let grady = user(&tenant, "grady");
    let made: Vec<ObjectId> = (0..8)
        .map(|number| {
            let group = assigned(&format!("Group {number}"));
            let made = tenant.execute_as(grady, Command::CreateGroup(group));
            made.unwrap().created.unwrap()
        })
        .collect();
    let used = |tenant: &Tenant| {
        let quotas = tenant.quotas();
        let own = quotas.iter().find(|one| one.quota == Quota::CreatedByOne);
        own.unwrap().used
    };
    assert_eq!(used(&tenant), Some(8));
    for group in &made {
        delete(&mut tenant, *group);
    }
    assert_eq!(used(&tenant), Some(8));
    for object in &made[..4] {
        tenant.execute(Command::Purge { object: *object }).unwrap();
    }
    assert_eq!(used(&tenant), Some(5));
    restore(&mut tenant, made[7]).unwrap();
    assert_eq!(used(&tenant), Some(5));
    // The other three end by themselves after 30 days; then the first four count no more 30 days after their end.
    advance(&mut tenant, after(30));
    assert_eq!(used(&tenant), Some(3));
    advance(&mut tenant, after(61));
    assert_eq!(used(&tenant), Some(1));
}

#[test]
fn n_19_a_deleted_source_leaves_what_it_fed() {
    let mut tenant = contoso();
    let adele = id_of(&tenant, "adele");
    let source = create(
        &mut tenant,
        NewGroup {
            members: vec![adele],
            ..assigned("Source")
        },
    );
    let rule = format!("user.memberof -any (group.objectId -in ['{source}'])");
    let fed = create(&mut tenant, dynamic("Fed", &rule));
    assert_eq!(members(&tenant, fed), ["adele"]);
    delete(&mut tenant, source);
    assert_eq!(members(&tenant, fed), ["adele"]);
    restore(&mut tenant, source).unwrap();
    let alex = id_of(&tenant, "alex");
    let add = Command::AddMembers {
        group: source,
        members: vec![alex],
    };
    tenant.execute(add).unwrap();
    assert_eq!(members(&tenant, fed), ["adele", "alex"]);
}
