//! A report on a tenant, to read and to keep: what there is, what needs looking at, every group with its rule.
//!
//! The same tenant at the same time gives the same bytes. The page is one file: pictures are in it, nothing is loaded.

mod html;
mod markdown;
mod pictures;

use ingroup_directory::{Group, GroupKind, RuleHolder};
use ingroup_rule::{Severity, analyse};
use ingroup_schema::{Instant, ObjectId};
use ingroup_tenant::{Alert, QuotaUse, Tenant};

use crate::dependencies::{Dependencies, dependencies};

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportFormat {
    /// One page for a browser, with pictures.
    Html,
    /// Plain text with tables.
    Markdown,
}

/// The report on a tenant as it stands.
pub fn report(tenant: &Tenant, format: ReportFormat) -> String {
    let content = Content::of(tenant);
    match format {
        ReportFormat::Html => html::page(&content),
        ReportFormat::Markdown => markdown::text(&content),
    }
}

/// Everything a report says.
struct Content {
    name: String,
    at: Instant,
    summary: Vec<(&'static str, String)>,
    alerts: Vec<Alert>,
    products: Vec<Product>,
    quotas: Vec<QuotaUse>,
    groups: Vec<Holder>,
    units: Vec<Holder>,
    dependencies: Dependencies,
}

/// A product and how much of it is in use.
struct Product {
    name: String,
    enabled: u32,
    consumed: u32,
}

/// A group or an administrative unit.
struct Holder {
    name: String,
    id: String,
    kind: &'static str,
    membership: &'static str,
    members: usize,
    status: String,
    rule: Option<String>,
    /// What is to be said about the rule, or why it could not be carried out.
    findings: Vec<String>,
    licenses: Vec<String>,
}

impl Content {
    fn of(tenant: &Tenant) -> Self {
        let directory = tenant.directory();
        let organization = directory.organization();
        let mut groups: Vec<Holder> = directory
            .groups()
            .map(|group| holder(tenant, RuleHolder::Group(group)))
            .collect();
        let mut units: Vec<Holder> = directory
            .units()
            .map(|unit| holder(tenant, RuleHolder::Unit(unit)))
            .collect();
        for list in [&mut groups, &mut units] {
            list.sort_by_cached_key(|one| (one.name.to_lowercase(), one.id.clone()));
        }
        let products = directory.subscriptions().iter().map(|one| Product {
            name: one.sku_part_number.to_string(),
            enabled: one.prepaid_units.enabled,
            consumed: one.consumed_units,
        });
        Self {
            name: organization
                .display_name
                .as_deref()
                .unwrap_or("Tenant")
                .to_owned(),
            at: tenant.clock().now(),
            summary: summary(tenant, &groups),
            alerts: tenant.alerts(),
            products: products.collect(),
            quotas: tenant.quotas(),
            groups,
            units,
            dependencies: dependencies(tenant),
        }
    }
}

fn summary(tenant: &Tenant, groups: &[Holder]) -> Vec<(&'static str, String)> {
    let directory = tenant.directory();
    let count = |is: &dyn Fn(&Holder) -> bool| groups.iter().filter(|one| is(one)).count();
    let domains = directory.organization().verified_domains.iter();
    let domains: Vec<&str> = domains.map(|domain| &*domain.name).collect();
    let rows = [
        ("Users", directory.users().len()),
        ("Devices", directory.devices().len()),
        ("Groups", groups.len()),
        ("Dynamic groups", count(&|one| one.membership == "Dynamic")),
        (
            "Microsoft 365 groups",
            count(&|one| one.kind == "Microsoft 365"),
        ),
        ("Groups without members", count(&|one| one.members == 0)),
        (
            "Groups in error",
            count(&|one| one.status == "Processing error"),
        ),
        ("Paused groups", count(&|one| one.status == "Update paused")),
        (
            "Groups whose rule there is advice on",
            count(&|one| !one.findings.is_empty()),
        ),
        ("Administrative units", directory.unit_count()),
        ("Applications", directory.applications().count()),
        (
            "Deleted objects that can be restored",
            directory.deleted_count(),
        ),
        ("Pieces of work that wait", tenant.engine().waiting()),
    ];
    let rows = rows
        .into_iter()
        .map(|(name, count)| (name, count.to_string()));
    let id = directory.organization().id;
    let tenant = [
        ("Tenant", (id != ObjectId::NIL).then(|| id.to_string())),
        (
            "Domains",
            Some(domains.join(", ")).filter(|all| !all.is_empty()),
        ),
    ];
    let tenant = tenant
        .into_iter()
        .filter_map(|(name, value)| Some((name, value?)));
    tenant.chain(rows).collect()
}

fn holder(tenant: &Tenant, holder: RuleHolder<'_>) -> Holder {
    let directory = tenant.directory();
    let known = tenant.engine().group(holder.id());
    let rule = holder.rule().filter(|_| holder.is_dynamic());
    let mut findings = Vec::new();
    if let Some(fault) = known.and_then(|known| known.status().fault()) {
        findings.push(fault.message());
    }
    if let Some(rule) = rule {
        let said = analyse(rule, None).diagnostics;
        findings.extend(said.iter().map(|one| match one.severity() {
            Severity::Error => format!("Error: {}", one.message()),
            _ => one.message().to_owned(),
        }));
    }
    let group = match holder {
        RuleHolder::Group(group) => Some(group),
        RuleHolder::Unit(_) => None,
    };
    let licenses = group.into_iter().flat_map(|group| {
        let licenses = group.facts().assigned_licenses.iter();
        licenses.map(|license| {
            let mut bought = directory.subscriptions().iter();
            let found = bought.find(|one| one.sku_id == license.sku_id);
            found.map_or_else(
                || license.sku_id.to_string(),
                |one| one.sku_part_number.to_string(),
            )
        })
    });
    Holder {
        name: holder.display_name().to_owned(),
        id: holder.id().to_string(),
        kind: group.map_or("Administrative unit", kind),
        membership: match holder.is_dynamic() {
            true => "Dynamic",
            false => "Assigned",
        },
        members: holder.members().len(),
        status: known
            .map(|known| known.status().portal_text().to_owned())
            .unwrap_or_default(),
        rule: rule.map(|rule| rule.to_string()),
        findings,
        licenses: licenses.collect(),
    }
}

fn kind(group: &Group) -> &'static str {
    match group.kind() {
        GroupKind::Microsoft365 => "Microsoft 365",
        GroupKind::Security => "Security",
        GroupKind::MailEnabledSecurity => "Mail-enabled security",
        GroupKind::Distribution => "Distribution",
    }
}
