//! The plan that dynamic membership needs: whether the tenant has it, and for how many (`OP-45`, `OP-46`, N-27).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ingroup_directory::Subscription;
use ingroup_schema::{ObjectId, SubjectKind};

use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// The service plans that switch dynamic membership on; bundles contain them, so plans count and not products.
///
/// In this order: Microsoft Entra ID P1, Microsoft Entra ID P2, Intune for Education.
const PLANS: [&str; 3] = [
    "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
    "eec0eb4f-6444-4f95-aba0-50c24d67f998",
    "da24caf9-af8e-485c-b7c8-e73336da2693",
];

/// How many licences dynamic membership takes, and how many there are (`OP-46`). A shortfall blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compliance {
    /// Users who are in at least one dynamic group or administrative unit or administer such a unit, each counted
    /// once; guests too, devices never.
    pub required: usize,
    /// Units of products with such a plan; unknown if nothing is known of the tenant's subscriptions (N-27).
    pub owned: Option<usize>,
    /// How many are missing; none if that is unknown.
    pub shortfall: usize,
}

impl Tenant {
    /// How many licences dynamic membership takes. The cost is that of walking all dynamic memberships once.
    pub fn compliance(&self) -> Compliance {
        let mut counted = vec![false; self.directory.users().row_count()];
        let dynamic = self.directory.rule_holders();
        for holder in dynamic.filter(|holder| holder.is_dynamic()) {
            let members = holder.members().subjects(SubjectKind::User);
            let administrators = self.directory.scoped_role_members(holder.id());
            let administrators =
                administrators.filter_map(|held| self.directory.users().row(held.principal));
            for row in members.chain(administrators) {
                if let Some(seen) = counted.get_mut(row.index()) {
                    *seen = true;
                }
            }
        }
        let required = counted.into_iter().filter(|seen| *seen).count();
        let owned = self.owned_units();
        Compliance {
            required,
            owned,
            shortfall: owned.map_or(0, |owned| required.saturating_sub(owned)),
        }
    }

    /// Whether the tenant may create and change rules: it has at least one unit of the plan, or nothing is known of
    /// its subscriptions (`OP-45`, N-27).
    pub(crate) fn check_plan(&self) -> Result<(), Refusal> {
        match self.owned_units() {
            Some(0) => Err(Refusal::PlanMissing),
            Some(_) | None => Ok(()),
        }
    }

    /// Units that can be assigned: active ones and those in their grace period (N-2).
    pub(crate) fn owned_units(&self) -> Option<usize> {
        let subscriptions = self.directory.subscriptions();
        let with_plan = subscriptions.iter().filter(|one| has_plan(one));
        let units = with_plan.map(|one| {
            let units = one.prepaid_units;
            units.enabled as usize + units.warning as usize
        });
        (!subscriptions.is_empty()).then(|| units.sum())
    }
}

fn has_plan(subscription: &Subscription) -> bool {
    static IDS: LazyLock<BTreeSet<ObjectId>> =
        LazyLock::new(|| PLANS.iter().flat_map(|id| id.parse()).collect());
    let mut plans = subscription.service_plans.iter();
    plans.any(|plan| IDS.contains(&plan.service_plan_id))
}
