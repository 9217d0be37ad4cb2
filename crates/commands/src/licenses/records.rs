//! Licences as records: of a group, of a user, of the tenant, and as they would be.

use std::collections::BTreeMap;

use ingroup_directory::{
    AssignedLicense, Directory, LicenseAssignmentState, LicenseError, LicenseState, Subscription,
    effective_licenses,
};
use ingroup_licensing::{
    Failure, KnownProduct, Products, assignable_units, free_units, reason, remedy,
};
use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Object, Value};
use ingroup_tenant::{
    ForecastFailure, LicenseForecast, LicenseReportStatus, Tenant, UserLicenseFailure, top_reason,
};

use crate::records::{name_of, time};

/// The licences of a group, one record for each product, by name (`OP-57`).
pub(crate) fn group_licenses(tenant: &Tenant, group: ObjectId) -> Vec<Object> {
    let directory = tenant.directory();
    let (Some(known), Ok(report)) = (directory.group(group), tenant.license_report(group)) else {
        return Vec::new();
    };
    let processing = tenant.license_processing(group).ok().flatten();
    let members = known.members().rows(SubjectKind::User).len();
    let licenses = known.facts().assigned_licenses.iter();
    let rows = licenses.map(|license| {
        let states = report.failures.iter().flat_map(|failure| &failure.states);
        let errors: Vec<LicenseError> = states
            .filter(|state| state.sku_id == license.sku_id)
            .map(|state| state.error)
            .collect();
        let status = match (report.status, errors.is_empty()) {
            (LicenseReportStatus::InProgress, _) => LicenseReportStatus::InProgress,
            (_, true) => LicenseReportStatus::AllAssigned,
            (_, false) => LicenseReportStatus::Errors,
        };
        let top = top_reason(errors.iter().copied());
        let message = message(tenant, group, license.sku_id, &report.failures);
        let message = message.as_deref();
        let name = tenant.product_name(license.sku_id);
        let record = Object::new("GroupLicense")
            .with("Group", known.display_name())
            .with("Product", name.as_str())
            .with("State", status.name())
            .with("UsersInError", errors.len())
            .with("TopReason", top.map(|top| reason(top, message)))
            .with("WhatToDo", top.map(|top| remedy(top, message)))
            .with("Users", members)
            .with("DisabledPlans", plan_names(tenant, &license.disabled_plans))
            .with("Processing", processing.map(|state| state.graph_name()))
            .with("SkuPartNumber", part_number(tenant, license.sku_id))
            .with("SkuId", license.sku_id.to_string())
            .with("GroupId", group.to_string());
        (name, record)
    });
    let mut rows: Vec<(String, Object)> = rows.collect();
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, record)| record).collect()
}

/// What does not work for the members of a group, by user and product.
pub(crate) fn group_errors(tenant: &Tenant, group: ObjectId) -> Vec<Object> {
    let failures = tenant.license_failures(group).into_iter();
    let mut rows: Vec<((String, String), Object)> = failures
        .flat_map(|failure| {
            let reasons = tenant.license_reasons(failure.user);
            let states = failure.states.into_iter();
            let rows = states.map(move |state| {
                let own = own(&reasons, &state);
                let about = (state.assigned_by_group, state.sku_id, state.error);
                let what_to_do = what_to_do(tenant, failure.user, &state, own);
                let detail = own.map(|own| own.message.clone());
                error_record(tenant, failure.user, about, detail, what_to_do)
            });
            rows.collect::<Vec<_>>()
        })
        .collect();
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, record)| record).collect()
}

/// Who would not get what, by user and product.
pub(crate) fn forecast_failures(tenant: &Tenant, failures: &[ForecastFailure]) -> Vec<Object> {
    let rows = failures.iter().map(|failure| {
        let about = (failure.group, failure.sku, failure.error);
        let message = failure.message.clone();
        let what_to_do = remedy(failure.error, message.as_deref()).to_owned();
        error_record(tenant, failure.user, about, message, what_to_do)
    });
    let mut rows: Vec<((String, String), Object)> = rows.collect();
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, record)| record).collect()
}

