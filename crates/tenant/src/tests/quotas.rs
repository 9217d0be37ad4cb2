//! How much a tenant may hold (2.11).

use std::collections::BTreeSet;

use ingroup_directory::{
    AdministrativeUnit, Directory, DynamicGroups, GroupFacts, GroupType, MembershipType,
    OtherObject, RoleScope, RuleProcessing, Setting, SettingValue, UnitFacts, VerifiedDomain,
};
use ingroup_schema::{Duration, ExtensionName, ObjectId, ObjectKind, PropertyKey, Value};

use super::fixture::*;
use super::people::*;
use crate::counts::Counts;
use crate::{
    About, Capability, Command, Facts, GroupChanges, NewGroup, Quota, Refusal, Replace, Role, Room,
    Tenant, UserChanges,
};

const SALES: &str = "user.department -eq \"Sales\"";

pub(crate) fn id(kind: &str, number: usize) -> ObjectId {
    ObjectId::derive(ObjectId::NIL, kind, &number.to_string(), "")
}

/// A tenant with Contoso's people and whatever else was found there; imports are not limited.
fn imported(add: impl FnOnce(&mut Directory)) -> Tenant {
    let mut tenant = contoso();
    let mut directory = tenant.directory().clone();
    add(&mut directory);
    let facts = Facts {
        directory,
        listed_members: BTreeSet::new(),
        replace: Replace::Allow,
    };
    tenant.execute(Command::Import(Box::new(facts))).unwrap();
    tenant
}

/// Groups called G0, G1, … with these facts beside the name.
fn many_groups(directory: &mut Directory, count: usize, facts: impl Fn(usize) -> GroupFacts) {
    for number in 0..count {
        let facts = GroupFacts {
            display_name: format!("G{number}").into(),
            mail_nickname: Some(format!("g{number}").into()),
            security_enabled: true,
            ..facts(number)
        };
        let group = id("group", number);
        directory
            .create_group(group, facts, &mut Vec::new())
            .unwrap();
    }
}

fn ruled(rule: &str, state: RuleProcessing) -> GroupFacts {
    GroupFacts {
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        membership_rule: Some(rule.into()),
        rule_processing: Some(state),
        ..GroupFacts::default()
    }
}

fn fed_by(sources: &[ObjectId]) -> String {
    let sources: Vec<String> = sources.iter().map(|id| format!("'{id}'")).collect();
    format!(
        "user.memberof -any (group.objectId -in [{}])",
        sources.join(", ")
    )
}

/// The refusal as its limit, its sentence and the service's status, code and text, if they are known.
fn over(refused: Refusal) -> (Quota, String, String) {
    let service = refused.service().map_or_else(String::new, |service| {
        let said = service.message.map(|message| format!(": {message}"));
        format!(
            "{} {}{}",
            service.status,
            service.code,
            said.unwrap_or_default()
        )
    });
    let Refusal::OverQuota { quota, .. } = refused else {
        panic!("{refused}");
    };
    (quota, refused.to_string(), service)
}

#[test]
fn quo_1_dynamic_groups_and_units_are_counted_together() {
    let mut tenant = imported(|directory| {
        many_groups(directory, 14_999, |_| ruled(SALES, RuleProcessing::Paused));
        let unit = UnitFacts {
            display_name: "Unit".into(),
            membership_type: MembershipType::Dynamic,
            membership_rule: Some(SALES.into()),
            rule_processing: Some(RuleProcessing::Paused),
            ..UnitFacts::default()
        };
        directory
            .create_unit(id("unit", 0), unit, &mut Vec::new())
            .unwrap();
    });
    let new = || Command::CreateGroup(dynamic("One more", SALES));
    assert_eq!(
        over(tenant.execute(new()).unwrap_err()),
        (
            Quota::DynamicGroups,
            "That would make 15001 dynamic groups and dynamic administrative units; the limit is 15000.".to_owned(),
            "400 Request_BadRequest: Dynamic group policies max allowed groups count reached".to_owned(),
        )
    );
    // Neither does a conversion go, but a rule of a group that counts already can be changed.
    let plain = create(&mut tenant, assigned("Plain"));
    let to_dynamic = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some(SALES.to_owned()),
        ..GroupChanges::default()
    };
    assert!(matches!(
        change(&mut tenant, plain, to_dynamic),
        Err(Refusal::OverQuota { .. })
    ));
    let rule = GroupChanges {
        membership_rule: Some(format!("{SALES} ")),
        ..GroupChanges::default()
    };
    change(&mut tenant, id("group", 7), rule).unwrap();
    tenant
        .execute(Command::DeleteGroup {
            group: id("group", 3),
        })
        .unwrap();
    tenant.execute(new()).unwrap();
    assert!(tenant.execute(new()).is_err());
}

