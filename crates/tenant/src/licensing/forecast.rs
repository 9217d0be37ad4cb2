//! What a command would do to licences: units before and after, and who would not get one, before anything happens.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{Change, LicenseAssignmentState, LicenseError, UserFacts};
use ingroup_schema::ObjectId;

use super::report::ProductUse;
use super::work::is_failing;
use crate::actor::Actor;
use crate::clock::ClockMode;
use crate::command::{Command, Outcome};
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// What would become of licences.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseForecast {
    /// Every product of which the units in use or owned would be others, in the order of the subscriptions.
    pub products: Vec<ProductForecast>,
    /// The licences that would newly fail, by user.
    pub failures: Vec<ForecastFailure>,
    /// Who would hold a product no more, or newly, in the order of the products' ids.
    pub moves: Vec<ProductMoves>,
    /// How many users would hold the same products from elsewhere or with other services.
    pub users: usize,
}

/// Who would come to hold a product, and who would not hold it any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductMoves {
    /// The product.
    pub sku: ObjectId,
    /// Who would hold it, by id.
    pub gaining: Vec<ObjectId>,
    /// Who would not hold it any more, by id.
    pub losing: Vec<ObjectId>,
}

/// What would become of the units of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductForecast {
    /// As it is.
    pub before: ProductUse,
    /// As it would be.
    pub after: ProductUse,
}

/// A licence that would fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForecastFailure {
    /// Whom.
    pub user: ObjectId,
    /// The group that would have given it.
    pub group: Option<ObjectId>,
    /// The product.
    pub sku: ObjectId,
    /// The kind of reason.
    pub error: LicenseError,
    /// The reason, a sentence; none where it is only that another product of the group fails.
    pub message: Option<String>,
}

/// A licence that serves: the product, the group it comes from, and what is off in it.
type Held = (ObjectId, Option<ObjectId>, Vec<ObjectId>);

impl Tenant {
    /// What a command would do to licences, with all that follows from it, as if all waiting work were done too. The
    /// tenant stays as it is; refused commands are refused here as well.
    pub fn forecast_licenses(
        &self,
        actor: Actor,
        command: Command,
    ) -> Result<LicenseForecast, Refusal> {
        let mut after = self.clone();
        after.clock.set_mode(ClockMode::Immediate);
        let mut outcome = after.execute_as(actor, command)?;
        after.drain(&mut outcome);
        Ok(self.forecast(&after, &outcome))
    }

    /// The same, where it has been tried already on a clone.
    pub fn forecast(&self, after: &Self, outcome: &Outcome) -> LicenseForecast {
        let changed = outcome
            .events
            .iter()
            .filter_map(|event| match event.change {
                Change::LicensesChanged { user, .. } => Some(user),
                _ => None,
            });
        let changed: BTreeSet<ObjectId> = changed.collect();
        let before_use = self.product_use();
        let products = after.product_use().into_iter().filter_map(|after| {
            let mut before = before_use.iter();
            let before = before.find(|one| one.sku == after.sku).cloned();
            let before = before.unwrap_or_else(|| ProductUse {
                units: 0,
                consumed: 0,
                free: 0,
                ..after.clone()
            });
            (before != after).then_some(ProductForecast { before, after })
        });
        let mut moves: BTreeMap<ObjectId, ProductMoves> = BTreeMap::new();
        let mut users = 0;
        for user in &changed {
            let (had, has) = (self.held(*user), after.held(*user));
            let (old, new) = (skus(&had), skus(&has));
            users += usize::from(old == new && had != has);
            for sku in old.symmetric_difference(&new) {
                let of_product = moves.entry(*sku).or_insert_with(|| ProductMoves {
                    sku: *sku,
                    gaining: Vec::new(),
                    losing: Vec::new(),
                });
                match old.contains(sku) {
                    true => of_product.losing.push(*user),
                    false => of_product.gaining.push(*user),
                }
            }
        }
        LicenseForecast {
            products: products.collect(),
            failures: changed
                .iter()
                .flat_map(|user| self.new_failures(after, *user))
                .collect(),
            moves: moves.into_values().collect(),
            users,
        }
    }

    /// The licences that serve a user, with what is off in each.
    fn held(&self, user: ObjectId) -> Vec<Held> {
        let row = self.directory.users().row(user);
        let facts = row.map(|row| self.directory.user_facts(row).clone());
        let states = facts.map(states).unwrap_or_default().into_iter();
        let held = states.filter(|state| state.state.holds());
        held.map(|state| (state.sku_id, state.assigned_by_group, state.disabled_plans))
            .collect()
    }

    fn new_failures(&self, after: &Self, user: ObjectId) -> Vec<ForecastFailure> {
        let facts = |tenant: &Self| {
            let row = tenant.directory.users().row(user);
            row.map(|row| tenant.directory.user_facts(row).clone())
        };
        let before = facts(self).map(states).unwrap_or_default();
        let failed_before = |state: &LicenseAssignmentState| {
            before.iter().any(|had| {
                (had.sku_id, had.assigned_by_group, had.error)
                    == (state.sku_id, state.assigned_by_group, state.error)
            })
        };
        let now = facts(after).map(states).unwrap_or_default();
        let fails = |state: &LicenseAssignmentState| is_failing(state) && !failed_before(state);
        let failing: Vec<LicenseAssignmentState> = now.into_iter().filter(fails).collect();
        if failing.is_empty() {
            return Vec::new();
        }
        let reasons = after.license_reasons(user);
        let forecast = failing.into_iter().map(|state| {
            let mut reasons = reasons.iter();
            let own = reasons.find(|reason| {
                reason.source == state.assigned_by_group && reason.sku == state.sku_id
            });
            ForecastFailure {
                user,
                group: state.assigned_by_group,
                sku: state.sku_id,
                error: state.error,
                message: own.map(|reason| reason.message.clone()),
            }
        });
        forecast.collect()
    }
}

fn skus(held: &[Held]) -> BTreeSet<ObjectId> {
    held.iter().map(|(sku, ..)| *sku).collect()
}

fn states(facts: UserFacts) -> Vec<LicenseAssignmentState> {
    facts.license_states().into_owned()
}
