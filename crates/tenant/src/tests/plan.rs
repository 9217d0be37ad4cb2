//! The plan that dynamic membership takes, and for how many (2.8).

use ingroup_directory::{
    ManagedGroups, MembershipType, PrepaidUnits, RoleScope, RuleProcessing, ServicePlan,
    SettingValue, Subscription, UnitFacts,
};
use ingroup_schema::{Duration, SubjectKind, property};

use super::fixture::*;
use super::people::*;
use super::quotas::id;
use super::settings::choose;
use crate::{
    Actor, AlertKind, AuditQuery, Command, Compliance, GroupChanges, LicensedFeature, Lifecycle,
    LifecycleChanges, Refusal, Role, Tenant,
};

const SALES: &str = "user.department -eq \"Sales\"";
pub(super) const P1: &str = "41781fb2-bc02-4b7c-bd55-b576c07bb09d";
const EXCHANGE: &str = "efb87545-963c-4e0d-99df-69c6916d9eb0";

pub(super) fn subscription(plan: &str, enabled: u32) -> Subscription {
    Subscription {
        id: None,
        account_id: None,
        account_name: None,
        applies_to: Some("User".into()),
        capability_status: Some("Enabled".into()),
        consumed_units: 0,
        prepaid_units: PrepaidUnits {
            enabled,
            ..PrepaidUnits::default()
        },
        service_plans: vec![ServicePlan {
            applies_to: None,
            provisioning_status: None,
            service_plan_id: plan.parse().unwrap(),
            service_plan_name: None,
            relations: Default::default(),
        }],
        sku_id: id("sku", 1),
        sku_part_number: "PRODUCT".into(),
        subscription_ids: Vec::new(),
    }
}

#[test]
fn sc_64_without_the_plan_no_rule_is_made_or_changed() {
    let mut tenant = contoso();
    let sales = create(&mut tenant, dynamic("Sales", SALES));
    let subscribe = |tenant: &mut Tenant, subscriptions| {
        tenant
            .directory
            .set_subscriptions(subscriptions, &mut Vec::new());
    };
    // Other products, and a product with the plan of which no unit is left.
    for known in [vec![subscription(EXCHANGE, 50)], vec![subscription(P1, 0)]] {
        subscribe(&mut tenant, known);
        let refused = tenant.execute(Command::CreateGroup(dynamic("More", SALES)));
        let refused = refused.unwrap_err();
        assert_eq!(
            refused.to_string(),
            "None of the tenant's subscriptions contains dynamic membership."
        );
        assert!(refused.help().unwrap().contains("P1"));
        let rule = GroupChanges {
            membership_rule: Some(format!("{SALES} ")),
            ..GroupChanges::default()
        };
        assert_eq!(
            change(&mut tenant, sales, rule).unwrap_err(),
            Refusal::PlanMissing
        );
        // What is there goes on, can be paused and resumed, and other groups are made as before.
        set(&mut tenant, "alex", &[("department", "Sales")]);
        assert_eq!(members(&tenant, sales), ["adele", "alex", "diego"]);
        set(&mut tenant, "alex", &[("department", "Marketing")]);
        pause(&mut tenant, sales, RuleProcessing::Paused);
        pause(&mut tenant, sales, RuleProcessing::On);
        create(&mut tenant, assigned("Staff"));
    }
    subscribe(&mut tenant, vec![subscription(P1, 1)]);
    create(&mut tenant, dynamic("More", SALES));
}

#[test]
fn sc_78_each_user_of_dynamic_groups_counts_once_and_no_device() {
    let mut tenant = contoso();
    for (name, letters) in [("u1", "a"), ("u2", "ab"), ("u3", "ab"), ("u4", "b")] {
        new_user(&mut tenant, name, &[("city", letters)]).unwrap();
    }
    create(&mut tenant, dynamic("A", "user.city -contains \"a\""));
    create(&mut tenant, dynamic("B", "user.city -contains \"b\""));
    create(
        &mut tenant,
        dynamic("D", "device.deviceOSType -eq \"Windows\""),
    );
    let key = property(SubjectKind::Device, "deviceOSType").unwrap().id;
    for number in 0..2 {
        let values = vec![(
            ingroup_schema::PropertyKey::Known(key),
            ingroup_schema::Value::text("Windows"),
        )];
        let mut changes = Vec::new();
        tenant
            .directory
            .create_device(
                id("device", number),
                values,
                Default::default(),
                &mut changes,
            )
            .unwrap();
        tenant.wrote(changes, &mut crate::Outcome::default());
    }
    tenant.execute(Command::ProcessQueue).unwrap();
    let unknown = Compliance {
        required: 4,
        owned: None,
        shortfall: 0,
    };
    assert_eq!(tenant.compliance(), unknown);
    tenant
        .directory
        .set_subscriptions(vec![subscription(P1, 3)], &mut Vec::new());
    let short = Compliance {
        owned: Some(3),
        shortfall: 1,
        ..unknown
    };
    assert_eq!(tenant.compliance(), short);
    let alerts = tenant.alerts();
    assert_eq!(
        alerts[0].text,
        "Dynamic membership takes 4 licences, one for each user in a dynamic group, and the tenant owns 3. The \
         shortfall is 1; nothing stops for it."
    );
    create(&mut tenant, dynamic("Still works", SALES));
    assert_eq!(tenant.compliance().required, 6);
}

