//! The units of a product: how many are free, and whether what is assigned works (N-2, N-3).

use ingroup_directory::{PrepaidUnits, Subscription};
use ingroup_schema::ObjectId;

/// Whether the licences of a product work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// They do, in the grace period too.
    Works,
    /// They do not until the subscription is brought back.
    Suspended,
}

/// How many units can be assigned: active ones and those in their grace period, without those in use (N-2). More may
/// be in use than there are: then none is free.
pub fn free_units(subscription: &Subscription) -> u32 {
    assignable_units(subscription).saturating_sub(subscription.consumed_units)
}

/// How many units can be in use: active ones and those in their grace period.
pub fn assignable_units(subscription: &Subscription) -> u32 {
    let units = subscription.prepaid_units;
    units.enabled.saturating_add(units.warning)
}

/// Whether the licences of a product work (N-3).
pub fn standing(subscription: &Subscription) -> Standing {
    match subscription.capability_status.as_deref() {
        Some("Suspended" | "LockedOut" | "Deleted") => Standing::Suspended,
        Some(_) | None => Standing::Works,
    }
}

/// The word for the state of a subscription with these units: the best that it has.
pub fn capability_status(units: PrepaidUnits) -> &'static str {
    match units {
        PrepaidUnits { enabled: 1.., .. } => "Enabled",
        PrepaidUnits { warning: 1.., .. } => "Warning",
        PrepaidUnits { suspended: 1.., .. } => "Suspended",
        PrepaidUnits {
            locked_out: 1.., ..
        } => "LockedOut",
        PrepaidUnits { .. } => "Deleted",
    }
}

pub(crate) fn subscription(all: &[Subscription], sku: ObjectId) -> Option<&Subscription> {
    all.iter().find(|one| one.sku_id == sku)
}
