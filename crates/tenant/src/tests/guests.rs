//! Members in bulk, guests added by hand, and what only Microsoft 365 groups have (`OP-10`, `QUO-12`, 1.2, 1.5).

use std::collections::BTreeSet;

use ingroup_directory::{SettingValue, Visibility};

use super::fixture::*;
use super::people::*;
use super::settings::choose;
use crate::{
    Actor, Command, GroupChanges, NewGroup, Quota, Refusal, ResourceBehavior, Role, Tenant,
};

#[test]
fn op_10_members_join_all_or_none_and_at_most_20() {
    let mut tenant = contoso();
    let board = create(&mut tenant, assigned("Board"));
    let (adele, alex) = (id_of(&tenant, "adele"), id_of(&tenant, "alex"));
    let add = |tenant: &mut Tenant, members| {
        let command = Command::AddMembers {
            group: board,
            members,
        };
        tenant.execute(command)
    };
    add(&mut tenant, vec![adele]).unwrap();
    let refused = add(&mut tenant, vec![alex, adele]).unwrap_err();
    assert_eq!(refused.to_string(), "adele is already a member of Board.");
    assert_eq!(members(&tenant, board), ["adele"]);
    // Who is named twice joins once.
    let outcome = add(&mut tenant, vec![alex, alex]).unwrap();
    assert_eq!(outcome.events.len(), 1);
    let more: Vec<_> = (0..21)
        .map(|number| new_user(&mut tenant, &format!("user{number}"), &[]).unwrap())
        .collect();
    let refused = add(&mut tenant, more.clone()).unwrap_err();
    assert!(matches!(
        refused,
        Refusal::OverQuota {
            quota: Quota::InOneRequest,
            wanted: 21,
            ..
        }
    ));
    assert_eq!(members(&tenant, board), ["adele", "alex"]);
    add(&mut tenant, more[..20].to_vec()).unwrap();
}

#[test]
fn who_has_no_role_adds_guests_only_where_tenant_and_group_allow_it() {
    let mut tenant = contoso();
    let alex = user(&tenant, "alex");
    let administrator = admin(&mut tenant, "gr", Role::Groups);
    let mut next = 0;
    let club = create(&mut tenant, microsoft_365("Club"));
    let desk = create(&mut tenant, assigned("Desk"));
    for group in [club, desk] {
        own(&mut tenant, group, alex.id().unwrap());
    }
    let mut adds = |tenant: &mut Tenant, actor: Actor, group| {
        next += 1;
        let guest = new_user(tenant, &format!("guest{next}"), &[("userType", "Guest")]).unwrap();
        let command = Command::AddMembers {
            group,
            members: vec![guest],
        };
        tenant.execute_as(actor, command).map(|_| ())
    };
    let allow = |tenant: &mut Tenant, tenant_wide: bool, in_group: bool| {
        let value = [("AllowToAddGuests", SettingValue::Flag(tenant_wide))];
        choose(tenant, Actor::BuiltIn, &value).unwrap();
        let changes = GroupChanges {
            allow_to_add_guests: Some(in_group),
            ..GroupChanges::default()
        };
        change(tenant, club, changes).unwrap();
    };
    adds(&mut tenant, alex, club).unwrap();
    for (tenant_wide, in_group) in [(false, true), (true, false)] {
        allow(&mut tenant, tenant_wide, in_group);
        let refused = adds(&mut tenant, alex, club).unwrap_err();
        assert!(matches!(refused, Refusal::GuestMember { .. }), "{refused}");
        adds(&mut tenant, administrator, club).unwrap();
        adds(&mut tenant, alex, desk).unwrap();
    }
    allow(&mut tenant, true, true);
    adds(&mut tenant, alex, club).unwrap();

    // A new group is no way around it.
    allow(&mut tenant, false, true);
    let guest = new_user(&mut tenant, "guest", &[("userType", "Guest")]).unwrap();
    let with_guest = Command::CreateGroup(NewGroup {
        members: vec![guest],
        ..microsoft_365("Second club")
    });
    let refused = tenant.execute_as(alex, with_guest.clone()).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "guest@contoso.com is a guest, and guests may not be added to Second club."
    );
    tenant.execute_as(administrator, with_guest).unwrap();
}

#[test]
fn mail_options_are_for_microsoft_365_groups_and_chosen_at_creation() {
    let mut tenant = contoso();
    let options = BTreeSet::from([
        ResourceBehavior::HideGroupInOutlook,
        ResourceBehavior::WelcomeEmailDisabled,
    ]);
    let quiet = create(
        &mut tenant,
        NewGroup {
            resource_behavior_options: options.clone(),
            allow_to_add_guests: Some(false),
            ..microsoft_365("Quiet")
        },
    );
    let facts = |tenant: &Tenant| tenant.directory().group(quiet).unwrap().facts().clone();
    assert!(!facts(&tenant).welcomes_members());
    assert_eq!(facts(&tenant).allow_to_add_guests, Some(false));
    let changes = GroupChanges {
        welcome_message_enabled: Some(true),
        ..GroupChanges::default()
    };
    change(&mut tenant, quiet, changes.clone()).unwrap();
    assert!(facts(&tenant).welcomes_members());
    assert_eq!(facts(&tenant).resource_behavior_options.len(), 2);

    let desk = create(&mut tenant, assigned("Desk"));
    let refused = change(&mut tenant, desk, changes).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "\"true\" is not valid for WelcomeMessageEnabled: only Microsoft 365 groups have it."
    );
    let refused = tenant.execute(Command::CreateGroup(NewGroup {
        resource_behavior_options: options,
        ..assigned("Loud")
    }));
    assert_eq!(
        refused.unwrap_err().to_string(),
        "\"HideGroupInOutlook\" is not valid for resourceBehaviorOptions: only Microsoft 365 groups have it."
    );
}

#[test]
fn visibility_has_its_defaults_and_limits_by_kind() {
    let mut tenant = contoso();
    let seen = |tenant: &mut Tenant, group: NewGroup, visibility| {
        let command = Command::CreateGroup(NewGroup {
            visibility,
            ..group
        });
        let outcome = tenant
            .execute(command)
            .map_err(|refusal| refusal.to_string())?;
        let group = tenant.directory().group(outcome.created.unwrap()).unwrap();
        Ok::<_, String>(group.facts().visibility.unwrap())
    };
    assert_eq!(
        seen(&mut tenant, assigned("A"), None),
        Ok(Visibility::Private)
    );
    assert_eq!(
        seen(&mut tenant, microsoft_365("B"), None),
        Ok(Visibility::Public)
    );
    assert_eq!(
        seen(&mut tenant, role_assignable("C"), None),
        Ok(Visibility::Private)
    );
    let hidden = Some(Visibility::HiddenMembership);
    assert_eq!(
        seen(&mut tenant, microsoft_365("D"), hidden),
        Ok(Visibility::HiddenMembership)
    );
    assert!(seen(&mut tenant, assigned("E"), hidden).is_err());
    assert_eq!(
        seen(&mut tenant, role_assignable("F"), Some(Visibility::Public)),
        Err(
            "\"Public\" is not valid for visibility: a role-assignable group is private."
                .to_owned()
        )
    );
}