fn error_record(
    tenant: &Tenant,
    user: ObjectId,
    (group, sku, error): (Option<ObjectId>, ObjectId, LicenseError),
    detail: Option<String>,
    what_to_do: String,
) -> ((String, String), Object) {
    let directory = tenant.directory();
    let name = name_of(directory, user);
    let product = tenant.product_name(sku);
    let address = directory
        .users()
        .row(user)
        .and_then(|row| directory.user_principal_name(row));
    let record = Object::new("GroupLicenseError")
        .with("DisplayName", name.as_str())
        .with("UserPrincipalName", address)
        .with("Product", product.as_str())
        .with("Reason", reason(error, detail.as_deref()))
        .with("Detail", detail)
        .with("WhatToDo", what_to_do)
        .with("Group", group.map(|group| name_of(directory, group)))
        .with("Error", error.graph_name())
        .with("SkuPartNumber", part_number(tenant, sku))
        .with("Id", user.to_string());
    ((name, product), record)
}

/// The licences of a user, one record for each product and source, by name.
pub(crate) fn user_licenses(tenant: &Tenant, user: ObjectId) -> Vec<Object> {
    let directory = tenant.directory();
    let Some(row) = directory.users().row(user) else {
        return Vec::new();
    };
    let states = directory.user_facts(row).license_states();
    let reasons = match states.iter().any(|state| state.state.is_in_error()) {
        true => tenant.license_reasons(user),
        false => Vec::new(),
    };
    let rows = states.iter().map(|state| {
        let product = tenant.product_name(state.sku_id);
        let source = source(tenant, state);
        let fails = state.error != LicenseError::None;
        let own = own(&reasons, state).filter(|_| fails);
        let detail = own.map(|own| own.message.as_str());
        let record = Object::new("UserLicense")
            .with("DisplayName", name_of(directory, user))
            .with("UserPrincipalName", directory.user_principal_name(row))
            .with("Product", product.as_str())
            .with("Source", source.as_str())
            .with("State", state.state.graph_name())
            .with("Reason", fails.then(|| reason(state.error, detail)))
            .with("Detail", detail)
            .with(
                "WhatToDo",
                fails.then(|| what_to_do(tenant, user, state, own)),
            )
            .with("DisabledPlans", plan_names(tenant, &state.disabled_plans))
            .with(
                "LastUpdatedDateTime",
                state.last_updated_date_time.map(time),
            )
            .with("SkuPartNumber", part_number(tenant, state.sku_id))
            .with("SkuId", state.sku_id.to_string())
            .with(
                "AssignedByGroup",
                state.assigned_by_group.map(|group| group.to_string()),
            )
            .with("Id", user.to_string());
        ((product, source), record)
    });
    let mut rows: Vec<((String, String), Object)> = rows.collect();
    rows.sort_by(|(one, _), (other, _)| one.cmp(other));
    rows.into_iter().map(|(_, record)| record).collect()
}

/// The services that a user has, by name, with all that give each (`LIC-4`).
pub(crate) fn services(tenant: &Tenant, user: ObjectId) -> Vec<Object> {
    let directory = tenant.directory();
    let Some(row) = directory.users().row(user) else {
        return Vec::new();
    };
    let products = Products::of(directory);
    let mut found: BTreeMap<(String, String), Vec<&LicenseAssignmentState>> = BTreeMap::new();
    let states = directory.user_facts(row).license_states();
    for state in states.iter().filter(|state| state.state.holds()) {
        let product = products.product(state.sku_id);
        for plan in product.map_or(&[][..], |product| product.plans()) {
            if !state.disabled_plans.contains(&plan.id()) {
                let name = (plan.display_name().to_string(), plan.name().to_string());
                found.entry(name).or_default().push(state);
            }
        }
    }
    let rows = found.into_iter().map(|((service, plan), states)| {
        let each = |name: &dyn Fn(&LicenseAssignmentState) -> String| {
            let mut names: Vec<String> = states.iter().map(|state| name(state)).collect();
            names.sort();
            names.dedup();
            Value::texts(names.iter().map(String::as_str))
        };
        let works = states
            .iter()
            .any(|state| state.state != LicenseState::Disabled);
        Object::new("UserService")
            .with("Service", service)
            .with("ServicePlan", plan)
            .with("Products", each(&|state| tenant.product_name(state.sku_id)))
            .with("Sources", each(&|state| source(tenant, state)))
            .with("Status", if works { "Enabled" } else { "Suspended" })
    });
    rows.collect()
}

