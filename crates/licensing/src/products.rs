//! The products a tenant owns, with all that is known of their plans, ready for the checks.

use std::collections::BTreeMap;
use std::sync::Arc;

use ingroup_directory::{Directory, ServicePlan, Subscription};
use ingroup_schema::ObjectId;

use crate::catalogue::{KnownPlan, KnownProduct, known_plan};

/// The products of a tenant: what the subscriptions say, and what is known of their plans anyway. Units are not in it:
/// they change with every licence.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Products {
    by_sku: BTreeMap<ObjectId, Product>,
    ownership: Ownership,
}

/// Whether it is known what the tenant owns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Ownership {
    /// Nothing is known: it owns whatever it uses, and products are what they usually are (N-27).
    #[default]
    Unknown,
    /// It owns these and no others.
    Known,
}

/// A product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    plans: Vec<Plan>,
}

/// A plan of a product with its relations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    id: ObjectId,
    name: Arc<str>,
    display_name: Arc<str>,
    service: Option<Arc<str>>,
    depends_on_any: Vec<ObjectId>,
    exclusive_with: Vec<ObjectId>,
    is_unique: bool,
    prohibited_locations: Vec<Arc<str>>,
    uses_exchange: bool,
}

impl Products {
    /// The products of a directory.
    pub fn of(directory: &Directory) -> Self {
        let subscriptions = directory.subscriptions();
        if subscriptions.is_empty() {
            let known = KnownProduct::all().iter();
            return Self {
                by_sku: known
                    .filter_map(|known| Some((known.id()?, Product::known(known))))
                    .collect(),
                ownership: Ownership::Unknown,
            };
        }
        Self {
            by_sku: subscriptions
                .iter()
                .map(|one| (one.sku_id, Product::of(one)))
                .collect(),
            ownership: Ownership::Known,
        }
    }

    /// Whether nothing is known of what the tenant owns; then it owns whatever it uses (N-27).
    pub fn are_unknown(&self) -> bool {
        self.ownership == Ownership::Unknown
    }

    /// Whether a plan is in some product.
    pub fn contains_plan(&self, id: ObjectId) -> bool {
        let mut plans = self.by_sku.values().flat_map(|product| &product.plans);
        plans.any(|plan| plan.id == id)
    }

    /// The product with this id.
    pub fn product(&self, sku: ObjectId) -> Option<&Product> {
        self.by_sku.get(&sku)
    }

    /// The plans of a product that are on; none of a product that is not known.
    pub fn enabled<'a>(
        &'a self,
        sku: ObjectId,
        disabled: &'a [ObjectId],
    ) -> impl Iterator<Item = &'a Plan> + 'a {
        let plans = self.product(sku).map_or(&[][..], |product| &product.plans);
        plans.iter().filter(|plan| !disabled.contains(&plan.id))
    }

    /// The short name of a plan, or its id where nobody has named it.
    pub fn plan_name(&self, id: ObjectId) -> Arc<str> {
        self.named(id, |plan| plan.name.clone(), |known| known.name)
    }

    /// The name of a plan for people.
    pub fn plan_display_name(&self, id: ObjectId) -> Arc<str> {
        self.named(
            id,
            |plan| plan.display_name.clone(),
            |known| known.display_name,
        )
    }

    fn named(
        &self,
        id: ObjectId,
        own: impl Fn(&Plan) -> Arc<str>,
        known: impl Fn(&KnownPlan) -> &'static str,
    ) -> Arc<str> {
        let mut plans = self.by_sku.values().flat_map(|product| &product.plans);
        match (plans.find(|plan| plan.id == id), known_plan(id)) {
            (Some(plan), _) => own(plan),
            (None, Some(plan)) => known(plan).into(),
            (None, None) => id.to_string().into(),
        }
    }
}

impl Product {
    fn of(subscription: &Subscription) -> Self {
        let for_users = |plan: &&ServicePlan| is_for_users(plan.applies_to.as_deref());
        let plans = subscription.service_plans.iter().filter(for_users);
        Self {
            plans: plans.map(Plan::of).collect(),
        }
    }

    fn known(product: &KnownProduct) -> Self {
        Self {
            plans: product.service_plans().iter().map(Plan::of).collect(),
        }
    }

    /// The plans that users get.
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }
}

impl Plan {
    fn of(plan: &ServicePlan) -> Self {
        let known = known_plan(plan.service_plan_id);
        let own = &plan.relations;
        let given = plan.service_plan_name.clone();
        let name = given
            .or_else(|| known.map(|known| known.name.into()))
            .unwrap_or_else(|| plan.service_plan_id.to_string().into());
        let mut depends_on_any: Vec<ObjectId> = Vec::new();
        depends_on_any.extend(known.into_iter().flat_map(|known| known.depends_on_any()));
        depends_on_any.extend(&own.depends_on_any);
        let mut exclusive_with: Vec<ObjectId> = Vec::new();
        exclusive_with.extend(known.into_iter().flat_map(|known| known.exclusive_with()));
        exclusive_with.extend(&own.exclusive_with);
        Self {
            id: plan.service_plan_id,
            display_name: known.map_or_else(|| name.clone(), |known| known.display_name.into()),
            name,
            service: known.map(|known| known.service.into()),
            depends_on_any,
            exclusive_with,
            is_unique: own.is_unique,
            prohibited_locations: own.prohibited_locations.clone(),
            uses_exchange: own.uses_exchange || known.is_some_and(|known| known.uses_exchange),
        }
    }

    /// The id.
    pub fn id(&self) -> ObjectId {
        self.id
    }

    /// The short name.
    pub fn name(&self) -> &Arc<str> {
        &self.name
    }

    /// The name for people.
    pub fn display_name(&self) -> &Arc<str> {
        &self.display_name
    }

    /// The service, as `assignedPlans` has it, if it is known.
    pub fn service(&self) -> Option<&Arc<str>> {
        self.service.as_ref()
    }

    /// The plans of which it needs one; none if it stands alone.
    pub fn depends_on_any(&self) -> &[ObjectId] {
        &self.depends_on_any
    }

    /// Whether one of two plans says that it cannot be with the other.
    pub fn excludes(&self, other: &Self) -> bool {
        self.exclusive_with.contains(&other.id) || other.exclusive_with.contains(&self.id)
    }

    /// Whether it cannot come from two products.
    pub fn is_unique(&self) -> bool {
        self.is_unique
    }

    /// Whether it cannot be used in a country.
    pub fn is_prohibited_in(&self, location: &str) -> bool {
        let mut places = self.prohibited_locations.iter();
        places.any(|place| place.eq_ignore_ascii_case(location))
    }

    /// Whether it has a mailbox.
    pub fn uses_exchange(&self) -> bool {
        self.uses_exchange
    }
}

/// Whether a product or plan is for users, not for the tenant as a whole.
pub fn is_for_users(applies_to: Option<&str>) -> bool {
    !applies_to.is_some_and(|word| word.eq_ignore_ascii_case("Company"))
}