#[test]
fn sc_39_member_of_limits_and_chains() {
    let mut tenant = imported(|directory| {
        many_groups(directory, 600, |number| match number {
            0..499 => ruled(&fed_by(&[id("group", 599)]), RuleProcessing::Paused),
            _ => GroupFacts::default(),
        });
    });
    let source = id("group", 598);
    let new =
        |name: &str, sources: &[ObjectId]| Command::CreateGroup(dynamic(name, &fed_by(sources)));
    // (d) both ways: what is fed does not feed, and what feeds is not fed.
    let refused = tenant.execute(new("Chain", &[id("group", 5)])).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "Chain cannot have its members from G5, because a memberOf group cannot feed another one."
    );
    let turn = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some(fed_by(&[source])),
        ..GroupChanges::default()
    };
    let refused = change(&mut tenant, id("group", 599), turn).unwrap_err();
    assert!(refused.to_string().ends_with(
        " cannot have its members from G599, because a memberOf group cannot feed another one."
    ));
    // (a) The 500th goes, the 501st does not.
    tenant.execute(new("Fed", &[source])).unwrap();
    let refused = tenant.execute(new("Fed too", &[source])).unwrap_err();
    assert_eq!(
        over(refused).1,
        "That would make 501 memberOf groups; the limit is 500."
    );
    // (b) and (e) are the rule's own errors, and 51 sources are not even stored while the group is paused.
    let sources: Vec<ObjectId> = (500..551).map(|number| id("group", number)).collect();
    let wide = NewGroup {
        processing_state: Some(RuleProcessing::Paused),
        ..dynamic("Wide", &fed_by(&sources))
    };
    let refused = tenant.execute(Command::CreateGroup(wide));
    assert!(matches!(refused, Err(Refusal::InvalidRule { .. })));
    for form in [
        format!("{} -and (user.city -eq \"Redmond\")", fed_by(&[source])),
        format!("-not ({})", fed_by(&[source])),
    ] {
        let refused = tenant.execute(Command::CreateGroup(dynamic("Form", &form)));
        assert!(
            matches!(refused, Err(Refusal::InvalidRule { .. })),
            "{form}"
        );
    }
}

#[test]
fn quo_4_a_rule_has_at_most_3072_characters_paused_or_not() {
    let mut tenant = contoso();
    let of_length = |length: usize| {
        let rest = length - "user.department -eq \"\"".len();
        format!("user.department -eq \"{}\"", "x".repeat(rest))
    };
    for state in [RuleProcessing::On, RuleProcessing::Paused] {
        let group = |length| {
            Command::CreateGroup(NewGroup {
                processing_state: Some(state),
                ..dynamic("Long", &of_length(length))
            })
        };
        tenant.execute(group(3_072)).unwrap();
        let refused = tenant.execute(group(3_073));
        assert!(
            matches!(refused, Err(Refusal::InvalidRule { .. })),
            "{state:?}"
        );
    }
}

