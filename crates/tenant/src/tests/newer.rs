//! A newer export of the same tenant, and another one beside it.

use ingroup_directory::{Directory, JoinPolicy, RoleAssignment, RoleScope, Setting, SettingValue};
use ingroup_schema::{ObjectId, Value};
use std::collections::BTreeSet;

use super::fixture::*;
use crate::{
    Actor, AuditQuery, Command, Coverage, Decision, FactList, Facts, NewGroup, NewUnit, Outcome,
    Refusal, Replace, Role, Tenant, UserChanges, Wanted,
};

fn take(tenant: &mut Tenant, directory: &Directory, replace: Replace) -> Result<Outcome, Refusal> {
    let listed_members: BTreeSet<ObjectId> = directory.groups().map(|group| group.id()).collect();
    let facts = Facts {
        directory: directory.clone(),
        listed_members,
        replace,
    };
    tenant.execute(Command::Import(Box::new(facts)))
}

fn update(tenant: &mut Tenant, directory: &Directory) -> Outcome {
    let everything = Replace::Update(Box::new(Coverage::of_everything()));
    take(tenant, directory, everything).unwrap()
}

fn user(tenant: &Tenant, name: &str) -> ObjectId {
    tenant.find(Wanted::User, name).unwrap()
}

fn rename(tenant: &mut Tenant, user: ObjectId, name: &str) {
    let changes = UserChanges {
        attributes: attributes(&[("userPrincipalName", name)]),
        manager: None,
    };
    tenant
        .execute(Command::UpdateUser { user, changes })
        .unwrap();
}

#[test]
fn an_update_does_what_was_done_and_says_who_moved() {
    let mut before = contoso();
    let sales = before
        .execute(Command::CreateGroup(dynamic(
            "Sales",
            "user.department -eq \"Sales\"",
        )))
        .unwrap()
        .created
        .unwrap();
    let mut after = before.clone();
    set(&mut after, "diego", &[("department", "Marketing")]);
    let isaiah = user(&after, "isaiah");
    after.execute(Command::DeleteUser { user: isaiah }).unwrap();
    new_user(&mut after, "zoe", &[("department", "Sales")]).unwrap();
    let mut updated = before.clone();
    let outcome = update(&mut updated, after.directory());
    assert!(updated.directory() == after.directory());
    assert_eq!(outcome.moved(sales), (1, 1));
    assert!(updated.directory().deleted(isaiah).is_some());
    let log: Vec<_> = updated.audit(AuditQuery::default()).collect();
    assert!(log.len() > before.audit(AuditQuery::default()).count() + 4);
    assert!(updated.directory().inconsistencies().is_empty());
    let again = update(&mut updated, after.directory());
    assert!(again.events.is_empty(), "{:?}", again.events);
}

#[test]
fn people_may_have_got_each_others_names() {
    let before = contoso();
    let mut after = before.clone();
    let (adele, alex) = (user(&after, "adele"), user(&after, "alex"));
    rename(&mut after, adele, "nobody@contoso.com");
    rename(&mut after, alex, "adele@contoso.com");
    rename(&mut after, adele, "alex@contoso.com");
    let mut updated = before;
    update(&mut updated, after.directory());
    assert!(updated.directory() == after.directory());
}

#[test]
fn what_the_export_does_not_speak_about_stays() {
    let mut tenant = contoso();
    let adele = user(&tenant, "adele");
    let mut newer = Directory::new(tenant.directory().organization().clone());
    let values = attributes(&[
        ("userPrincipalName", "adele@contoso.com"),
        ("displayName", "Adele"),
    ]);
    newer
        .create_user(adele, values, Default::default(), &mut Vec::new())
        .unwrap();
    let coverage = Coverage {
        lists: [FactList::Users].into(),
        absent: [key("department"), key("country")].into(),
        absent_of_users: ["createdDateTime"].into(),
        ..Coverage::default()
    };
    let created = |tenant: &Tenant| {
        let row = tenant.directory().users().row(adele).unwrap();
        tenant.directory().user_facts(row).created
    };
    let was = created(&tenant);
    let outcome = take(&mut tenant, &newer, Replace::Update(Box::new(coverage)));
    outcome.unwrap();
    let users = tenant.directory().users();
    assert_eq!(users.len(), 1);
    let row = users.row(adele).unwrap();
    assert_eq!(users.owned(row, &key("department")), Value::text("Sales"));
    assert_eq!(users.owned(row, &key("displayName")), Value::text("Adele"));
    assert_eq!(users.owned(row, &key("mailNickName")), Value::Null);
    assert!(was.is_some() && was == created(&tenant));
}

