//! What the answers promise.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use ingroup_directory::{Directory, GroupType, RuleProcessing};
use ingroup_engine::Context;
use ingroup_rule::analyse;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value, property};
use ingroup_tenant::{Command, GroupChanges, NewGroup, NewUser, Tenant};

mod comparison;

use crate::{Basis, MemberDifference, NotComparable, Standing, preview, reason, verify};

fn tenant() -> Tenant {
    let now: Instant = "2025-01-06T09:00:00Z".parse().unwrap();
    let mut tenant = Tenant::new(now);
    for (name, department) in [
        ("adele", "Sales"),
        ("alex", "Marketing"),
        ("diego", "Sales"),
    ] {
        let attributes = [
            ("userPrincipalName", format!("{name}@contoso.com")),
            ("displayName", name.to_owned()),
            ("department", department.to_owned()),
        ];
        let attributes = attributes
            .into_iter()
            .map(|(name, text)| {
                let row = property(SubjectKind::User, name).unwrap();
                (PropertyKey::Known(row.id), Value::text(&text))
            })
            .collect();
        tenant
            .execute(Command::CreateUser(NewUser {
                attributes,
                ..NewUser::default()
            }))
            .unwrap();
    }
    tenant
}

fn user(tenant: &Tenant, name: &str) -> ObjectId {
    tenant.find(ingroup_tenant::Wanted::User, name).unwrap()
}

fn group(tenant: &mut Tenant, name: &str, rule: Option<&str>, members: &[ObjectId]) -> ObjectId {
    let group = NewGroup {
        display_name: name.to_owned(),
        security_enabled: true,
        group_types: rule
            .map(|_| GroupType::DynamicMembership)
            .into_iter()
            .collect(),
        membership_rule: rule.map(str::to_owned),
        members: members.to_vec(),
        ..NewGroup::default()
    };
    tenant
        .execute(Command::CreateGroup(group))
        .unwrap()
        .created
        .unwrap()
}

#[test]
fn a_preview_says_what_the_conversion_then_does() {
    let mut tenant = tenant();
    let (adele, alex, diego) = (
        user(&tenant, "adele"),
        user(&tenant, "alex"),
        user(&tenant, "diego"),
    );
    let staff = group(&mut tenant, "Staff", None, &[adele, alex]);
    let text = "user.department -eq \"Sales\"";
    let rule = analyse(text, None).rule.unwrap();
    let before = preview(&tenant, Some(staff), &rule).unwrap();
    assert_eq!(
        (before.joins, before.leaves, before.stays),
        (vec![diego], vec![alex], vec![adele])
    );
    assert!(before.empties_first);
    let changes = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some(text.to_owned()),
        ..GroupChanges::default()
    };
    let outcome = tenant
        .execute(Command::UpdateGroup {
            group: staff,
            changes,
        })
        .unwrap();
    assert_eq!(outcome.moved(staff), (1, 1));
    let after = preview(&tenant, Some(staff), &rule).unwrap();
    assert!(after.joins.is_empty() && after.leaves.is_empty() && !after.empties_first);
}

#[test]
fn a_reason_names_what_the_membership_rests_on() {
    let mut tenant = tenant();
    let (adele, alex) = (user(&tenant, "adele"), user(&tenant, "alex"));
    let by_hand = group(&mut tenant, "Staff", None, &[adele]);
    assert_eq!(
        reason(&tenant, by_hand, adele).unwrap().basis,
        Basis::ByHand
    );
    let sales = group(
        &mut tenant,
        "Sales",
        Some("user.department -eq \"Sales\""),
        &[],
    );
    let because = reason(&tenant, sales, alex).unwrap();
    assert!(!because.is_member);
    let Basis::Rule {
        trace, standing, ..
    } = because.basis
    else {
        panic!("a rule decides")
    };
    assert_eq!((trace.result, standing), (Ok(false), Standing::Current));
    assert_eq!(trace.property.unwrap().value.as_deref(), Some("Marketing"));
    let pause = GroupChanges {
        processing_state: Some(RuleProcessing::Paused),
        ..GroupChanges::default()
    };
    tenant
        .execute(Command::UpdateGroup {
            group: sales,
            changes: pause,
        })
        .unwrap();
    let Basis::Rule { standing, .. } = reason(&tenant, sales, alex).unwrap().basis else {
        panic!("a rule decides")
    };
    assert_eq!(standing, Standing::Paused);
    assert!(reason(&tenant, ObjectId::NIL, adele).is_none());
}

