//! Facts about users, devices and other objects that no rule reads.

use std::sync::Arc;

use ingroup_schema::{Instant, ObjectId, ObjectKind};
use serde::{Deserialize, Serialize};

/// What is known of a user beside the properties of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFacts {
    /// When the account was made.
    pub created: Option<Instant>,
    /// How it was made: `Invitation` for guests, none for ordinary accounts.
    pub creation_type: Option<Arc<str>>,
    /// `PendingAcceptance` or `Accepted` for invited people.
    pub external_user_state: Option<Arc<str>>,
    /// Employee, contractor, or whatever the tenant writes.
    pub employee_type: Option<Arc<str>>,
    /// The name in the directory it is synchronised from.
    pub on_premises_sam_account_name: Option<Arc<str>>,
    /// `Minor`, `NotAdult` or `Adult`.
    pub age_group: Option<Arc<str>>,
    /// `Granted`, `Denied` or `NotRequired`.
    pub consent_provided_for_minor: Option<Arc<str>>,
    /// The business telephone numbers after the first, which is `telephoneNumber`.
    pub more_business_phones: Vec<Arc<str>>,
    /// The messaging addresses after the first, which is `sipProxyAddress`.
    pub more_im_addresses: Vec<Arc<str>>,
    /// The licences the user holds, inherited ones included.
    pub assigned_licenses: Vec<AssignedLicense>,
    /// One entry for each licence and source.
    pub license_assignment_states: Vec<LicenseAssignmentState>,
}

/// What is known of a device beside the properties of the catalogue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceFacts {
    /// When the device was registered.
    pub created: Option<Instant>,
    /// When it last signed in, to about two weeks.
    pub approximate_last_sign_in: Option<Instant>,
    /// Whether it meets the tenant's device policy.
    pub is_compliant: Option<bool>,
    /// Whether a management service looks after it.
    pub is_managed: Option<bool>,
    /// Whether it comes from another directory.
    pub on_premises_sync_enabled: Option<bool>,
}

/// A licence given to a user or a group.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct AssignedLicense {
    /// The product.
    pub sku_id: ObjectId,
    /// Its service plans that are switched off.
    pub disabled_plans: Vec<ObjectId>,
}

/// A licence of a user with where it comes from and whether it works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenseAssignmentState {
    /// The product.
    pub sku_id: ObjectId,
    /// Its service plans that are switched off.
    pub disabled_plans: Vec<ObjectId>,
    /// The group that gives it; none if it was assigned directly.
    pub assigned_by_group: Option<ObjectId>,
    /// Whether it works.
    pub state: LicenseState,
    /// Why it does not, if it does not.
    pub error: LicenseError,
    /// When the state last changed.
    pub last_updated_date_time: Option<Instant>,
}

/// Whether an assigned licence works.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum LicenseState {
    /// It works.
    Active,
    /// It works in part.
    ActiveWithError,
    /// The account or the subscription is disabled.
    Disabled,
    /// It does not work.
    Error,
}

/// Why an assigned licence does not work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum LicenseError {
    /// It works.
    #[default]
    None,
    /// There are too few units.
    CountViolation,
    /// It excludes a plan the user has.
    MutuallyExclusiveViolation,
    /// It needs a plan the user lacks.
    DependencyViolation,
    /// The service may not be used where the user is.
    ProhibitedInUsageLocationViolation,
    /// A proxy address is used twice.
    UniquenessViolation,
    /// Anything else.
    Other,
}

/// A contact, a service principal or another object that is known by name only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherObject {
    /// Its kind; neither a user, a device nor a group.
    pub kind: ObjectKind,
    /// Its name.
    pub display_name: Option<Arc<str>>,
}
