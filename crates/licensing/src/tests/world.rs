//! The small world of the tests: some products with few units, and one user.

use ingroup_directory::{
    AssignedLicense, Directory, LicenseAssignmentState, LicenseError, LicenseState, PrepaidUnits,
    Subscription,
};
use ingroup_schema::{Instant, ObjectId};

use crate::*;

pub(crate) fn now() -> Instant {
    "2025-01-06T09:00:00Z".parse().unwrap()
}

pub(crate) fn sku(name: &str) -> ObjectId {
    KnownProduct::by_name(name).unwrap().id().unwrap()
}

/// The id of a plan by its short name.
pub(crate) fn plan(name: &str) -> ObjectId {
    let mut plans = KnownProduct::all()
        .iter()
        .flat_map(KnownProduct::service_plans);
    plans
        .find(|plan| plan.service_plan_name.as_deref() == Some(name))
        .unwrap()
        .service_plan_id
}

/// The id of the group with this number.
pub(crate) fn group(number: u32) -> ObjectId {
    format!("00000000-0000-0000-0000-{number:012}")
        .parse()
        .unwrap()
}

pub(crate) fn license(name: &str, disabled: &[&str]) -> AssignedLicense {
    AssignedLicense {
        sku_id: sku(name),
        disabled_plans: disabled.iter().map(|name| plan(name)).collect(),
    }
}

pub(crate) fn subscription(name: &str, enabled: u32) -> Subscription {
    let known = KnownProduct::by_name(name).unwrap();
    Subscription {
        id: None,
        account_id: None,
        account_name: None,
        applies_to: Some("User".into()),
        capability_status: Some("Enabled".into()),
        consumed_units: 0,
        prepaid_units: PrepaidUnits {
            enabled,
            ..PrepaidUnits::default()
        },
        service_plans: known.service_plans(),
        sku_id: known.id().unwrap(),
        sku_part_number: known.part_number.into(),
        subscription_ids: Vec::new(),
    }
}

/// The products, one user, and what the user has.
pub(crate) struct World {
    pub(crate) subscriptions: Vec<Subscription>,
    pub(crate) states: Vec<LicenseAssignmentState>,
    pub(crate) location: Option<&'static str>,
    pub(crate) addresses: Addresses,
    pub(crate) removal: Removal,
}

impl World {
    pub(crate) fn new() -> Self {
        let names = [
            "STANDARDPACK",
            "ENTERPRISEPACK",
            "EMS",
            "WORKPLACE_ANALYTICS",
            "SPE_E5",
        ];
        Self {
            subscriptions: names.iter().map(|name| subscription(name, 5)).collect(),
            states: Vec::new(),
            location: Some("US"),
            addresses: Addresses::Own,
            removal: Removal::StaysInError,
        }
    }

    pub(crate) fn edit(&mut self, name: &str, edit: impl FnOnce(&mut Subscription)) {
        let wanted = sku(name);
        let mut all = self.subscriptions.iter_mut();
        edit(all.find(|one| one.sku_id == wanted).unwrap());
    }

    pub(crate) fn products(&self) -> Products {
        let mut directory = Directory::default();
        directory.set_subscriptions(self.subscriptions.clone(), &mut Vec::new());
        Products::of(&directory)
    }

    fn person(&self) -> Person<'_> {
        Person {
            states: &self.states,
            location: self.location,
            addresses: self.addresses,
        }
    }

    /// Processes the user, who is in these groups, and says how each state is.
    pub(crate) fn process(&mut self, groups: &[(u32, Vec<AssignedLicense>)]) -> Vec<String> {
        self.process_for(groups, Trigger::Change)
    }

    pub(crate) fn process_for(
        &mut self,
        groups: &[(u32, Vec<AssignedLicense>)],
        trigger: Trigger,
    ) -> Vec<String> {
        let sources: Vec<Source<'_>> = groups
            .iter()
            .map(|(number, licenses)| Source {
                group: group(*number),
                licenses,
                giving: Giving::Usual,
            })
            .collect();
        let products = self.products();
        let terms = Terms {
            products: &products,
            subscriptions: &self.subscriptions,
            removal: self.removal,
            now: now(),
        };
        let done = process_user(terms, self.person(), &sources, trigger);
        let mut shown = self.shown(&done.states);
        shown.extend(done.failures.into_iter().map(|failure| failure.message));
        self.states = done.states;
        shown
    }

    pub(crate) fn assign(
        &mut self,
        added: &[AssignedLicense],
        removed: &[&str],
    ) -> Result<Vec<String>, DirectRefusal> {
        let removed: Vec<ObjectId> = removed.iter().map(|name| sku(name)).collect();
        let products = self.products();
        let terms = Terms {
            products: &products,
            subscriptions: &self.subscriptions,
            removal: self.removal,
            now: now(),
        };
        self.states = assign_directly(terms, self.person(), added, &removed)?;
        Ok(self.shown(&self.states))
    }

    fn shown(&self, states: &[LicenseAssignmentState]) -> Vec<String> {
        let shown = states.iter().map(|state| {
            let all = self.subscriptions.iter();
            let product = all.clone().find(|one| one.sku_id == state.sku_id).unwrap();
            let source = state.assigned_by_group.map_or_else(
                || "direct".to_owned(),
                |group| format!("from {}", group.to_string().trim_start_matches(['0', '-'])),
            );
            let word = match state.state {
                LicenseState::Active => "active",
                LicenseState::ActiveWithError => "active with error",
                LicenseState::Disabled => "disabled",
                LicenseState::Error => "error",
            };
            let error = match state.error {
                LicenseError::None => String::new(),
                other => format!(" {other:?}"),
            };
            format!("{} {source}: {word}{error}", product.sku_part_number)
        });
        shown.collect()
    }
}
