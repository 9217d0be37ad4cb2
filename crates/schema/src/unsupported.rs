//! Names that people expect to find in rules and that rules do not have (`LANG 2`).

use crate::kind::SubjectKind;

/// A property that exists in the directory or once existed in rules, and is refused in a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unsupported {
    /// Whose property it would be.
    pub subject: SubjectKind,
    /// Its name, without the object prefix.
    pub name: &'static str,
    /// What to do instead, as one sentence.
    pub instead: &'static str,
}

const USER: SubjectKind = SubjectKind::User;
const DEVICE: SubjectKind = SubjectKind::Device;

const fn row(subject: SubjectKind, name: &'static str, instead: &'static str) -> Unsupported {
    Unsupported {
        subject,
        name,
        instead,
    }
}

const EXTENSION: &str = "Copy the value to an extension attribute and test that.";
const MANAGED: &str = "Test deviceManagementAppId -ne null for managed devices; compliance itself is for Conditional Access.";

/// All such names.
pub const UNSUPPORTED: &[Unsupported] = &[
    row(USER, "employeeType", EXTENSION),
    row(
        USER,
        "manager",
        "Write the whole rule as: Direct Reports for \"{object id of the manager}\".",
    ),
    row(
        USER,
        "onPremisesSamAccountName",
        "Test mailNickName or userPrincipalName, or copy the value to an extension attribute.",
    ),
    row(USER, "onPremisesDomainName", EXTENSION),
    row(USER, "onPremisesUserPrincipalName", EXTENSION),
    row(USER, "onPremisesImmutableId", EXTENSION),
    row(USER, "pager", EXTENSION),
    row(USER, "costCenter", EXTENSION),
    row(USER, "division", EXTENSION),
    row(
        USER,
        "creationType",
        "Test userType -eq \"Guest\" for invited accounts.",
    ),
    row(
        USER,
        "externalUserState",
        "Test userType -eq \"Guest\" for invited accounts.",
    ),
    row(
        USER,
        "licenses",
        "Test the service plans: user.assignedPlans -any (assignedPlan.servicePlanId -eq \"{plan id}\").",
    ),
    row(
        USER,
        "assignedLicenses",
        "Test the service plans: user.assignedPlans -any (assignedPlan.servicePlanId -eq \"{plan id}\").",
    ),
    row(
        USER,
        "createdDateTime",
        "The only date a rule reads is user.employeeHireDate.",
    ),
    row(
        USER,
        "employeeLeaveDateTime",
        "The only date a rule reads is user.employeeHireDate.",
    ),
    row(
        USER,
        "signInActivity",
        "Sign-in activity is not available to rules.",
    ),
    row(USER, "ageGroup", EXTENSION),
    row(USER, "aboutMe", EXTENSION),
    row(
        USER,
        "extensionAttributes",
        "Name one of them: user.extensionAttribute1 to user.extensionAttribute15.",
    ),
    row(DEVICE, "isManaged", MANAGED),
    row(DEVICE, "isCompliant", MANAGED),
    row(DEVICE, "complianceState", MANAGED),
    row(
        DEVICE,
        "primaryUser",
        "A device rule cannot read its user; test deviceOwnership or an extension attribute.",
    ),
    row(
        DEVICE,
        "registeredOwners",
        "A device rule cannot read its user; test deviceOwnership or an extension attribute.",
    ),
    row(
        DEVICE,
        "organizationalUnit",
        "The service no longer recognises it; copy the unit to an extension attribute.",
    ),
    row(
        DEVICE,
        "domainName",
        "The property was withdrawn in 2018; test deviceTrustType -eq \"ServerAD\" or an extension attribute.",
    ),
    row(
        DEVICE,
        "operatingSystemSKU",
        "It belongs to Intune assignment filters; test deviceOSType and deviceOSVersion.",
    ),
    row(
        DEVICE,
        "operatingSystemEdition",
        "It belongs to Intune assignment filters; test deviceOSType and deviceOSVersion.",
    ),
    row(
        DEVICE,
        "cpuArchitecture",
        "It belongs to Intune assignment filters; test deviceModel.",
    ),
    row(
        DEVICE,
        "approximateLastSignInDateTime",
        "Sign-in activity is not available to rules.",
    ),
    row(
        DEVICE,
        "registrationDateTime",
        "Device rules read no dates.",
    ),
];

/// The row for a name, in any case.
pub fn unsupported(subject: SubjectKind, name: &str) -> Option<&'static Unsupported> {
    UNSUPPORTED
        .iter()
        .find(|row| row.subject == subject && row.name.eq_ignore_ascii_case(name))
}
