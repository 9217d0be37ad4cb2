//! Who owns a group, and who may change that (`OP-13`).

use ingroup_directory::{RuleProcessing, SettingValue};
use ingroup_engine::Cause;
use ingroup_schema::ObjectId;

use super::fixture::*;
use super::people::*;
use super::settings::choose;
use crate::{Actor, Command, GroupChanges, Initiator, NewGroup, Quota, Refusal, Role, Tenant};

const SALES: &str = "user.department -eq \"Sales\"";

fn add(tenant: &mut Tenant, actor: Actor, group: ObjectId, owner: ObjectId) -> Result<(), Refusal> {
    let done = tenant.execute_as(actor, Command::AddOwner { group, owner });
    done.map(|_| ())
}

fn remove(
    tenant: &mut Tenant,
    actor: Actor,
    group: ObjectId,
    owner: ObjectId,
) -> Result<(), Refusal> {
    let done = tenant.execute_as(actor, Command::RemoveOwner { group, owner });
    done.map(|_| ())
}

fn owners(tenant: &Tenant, group: ObjectId) -> Vec<String> {
    let directory = tenant.directory();
    let owners = directory.group(group).unwrap().owners();
    let names = owners.map(|owner| directory.display_name(owner).unwrap().to_owned());
    names.collect()
}

fn service(refusal: &Refusal) -> (u16, String) {
    let answer = refusal.service().unwrap();
    (
        answer.status,
        answer.message.unwrap_or_default().into_owned(),
    )
}

#[test]
fn sc_67_the_last_user_owner_stays() {
    let mut tenant = contoso();
    let (alex, adele) = (id_of(&tenant, "alex"), id_of(&tenant, "adele"));
    let robot = application(&mut tenant, "Provisioning").id().unwrap();
    let readers = create(&mut tenant, assigned("Readers"));
    add(&mut tenant, Actor::BuiltIn, readers, alex).unwrap();
    add(&mut tenant, Actor::BuiltIn, readers, robot).unwrap();
    let refused = remove(&mut tenant, Actor::BuiltIn, readers, alex).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "alex is the last user who owns Readers and cannot be removed as its owner."
    );
    assert_eq!(
        service(&refused),
        (
            400,
            "The group must have at least one owner, hence this owner cannot be removed."
                .to_owned()
        )
    );
    // The service principal may go, and alex once somebody else is there; alex may do that without a role.
    remove(&mut tenant, Actor::BuiltIn, readers, robot).unwrap();
    add(&mut tenant, Actor::User(alex), readers, adele).unwrap();
    remove(&mut tenant, Actor::User(alex), readers, alex).unwrap();
    assert_eq!(owners(&tenant, readers), ["adele"]);
}

#[test]
fn users_and_service_principals_own_groups_and_nothing_else_does() {
    let mut tenant = contoso();
    let alex = id_of(&tenant, "alex");
    let readers = create(&mut tenant, assigned("Readers"));
    let others = create(&mut tenant, assigned("Others"));
    let refused = add(&mut tenant, Actor::BuiltIn, readers, others).unwrap_err();
    assert_eq!(refused.to_string(), "A group cannot own a group.");
    let refused = remove(&mut tenant, Actor::BuiltIn, readers, alex).unwrap_err();
    assert_eq!(refused.to_string(), "alex does not own Readers.");
    assert_eq!(service(&refused).0, 404);
    add(&mut tenant, Actor::BuiltIn, readers, alex).unwrap();
    let refused = add(&mut tenant, Actor::BuiltIn, readers, alex).unwrap_err();
    assert_eq!(refused.to_string(), "alex already owns Readers.");
    assert_eq!(
        service(&refused),
        (
            400,
            "One or more added object references already exist for the following modified properties: 'owners'."
                .to_owned()
        )
    );
    // At creation the same holds.
    let owned_by_a_group = NewGroup {
        owners: vec![others],
        ..assigned("More")
    };
    let refused = tenant.execute(Command::CreateGroup(owned_by_a_group));
    assert!(matches!(refused, Err(Refusal::OwnerKind { .. })));
}

#[test]
fn guests_own_groups_only_if_the_tenant_says_so() {
    let mut tenant = contoso();
    let guest = new_user(&mut tenant, "guest1", &[("userType", "Guest")]).unwrap();
    let club = create(&mut tenant, microsoft_365("Club"));
    let refused = add(&mut tenant, Actor::BuiltIn, club, guest).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "guest1 is a guest, and guests may not own groups here."
    );
    let allow = [("AllowGuestsToBeGroupOwner", SettingValue::Flag(true))];
    choose(&mut tenant, Actor::BuiltIn, &allow).unwrap();
    add(&mut tenant, Actor::BuiltIn, club, guest).unwrap();
    assert_eq!(owners(&tenant, club), ["guest1"]);
}