/// A product that the tenant owns.
pub(crate) fn subscription(tenant: &Tenant, one: &Subscription) -> Object {
    let units = one.prepaid_units;
    let plans = one.service_plans.iter().map(|plan| {
        Value::Object(
            Object::new("ServicePlan")
                .with("ServicePlanName", plan.service_plan_name.as_deref())
                .with("ServicePlanId", plan.service_plan_id.to_string())
                .with("ProvisioningStatus", plan.provisioning_status.as_deref())
                .with("AppliesTo", plan.applies_to.as_deref()),
        )
    });
    let prepaid = Object::new("LicenseUnits")
        .with("Enabled", units.enabled)
        .with("LockedOut", units.locked_out)
        .with("Suspended", units.suspended)
        .with("Warning", units.warning);
    Object::new("Subscription")
        .with("Product", tenant.product_name(one.sku_id))
        .with("SkuPartNumber", &*one.sku_part_number)
        .with("CapabilityStatus", one.capability_status.as_deref())
        .with("Units", assignable_units(one))
        .with("ConsumedUnits", one.consumed_units)
        .with("FreeUnits", free_units(one))
        .with("PrepaidUnits", Value::Object(prepaid))
        .with("ServicePlans", Value::array(plans.collect()))
        .with("AppliesTo", one.applies_to.as_deref())
        .with("AccountId", one.account_id.as_deref())
        .with("AccountName", one.account_name.as_deref())
        .with(
            "SubscriptionIds",
            Value::texts(one.subscription_ids.iter().map(|id| &**id)),
        )
        .with("SkuId", one.sku_id.to_string())
        .with(
            "AccountSkuId",
            account_sku_id(tenant.directory(), &one.sku_part_number),
        )
        .with("Id", one.id.as_deref())
}

/// The units of the products that a forecast is about, as they are and as they would be.
pub(crate) fn forecast_products(
    tenant: &Tenant,
    forecast: &LicenseForecast,
    concerned: &[ObjectId],
) -> Vec<Object> {
    let rows = tenant.product_use().into_iter();
    let is_new = |sku: ObjectId| !tenant.product_use().iter().any(|one| one.sku == sku);
    let new = forecast.products.iter().map(|one| &one.before);
    let new: Vec<_> = new.filter(|before| is_new(before.sku)).cloned().collect();
    let rows = rows.chain(new).filter_map(|before| {
        let mut changed = forecast.products.iter();
        let after = changed
            .find(|one| one.after.sku == before.sku)
            .map(|one| one.after.clone());
        if after.is_none() && !concerned.contains(&before.sku) {
            return None;
        }
        let after = after.unwrap_or_else(|| before.clone());
        let failures = forecast.failures.iter();
        let failures = failures.filter(|failure| failure.sku == before.sku).count();
        Some(
            Object::new("LicenseForecast")
                .with("Product", tenant.product_name(before.sku))
                .with("Units", after.units)
                .with("ConsumedUnits", before.consumed)
                .with("ConsumedAfter", after.consumed)
                .with("FreeUnits", before.free)
                .with("FreeAfter", after.free)
                .with("WouldFail", failures)
                .with("SkuPartNumber", before.part_number)
                .with("SkuId", before.sku.to_string()),
        )
    });
    rows.collect()
}

