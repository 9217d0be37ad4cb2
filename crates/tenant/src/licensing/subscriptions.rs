//! Subscriptions: what the tenant owns, how much of it, and what is in it (`1.9`, `LIC-11`).

use std::sync::Arc;

use ingroup_directory::{PlanRelations, PrepaidUnits, ServicePlan, Subscription};
use ingroup_licensing::{KnownProduct, capability_status, known_plan};
use ingroup_schema::{ObjectId, fold};
use serde::{Deserialize, Serialize};

use crate::command::Outcome;
use crate::names::{check_length, invalid};
use crate::quota::Room;
use crate::refusal::{LicenseRefusal, Refusal};
use crate::tenant::Tenant;

/// The longest short name of a product or plan.
const LONGEST_NAME: usize = 128;

/// A subscription to a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSubscription {
    /// The product's id; [`KnownProduct`] has those that can be bought by name.
    pub product: ObjectId,
    /// Its short name, such as `SPE_E5`; it can be left out for a product that is known.
    pub part_number: Option<String>,
    /// What is paid for.
    pub units: PrepaidUnits,
    /// Its plans; those that are known if none are given.
    pub service_plans: Vec<NewServicePlan>,
}

/// A service plan of a product.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewServicePlan {
    /// Its id.
    pub id: ObjectId,
    /// Its short name; it can be left out for a plan that is known.
    pub name: Option<String>,
    /// How it stands to others, beside what is known of it anyway.
    pub relations: PlanRelations,
}

/// Changes of a subscription's units; only what is named changes. What state it is in follows: enabled while one unit
/// is, in its grace period, suspended, locked out or deleted otherwise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SubscriptionChanges {
    /// Active units.
    pub enabled: Option<u32>,
    /// Units in their grace period.
    pub warning: Option<u32>,
    /// Cancelled units that can be brought back.
    pub suspended: Option<u32>,
    /// Units that are locked.
    pub locked_out: Option<u32>,
}

impl Tenant {
    /// The name of a product for people: known, or the short name of the subscription, or the id.
    pub fn product_name(&self, sku: ObjectId) -> String {
        if let Some(known) = KnownProduct::by_id(sku) {
            return known.display_name.to_owned();
        }
        let mut all = self.directory.subscriptions().iter();
        all.find(|one| one.sku_id == sku)
            .map_or_else(|| sku.to_string(), |one| one.sku_part_number.to_string())
    }

    /// The product that a person means: by id, short name or name; of those that the tenant owns, or all that are
    /// known if nothing is known of what it owns.
    pub fn find_product(&self, identity: &str) -> Result<ObjectId, Refusal> {
        let subscriptions = self.directory.subscriptions();
        let known = KnownProduct::by_name(identity).and_then(KnownProduct::id);
        let wanted = identity.parse().ok().or(known);
        let owned = subscriptions.iter().find(|one| {
            Some(one.sku_id) == wanted || one.sku_part_number.eq_ignore_ascii_case(identity)
        });
        let found = owned.map(|one| one.sku_id);
        let found = found.or(wanted.filter(|_| subscriptions.is_empty()));
        found.ok_or_else(|| {
            LicenseRefusal::NoSuchProduct {
                identity: identity.to_owned(),
                meant: self.meant_product(identity),
            }
            .into()
        })
    }

    /// Asks whether one of the products was meant that have such a word in their name.
    fn meant_product(&self, identity: &str) -> String {
        let word = fold(identity);
        let subscriptions = self.directory.subscriptions().iter();
        let names = subscriptions.map(|one| self.product_name(one.sku_id));
        let has_it = |name: &String| fold(name).split(' ').any(|part| part == word.as_str());
        let names = names.filter(has_it).map(|name| format!("\"{name}\""));
        let names: Vec<String> = names.collect();
        match names.is_empty() {
            true => String::new(),
            false => format!(" Did you mean {}?", names.join(" or ")),
        }
    }

    /// The plan of a product that a person means: by id, short name or name.
    pub fn find_plan(&self, product: ObjectId, identity: &str) -> Result<ObjectId, Refusal> {
        let products = self.products();
        let wanted: Option<ObjectId> = identity.parse().ok();
        let plans = products
            .product(product)
            .map_or(&[][..], |known| known.plans());
        let mut plans = plans.iter();
        let found = plans.find(|plan| {
            Some(plan.id()) == wanted
                || plan.name().eq_ignore_ascii_case(identity)
                || plan.display_name().eq_ignore_ascii_case(identity)
        });
        found.map(|plan| plan.id()).ok_or_else(|| {
            LicenseRefusal::NoSuchPlan {
                product: self.product_name(product),
                identity: identity.to_owned(),
            }
            .into()
        })
    }