#[test]
fn the_members_and_administrators_of_dynamic_units_count_too() {
    let mut tenant = contoso();
    let unit = id("unit", 0);
    let facts = UnitFacts {
        display_name: "Sellers".into(),
        membership_type: MembershipType::Dynamic,
        membership_rule: Some(SALES.into()),
        rule_processing: Some(RuleProcessing::On),
        ..UnitFacts::default()
    };
    let mut changes = Vec::new();
    tenant
        .directory
        .create_unit(unit, facts, &mut changes)
        .unwrap();
    tenant.wrote(changes, &mut crate::Outcome::default());
    tenant.execute(Command::ProcessQueue).unwrap();
    assert_eq!(tenant.compliance().required, 2);
    let grady = id_of(&tenant, "grady");
    give(&mut tenant, grady, Role::Groups, RoleScope::Unit(unit)).unwrap();
    assert_eq!(tenant.compliance().required, 3);
}

#[test]
fn log_6_a_tenant_without_the_plan_keeps_its_log_for_seven_days() {
    let mut tenant = contoso();
    create(&mut tenant, dynamic("Sales", SALES));
    tenant
        .directory
        .set_subscriptions(vec![subscription(EXCHANGE, 5)], &mut Vec::new());
    assert_eq!(tenant.alerts()[0].kind, AlertKind::Licences);
    let entries = |tenant: &Tenant| tenant.audit(AuditQuery::default()).count();
    let kept = entries(&tenant);
    for (days, left) in [(7, kept), (8, 0)] {
        let to = start().saturating_add(Duration::from_days(days));
        tenant.execute(Command::SetClock { to }).unwrap();
        assert_eq!(entries(&tenant), left);
    }
}

#[test]
fn what_else_takes_licences_counts_its_own_users_once() {
    let mut tenant = contoso();
    let [sales, staff] = ["Sales", "Staff"].map(|name| create(&mut tenant, microsoft_365(name)));
    let plain = create(&mut tenant, assigned("Plain"));
    let mut join = |group, names: &[&str]| {
        let members = names.iter().map(|name| id_of(&tenant, name)).collect();
        let add = Command::AddMembers { group, members };
        tenant.execute(add).unwrap();
    };
    join(sales, &["adele", "alex"]);
    join(staff, &["adele", "diego"]);
    join(plain, &["grady"]);
    assert!(tenant.feature_needs().is_empty(), "nothing is used");
    tenant
        .directory
        .set_subscriptions(vec![subscription(P1, 2)], &mut Vec::new());
    let policy = LifecycleChanges {
        lifetime_days: Some(365),
        managed: Some(ManagedGroups::Selected),
        ..LifecycleChanges::default()
    };
    tenant
        .execute(Command::Lifecycle(Lifecycle::Create(policy)))
        .unwrap();
    tenant
        .execute(Command::Lifecycle(Lifecycle::Select(sales)))
        .unwrap();
    let words = ("CustomBlockedWordsList", SettingValue::Text("CEO".into()));
    choose(&mut tenant, Actor::BuiltIn, &[words]).unwrap();
    let needs = tenant.feature_needs().into_iter();
    let needs: Vec<_> = needs
        .map(|need| (need.feature, need.required, need.owned, need.shortfall))
        .collect();
    assert_eq!(
        needs,
        [
            (LicensedFeature::NamingPolicy, 3, Some(2), 1),
            (LicensedFeature::Expiration, 2, Some(2), 0),
        ]
    );
    let alerts = tenant.alerts();
    assert_eq!(alerts.len(), 1, "{alerts:?}");
    assert_eq!(
        alerts[0].text,
        "The naming policy takes 3 licences, one for each user in a Microsoft 365 group, and the tenant owns 2. The \
         shortfall is 1; nothing stops for it."
    );
}