/// Licences as Graph has them: `assignedLicenses`.
pub(crate) fn assigned(licenses: &[AssignedLicense]) -> Value {
    let each = licenses.iter().map(|license| {
        Value::Object(
            Object::new("AssignedLicense")
                .with("DisabledPlans", ids(&license.disabled_plans))
                .with("SkuId", license.sku_id.to_string()),
        )
    });
    Value::array(each.collect())
}

/// The products that a user holds, with the groups that give each, as the oldest module has them; the user's own id
/// stands for a direct licence.
pub(crate) fn held(
    directory: &Directory,
    user: ObjectId,
    states: &[LicenseAssignmentState],
) -> Value {
    let each = effective_licenses(states).into_iter().map(|license| {
        let mut owned = directory.subscriptions().iter();
        let owned = owned.find(|one| one.sku_id == license.sku_id);
        let name = match owned {
            Some(owned) => owned.sku_part_number.to_string(),
            None => KnownProduct::by_id(license.sku_id).map_or_else(
                || license.sku_id.to_string(),
                |known| known.part_number.to_owned(),
            ),
        };
        let sources = states
            .iter()
            .filter(|state| state.sku_id == license.sku_id && state.state.holds())
            .map(|state| state.assigned_by_group.unwrap_or(user).to_string());
        Value::Object(
            Object::new("License")
                .with("AccountSkuId", account_sku_id(directory, &name))
                .with("SkuPartNumber", name)
                .with("GroupsAssigningLicense", Value::texts(sources)),
        )
    });
    Value::array(each.collect())
}

/// A product as the oldest module names it: the tenant's first domain, and the short name.
fn account_sku_id(directory: &Directory, part_number: &str) -> String {
    let domains = &directory.organization().verified_domains;
    let initial = domains.iter().find(|domain| domain.is_initial);
    let label = initial.and_then(|domain| domain.name.split('.').next());
    format!("{}:{part_number}", label.unwrap_or_default())
}

/// Licences with their sources as Graph has them: `licenseAssignmentStates`.
pub(crate) fn assignment_states(states: &[LicenseAssignmentState]) -> Value {
    let each = states.iter().map(|state| {
        let group = state.assigned_by_group.map(|group| group.to_string());
        Value::Object(
            Object::new("LicenseAssignmentState")
                .with("AssignedByGroup", group)
                .with("DisabledPlans", ids(&state.disabled_plans))
                .with("Error", state.error.graph_name())
                .with(
                    "LastUpdatedDateTime",
                    state.last_updated_date_time.map(time),
                )
                .with("SkuId", state.sku_id.to_string())
                .with("State", state.state.graph_name()),
        )
    });
    Value::array(each.collect())
}

/// What a user holds, a record for each product with its plans: `licenseDetails`.
pub(crate) fn details(tenant: &Tenant, user: ObjectId) -> Vec<Object> {
    let directory = tenant.directory();
    let Some(row) = directory.users().row(user) else {
        return Vec::new();
    };
    let products = Products::of(directory);
    let states = directory.user_facts(row).license_states();
    let held = effective_licenses(&states).into_iter();
    let rows = held.map(|license| {
        let product = products.product(license.sku_id);
        let plans = product.map_or(&[][..], |product| product.plans()).iter();
        let plans = plans.map(|plan| {
            let is_off = license.disabled_plans.contains(&plan.id());
            Value::Object(
                Object::new("ServicePlanInfo")
                    .with("AppliesTo", "User")
                    .with(
                        "ProvisioningStatus",
                        if is_off { "Disabled" } else { "Success" },
                    )
                    .with("ServicePlanId", plan.id().to_string())
                    .with("ServicePlanName", &**plan.name()),
            )
        });
        Object::new("LicenseDetail")
            .with("Id", format!("{user}_{}", license.sku_id))
            .with("ServicePlans", Value::array(plans.collect()))
            .with("SkuId", license.sku_id.to_string())
            .with("SkuPartNumber", part_number(tenant, license.sku_id))
    });
    rows.collect()
}

