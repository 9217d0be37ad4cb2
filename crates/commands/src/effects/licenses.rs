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
    if forecast.products.is_empty() && forecast.users > 0 {
        lines.push(match forecast.users {
            1 => {
                "1 user would have the same products from elsewhere, or other services.".to_owned()
            }
            many => format!(
                "{many} users would have the same products from elsewhere, or other services."
            ),
        });
    }
    let mut failing: BTreeMap<(Option<ObjectId>, ObjectId, LicenseError, &str), Vec<String>> =
        BTreeMap::new();
    for failure in &forecast.failures {
        let reason = reason(failure.error, failure.message.as_deref());
        let about = (failure.group, failure.sku, failure.error, reason);
        let name = name_of(after.directory(), failure.user);
        failing.entry(about).or_default().push(name);
    }
    for ((group, sku, _, reason), mut names) in failing {
        names.sort();
        let count = names.len();
        let from = group.map_or_else(String::new, |group| {
            format!(" from \"{}\"", name_of(after.directory(), group))
        });
        names.truncate(NAMED);
        let more = match count.saturating_sub(NAMED) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        lines.push(format!(
            "{count} would not get {}{from} ({}{more}): {}.",
            after.product_name(sku),
            names.join(", "),
            reason
        ));
    }
    lines
}
