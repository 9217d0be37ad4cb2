//! Units that have become free: when those who lack one are tried again (C-7, `LIC-20`).

use ingroup_directory::{
    LicenseAssignmentState, LicenseError, LicenseState, LicenseSweep, Row, RowSet,
};
use ingroup_licensing::free_units;
use ingroup_schema::{Duration, Instant, ObjectId};

use crate::tenant::Tenant;

impl Tenant {
    /// The next instant at which those who lack a unit are tried again; none if nobody lacks one or nothing is tried
    /// by itself. Sweeps are at whole periods, whenever somebody came to wait.
    pub(crate) fn next_sweep(&self) -> Option<Instant> {
        let LicenseSweep::Every(hours) = self.directory.settings().license_sweep else {
            return None;
        };
        self.lacks_units().next()?;
        let period = Duration::from_seconds(i64::from(hours) * 3600);
        let now = self.clock.now().unix_nanoseconds();
        let wait = period.nanoseconds() - now.rem_euclid(period.nanoseconds());
        Some(
            self.clock
                .now()
                .saturating_add(Duration::from_nanoseconds(wait)),
        )
    }

    /// Queues a sweep if it is time for one.
    pub(crate) fn sweep_if_due(&mut self, due: Option<Instant>) {
        if due.is_some_and(|due| due <= self.clock.now()) {
            self.queue_sweep();
        }
    }

    /// Queues a sweep if units are free and the tenant gives them at once.
    pub(super) fn sweep_at_once(&mut self) {
        let at_once = self.directory.settings().license_sweep == LicenseSweep::AtOnce;
        if at_once && !self.waiting_for_units().is_empty() {
            self.queue_sweep();
        }
    }

    /// Those who lack a unit of a product that has free ones, in the order in which they get them.
    pub(super) fn waiting_for_units(&self) -> Vec<Row> {
        let is_free = |sku: ObjectId| {
            let mut all = self.directory.subscriptions().iter();
            all.find(|one| one.sku_id == sku)
                .is_some_and(|one| free_units(one) > 0)
        };
        let mut waiting: Vec<(u64, ObjectId, Row)> = Vec::new();
        let mut group = None;
        let mut joined = Default::default();
        for (row, state) in self
            .lacks_units()
            .filter(|(_, state)| is_free(state.sku_id))
        {
            if group != state.assigned_by_group {
                group = state.assigned_by_group;
                joined = group.map(|group| self.joined(group)).unwrap_or_default();
            }
            if let Some(id) = self.directory.users().id(row) {
                let at = joined.get(&id).copied().unwrap_or_default();
                waiting.push((at, id, row));
            }
        }
        waiting.sort();
        let mut seen = RowSet::default();
        let rows = waiting.into_iter().map(|(_, _, row)| row);
        rows.filter(|row| seen.insert(*row)).collect()
    }

    /// The licences that are not given for lack of a unit, by group.
    fn lacks_units(&self) -> impl Iterator<Item = (Row, LicenseAssignmentState)> + '_ {
        let groups = self.directory.groups_with_license_errors();
        groups.flat_map(move |group| {
            let rows = self.directory.users_with_license_errors(group);
            rows.flat_map(move |row| {
                let states = self.directory.user_facts(row).license_states();
                let lacking = states.iter().filter(|state| {
                    state.assigned_by_group == Some(group)
                        && state.state == LicenseState::Error
                        && state.error == LicenseError::CountViolation
                });
                let lacking: Vec<LicenseAssignmentState> = lacking.cloned().collect();
                lacking.into_iter().map(move |state| (row, state))
            })
        })
    }
}
