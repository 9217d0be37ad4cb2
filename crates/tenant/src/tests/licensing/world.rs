//! What the tests of licences have in common.

use ingroup_directory::{AssignedLicense, LicenseError, LicenseState, PrepaidUnits};
use ingroup_licensing::KnownProduct;
use ingroup_schema::ObjectId;

use crate::tests::fixture::*;
use crate::*;

pub(crate) fn sku(name: &str) -> ObjectId {
    KnownProduct::by_name(name).unwrap().id().unwrap()
}

pub(crate) fn plan(name: &str) -> ObjectId {
    let mut plans = KnownProduct::all()
        .iter()
        .flat_map(KnownProduct::service_plans);
    plans
        .find(|plan| plan.service_plan_name.as_deref() == Some(name))
        .unwrap()
        .service_plan_id
}

/// A product, with plans that are off after a blank: `EMS -MFA_PREMIUM`.
pub(crate) fn license(text: &str) -> AssignedLicense {
    let mut words = text.split(" -");
    AssignedLicense {
        sku_id: sku(words.next().unwrap()),
        disabled_plans: words.map(plan).collect(),
    }
}

pub(crate) fn give(texts: &[&str]) -> LicenseChanges {
    LicenseChanges {
        add: texts.iter().map(|text| license(text)).collect(),
        remove: Vec::new(),
    }
}

pub(crate) fn take(names: &[&str]) -> LicenseChanges {
    LicenseChanges {
        add: Vec::new(),
        remove: names.iter().map(|name| sku(name)).collect(),
    }
}

pub(crate) fn buy(tenant: &mut Tenant, name: &str, enabled: u32) {
    let units = PrepaidUnits {
        enabled,
        ..PrepaidUnits::default()
    };
    tenant
        .execute(Command::CreateSubscription(NewSubscription {
            product: sku(name),
            part_number: None,
            units,
            service_plans: Vec::new(),
        }))
        .unwrap();
}

/// The people of Contoso, in the United States, and products with 25 units each, or 5.
pub(crate) fn licensed_contoso() -> Tenant {
    let mut tenant = contoso();
    for (name, units) in [
        ("SPE_E5", 25),
        ("ENTERPRISEPACK", 25),
        ("STANDARDPACK", 25),
        ("EMS", 25),
        ("AAD_PREMIUM", 50),
        ("WORKPLACE_ANALYTICS", 5),
        ("MCOMEETADV", 5),
    ] {
        buy(&mut tenant, name, units);
    }
    for name in ["adele", "alex", "grady"] {
        set(&mut tenant, name, &[("usageLocation", "US")]);
    }
    set(&mut tenant, "diego", &[("usageLocation", "DE")]);
    tenant
}

pub(crate) fn user(tenant: &Tenant, name: &str) -> ObjectId {
    tenant
        .find(Wanted::User, &format!("{name}@contoso.com"))
        .unwrap()
}

pub(crate) fn license_group(
    tenant: &mut Tenant,
    group: ObjectId,
    changes: LicenseChanges,
) -> Result<Outcome, Refusal> {
    tenant.execute(Command::AssignGroupLicenses { group, changes })
}

pub(crate) fn license_user(
    tenant: &mut Tenant,
    name: &str,
    changes: LicenseChanges,
) -> Result<Outcome, Refusal> {
    let user = user(tenant, name);
    tenant.execute(Command::AssignUserLicenses { user, changes })
}

pub(crate) fn join(tenant: &mut Tenant, group: ObjectId, names: &[&str]) {
    let members = names.iter().map(|name| user(tenant, name)).collect();
    tenant
        .execute(Command::AddMembers { group, members })
        .unwrap();
}

pub(crate) fn leave(tenant: &mut Tenant, group: ObjectId, name: &str) {
    let member = user(tenant, name);
    tenant
        .execute(Command::RemoveMember { group, member })
        .unwrap();
}

/// What a user has: product, source, state, error.
pub(crate) fn licenses(tenant: &Tenant, name: &str) -> Vec<String> {
    let directory = tenant.directory();
    let row = directory.users().row(user(tenant, name)).unwrap();
    let states = directory.user_facts(row).license_states();
    let shown = states.iter().map(|state| {
        let product = KnownProduct::by_id(state.sku_id).unwrap().part_number;
        let source = state.assigned_by_group.map_or("direct", |group| {
            directory
                .group(group)
                .map_or("a deleted group", |group| group.display_name())
        });
        let word = match state.state {
            LicenseState::Active => "",
            LicenseState::ActiveWithError => " (active with error)",
            LicenseState::Disabled => " (disabled)",
            LicenseState::Error => " (error)",
        };
        let error = match state.error {
            LicenseError::None => String::new(),
            other => format!(" {other:?}"),
        };
        format!("{product} from {source}{word}{error}")
    });
    shown.collect()
}

/// The short names of a user's plans that work, sorted.
pub(crate) fn plans(tenant: &Tenant, name: &str) -> Vec<String> {
    let directory = tenant.directory();
    let row = directory.users().row(user(tenant, name)).unwrap();
    let value = directory.users().owned(row, &key("assignedPlans"));
    let ingroup_schema::Value::Plans(plans) = value else {
        return Vec::new();
    };
    let mut names: Vec<String> = plans
        .iter()
        .filter(|plan| plan.capability_status.as_deref() == Some("Enabled"))
        .map(|plan| {
            let id: ObjectId = plan.service_plan_id.as_deref().unwrap().parse().unwrap();
            ingroup_licensing::known_plan(id)
                .map_or_else(|| id.to_string(), |plan| plan.name.to_owned())
        })
        .collect();
    names.sort();
    names
}

pub(crate) fn consumed(tenant: &Tenant, name: &str) -> u32 {
    let wanted = sku(name);
    let mut all = tenant.directory().subscriptions().iter();
    all.find(|one| one.sku_id == wanted).unwrap().consumed_units
}

pub(crate) fn report(tenant: &Tenant, group: ObjectId) -> &'static str {
    tenant.license_report(group).unwrap().status.name()
}

/// The entries of the log since a number of them, as activity, actor and detail.
pub(crate) fn log_since(tenant: &Tenant, before: usize) -> Vec<String> {
    tenant
        .audit(AuditQuery::default())
        .skip(before)
        .map(|entry| {
            let target = entry
                .targets
                .first()
                .and_then(|target| target.display_name.clone());
            let target = target.unwrap_or_default();
            let reason = match &*entry.result_reason {
                "" => String::new(),
                reason => format!(" [{reason}]"),
            };
            format!(
                "{} | {} | {target}{reason}",
                entry.activity.name(),
                entry.initiated_by.name()
            )
        })
        .collect()
}

pub(crate) fn log_length(tenant: &Tenant) -> usize {
    tenant.audit(AuditQuery::default()).count()
}

pub(crate) fn service_text(refusal: &Refusal) -> String {
    refusal.service().unwrap().message.unwrap().into_owned()
}
