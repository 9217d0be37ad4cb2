//! The plan that dynamic membership and its like need: whether the tenant has it, and for how many (`OP-45`, `OP-46`,
//! N-27).

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ingroup_directory::{Group, Row, Subscription};
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

/// A feature other than dynamic membership that takes a licence for each user it reaches (`OP-46`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LicensedFeature {
    /// Groups that give licences to their members: also products of Office 365 with E3 or more will do.
    GroupLicensing,
    /// Names of Microsoft 365 groups that a policy gives.
    NamingPolicy,
    /// Microsoft 365 groups that expire.
    Expiration,
}

impl LicensedFeature {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::GroupLicensing, Self::NamingPolicy, Self::Expiration];

    /// What it is called.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GroupLicensing => "Group-based licensing",
            Self::NamingPolicy => "The naming policy",
            Self::Expiration => "The expiration policy",
        }
    }

    /// Whose members count.
    pub const fn counted(self) -> &'static str {
        match self {
            Self::GroupLicensing => "a group that gives licences",
            Self::NamingPolicy => "a Microsoft 365 group",
            Self::Expiration => "a group that expires",
        }
    }

    /// What to do when there are too few.
    pub const fn remedy(self) -> &'static str {
        match self {
            Self::GroupLicensing => {
                "Buy licences with Microsoft Entra ID P1, Microsoft 365 Business Premium or Office 365 E3, or give these \
                 users their licences directly."
            }
            Self::NamingPolicy => {
                "Buy licences with Microsoft Entra ID P1, or end the policy: empty -PrefixSuffixNamingRequirement and \
                 -CustomBlockedWordsList with Set-Tenant."
            }
            Self::Expiration => {
                "Buy licences with Microsoft Entra ID P1, or let the policy cover selected groups only."
            }
        }
    }

    fn takes(self, subscription: &Subscription) -> bool {
        // Office 365 E3, A3, G3 and above are named so; all others that will do contain the plan.
        let office = ["ENTERPRISEPACK", "ENTERPRISEPREMIUM"];
        has_plan(subscription)
            || self == Self::GroupLicensing
                && office
                    .iter()
                    .any(|name| subscription.sku_part_number.starts_with(name))
    }
}

/// How many licences a feature takes, and how many there are. A shortfall blocks nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeatureNeed {
    /// The feature.
    pub feature: LicensedFeature,
    /// Users who are in at least one group that it is used on, each counted once.
    pub required: usize,
    /// Units of products that will do; unknown if nothing is known of the tenant's subscriptions (N-27).
    pub owned: Option<usize>,
    /// How many are missing; none if that is unknown.
    pub shortfall: usize,
}

impl Tenant {
    /// How many licences the features take that are used, besides dynamic membership (`OP-46`). The cost is that of
    /// walking the members of the groups that they are used on once each.
    pub fn feature_needs(&self) -> Vec<FeatureNeed> {
        let needs = LicensedFeature::ALL.into_iter().map(|feature| {
            let groups = self.directory.groups();
            let groups = groups.filter(|group| self.is_used_on(feature, group));
            let rows = groups.flat_map(|group| group.members().subjects(SubjectKind::User));
            let required = self.unique_users(rows);
            let owned = self.units_of(|one| feature.takes(one));
            FeatureNeed {
                feature,
                required,
                owned,
                shortfall: owned.map_or(0, |owned| required.saturating_sub(owned)),
            }
        });
        needs.filter(|need| need.required > 0).collect()
    }

    fn is_used_on(&self, feature: LicensedFeature, group: &Group) -> bool {
        let facts = group.facts();
        match feature {
            LicensedFeature::GroupLicensing => !facts.assigned_licenses.is_empty(),
            LicensedFeature::NamingPolicy => {
                let settings = self.directory.settings();
                let is_set = !settings.prefix_suffix_naming_requirement.is_empty()
                    || !settings.custom_blocked_words.is_empty();
                is_set && facts.is_unified()
            }
            LicensedFeature::Expiration => {
                let policy = self.directory.lifecycle_policy();
                policy.is_some_and(|policy| policy.covers(group.id(), facts))
            }
        }
    }

    /// How many different users these are.
    fn unique_users(&self, rows: impl Iterator<Item = Row>) -> usize {
        let mut seen = vec![false; self.directory.users().row_count()];
        for row in rows {
            if let Some(seen) = seen.get_mut(row.index()) {
                *seen = true;
            }
        }
        seen.into_iter().filter(|seen| *seen).count()
    }

    /// How many licences dynamic membership takes. The cost is that of walking all dynamic memberships once.
    pub fn compliance(&self) -> Compliance {
        let dynamic = self.directory.rule_holders();
        let dynamic = dynamic.filter(|holder| holder.is_dynamic());
        let required = self.unique_users(dynamic.flat_map(|holder| {
            let members = holder.members().subjects(SubjectKind::User);
            let administrators = self.directory.scoped_role_members(holder.id());
            let administrators =
                administrators.filter_map(|held| self.directory.users().row(held.principal));
            members.chain(administrators)
        }));
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
        self.units_of(has_plan)
    }

    fn units_of(&self, takes: impl Fn(&Subscription) -> bool) -> Option<usize> {
        let subscriptions = self.directory.subscriptions();
        let that_do = subscriptions.iter().filter(|one| takes(one));
        let units = that_do.map(|one| {
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