#[test]
fn quo_5_a_plain_user_creates_250_objects() {
    let mut tenant = contoso();
    let grady = user(&tenant, "grady");
    let new = |number: usize| Command::CreateGroup(assigned(&format!("Mine {number}")));
    for number in 0..250 {
        tenant.execute_as(grady, new(number)).unwrap();
    }
    let (quota, sentence, service) = over(tenant.execute_as(grady, new(250)).unwrap_err());
    assert_eq!(quota, Quota::CreatedByOne);
    assert_eq!(
        sentence,
        "That would make 251 objects created by one user (grady@contoso.com); the limit is 250."
    );
    assert_eq!(
        service,
        "403 Directory_QuotaExceeded: The directory object quota limit for the Principal has been exceeded. Please ask your administrator to increase the quota limit or delete objects to reduce the used quota."
    );
    let row = tenant.quotas().into_iter().find(|row| row.quota == quota);
    let row = row.unwrap();
    assert_eq!(
        (row.used, row.most.as_deref()),
        (Some(250), Some("grady@contoso.com"))
    );

    // What can be restored counts whole.
    let made: Vec<ObjectId> = tenant
        .directory()
        .created_by(grady.id().unwrap())
        .map(|(object, _)| object)
        .collect();
    let now = tenant.clock().now();
    for group in &made[..4] {
        tenant
            .directory
            .soft_delete_group(*group, now, &mut Vec::new())
            .unwrap();
    }
    assert!(tenant.room(Room::Object(grady)).is_err());
    // What is gone for good counts a quarter, for 30 days.
    for group in &made[..4] {
        tenant
            .directory
            .purge(*group, DynamicGroups::Scanned, now, &mut Vec::new())
            .unwrap();
    }
    for number in 300..303 {
        tenant.execute_as(grady, new(number)).unwrap();
    }
    assert!(tenant.room(Room::Object(grady)).is_err());
    let days = |days| Command::SetClock {
        to: now.saturating_add(Duration::from_days(days)),
    };
    tenant.execute(days(30)).unwrap();
    assert!(tenant.room(Room::Object(grady)).is_err());
    tenant.execute(days(31)).unwrap();
    assert!(tenant.room(Room::Object(grady)).is_ok());
    // A role lifts the limit.
    tenant.execute_as(grady, new(400)).unwrap();
    assert!(tenant.room(Room::Object(grady)).is_err());
    let principal = grady.id().unwrap();
    give(&mut tenant, principal, Role::Groups, RoleScope::Tenant).unwrap();
    tenant.execute_as(grady, new(401)).unwrap();
}

#[test]
fn quo_6_a_tenant_holds_50000_objects_or_300000_with_a_domain_of_its_own() {
    let mut tenant = imported(|directory| {
        let mut organization = directory.organization().clone();
        organization.verified_domains = vec![VerifiedDomain {
            name: "contoso.onmicrosoft.com".into(),
            is_initial: true,
            ..VerifiedDomain::default()
        }];
        directory.set_organization(organization, &mut Vec::new());
        for number in directory.object_count()..49_999 {
            let other = OtherObject {
                kind: ObjectKind::ServicePrincipal,
                display_name: None,
            };
            let other_id = id("other", number);
            directory
                .create_other(other_id, other, &mut Vec::new())
                .unwrap();
        }
    });
    create(&mut tenant, assigned("The last"));
    let refused = tenant.execute(Command::CreateGroup(assigned("Too many")));
    let (_, sentence, service) = over(refused.unwrap_err());
    assert_eq!(
        sentence,
        "That would make 50001 objects in the tenant; the limit is 50000."
    );
    assert!(service.starts_with(
        "403 Directory_QuotaExceeded: The directory object quota limit for the Tenant has been exceeded."
    ));
    let mut organization = tenant.directory().organization().clone();
    organization.verified_domains.push(VerifiedDomain {
        name: "contoso.com".into(),
        ..VerifiedDomain::default()
    });
    tenant
        .directory
        .set_organization(organization, &mut Vec::new());
    create(&mut tenant, assigned("Not too many"));
}

#[test]
fn quo_7_a_group_has_100_owners() {
    let mut tenant = contoso();
    let group = create(&mut tenant, assigned("Readers"));
    for number in 0..100 {
        let owner = new_user(&mut tenant, &format!("owner{number}"), &[]).unwrap();
        assert!(tenant.room(Room::OwnerOf(group)).is_ok());
        own(&mut tenant, group, owner);
    }
    let (quota, sentence, service) = over(tenant.room(Room::OwnerOf(group)).unwrap_err());
    assert_eq!(quota, Quota::Owners);
    assert_eq!(
        sentence,
        "That would make 101 owners of one group (Readers); the limit is 100."
    );
    assert_eq!(
        service,
        "403 Directory_QuotaExceeded: Unable to perform operation as '101' would exceed the maximum quota count '100' for forward-link owners."
    );
}

