//! What an import leaves to be done: members who lack what their group gives, and who is in a group by rule no more.
//!
//! Licences are taken as they are found, with their errors. Where the files tell that units of a product are in use
//! but not by whom, nobody is given one: who has it is unknown, not nobody.

use ingroup_directory::{Group, LicenseAssignmentState, LicenseError, LicenseState, ObjectRef};
use ingroup_directory::{Row, RowSet};
use ingroup_schema::{ObjectId, SubjectKind};

use super::queue::Task;
use crate::tenant::Tenant;

impl Tenant {
    /// Queues the users whose licences do not fit the groups that give some (`LIC-12`). The cost is that of walking
    /// the members of these groups once.
    pub(crate) fn queue_found_licenses(&mut self) {
        let mut users = RowSet::default();
        for group in self.directory.licensing_groups() {
            let given = group.facts().assigned_licenses.iter();
            let given = given.map(|license| license.sku_id);
            let given: Vec<ObjectId> = given.filter(|sku| self.is_told_of(*sku)).collect();
            for row in group.members().subjects(SubjectKind::User) {
                if self.lacks(row, group.id(), &given) {
                    users.insert(row);
                }
            }
            if group.facts().is_dynamic() {
                let holders = given
                    .iter()
                    .flat_map(|sku| self.directory.license_holders(*sku));
                for row in holders.filter(|row| self.has_left(*row, group)) {
                    users.insert(row);
                }
            }
        }
        let correlation = self.next_correlation();
        self.queue_users(users, Task::Members, correlation);
    }

    /// Whether it is known who has a product.
    fn is_told_of(&self, sku: ObjectId) -> bool {
        let mut products = self.directory.subscriptions().iter();
        let product = products.find(|one| one.sku_id == sku);
        product.is_none_or(|one| one.consumed_units == 0)
            || self.directory.license_holder_count(sku) > 0
    }

    fn lacks(&self, row: Row, group: ObjectId, given: &[ObjectId]) -> bool {
        let states = self.directory.user_facts(row).license_states();
        let has = |sku: &ObjectId| {
            let mut own = states.iter();
            own.any(|state| state.sku_id == *sku && state.assigned_by_group == Some(group))
        };
        given.iter().any(|sku| !has(sku))
    }

    /// Whether a user has licences of a group without being in it; what stays because others depend on it stays.
    fn has_left(&self, row: Row, group: &Group) -> bool {
        let stays = |state: &LicenseAssignmentState| {
            state.state == LicenseState::ActiveWithError
                && state.error == LicenseError::DependencyViolation
        };
        let states = self.directory.user_facts(row).license_states();
        let mut own = states
            .iter()
            .filter(|state| state.assigned_by_group == Some(group.id()));
        own.any(|state| !stays(state)) && !group.members().contains(ObjectRef::User(row))
    }
}
