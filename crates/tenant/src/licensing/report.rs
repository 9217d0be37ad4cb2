//! What licences come to: per group, per user, per product (`OP-57`, `LIC-13`, PROC-17).

use ingroup_directory::{Group, LicenseAssignmentState, LicenseError, Row, Subscription};
use ingroup_licensing::{CURED, Failure, Trigger, assignable_units, free_units};
use ingroup_schema::{ObjectId, SubjectKind, ValueRef};

use super::user_key;
use super::work::{is_failing, shared};
use crate::licensing::queue::LicenseProcessing;
use crate::refusal::Refusal;
use crate::tenant::Tenant;

/// How the licences of a group are (`OP-57`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupLicenseReport {
    /// In a word.
    pub status: LicenseReportStatus,
    /// The users for whom something does not work, by id.
    pub failures: Vec<UserLicenseFailure>,
}

/// How the licences of a group are, in a word (`OP-57`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LicenseReportStatus {
    /// Every member has what the group gives.
    AllAssigned,
    /// A change waits or is being carried out.
    InProgress,
    /// For some member something does not work.
    Errors,
}

impl LicenseReportStatus {
    /// The words of the service.
    pub fn name(self) -> &'static str {
        match self {
            Self::AllAssigned => "All licenses assigned",
            Self::InProgress => "In progress",
            Self::Errors => "Errors and issues",
        }
    }
}

/// A user for whom licences of a group do not work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserLicenseFailure {
    /// Who.
    pub user: ObjectId,
    /// The top reason: one that stands for itself, if there is one.
    pub error: LicenseError,
    /// The states that do not work.
    pub states: Vec<LicenseAssignmentState>,
}

/// How much of a product is in use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductUse {
    /// The product.
    pub sku: ObjectId,
    /// Its short name.
    pub part_number: String,
    /// Units that can be in use: active ones and those in their grace period.
    pub units: u32,
    /// Units in use.
    pub consumed: u32,
    /// Units that can still be assigned.
    pub free: u32,
}

/// A group whose licences end the membership that gives them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LicenseLoop {
    /// The group.
    pub group: ObjectId,
    /// For how many users its licences are held back.
    pub users: usize,
}

impl Tenant {
    /// How the licences of a group are.
    pub fn license_report(&self, group: ObjectId) -> Result<GroupLicenseReport, Refusal> {
        let processing = self.license_processing(group)?;
        let failures = self.license_failures(group);
        let waits = matches!(
            processing,
            Some(LicenseProcessing::QueuedForProcessing | LicenseProcessing::ProcessingInProgress)
        );
        let status = match (waits, failures.is_empty()) {
            (true, _) => LicenseReportStatus::InProgress,
            (false, true) => LicenseReportStatus::AllAssigned,
            (false, false) => LicenseReportStatus::Errors,
        };
        Ok(GroupLicenseReport { status, failures })
    }

    /// The users for whom licences of a group do not work, by id: `membersWithLicenseErrors`.
    pub fn license_failures(&self, group: ObjectId) -> Vec<UserLicenseFailure> {
        let rows = self.directory.users_with_license_errors(group);
        let failures = rows.filter_map(|row| {
            let states = self.directory.user_facts(row).license_states();
            let states: Vec<LicenseAssignmentState> = states
                .iter()
                .filter(|state| state.assigned_by_group == Some(group) && is_failing(state))
                .cloned()
                .collect();
            let own = states.iter().map(|state| state.error);
            let own = own.filter(|error| *error != LicenseError::Other).min();
            Some(UserLicenseFailure {
                user: self.directory.users().id(row)?,
                error: own.unwrap_or(LicenseError::Other),
                states,
            })
        });
        let mut failures: Vec<UserLicenseFailure> = failures.collect();
        failures.sort_by_key(|failure| failure.user);
        failures
    }

    /// The groups whose licences fail somebody, by id: `hasMembersWithLicenseErrors`.
    pub fn groups_with_license_errors(&self) -> impl Iterator<Item = &Group> {
        let ids = self.directory.groups_with_license_errors();
        ids.filter_map(|id| self.directory.group(id))
    }

    /// Why licences of groups, or direct ones, do not work for a user, for each product that has a reason of its own.
    pub fn license_reasons(&self, user: ObjectId) -> Vec<Failure> {
        let Some(row) = self.directory.users().row(user) else {
            return Vec::new();
        };
        let products = self.products();
        let addresses = self.licensing.addresses.are_shared(&self.directory, row);
        let sources = self.license_sources(row);
        let shared = shared(addresses);
        let processed = self.processed(&products, row, &sources, Trigger::Change, shared);
        processed.failures
    }

    /// What the error of a user does not say, where it is `Other` and no other product of the group fails.
    pub fn license_message(&self, group: ObjectId, failure: &UserLicenseFailure) -> Option<String> {
        if failure.error != LicenseError::Other {
            return None;
        }
        let mut reasons = self.license_reasons(failure.user).into_iter();
        let own = reasons.find(|reason| reason.source == Some(group));
        Some(own.map_or_else(|| CURED.to_owned(), |own| own.message))
    }

    /// How much of each product is in use, in the order of the subscriptions.
    pub fn product_use(&self) -> Vec<ProductUse> {
        let products = self.directory.subscriptions().iter();
        products
            .map(|one: &Subscription| ProductUse {
                sku: one.sku_id,
                part_number: one.sku_part_number.to_string(),
                units: assignable_units(one),
                consumed: one.consumed_units,
                free: free_units(one),
            })
            .collect()
    }

    /// The groups whose licences are held back from users because they end the membership that gives them, by id.
    pub fn license_loops(&self) -> Vec<LicenseLoop> {
        let held = self.licensing.held_back.iter();
        held.filter(|(group, _)| self.directory.group(**group).is_some())
            .map(|(group, users)| LicenseLoop {
                group: *group,
                users: users.len(),
            })
            .collect()
    }

    /// The groups that give licences and have guests among their members, with how many (`LIC-13`, C-10).
    pub fn licensed_guests(&self) -> Vec<(ObjectId, usize)> {
        let counted = self.directory.licensing_groups().map(|group| {
            let users = group.members().subjects(SubjectKind::User);
            (
                group.id(),
                users.filter(|row| self.is_guest_row(*row)).count(),
            )
        });
        counted.filter(|(_, guests)| *guests > 0).collect()
    }

    fn is_guest_row(&self, row: Row) -> bool {
        let Some(key) = user_key("userType") else {
            return false;
        };
        matches!(self.directory.users().value(row, &key), ValueRef::Text(kind) if kind.eq_ignore_ascii_case("Guest"))
    }
}
