//! Groups that expire, at whatever time a policy comes.

use ingroup_directory::ManagedGroups;
use ingroup_schema::{Duration, Instant, ObjectId};

use super::fixture::{contoso, create, microsoft_365};
use crate::{Command, Lifecycle, LifecycleChanges, MailKind, Tenant};

fn pass(tenant: &mut Tenant, days: i64) {
    let to = tenant
        .clock()
        .now()
        .saturating_add(Duration::from_days(days));
    tenant.execute(Command::SetClock { to }).unwrap();
}

fn policy(tenant: &mut Tenant, days: u32) {
    let changes = LifecycleChanges {
        lifetime_days: Some(days),
        managed: Some(ManagedGroups::All),
        alternate_mails: Some(vec!["it@contoso.com".to_owned()]),
    };
    let asked = match tenant.directory().lifecycle_policy() {
        Some(_) => Lifecycle::Update(changes),
        None => Lifecycle::Create(changes),
    };
    tenant.execute(Command::Lifecycle(asked)).unwrap();
}

fn mails(tenant: &Tenant, kind: MailKind) -> Vec<Instant> {
    let mails = tenant.mails().filter(|mail| mail.kind == kind);
    mails.map(|mail| mail.at).collect()
}

/// For every age of a group and several lifetimes: it is deleted, and not within a day of its last mail.
#[test]
fn no_group_goes_before_its_last_mail() {
    for lifetime in [30, 31, 34, 36, 60] {
        for age in [0, 1, 4, 5, 6, 14, 15, 16, 28, 29, 30, 31, 59, 60, 61, 90] {
            let mut tenant = contoso();
            let group = create(&mut tenant, microsoft_365("Old"));
            pass(&mut tenant, age);
            policy(&mut tenant, lifetime);
            let (mut gone, mut last) = (None, None);
            for day in 0..120 {
                if let Some(at) = mails(&tenant, MailKind::Expiration).last() {
                    last = Some(*at);
                }
                if tenant.directory().group(group).is_none() {
                    gone = Some(day);
                    break;
                }
                pass(&mut tenant, 1);
            }
            assert!(gone.is_some(), "lifetime {lifetime}, age {age}");
            let deleted = tenant.directory().deleted(group).unwrap();
            let after = deleted.deleted_date_time().since(last.unwrap());
            assert!(
                after >= Duration::from_days(1),
                "lifetime {lifetime}, age {age}: {after:?}"
            );
        }
    }
}

#[test]
fn a_changed_lifetime_dates_groups_anew() {
    let mut tenant = contoso();
    let group = create(&mut tenant, microsoft_365("Old"));
    let expires = |tenant: &Tenant, group: ObjectId| {
        let facts = tenant.directory().group(group).unwrap().facts().clone();
        facts.expires.unwrap().since(facts.renewed.unwrap())
    };
    policy(&mut tenant, 365);
    assert_eq!(expires(&tenant, group), Duration::from_days(365));
    pass(&mut tenant, 100);
    policy(&mut tenant, 200);
    assert_eq!(expires(&tenant, group), Duration::from_days(200));
    policy(&mut tenant, 90);
    assert_eq!(expires(&tenant, group), Duration::from_days(135));
}

#[test]
fn the_clock_knows_when_a_group_comes_nearer_to_its_end() {
    let mut tenant = contoso();
    create(&mut tenant, microsoft_365("Old"));
    assert_eq!(tenant.next_event(), None);
    policy(&mut tenant, 365);
    let review = Duration::from_days(365 - 35);
    assert_eq!(
        tenant.next_event().unwrap().since(tenant.clock().now()),
        review
    );
}