    pub(crate) fn create_subscription(
        &mut self,
        new: NewSubscription,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let sku = new.product;
        let known = KnownProduct::by_id(sku);
        if self
            .directory
            .subscriptions()
            .iter()
            .any(|one| one.sku_id == sku)
        {
            let product = self.product_name(sku);
            return Err(LicenseRefusal::SubscriptionExists { product }.into());
        }
        let part_number = new.part_number.filter(|name| !name.trim().is_empty());
        let part_number = part_number.or(known.map(|known| known.part_number.to_owned()));
        let Some(part_number) = part_number else {
            let reason = "a product that is not known by its id needs one";
            return Err(invalid("skuPartNumber", "", reason));
        };
        check_length("skuPartNumber", &part_number, LONGEST_NAME)?;
        if new.service_plans.is_empty() && known.is_none() {
            let product = part_number;
            return Err(LicenseRefusal::WithoutPlans { product }.into());
        }
        self.room(Room::Subscription)?;
        let service_plans = match (new.service_plans.is_empty(), known) {
            (true, Some(known)) => known.service_plans(),
            (..) => new
                .service_plans
                .into_iter()
                .map(service_plan)
                .collect::<Result<_, _>>()?,
        };
        let tenant = self.directory.organization().id;
        let contract = self.new_id("subscription", &sku.to_string());
        let subscription = Subscription {
            id: Some(format!("{tenant}_{sku}").into()),
            account_id: Some(tenant.to_string().into()),
            account_name: self.directory.organization().display_name.clone(),
            applies_to: Some("User".into()),
            capability_status: Some(capability_status(new.units).into()),
            consumed_units: u32::try_from(self.directory.license_holder_count(sku))
                .unwrap_or(u32::MAX),
            prepaid_units: new.units,
            service_plans,
            sku_id: sku,
            sku_part_number: part_number.into(),
            subscription_ids: vec![contract.to_string().into()],
        };
        let mut subscriptions = self.directory.subscriptions().to_vec();
        subscriptions.push(subscription);
        self.write_subscriptions(subscriptions, sku, outcome);
        outcome.created = Some(sku);
        Ok(())
    }

    pub(crate) fn update_subscription(
        &mut self,
        sku: ObjectId,
        changes: SubscriptionChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let (mut subscriptions, place) = self.known_subscription(sku)?;
        if let Some(one) = subscriptions.get_mut(place) {
            let units = &mut one.prepaid_units;
            let facts = [
                (&mut units.enabled, changes.enabled),
                (&mut units.warning, changes.warning),
                (&mut units.suspended, changes.suspended),
                (&mut units.locked_out, changes.locked_out),
            ];
            for (units, wanted) in facts {
                *units = wanted.unwrap_or(*units);
            }
            one.capability_status = Some(capability_status(*units).into());
        }
        self.write_subscriptions(subscriptions, sku, outcome);
        Ok(())
    }

    /// A service comes into a product: it is on wherever the product is (`LIC-11`).
    pub(crate) fn add_service_plan(
        &mut self,
        sku: ObjectId,
        plan: NewServicePlan,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let (mut subscriptions, place) = self.known_subscription(sku)?;
        let plan = service_plan(plan)?;
        if let Some(one) = subscriptions.get_mut(place) {
            let mut plans = one.service_plans.iter();
            if plans.any(|known| known.service_plan_id == plan.service_plan_id) {
                return Err(LicenseRefusal::PlanExists {
                    product: self.product_name(sku),
                    plan: plan.service_plan_id,
                }
                .into());
            }
            one.service_plans.push(plan);
        }
        self.write_subscriptions(subscriptions, sku, outcome);
        Ok(())
    }

    fn known_subscription(&self, sku: ObjectId) -> Result<(Vec<Subscription>, usize), Refusal> {
        let all = self.directory.subscriptions();
        match all.iter().position(|one| one.sku_id == sku) {
            Some(place) => Ok((all.to_vec(), place)),
            None => Err(LicenseRefusal::UnknownProduct { sku }.into()),
        }
    }

    /// Writes the subscriptions; the holders of the product that changed follow, if it is another for them.
    fn write_subscriptions(
        &mut self,
        subscriptions: Vec<Subscription>,
        sku: ObjectId,
        outcome: &mut Outcome,
    ) {
        let of_product = |all: &[Subscription]| {
            let one = all.iter().find(|one| one.sku_id == sku)?;
            Some((one.capability_status.clone(), one.service_plans.clone()))
        };
        let before = of_product(self.directory.subscriptions());
        let mut changes = Vec::new();
        self.directory
            .set_subscriptions(subscriptions, &mut changes);
        self.wrote(changes, outcome);
        let after = of_product(self.directory.subscriptions());
        if before != after && self.directory.license_holder_count(sku) > 0 {
            let correlation = self.last_correlation();
            self.queue_product(sku, correlation);
        }
    }
}

fn service_plan(new: NewServicePlan) -> Result<ServicePlan, Refusal> {
    let known = known_plan(new.id).map(|known| known.name.to_owned());
    let name = new.name.filter(|name| !name.trim().is_empty()).or(known);
    let Some(name) = name else {
        let reason = "a plan that is not known by its id needs one";
        return Err(invalid("servicePlanName", "", reason));
    };
    check_length("servicePlanName", &name, LONGEST_NAME)?;
    let relations = &new.relations;
    let mut places = relations.prohibited_locations.iter();
    let is_country =
        |code: &Arc<str>| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic());
    if let Some(wrong) = places.find(|place| !is_country(place)) {
        return Err(invalid(
            "prohibitedLocations",
            wrong,
            "it is two letters, such as US or NG",
        ));
    }
    Ok(ServicePlan {
        applies_to: Some("User".into()),
        provisioning_status: Some("Success".into()),
        service_plan_id: new.id,
        service_plan_name: Some(name.into()),
        relations: new.relations,
    })
}
