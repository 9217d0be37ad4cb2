//! The licences of users: who holds which product, and whose licences do not work (`1.9`, `2.7`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use ingroup_schema::{ObjectId, SubjectKind};

use crate::change::Change;
use crate::directory::Directory;
use crate::error::IntegrityError;
use crate::facts::{
    AssignedLicense, LicenseAssignmentState, LicenseError, LicenseState, UserFacts,
};
use crate::membership::Membership;
use crate::row::{ObjectRef, Row};

impl LicenseState {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::Active => "Active",
            Self::ActiveWithError => "ActiveWithError",
            Self::Disabled => "Disabled",
            Self::Error => "Error",
        }
    }

    /// Whether the user holds the product, and so a unit of it.
    pub fn holds(self) -> bool {
        match self {
            Self::Active | Self::ActiveWithError | Self::Disabled => true,
            Self::Error => false,
        }
    }

    /// Whether something is wrong that somebody should see.
    pub fn is_in_error(self) -> bool {
        match self {
            Self::ActiveWithError | Self::Error => true,
            Self::Active | Self::Disabled => false,
        }
    }
}

impl LicenseError {
    /// The word in Graph.
    pub fn graph_name(self) -> &'static str {
        match self {
            Self::None => "None",
            Self::CountViolation => "CountViolation",
            Self::MutuallyExclusiveViolation => "MutuallyExclusiveViolation",
            Self::DependencyViolation => "DependencyViolation",
            Self::ProhibitedInUsageLocationViolation => "ProhibitedInUsageLocationViolation",
            Self::UniquenessViolation => "UniquenessViolation",
            Self::Other => "Other",
        }
    }
}

impl UserFacts {
    /// One entry for each licence and source. Where an export told of licences only and not where they come from,
    /// they count as direct.
    pub fn license_states(&self) -> Cow<'_, [LicenseAssignmentState]> {
        if !self.license_assignment_states.is_empty() || self.assigned_licenses.is_empty() {
            return Cow::Borrowed(&self.license_assignment_states);
        }
        let direct = self.assigned_licenses.iter().map(|license| {
            let AssignedLicense {
                sku_id,
                disabled_plans,
            } = license.clone();
            LicenseAssignmentState {
                sku_id,
                disabled_plans,
                assigned_by_group: None,
                state: LicenseState::Active,
                error: Default::default(),
                last_updated_date_time: None,
            }
        });
        Cow::Owned(direct.collect())
    }

    /// The products the user holds, each once, ascending (`LIC-3`).
    fn held(&self) -> BTreeSet<ObjectId> {
        if self.license_assignment_states.is_empty() {
            let licenses = self.assigned_licenses.iter();
            return licenses.map(|license| license.sku_id).collect();
        }
        let states = self.license_assignment_states.iter();
        let held = states.filter(|state| state.state.holds());
        held.map(|state| state.sku_id).collect()
    }

    /// The groups whose licences do not all work for the user.
    fn failing_groups(&self) -> BTreeSet<ObjectId> {
        let states = self.license_assignment_states.iter();
        let failing = states.filter(|state| state.state.is_in_error());
        failing
            .filter_map(|state| state.assigned_by_group)
            .collect()
    }
}

/// The licences that hold, over all sources: a plan is off only where every source has it off (`LIC-4`).
pub fn effective_licenses(states: &[LicenseAssignmentState]) -> Vec<AssignedLicense> {
    let mut effective: Vec<AssignedLicense> = Vec::new();
    for state in states.iter().filter(|state| state.state.holds()) {
        match effective.iter_mut().find(|one| one.sku_id == state.sku_id) {
            Some(known) => known
                .disabled_plans
                .retain(|plan| state.disabled_plans.contains(plan)),
            None => effective.push(AssignedLicense {
                sku_id: state.sku_id,
                disabled_plans: state.disabled_plans.clone(),
            }),
        }
    }
    effective
}

/// Who holds which product, and whom the licences of a group fail; kept with every write.
#[derive(Debug, Clone, Default)]
pub(crate) struct LicenseIndex {
    holders: Arc<BTreeMap<ObjectId, Arc<Membership>>>,
    failing: Arc<BTreeMap<ObjectId, Arc<Membership>>>,
}