#[test]
fn quo_7_the_101st_owner_is_refused() {
    let mut tenant = contoso();
    let group = create(&mut tenant, assigned("Readers"));
    for number in 0..100 {
        let owner = new_user(&mut tenant, &format!("owner{number}"), &[]).unwrap();
        add(&mut tenant, Actor::BuiltIn, group, owner).unwrap();
    }
    let alex = id_of(&tenant, "alex");
    let refused = add(&mut tenant, Actor::BuiltIn, group, alex).unwrap_err();
    assert!(matches!(
        refused,
        Refusal::OverQuota {
            quota: Quota::Owners,
            ..
        }
    ));
    assert_eq!(service(&refused).0, 403);
}

#[test]
fn sc_33_rules_never_make_owners_and_owners_of_dynamic_groups_change() {
    let mut tenant = contoso();
    let (adele, alex) = (id_of(&tenant, "adele"), id_of(&tenant, "alex"));
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    add(&mut tenant, Actor::BuiltIn, sales, alex).unwrap();
    set(&mut tenant, "adele", &[("department", "Legal")]);
    set(&mut tenant, "alex", &[("department", "Legal")]);
    assert_eq!(owners(&tenant, sales), ["alex"]);
    assert_eq!(members(&tenant, sales), ["diego"]);
    add(&mut tenant, Actor::User(alex), sales, adele).unwrap();
    assert_eq!(owners(&tenant, sales), ["adele", "alex"]);
}

#[test]
fn who_changes_owners_owns_the_group_or_has_a_role() {
    let mut tenant = contoso();
    let (alex, grady) = (id_of(&tenant, "alex"), id_of(&tenant, "grady"));
    let readers = create(&mut tenant, assigned("Readers"));
    let helpers = create(&mut tenant, role_assignable("Helpers"));
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let privileged = admin(&mut tenant, "pr", Role::PrivilegedRole);
    for (group, owner) in [(readers, alex), (helpers, alex)] {
        let command = Command::AddOwner { group, owner };
        assert_denied(&mut tenant, Actor::User(grady), command);
    }
    add(&mut tenant, groups, readers, alex).unwrap();
    let command = Command::AddOwner {
        group: helpers,
        owner: alex,
    };
    assert_denied(&mut tenant, groups, command);
    add(&mut tenant, privileged, helpers, alex).unwrap();
    add(&mut tenant, Actor::User(alex), helpers, grady).unwrap();
}

#[test]
fn n_29_owners_stay_through_conversions() {
    let mut tenant = contoso();
    let (adele, alex) = (id_of(&tenant, "adele"), id_of(&tenant, "alex"));
    let staff = create(
        &mut tenant,
        NewGroup {
            members: vec![adele, alex],
            owners: vec![alex],
            ..assigned("Staff")
        },
    );
    for (types, rule) in [
        (dynamic("", "").group_types, Some(SALES.to_owned())),
        (assigned("").group_types, None),
    ] {
        let changes = GroupChanges {
            group_types: Some(types),
            membership_rule: rule,
            ..GroupChanges::default()
        };
        change(&mut tenant, staff, changes).unwrap();
        assert_eq!(owners(&tenant, staff), ["alex"]);
        assert_eq!(members(&tenant, staff), ["adele", "diego"]);
    }
}

#[test]
fn n_10_a_rule_on_devices_in_the_place_of_one_on_users_converts() {
    let mut tenant = contoso();
    let staff = create(&mut tenant, dynamic("Staff", SALES));
    assert_eq!(members(&tenant, staff), ["adele", "diego"]);
    let changes = GroupChanges {
        membership_rule: Some("device.displayName -eq \"PC-1\"".to_owned()),
        ..GroupChanges::default()
    };
    let outcome = change(&mut tenant, staff, changes.clone()).unwrap();
    let wiped = Initiator::DynamicMembership(Cause::Conversion);
    let left = outcome
        .events
        .iter()
        .filter(|event| event.initiator == wiped)
        .flat_map(|event| event.change.moved())
        .map(|moved| moved.counts().1);
    assert_eq!(left.sum::<usize>(), 2);
    assert!(members(&tenant, staff).is_empty());
    // A Microsoft 365 group never holds devices.
    let mut unified = microsoft_365("Club");
    unified.group_types.extend(dynamic("", "").group_types);
    unified.membership_rule = Some(SALES.to_owned());
    let club = create(&mut tenant, unified);
    let refused = change(&mut tenant, club, changes.clone()).unwrap_err();
    assert!(matches!(refused, Refusal::SubjectOfMicrosoft365 { .. }));
    // A paused one keeps even such a rule, and fails when it is resumed (`OP-14`, `OP-18`).
    let before = members(&tenant, club);
    pause(&mut tenant, club, RuleProcessing::Paused);
    change(&mut tenant, club, changes).unwrap();
    pause(&mut tenant, club, RuleProcessing::On);
    let known = tenant.engine().group(club).unwrap();
    assert!(known.status().fault().is_some(), "{:?}", known.status());
    assert_eq!(members(&tenant, club), before);
}