#[test]
fn quo_8_to_12_the_other_limits() {
    let mut tenant = imported(|directory| {
        many_groups(directory, 500, |_| GroupFacts {
            is_assignable_to_role: Some(true),
            ..GroupFacts::default()
        });
        for number in 0..100 {
            let facts = UnitFacts {
                display_name: format!("U{number}").into(),
                is_member_management_restricted: true,
                ..UnitFacts::default()
            };
            directory
                .create_unit(id("unit", number), facts, &mut Vec::new())
                .unwrap();
        }
    });
    let refused = tenant.execute(Command::CreateGroup(role_assignable("One more")));
    assert_eq!(
        over(refused.unwrap_err()).1,
        "That would make 501 role-assignable groups; the limit is 500."
    );
    assert_eq!(
        over(tenant.room(Room::RestrictedUnit).unwrap_err()).1,
        "That would make 101 administrative units with restricted management; the limit is 100."
    );
    let adele = id_of(&tenant, "adele");
    let units: Vec<ObjectId> = tenant
        .directory()
        .units()
        .map(AdministrativeUnit::id)
        .take(30)
        .collect();
    for unit in units {
        assert!(tenant.room(Room::UnitOf(adele)).is_ok());
        tenant
            .directory
            .add_member(unit, adele, &mut Vec::new())
            .unwrap();
    }
    assert_eq!(
        over(tenant.room(Room::UnitOf(adele)).unwrap_err()).1,
        "That would make 31 administrative units of one object (adele); the limit is 30."
    );
    let with = |count: usize| {
        Command::CreateGroup(NewGroup {
            members: (0..count).map(|number| id("group", number)).collect(),
            ..assigned("Many")
        })
    };
    assert_eq!(
        over(tenant.execute(with(21)).unwrap_err()).1,
        "That would make 21 members or owners in one request; the limit is 20."
    );
}

#[test]
fn what_an_import_brings_is_not_limited_and_shows() {
    let tenant = imported(|directory| {
        many_groups(directory, 15_002, |_| ruled(SALES, RuleProcessing::Paused));
    });
    let rows = tenant.quotas();
    let shown: Vec<_> = rows
        .iter()
        .filter(|row| row.used > Some(row.limit))
        .map(|row| (row.quota.id(), row.used, row.limit))
        .collect();
    assert_eq!(shown, [("QUO-1", Some(15_002), 15_000)]);
    let ids: Vec<&str> = rows.iter().map(|row| row.quota.id()).collect();
    assert_eq!(
        ids,
        [
            "QUO-1", "QUO-2", "QUO-3", "QUO-4", "QUO-5", "QUO-6", "QUO-7", "QUO-8", "QUO-9",
            "QUO-10", "QUO-10", "QUO-11", "QUO-12", "QUO-14"
        ]
    );
    let longest = rows.iter().find(|row| row.quota == Quota::RuleLength);
    assert_eq!(longest.unwrap().most.as_deref(), Some("G0"));
}

#[test]
fn quo_13_a_policy_has_at_most_5000_blocked_words() {
    let mut tenant = contoso();
    let mut block = |count: usize| {
        let words: Vec<String> = (0..count).map(|number| format!("word{number}")).collect();
        let list = Setting::find("CustomBlockedWordsList").unwrap();
        let words = SettingValue::Text(words.join(",").into());
        tenant.execute(Command::UpdateSettings(vec![(list, words)]))
    };
    assert!(block(5_000).is_ok());
    let refused = block(5_001).unwrap_err().to_string();
    assert!(refused.contains("5,000 words at most"), "{refused}");
}

