//! Joining without an owner's doing, requests, and who decides.

use ingroup_directory::{JoinPolicy, ObjectRef, RequestState};
use ingroup_schema::ObjectId;

use super::fixture::{assigned, change, contoso, create, imported_again, members};
use crate::{Actor, Channel, Command, Decision, GroupChanges, NewGroup, Refusal, Tenant, Wanted};

fn user(tenant: &Tenant, name: &str) -> ObjectId {
    let address = format!("{name}@contoso.com");
    tenant.find(Wanted::User, &address).unwrap()
}

/// A tenant that lets owners decide, with a group that alex owns and that takes approval.
fn with_readers() -> (Tenant, ObjectId) {
    let mut tenant = contoso();
    let setting = ingroup_directory::Setting::find("ownersCanManageRequests").unwrap();
    let on = ingroup_directory::SettingValue::Flag(true);
    tenant
        .execute(Command::UpdateSettings(vec![(setting, on)]))
        .unwrap();
    let owners = vec![user(&tenant, "alex")];
    let readers = create(
        &mut tenant,
        NewGroup {
            join_policy: Some(JoinPolicy::OwnerApproval),
            owners,
            ..assigned("Readers")
        },
    );
    (tenant, readers)
}

fn ask(tenant: &mut Tenant, group: ObjectId, name: &str) -> Result<ObjectId, Refusal> {
    let user = user(tenant, name);
    let command = Command::RequestToJoin {
        group,
        user,
        justification: None,
    };
    let outcome = tenant.execute_as(Actor::User(user), command)?;
    Ok(outcome.created.unwrap())
}

fn decide(
    tenant: &mut Tenant,
    by: Actor,
    request: ObjectId,
    decision: Decision,
) -> Result<(), Refusal> {
    let command = Command::DecideRequest { request, decision };
    tenant.execute_as(by, command).map(|_| ())
}

fn state(tenant: &Tenant, request: ObjectId) -> RequestState {
    tenant.directory().join_request(request).unwrap().state
}

#[test]
fn the_first_decision_stands_and_roles_decide_too() {
    let (mut tenant, readers) = with_readers();
    let grady = ask(&mut tenant, readers, "grady").unwrap();
    assert!(matches!(
        ask(&mut tenant, readers, "grady"),
        Err(Refusal::AlreadyRequested { .. })
    ));
    let adele = Actor::User(user(&tenant, "adele"));
    assert!(matches!(
        decide(&mut tenant, adele, grady, Decision::Approve),
        Err(Refusal::Denied { .. })
    ));
    let alex = Actor::User(user(&tenant, "alex"));
    decide(&mut tenant, alex, grady, Decision::Deny).unwrap();
    assert_eq!(
        decide(&mut tenant, Actor::BuiltIn, grady, Decision::Approve),
        Err(Refusal::RequestSettled {
            state: RequestState::Rejected
        })
    );
    // Who was turned down may ask again; who has a role decides without owning the group.
    let again = ask(&mut tenant, readers, "grady").unwrap();
    assert_ne!(again, grady);
    decide(&mut tenant, Actor::BuiltIn, again, Decision::Approve).unwrap();
    assert_eq!(members(&tenant, readers), ["grady"]);
    assert_eq!(state(&tenant, again), RequestState::Approved);
}

#[test]
fn who_was_let_in_meanwhile_can_still_be_approved() {
    let (mut tenant, readers) = with_readers();
    let request = ask(&mut tenant, readers, "grady").unwrap();
    let grady = vec![user(&tenant, "grady")];
    tenant
        .execute(Command::AddMembers {
            group: readers,
            members: grady,
        })
        .unwrap();
    decide(&mut tenant, Actor::BuiltIn, request, Decision::Approve).unwrap();
    assert_eq!(members(&tenant, readers), ["grady"]);
}

#[test]
fn what_leaves_a_request_without_a_point_ends_it() {
    let (mut tenant, readers) = with_readers();
    let set = |tenant: &mut Tenant, policy| {
        let changes = GroupChanges {
            join_policy: Some(policy),
            ..GroupChanges::default()
        };
        change(tenant, readers, changes).unwrap();
    };
    let first = ask(&mut tenant, readers, "grady").unwrap();
    set(&mut tenant, JoinPolicy::Open);
    assert_eq!(state(&tenant, first), RequestState::Pending);
    set(&mut tenant, JoinPolicy::Closed);
    assert_eq!(state(&tenant, first), RequestState::Rejected);
    set(&mut tenant, JoinPolicy::OwnerApproval);
    let of_grady = ask(&mut tenant, readers, "grady").unwrap();
    let of_adele = ask(&mut tenant, readers, "adele").unwrap();
    let grady = user(&tenant, "grady");
    tenant.execute(Command::DeleteUser { user: grady }).unwrap();
    assert_eq!(state(&tenant, of_grady), RequestState::Deleted);
    assert_eq!(state(&tenant, of_adele), RequestState::Pending);
    tenant
        .execute(Command::DeleteGroup { group: readers })
        .unwrap();
    assert_eq!(state(&tenant, of_adele), RequestState::Deleted);
    assert_eq!(tenant.directory().pending_requests().count(), 0);
}

#[test]
fn a_group_that_becomes_dynamic_takes_no_requests() {
    let (mut tenant, readers) = with_readers();
    let request = ask(&mut tenant, readers, "grady").unwrap();
    let changes = GroupChanges {
        group_types: Some([ingroup_directory::GroupType::DynamicMembership].into()),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, readers, changes).unwrap();
    assert_eq!(state(&tenant, request), RequestState::Rejected);
    assert!(matches!(
        ask(&mut tenant, readers, "grady"),
        Err(Refusal::OutsideSelfService { .. })
    ));
}

#[test]
fn what_is_created_in_the_panel_is_owned_and_open() {
    let mut tenant = contoso();
    let adele = user(&tenant, "adele");
    let new = |join_policy| {
        Command::CreateGroup(NewGroup {
            channel: Channel::MyGroups,
            join_policy,
            ..assigned("Club")
        })
    };
    for (given, is) in [
        (None, JoinPolicy::Open),
        (Some(JoinPolicy::Closed), JoinPolicy::Closed),
    ] {
        let outcome = tenant.execute_as(Actor::User(adele), new(given)).unwrap();
        let group = tenant.directory().group(outcome.created.unwrap()).unwrap();
        assert_eq!(group.facts().join_policy(), Some(is));
        let owner = tenant.directory().users().row(adele).map(ObjectRef::User);
        assert!(group.owners().eq(owner));
    }
}

#[test]
fn somebody_asks_again_after_a_request_that_was_imported() {
    let (mut tenant, readers) = with_readers();
    let first = ask(&mut tenant, readers, "diego").unwrap();
    decide(&mut tenant, Actor::BuiltIn, first, Decision::Deny).unwrap();
    let mut tenant = imported_again(&tenant);
    let second = ask(&mut tenant, readers, "diego").unwrap();
    assert_ne!(first, second);
    assert_eq!(state(&tenant, first), RequestState::Rejected);
    assert_eq!(state(&tenant, second), RequestState::Pending);
}