#[test]
fn an_update_with_another_tenant_is_refused_and_leaves_no_trace() {
    let mut tenant = contoso();
    let before = tenant.directory().clone();
    let mut other = Directory::default();
    let (id, said) = (
        ObjectId::derive(ObjectId::NIL, "user", "x", ""),
        &mut Vec::new(),
    );
    other
        .create_user(id, Vec::new(), Default::default(), said)
        .unwrap();
    let everything = Replace::Update(Box::new(Coverage::of_everything()));
    let refused = take(&mut tenant, &other, everything).unwrap_err();
    assert!(matches!(refused, Refusal::OtherTenant { .. }));
    assert!(*tenant.directory() == before);
}

#[test]
fn roles_in_units_and_join_requests_follow_an_update() {
    let mut before = contoso();
    let setting = Setting::find("ownersCanManageRequests").unwrap();
    let on = vec![(setting, SettingValue::Flag(true))];
    before.execute(Command::UpdateSettings(on)).unwrap();
    let unit = NewUnit {
        display_name: "Lagos".into(),
        ..NewUnit::default()
    };
    let unit = before.execute(Command::CreateUnit(unit)).unwrap();
    let unit = unit.created.unwrap();
    let owners = vec![user(&before, "alex")];
    let readers = create(
        &mut before,
        NewGroup {
            join_policy: Some(JoinPolicy::OwnerApproval),
            owners,
            ..assigned("Readers")
        },
    );
    let holds = |tenant: &Tenant, who: &str| RoleAssignment {
        role: Role::Groups.template(),
        principal: user(tenant, who),
        scope: RoleScope::Unit(unit),
    };
    let asks = |tenant: &mut Tenant, who: &str| {
        let user = user(tenant, who);
        let command = Command::RequestToJoin {
            group: readers,
            user,
            justification: Some("To read".into()),
        };
        let asked = tenant.execute_as(Actor::User(user), command).unwrap();
        asked.created.unwrap()
    };
    let first = holds(&before, "grady");
    before.execute(Command::AddRoleMember(first)).unwrap();
    let request = asks(&mut before, "adele");

    let mut after = before.clone();
    after.execute(Command::RemoveRoleMember(first)).unwrap();
    let second = holds(&after, "alex");
    after.execute(Command::AddRoleMember(second)).unwrap();
    let decision = Decision::Approve;
    let decided = Command::DecideRequest { request, decision };
    let alex = Actor::User(user(&after, "alex"));
    after.execute_as(alex, decided).unwrap();
    asks(&mut after, "diego");

    let mut updated = before.clone();
    update(&mut updated, after.directory());
    assert!(updated.directory() == after.directory());
    let again = update(&mut updated, after.directory());
    assert!(again.events.is_empty(), "{:?}", again.events);
}

#[test]
fn an_update_with_nobody_in_it_is_refused() {
    let mut tenant = contoso();
    let nobody = Directory::new(tenant.directory().organization().clone());
    let everything = Replace::Update(Box::new(Coverage::of_everything()));
    let refused = take(&mut tenant, &nobody, everything).unwrap_err();
    assert!(matches!(refused, Refusal::OtherTenant { .. }));
}

#[test]
fn a_merge_adds_what_is_new_and_names_every_conflict() {
    let mut tenant = contoso();
    let mut other = contoso();
    let dana = new_user(&mut other, "dana", &[("department", "Sales")]).unwrap();
    let members = vec![dana, user(&other, "adele")];
    let group = NewGroup {
        display_name: "Choir".to_owned(),
        security_enabled: true,
        members,
        ..NewGroup::default()
    };
    let choir = other
        .execute(Command::CreateGroup(group))
        .unwrap()
        .created
        .unwrap();
    tenant
        .execute(Command::CreateGroup(dynamic(
            "Sales",
            "user.department -eq \"Sales\"",
        )))
        .unwrap();
    set(&mut other, "alex", &[("department", "Sales")]);
    take(&mut tenant, other.directory(), Replace::Merge).unwrap();
    let directory = tenant.directory();
    assert_eq!(directory.users().len(), 6);
    assert_eq!(directory.group(choir).unwrap().members().len(), 2);
    let sales = tenant.find(Wanted::Group, "Sales").unwrap();
    // Adele, Diego and Dana; Alex stays what he is here.
    assert_eq!(directory.group(sales).unwrap().members().len(), 3);
    assert!(directory.inconsistencies().is_empty());

    // Two people of one name.
    let mut third = Directory::new(directory.organization().clone());
    for (name, id) in [("adele@contoso.com", "a"), ("new@contoso.com", "b")] {
        let id = ObjectId::derive(ObjectId::NIL, "user", id, "");
        let values = attributes(&[("userPrincipalName", name)]);
        third
            .create_user(id, values, Default::default(), &mut Vec::new())
            .unwrap();
    }
    let before = tenant.directory().clone();
    let refused = take(&mut tenant, &third, Replace::Merge).unwrap_err();
    let Refusal::MergeConflicts { conflicts } = &refused else {
        panic!("{refused}");
    };
    assert_eq!(conflicts.len(), 1);
    assert!(conflicts[0].contains("adele@contoso.com"), "{conflicts:?}");
    assert!(*tenant.directory() == before);
}