impl LicenseIndex {
    fn write(&mut self, row: Row, old: &UserFacts, new: &UserFacts) {
        move_between(&mut self.holders, row, &old.held(), &new.held());
        let (old, new) = (old.failing_groups(), new.failing_groups());
        move_between(&mut self.failing, row, &old, &new);
    }
}

fn move_between(
    index: &mut Arc<BTreeMap<ObjectId, Arc<Membership>>>,
    row: Row,
    old: &BTreeSet<ObjectId>,
    new: &BTreeSet<ObjectId>,
) {
    if old == new {
        return;
    }
    let index = Arc::make_mut(index);
    for id in old.difference(new) {
        if let Some(rows) = index.get_mut(id) {
            Arc::make_mut(rows).remove(ObjectRef::User(row));
            if rows.is_empty() {
                index.remove(id);
            }
        }
    }
    for id in new.difference(old) {
        let rows = index.entry(*id).or_default();
        Arc::make_mut(rows).insert(ObjectRef::User(row));
    }
}

impl Directory {
    /// The users who hold a product, by row.
    pub fn license_holders(&self, sku: ObjectId) -> impl Iterator<Item = Row> + '_ {
        let rows = self.licenses.holders.get(&sku);
        rows.into_iter()
            .flat_map(|rows| rows.subjects(SubjectKind::User))
    }

    /// How many users hold a product.
    pub fn license_holder_count(&self, sku: ObjectId) -> usize {
        let rows = self.licenses.holders.get(&sku);
        rows.map_or(0, |rows| rows.len())
    }

    /// The users for whom licences of a group do not work, or not as they should, by row.
    pub fn users_with_license_errors(&self, group: ObjectId) -> impl Iterator<Item = Row> + '_ {
        let rows = self.licenses.failing.get(&group);
        rows.into_iter()
            .flat_map(|rows| rows.subjects(SubjectKind::User))
    }

    /// The groups whose licences fail somebody, ascending by id.
    pub fn groups_with_license_errors(&self) -> impl Iterator<Item = ObjectId> + '_ {
        self.licenses.failing.keys().copied()
    }

    /// Gives a user these licences; what holds over all sources and the units in use follow from them. Licences that
    /// are there already give no change.
    pub fn set_user_licenses(
        &mut self,
        id: ObjectId,
        states: Vec<LicenseAssignmentState>,
        changes: &mut Vec<Change>,
    ) -> Result<(), IntegrityError> {
        let row = self.user_row(id)?;
        let old = self.user_facts.get(row.index());
        let old = old.unwrap_or(&self.no_user_facts).clone();
        if *old.license_states() == states {
            return Ok(());
        }
        let new = Arc::new(UserFacts {
            assigned_licenses: effective_licenses(&states),
            license_assignment_states: states,
            ..UserFacts::clone(&old)
        });
        let none = self.no_user_facts.clone();
        self.user_facts.put(row.index(), new.clone(), &none);
        self.licenses_moved(row, &old, &new);
        changes.push(Change::LicensesChanged {
            user: id,
            row,
            old,
            new,
        });
        Ok(())
    }

    /// Keeps the index when the facts of a user are others, without counting units: what is in use is as found.
    pub(crate) fn index_licenses(&mut self, row: Row, old: &UserFacts, new: &UserFacts) {
        self.licenses.write(row, old, new);
    }

    /// Keeps the index and the units in use when the facts of a user are others.
    pub(crate) fn licenses_moved(&mut self, row: Row, old: &UserFacts, new: &UserFacts) {
        self.index_licenses(row, old, new);
        let (before, after) = (old.held(), new.held());
        if before == after {
            return;
        }
        for subscription in Arc::make_mut(&mut self.subscriptions) {
            let sku = subscription.sku_id;
            let used = &mut subscription.consumed_units;
            match (before.contains(&sku), after.contains(&sku)) {
                (false, true) => *used = used.saturating_add(1),
                (true, false) => *used = used.saturating_sub(1),
                (true, true) | (false, false) => {}
            }
        }
    }
}
