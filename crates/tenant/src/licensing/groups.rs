//! The licences of groups: given, taken, exchanged, processed again (`OP-50` to `OP-54`).

use ingroup_directory::{AssignedLicense, GroupFacts};
use ingroup_licensing::{GroupRefusal, group_licenses, is_for_users};
use ingroup_schema::ObjectId;

use super::changes::LicenseChanges;
use super::queue::Task;
use crate::command::Outcome;
use crate::eligibility::{Eligibility, Feature, eligibility};
use crate::journal::Activity;
use crate::refusal::{LicenseRefusal, Refusal};
use crate::tenant::Tenant;

impl Tenant {
    pub(crate) fn assign_group_licenses(
        &mut self,
        group: ObjectId,
        changes: &LicenseChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let known = self.known_group(group)?;
        let facts = known.facts().clone();
        let name = facts.display_name.to_string();
        if let Eligibility::No(_) = eligibility(known, Feature::Licensing) {
            return Err(LicenseRefusal::GroupKind {
                group: name,
                kind: facts.kind(),
            }
            .into());
        }
        let changes = changes.each_once();
        self.check_licenses(&changes.add)?;
        let products = self.products();
        let current = &facts.assigned_licenses;
        let licenses = group_licenses(&products, current, &changes.add, &changes.remove);
        let licenses = licenses.map_err(|refusal| match refusal {
            GroupRefusal::NotAssigned(sku) => LicenseRefusal::NotOfGroup {
                group: name,
                product: self.product_name(sku),
            },
            GroupRefusal::NeedsService { service, needs } => {
                LicenseRefusal::NeedsService { service, needs }
            }
        })?;
        let facts = GroupFacts {
            assigned_licenses: licenses,
            ..GroupFacts::clone(&facts)
        };
        let mut written = Vec::new();
        let set = self.directory.set_group(group, facts, &mut written);
        set.map_err(|error| Refusal::unexpected(&error))?;
        self.wrote(written, outcome);
        Ok(())
    }

    pub(crate) fn reprocess_group(
        &mut self,
        group: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        self.known_group(group)?;
        let correlation = self.next_correlation();
        let correlation = Some(correlation);
        let activity = Activity::TriggerGroupLicense;
        self.log(outcome.by, correlation, activity, group, Vec::new(), None);
        if let Some(correlation) = correlation {
            self.queue_group(group, Task::Reprocess, correlation);
        }
        Ok(())
    }

    /// Whether the tenant has these products, users can have them, and what is to be off is in them.
    pub(super) fn check_licenses(
        &self,
        licenses: &[AssignedLicense],
    ) -> Result<(), LicenseRefusal> {
        let products = self.products();
        for license in licenses {
            let sku = license.sku_id;
            let mut all = self.directory.subscriptions().iter();
            let owned = all.find(|one| one.sku_id == sku);
            let known = products.product(sku);
            let Some(known) = known.filter(|_| owned.is_some() || products.are_unknown()) else {
                return Err(LicenseRefusal::UnknownProduct { sku });
            };
            if owned.is_some_and(|one| !is_for_users(one.applies_to.as_deref())) {
                return Err(LicenseRefusal::NotForUsers {
                    product: self.product_name(sku),
                });
            }
            let of_product = |plan: &&ObjectId| !known.plans().iter().any(|own| own.id() == **plan);
            if let Some(plan) = license.disabled_plans.iter().find(of_product) {
                return Err(LicenseRefusal::UnknownPlan {
                    product: self.product_name(sku),
                    plan: *plan,
                });
            }
        }
        Ok(())
    }
}