fn ids(ids: &[ObjectId]) -> Value {
    Value::texts(ids.iter().map(|id| id.to_string()))
}

/// The short names of plans, in alphabetical order.
fn plan_names(tenant: &Tenant, plans: &[ObjectId]) -> Value {
    let products = Products::of(tenant.directory());
    let names = plans.iter().map(|plan| products.plan_name(*plan));
    let mut names: Vec<_> = names.collect();
    names.sort();
    Value::texts(names.iter().map(|name| &**name))
}

fn part_number(tenant: &Tenant, sku: ObjectId) -> Option<String> {
    let mut owned = tenant.directory().subscriptions().iter();
    let one = owned.find(|one| one.sku_id == sku)?;
    Some(one.sku_part_number.to_string())
}

fn source(tenant: &Tenant, state: &LicenseAssignmentState) -> String {
    match state.assigned_by_group {
        Some(group) => name_of(tenant.directory(), group),
        None => "Direct".to_owned(),
    }
}

/// What fails by itself, of a state that does not work.
fn own<'r>(reasons: &'r [Failure], state: &LicenseAssignmentState) -> Option<&'r Failure> {
    let mut reasons = reasons.iter();
    reasons.find(|reason| (reason.source, reason.sku) == (state.assigned_by_group, state.sku_id))
}

/// What the errors of a product do not say, where none of them has a reason of its own.
fn message(
    tenant: &Tenant,
    group: ObjectId,
    sku: ObjectId,
    failures: &[UserLicenseFailure],
) -> Option<String> {
    let of_product = |failure: &&UserLicenseFailure| {
        let mut states = failure.states.iter();
        states.any(|state| state.sku_id == sku)
    };
    let first = failures.iter().find(of_product)?;
    tenant.license_message(group, first)
}

/// What mends a state that does not work, with names where one product is in the way of another.
fn what_to_do(
    tenant: &Tenant,
    user: ObjectId,
    state: &LicenseAssignmentState,
    own: Option<&Failure>,
) -> String {
    let message = own.map(|own| own.message.as_str());
    let general = || remedy(state.error, message).to_owned();
    let Some(other) = own.and_then(|own| own.against) else {
        return general();
    };
    let directory = tenant.directory();
    let Some(row) = directory.users().row(user) else {
        return general();
    };
    let states = directory.user_facts(row).license_states();
    let mut held = states.iter();
    let Some(held) = held.find(|held| held.sku_id == other && held.state.holds()) else {
        return general();
    };
    let who = directory.user_principal_name(row).unwrap_or_default();
    let product = tenant.product_name(other);
    let takes = match held.assigned_by_group {
        Some(group) => {
            let is_dynamic = directory
                .group(group)
                .is_some_and(|group| group.facts().is_dynamic());
            let group = quoted(&name_of(directory, group));
            match is_dynamic {
                true => format!(
                    "A rule of '{group}' that leaves {who} out (Set-Group '{group}' -MembershipRule …)"
                ),
                false => format!("Remove-GroupMember '{group}' {who}"),
            }
        }
        None => format!(
            "Set-UserLicense {who} -RemoveLicense {}",
            part_number(tenant, other).unwrap_or_else(|| other.to_string())
        ),
    };
    let group = state
        .assigned_by_group
        .map(|group| name_of(directory, group));
    let group = group.unwrap_or_default();
    format!(
        "{takes} takes {product} away, and the rest follows by itself. Or switch the service off that both have: \
         Set-GroupLicense '{}' -AddLicense {} -DisabledPlan ….",
        quoted(&group),
        part_number(tenant, state.sku_id).unwrap_or_else(|| state.sku_id.to_string())
    )
}

/// A text as it stands between single quotes.
fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}
