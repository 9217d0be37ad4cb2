//! The plans that a user's licences come to: what `assignedPlans` says, and what rules read (`LIC-4`, PROC-17).

use std::sync::Arc;

use ingroup_directory::LicenseAssignmentState;
use ingroup_schema::{AssignedPlan, ObjectId};

use crate::process::Terms;
use crate::units::subscription;

/// The states of a plan, the best first.
const RANKS: [&str; 5] = ["Enabled", "Warning", "Suspended", "LockedOut", "Deleted"];

/// The plans of a user with these licences: one entry for each plan that is on in a licence that holds, with the best
/// state it has from any product. Of plans that the user had, the date and the service stay.
///
/// Of a product that nobody has described nothing is known: then plans that belong to no known product stay too.
pub fn assigned_plans(
    terms: Terms<'_>,
    states: &[LicenseAssignmentState],
    had: &[AssignedPlan],
) -> Vec<AssignedPlan> {
    let products = terms.products;
    let held = || states.iter().filter(|state| state.state.holds());
    let mut now: Vec<(ObjectId, &str, Option<&Arc<str>>)> = Vec::new();
    for state in held() {
        let product = subscription(terms.subscriptions, state.sku_id);
        let status = product.and_then(|product| product.capability_status.as_deref());
        let status = status.unwrap_or("Enabled");
        for plan in products.enabled(state.sku_id, &state.disabled_plans) {
            match now.iter_mut().find(|(id, ..)| *id == plan.id()) {
                Some((_, known, _)) if rank(status) < rank(known) => *known = status,
                Some(_) => {}
                None => now.push((plan.id(), status, plan.service())),
            }
        }
    }
    let unknown = held().any(|state| products.product(state.sku_id).is_none());
    let mut plans = Vec::with_capacity(now.len());
    for old in had {
        let id: Option<ObjectId> = old
            .service_plan_id
            .as_deref()
            .and_then(|id| id.parse().ok());
        let place = now.iter().position(|(known, ..)| Some(*known) == id);
        match place.map(|place| now.remove(place)) {
            Some((_, status, service)) => plans.push(AssignedPlan {
                capability_status: match &old.capability_status {
                    Some(same) if **same == *status => Some(same.clone()),
                    _ => Some(status.into()),
                },
                service: old.service.clone().or_else(|| service.cloned()),
                ..old.clone()
            }),
            None if unknown && !id.is_some_and(|id| products.contains_plan(id)) => {
                plans.push(old.clone());
            }
            None => {}
        }
    }
    let new = now.into_iter().map(|(id, status, service)| AssignedPlan {
        assigned_date_time: Some(terms.now),
        capability_status: Some(status.into()),
        service: service.cloned(),
        service_plan_id: Some(id.to_string().into()),
    });
    plans.extend(new);
    plans
}

fn rank(status: &str) -> usize {
    let place = RANKS.iter().position(|known| *known == status);
    place.unwrap_or(RANKS.len())
}