#[test]
fn a_memberof_reason_names_the_source_or_the_staleness() {
    let mut tenant = tenant();
    let adele = user(&tenant, "adele");
    let source = group(&mut tenant, "Source", None, &[adele]);
    let rule = format!("user.memberOf -any (group.objectId -in ['{source}'])");
    let all = group(&mut tenant, "All", Some(&rule), &[]);
    let Basis::MemberOf {
        through, standing, ..
    } = reason(&tenant, all, adele).unwrap().basis
    else {
        panic!("a memberOf rule decides")
    };
    assert_eq!((through, standing), (vec![source], Standing::Current));
    tenant
        .execute(Command::RemoveMember {
            group: source,
            member: adele,
        })
        .unwrap();
    let because = reason(&tenant, all, adele).unwrap();
    assert!(because.is_member);
    let Basis::MemberOf {
        through, standing, ..
    } = because.basis
    else {
        panic!("a memberOf rule decides")
    };
    assert_eq!((through, standing), (Vec::new(), Standing::Stale));
}

#[test]
fn a_comparison_finds_who_is_missing_and_who_is_too_many() {
    let mut tenant = tenant();
    let (adele, alex) = (user(&tenant, "adele"), user(&tenant, "alex"));
    let sales = group(
        &mut tenant,
        "Sales",
        Some("user.department -eq \"Sales\""),
        &[],
    );
    let paused = group(
        &mut tenant,
        "Paused",
        Some("user.department -eq \"Marketing\""),
        &[],
    );
    let changes = GroupChanges {
        processing_state: Some(RuleProcessing::Paused),
        ..GroupChanges::default()
    };
    let group = paused;
    tenant
        .execute(Command::UpdateGroup { group, changes })
        .unwrap();
    let mut told = Vec::new();
    let mut check = |tenant: &Tenant, directory: &Directory| {
        let policy = tenant.policy();
        let context = Context::new(directory, &policy, tenant.clock().now());
        let verified = verify(tenant.engine(), context, &mut |done, of| {
            told.push((done, of));
            ControlFlow::Continue(())
        });
        verified.continue_value().unwrap()
    };
    let sound = check(&tenant, tenant.directory());
    assert_eq!((sound.compared, sound.differences), (1, vec![]));
    assert_eq!(
        sound.not_comparable,
        [(paused, NotComparable::Paused)],
        "a paused group keeps its members"
    );

    // Nothing that a tenant does can lead to this.
    let mut damaged = tenant.directory().clone();
    let row = |id| damaged.users().row(id).unwrap();
    let (leaves, joins) = ([row(adele)], [row(alex)]);
    damaged
        .change_members(sales, SubjectKind::User, &leaves, &joins, &mut Vec::new())
        .unwrap();
    let found = check(&tenant, &damaged);
    assert_eq!(
        found.differences,
        [MemberDifference {
            holder: sales,
            missing: vec![adele],
            too_many: vec![alex],
        }]
    );
    let (first, second) = told.split_at(told.len() / 2);
    assert_eq!(first, second);
    assert!(
        first.is_sorted_by(|(one, of_one), (other, of_other)| one * of_other <= other * of_one)
    );
    assert!(first.len() > 3 && first.last().is_some_and(|(done, of)| done == of));
}

#[test]
fn what_waits_and_what_stays_behind_cannot_be_compared() {
    let mut tenant = tenant();
    let adele = user(&tenant, "adele");
    let staff = group(&mut tenant, "Staff", None, &[adele]);
    let rule = format!("user.memberof -any (group.objectId -in ['{staff}'])");
    let fed = group(&mut tenant, "Fed", Some(&rule), &[]);
    let member = adele;
    let group_of_adele = staff;
    tenant
        .execute(Command::RemoveMember {
            group: group_of_adele,
            member,
        })
        .unwrap();
    let check = |tenant: &Tenant| {
        let policy = tenant.policy();
        let mut nobody_waits = |_, _| ControlFlow::Continue(());
        let verified = verify(tenant.engine(), tenant.context(&policy), &mut nobody_waits);
        verified.continue_value().unwrap()
    };
    let stale = check(&tenant);
    assert_eq!(stale.not_comparable, [(fed, NotComparable::KeepsWhoLeft)]);

    let sales = group(
        &mut tenant,
        "Sales",
        Some("user.department -eq \"Sales\""),
        &[],
    );
    let mode = ingroup_tenant::ClockMode::Manual;
    tenant.execute(Command::SetClockMode { mode }).unwrap();
    tenant.execute(Command::DeleteGroup { group: fed }).unwrap();
    let department = property(SubjectKind::User, "department").unwrap();
    let changes = ingroup_tenant::UserChanges {
        attributes: vec![(PropertyKey::Known(department.id), Value::text("Legal"))],
        ..Default::default()
    };
    tenant
        .execute(Command::UpdateUser {
            user: adele,
            changes,
        })
        .unwrap();
    let waiting = check(&tenant);
    assert_eq!(waiting.not_comparable, [(sales, NotComparable::WorkWaits)]);
    tenant.execute(Command::ProcessQueue).unwrap();
    let done = check(&tenant);
    assert_eq!((done.compared, done.not_comparable.len()), (1, 0));
}
