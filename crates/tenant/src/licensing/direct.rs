//! Direct licences, and users who are processed again (`OP-55`, `OP-56`): both at once, with an answer.

use std::sync::Arc;

use ingroup_directory::{LicenseError, Row};
use ingroup_licensing::{DirectRefusal, Person, Trigger, assign_directly};
use ingroup_schema::ObjectId;

use super::changes::LicenseChanges;
use super::work::shared;
use crate::command::Outcome;
use crate::refusal::{LicenseRefusal, Refusal};
use crate::tenant::Tenant;

impl Tenant {
    pub(crate) fn assign_user_licenses(
        &mut self,
        user: ObjectId,
        changes: &LicenseChanges,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let row = self.user_row(user)?;
        let changes = changes.each_once();
        self.check_licenses(&changes.add)?;
        let products = self.products();
        let addresses = self.licensing.addresses.are_shared(&self.directory, row);
        let states = self.directory.user_facts(row).license_states();
        let person = Person {
            states: &states,
            location: self.usage_location(row),
            addresses: shared(addresses),
        };
        let terms = self.license_terms(&products);
        let assigned = assign_directly(terms, person, &changes.add, &changes.remove);
        let states = assigned.map_err(|refusal| self.direct_refusal(user, refusal))?;
        let mut written = Vec::new();
        self.write_licenses(&products, row, states, &mut written);
        self.wrote(written, outcome);
        Ok(())
    }

    /// Processes one user again, at once; what others depend on refuses it (`OP-55`).
    pub(crate) fn reprocess_user(
        &mut self,
        user: ObjectId,
        outcome: &mut Outcome,
    ) -> Result<(), Refusal> {
        let row = self.user_row(user)?;
        let products = self.products();
        let addresses = self.licensing.addresses.are_shared(&self.directory, row);
        let sources = self.license_sources(row);
        let shared = shared(addresses);
        let processed = self.processed(&products, row, &sources, Trigger::Reprocess, shared);
        let mut failures = processed.failures.into_iter();
        let depends = failures.find(|failure| failure.error == LicenseError::DependencyViolation);
        if let Some(failure) = depends {
            return Err(self
                .direct_refusal(user, DirectRefusal::Fails(failure))
                .into());
        }
        let mut written = Vec::new();
        self.write_licenses(&products, row, processed.states, &mut written);
        self.wrote(written, outcome);
        Ok(())
    }

    /// Lets giving licences to a user fail so many times.
    pub(crate) fn inject_license_fault(
        &mut self,
        user: ObjectId,
        times: u32,
    ) -> Result<(), Refusal> {
        let row = self.user_row(user)?;
        let faults = Arc::make_mut(&mut self.licensing.faults);
        match times {
            0 => faults.remove(&row),
            times => faults.insert(row, times),
        };
        Ok(())
    }

    /// The users to whom giving licences is to fail, with how often, in the order of their rows.
    pub fn license_faults(&self) -> Vec<(ObjectId, u32)> {
        let faults = self.licensing.faults.iter();
        let users = self.directory.users();
        faults
            .filter_map(|(row, times)| Some((users.id(*row)?, *times)))
            .collect()
    }

    fn user_row(&self, user: ObjectId) -> Result<Row, Refusal> {
        self.known_user(user)?;
        let row = self.directory.users().row(user);
        row.ok_or(Refusal::NotFound {
            kind: ingroup_schema::ObjectKind::User,
            identity: user.to_string(),
        })
    }

    fn direct_refusal(&self, user: ObjectId, refusal: DirectRefusal) -> LicenseRefusal {
        let user = self
            .directory
            .resolve(user)
            .map_or_else(|| user.to_string(), |object| self.name_of(object));
        match refusal {
            DirectRefusal::Inherited(sku) => LicenseRefusal::Inherited {
                user,
                product: self.product_name(sku),
            },
            DirectRefusal::NotHeld(sku) => LicenseRefusal::NotHeld {
                user,
                product: self.product_name(sku),
            },
            DirectRefusal::WithoutLocation => LicenseRefusal::WithoutLocation { user },
            DirectRefusal::Fails(failure) => LicenseRefusal::Fails {
                user,
                product: self.product_name(failure.sku),
                error: failure.error,
                message: failure.message,
            },
        }
    }
}