#[test]
fn quo_14_an_object_has_at_most_100_extension_values_of_256_characters() {
    let mut tenant = contoso();
    let user = id_of(&tenant, "adele");
    let key = |number: usize| {
        let name = format!("extension_c272a57b722d4eb29bfe327874ae79cb_a{number}");
        PropertyKey::Extension(ExtensionName::read(&name).unwrap())
    };
    let mut give = |attributes: Vec<(PropertyKey, Value)>| {
        let changes = UserChanges {
            attributes,
            manager: None,
        };
        tenant.execute(Command::UpdateUser { user, changes })
    };
    let some = |numbers: std::ops::Range<usize>| -> Vec<_> {
        numbers.map(|n| (key(n), Value::text("x"))).collect()
    };
    let refused = give(some(0..101)).unwrap_err();
    assert_eq!(
        refused.to_string(),
        "That would make 101 extension values of one object; the limit is 100."
    );
    give(some(0..60)).unwrap();
    give(some(50..100)).unwrap();
    give(some(100..101)).unwrap_err();
    // One that goes makes room for another, in the same request too.
    give(vec![(key(0), Value::Null), (key(100), Value::text("y"))]).unwrap();
    give(vec![(key(5), Value::text(&"é".repeat(256)))]).unwrap();
    let refused = give(vec![(key(5), Value::text(&"é".repeat(257)))]).unwrap_err();
    assert!(matches!(refused, Refusal::InvalidValue { .. }));
    let rows = tenant.quotas();
    let row = rows.iter().find(|row| row.quota == Quota::ExtensionValues);
    let row = row.unwrap();
    assert_eq!((row.used, row.most.as_deref()), (Some(100), Some("adele")));
}

#[test]
fn counters_are_what_counting_gives() {
    let mut tenant = contoso();
    let source = create(&mut tenant, assigned("Source"));
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    create(&mut tenant, dynamic("Fed", &fed_by(&[source])));
    create(&mut tenant, role_assignable("Helpers"));
    let fed = GroupChanges {
        membership_rule: Some(fed_by(&[source])),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, fed).unwrap();
    let counted = |tenant: &Tenant| Counts::of(tenant.directory(), tenant.engine());
    assert_eq!(tenant.counts, counted(&tenant));
    assert_eq!(tenant.counts.member_of.len(), 2);
    let back = GroupChanges {
        group_types: Some(BTreeSet::new()),
        ..GroupChanges::default()
    };
    change(&mut tenant, sales, back).unwrap();
    assert_eq!(tenant.counts, counted(&tenant));
    assert_eq!(
        (tenant.counts.dynamic.len(), tenant.counts.member_of.len()),
        (1, 1)
    );
    let fed = *tenant.counts.member_of.first().unwrap();
    tenant.execute(Command::DeleteGroup { group: fed }).unwrap();
    assert_eq!(tenant.counts, counted(&tenant));
    assert_eq!(tenant.counts.dynamic.len(), 0);
}

#[test]
fn deleted_groups_do_not_count_and_their_owners_and_administrators_restore_them() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let alex = user(&tenant, "alex");
    own(&mut tenant, sales, alex.id().unwrap());
    let mut changes = Vec::new();
    let now = tenant.clock().now();
    tenant
        .directory
        .soft_delete_group(sales, now, &mut changes)
        .unwrap();
    tenant.wrote(changes, &mut crate::Outcome::default());
    assert!(tenant.counts.dynamic.is_empty());
    // Permission is asked of what the group was.
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let grady = user(&tenant, "grady");
    let teams = admin(&mut tenant, "te", Role::Teams);
    let may = |actor, capability| tenant.may(actor, capability, About::Object(sales)).is_ok();
    let restore = [groups, alex, grady, teams].map(|actor| may(actor, Capability::RestoreGroup));
    assert_eq!(restore, [true, true, false, false]);
    let purge = [groups, alex, grady, teams].map(|actor| may(actor, Capability::PurgeGroup));
    assert_eq!(purge, [true, false, false, false]);
    // Who restores has not created: the group is still nobody's, or its first creator's.
    let mut changes = Vec::new();
    tenant.directory.restore(sales, &mut changes).unwrap();
    let mut outcome = crate::Outcome {
        by: alex,
        ..crate::Outcome::default()
    };
    tenant.wrote(changes, &mut outcome);
    assert_eq!(tenant.counts.dynamic.len(), 1);
    assert_eq!(tenant.directory().creator(sales), None);
}
