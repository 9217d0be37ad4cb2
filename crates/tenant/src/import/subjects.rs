//! Users and devices that one directory has taken over from another.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use ingroup_directory::{Change, Directory, IntegrityError, Row, Subscription};
use ingroup_engine::Watch;
use ingroup_schema::{ObjectId, PropertyKey, PropertyType, SubjectKind, Value};

use super::coverage::{Coverage, FactList};
use crate::command::Outcome;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// A tenant on its way to what an export says.
pub(super) struct Taking<'a> {
    pub(super) tenant: &'a mut Tenant,
    pub(super) new: &'a Directory,
    pub(super) coverage: &'a Coverage,
    pub(super) outcome: &'a mut Outcome,
    /// Who waits, and how many users and devices have been looked at.
    pub(super) watch: Watch<'a>,
    pub(super) done: usize,
    /// The units of each product that those who were created hold: they are not counted as they come.
    pub(super) taken: BTreeMap<ObjectId, u32>,
}

impl Taking<'_> {
    /// Writes to the directory and tells everybody: one unit of work.
    pub(super) fn write(
        &mut self,
        work: impl FnOnce(&mut Directory, &mut Vec<Change>) -> Result<(), IntegrityError>,
    ) -> Result<(), Refusal> {
        let mut changes = Vec::new();
        let done = work(&mut self.tenant.directory, &mut changes);
        done.map_err(|error| Refusal::unexpected(&error))?;
        if !changes.is_empty() {
            self.tenant.wrote(changes, self.outcome);
        }
        Ok(())
    }

    /// Tells whoever waits that one more user or device is looked at, each of them twice.
    pub(super) fn tell(&mut self) -> Result<(), Refusal> {
        let all = 2 * (self.new.users().len() + self.new.devices().len());
        self.done += 1;
        match (self.watch)(self.done.min(all), all) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Refusal::Stopped),
        }
    }

    /// Creates a user or device as the export has it, without manager.
    pub(super) fn create_subject(&mut self, kind: SubjectKind, row: Row) -> Result<(), Refusal> {
        let table = self.new.table(kind);
        let Some(id) = table.id(row) else {
            return Ok(());
        };
        let values = table
            .properties()
            .filter(is_written)
            .map(|key| (table.owned(row, &key), key))
            .filter(|(value, _)| !value.is_missing())
            .map(|(value, key)| (key, value))
            .collect();
        let new = self.new;
        if kind == SubjectKind::User && !self.coverage.has(FactList::Subscriptions) {
            for license in &new.user_facts(row).assigned_licenses {
                *self.taken.entry(license.sku_id).or_default() += 1;
            }
        }
        self.write(|directory, changes| match kind {
            SubjectKind::User => directory
                .create_user(id, values, new.user_facts(row).clone(), changes)
                .map(|_| ()),
            SubjectKind::Device => directory
                .create_device(id, values, new.device_facts(row).clone(), changes)
                .map(|_| ()),
        })
    }

    /// Gives a user or device that is there the values and facts of the export.
    pub(super) fn update_subject(&mut self, kind: SubjectKind, row: Row) -> Result<(), Refusal> {
        let (new, coverage) = (self.new, self.coverage);
        let theirs = new.table(kind);
        let ours = self.tenant.directory.table(kind);
        let Some((id, own)) = theirs.id(row).and_then(|id| Some((id, ours.row(id)?))) else {
            return Ok(());
        };
        let mut values: Vec<(PropertyKey, Value)> = Vec::new();
        let added = theirs.properties().filter(|key| ours.column(key).is_none());
        for key in ours.properties().chain(added) {
            let said = is_written(&key) && !coverage.absent.contains(&key);
            if said && ours.value(own, &key) != theirs.value(row, &key) {
                let value = theirs.owned(row, &key);
                let value = match value.is_missing() {
                    true => Value::Null,
                    false => value,
                };
                values.push((key, value));
            }
        }
        self.write(|directory, changes| {
            directory.set_values(id, values, changes)?;
            match kind {
                SubjectKind::User => {
                    let theirs = new.user_facts(row);
                    if coverage.has_licenses() {
                        let states = theirs.license_states().into_owned();
                        directory.set_user_licenses(id, states, changes)?;
                    }
                    let facts = coverage.user_facts(directory.user_facts(own), theirs);
                    directory.set_user_facts(id, facts, changes)
                }
                SubjectKind::Device => {
                    let (ours, theirs) = (directory.device_facts(own), new.device_facts(row));
                    let facts = coverage.device_facts(ours, theirs);
                    directory.set_device_facts(id, facts, changes)
                }
            }
        })
    }

    /// Gives a user the manager that the export has.
    pub(super) fn take_manager(&mut self, row: Row) -> Result<(), Refusal> {
        let users = self.new.users();
        let Some(id) = users.id(row) else {
            return Ok(());
        };
        let manager = self.new.manager(row).and_then(|row| users.id(row));
        self.write(|directory, changes| directory.set_manager(id, manager, changes))
    }

    /// Counts the units that those hold who were created, where the export does not say how many are in use.
    pub(super) fn count_taken(&mut self) -> Result<(), Refusal> {
        let taken = std::mem::take(&mut self.taken);
        if taken.is_empty() {
            return Ok(());
        }
        self.write(|directory, changes| {
            let mut subscriptions: Vec<Subscription> = directory.subscriptions().to_vec();
            for subscription in &mut subscriptions {
                let more = taken.get(&subscription.sku_id).copied().unwrap_or_default();
                subscription.consumed_units = subscription.consumed_units.saturating_add(more);
            }
            directory.set_subscriptions(subscriptions, changes);
            Ok(())
        })
    }
}

/// Whether a property is written, and does not follow from other facts.
fn is_written(key: &PropertyKey) -> bool {
    key.name() != "objectId" && key.property_type() != PropertyType::GroupCollection
}
