//! What would become of licences, in sentences: units by product, and who would not get what.

use std::collections::BTreeMap;

use ingroup_directory::LicenseError;
use ingroup_licensing::reason;
use ingroup_schema::ObjectId;
use ingroup_tenant::{Outcome, Tenant};

use crate::records::name_of;

/// How many users are named one by one.
const NAMED: usize = 3;

/// The sentences; none if no licence would change.
pub(super) fn sentences(before: &Tenant, after: &Tenant, outcome: &Outcome) -> Vec<String> {
    let forecast = before.forecast(after, outcome);
    let mut lines: Vec<String> = Vec::new();
    for one in &forecast.products {
        let (now, then) = (&one.before, &one.after);
        lines.push(format!(
            "{}: {} of {} units are in use, {} of {} would be.",
            after.product_name(then.sku),
            now.consumed,
            now.units,
            then.consumed,
            then.units
        ));
    }
    for moved in &forecast.moves {
        let product = after.product_name(moved.sku);
        let mut products = forecast.products.iter();
        // Where the units in use change, the line above says that people get it.
        let is_counted = products.any(|one| one.after.sku == moved.sku);
        if !moved.losing.is_empty() {
            let names = named(before, &moved.losing);
            lines.push(format!(
                "{} would lose {product} ({names}).",
                moved.losing.len()
            ));
        }
        if !moved.gaining.is_empty() && !is_counted {
            let names = named(after, &moved.gaining);
            lines.push(format!(
                "{} would get {product} ({names}).",
                moved.gaining.len()
            ));
        }
    }
    if forecast.products.is_empty() && forecast.users > 0 {
        let users = match forecast.users {
            1 => "1 user".to_owned(),
            many => format!("{many} users"),
        };
        lines.push(format!(
            "{users} would have the same products from elsewhere, or other services."
        ));
    }
    let mut failing: BTreeMap<(Option<ObjectId>, ObjectId, LicenseError, &str), Vec<ObjectId>> =
        BTreeMap::new();
    for failure in &forecast.failures {
        let reason = reason(failure.error, failure.message.as_deref());
        let about = (failure.group, failure.sku, failure.error, reason);
        failing.entry(about).or_default().push(failure.user);
    }
    for ((group, sku, _, reason), users) in failing {
        let from = group.map_or_else(String::new, |group| {
            format!(" from \"{}\"", name_of(after.directory(), group))
        });
        lines.push(format!(
            "{} would not get {}{from} ({}): {}.",
            users.len(),
            after.product_name(sku),
            named(after, &users),
            reason
        ));
    }
    lines
}

/// The names of the first of them, and how many more there are.
fn named(tenant: &Tenant, users: &[ObjectId]) -> String {
    let directory = tenant.directory();
    let mut names: Vec<String> = users.iter().map(|user| name_of(directory, *user)).collect();
    names.sort();
    names.truncate(NAMED);
    let more = match users.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    format!("{}{more}", names.join(", "))
}
