//! Why a licence is not given, in the service's words (`LOG-3`, `OP-55`, `OP-56`).

use ingroup_directory::LicenseError;
use ingroup_schema::ObjectId;

/// Why a licence is not given to a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The group that was to give it; none for a direct one.
    pub source: Option<ObjectId>,
    /// The product.
    pub sku: ObjectId,
    /// The kind of reason.
    pub error: LicenseError,
    /// The reason, a sentence.
    pub message: String,
    /// The other product, where one is in the way.
    pub against: Option<ObjectId>,
}

/// The reason for people, as the report of a group has it (`OP-57`). Most errors say it; of `Other` the message does,
/// and without one it is that another product of the same group fails (`LIC-8`).
pub fn reason(error: LicenseError, message: Option<&str>) -> &'static str {
    match error {
        LicenseError::None => "None",
        LicenseError::CountViolation => "Not enough licenses",
        LicenseError::MutuallyExclusiveViolation => "Conflicting service plans",
        LicenseError::DependencyViolation => "Other products depend on this license",
        LicenseError::ProhibitedInUsageLocationViolation => "Usage location isn't allowed",
        LicenseError::UniquenessViolation => "The service plan comes from another product already",
        LicenseError::Other => match message {
            None => "Another product of the group failed",
            Some(ADDRESS_IN_USE) => ADDRESS_IN_USE,
            Some(HELD_BACK) => "The license ends the membership that gives it",
            Some(CURED) => CURED,
            Some(_) => "Another reason",
        },
    }
}

/// What mends it, with the commands for it (`LIC-20`).
pub fn remedy(error: LicenseError, message: Option<&str>) -> &'static str {
    match error {
        LicenseError::None => "Nothing needs to be done.",
        LicenseError::CountViolation => {
            "Buy units with Set-Subscription or take licences from others; then Update-GroupLicense."
        }
        LicenseError::MutuallyExclusiveViolation => {
            "Take the user with Remove-GroupMember out of the group that gives the other product, and the rest follows by \
             itself; or switch one of the two services off with Set-GroupLicense -AddLicense … -DisabledPlan …."
        }
        LicenseError::DependencyViolation => {
            "Give what the service needs too, or take the product away that needs it; then Update-UserLicense."
        }
        LicenseError::ProhibitedInUsageLocationViolation => {
            "Correct the place with Set-User -UsageLocation, which is looked at by itself; or switch the service off with \
             Set-GroupLicense -AddLicense … -DisabledPlan …."
        }
        LicenseError::UniquenessViolation => {
            "Get-UserLicense shows the other product with the service: take it away, or switch the service off in one of \
             the two; then Update-GroupLicense."
        }
        LicenseError::Other => match message {
            None => "Mend what fails for the other product of the group; this one follows.",
            Some(HELD_BACK) => {
                "Change the rule with Set-Group -MembershipRule so that it does not read the plans that the group gives, or \
                 give other licences; then Update-GroupLicense."
            }
            Some(CURED) => "Update-GroupLicense tries again.",
            Some(_) => {
                "Give one of the two users another address with Set-User -ProxyAddresses; then Update-GroupLicense."
            }
        },
    }
}

pub(crate) fn excluded(one: &str, other: &str) -> String {
    format!(
        "License assignment failed because service plans {one}, {other} are mutually exclusive."
    )
}

pub(crate) fn dependent(plan: &str, needs: &[String]) -> String {
    let needs = needs.join(", ");
    format!(
        "License assignment failed because service plan {plan} depends on the service plan(s) {needs}."
    )
}

pub(crate) fn prohibited(plan: &str, location: &str) -> String {
    format!("License assignment failed because service plan {plan} cannot be used in {location}.")
}

pub(crate) fn not_unique(plan: &str) -> String {
    format!(
        "License assignment failed because service plan {plan} comes from another product already."
    )
}

pub(crate) fn without_units(sku: ObjectId) -> String {
    format!("Subscription with SKU {sku} does not have any available licenses.")
}

/// The user is nowhere, and so is the tenant (C-24).
pub(crate) const WITHOUT_LOCATION: &str =
    "License assignment cannot be done for user with invalid usage location.";

/// What stood in the way is gone, and nobody has tried again (`LIC-20`).
pub const CURED: &str = "What stood in the way is gone";

/// Somebody else has an address of the user's.
pub(crate) const ADDRESS_IN_USE: &str = "Proxy address is already being used";

/// The licence would take the membership away that gives it.
pub(crate) const HELD_BACK: &str = "The license changes the membership that gives it: assigned, it is removed again at once, without end. It is held back.";
