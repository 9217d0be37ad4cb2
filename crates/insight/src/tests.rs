//! What the answers promise.

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, RuleProcessing};
use ingroup_rule::analyse;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, Value, property};
use ingroup_tenant::{Command, GroupChanges, NewGroup, NewUser, Tenant};

use crate::{Basis, Standing, preview, reason};

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
