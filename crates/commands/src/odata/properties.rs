//! What can be asked of the properties of each kind of object, and what the service grants: a table.

use ingroup_schema::{ExtensionName, SubjectKind};

use crate::attributes;

/// A kind of object that lists are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Resource {
    /// Users.
    User,
    /// Groups.
    Group,
    /// Devices.
    Device,
    /// Administrative units.
    Unit,
    /// Entries of the audit log.
    Audit,
}

impl Resource {
    /// Its name in the service's sentences.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Group => "Group",
            Self::Device => "Device",
            Self::Unit => "AdministrativeUnit",
            Self::Audit => "directoryAudit",
        }
    }

    /// Its type in Graph.
    pub(super) fn graph_type(self) -> &'static str {
        match self {
            Self::User => "microsoft.graph.user",
            Self::Group => "microsoft.graph.group",
            Self::Device => "microsoft.graph.device",
            Self::Unit => "microsoft.graph.administrativeUnit",
            Self::Audit => "microsoft.graph.directoryAudit",
        }
    }

    fn rows(self) -> &'static [Property] {
        match self {
            Self::User => USERS,
            Self::Group => GROUPS,
            Self::Device => DEVICES,
            Self::Unit => UNITS,
            Self::Audit => AUDITS,
        }
    }
}

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Bool,
    Time,
    Number,
    /// Several texts.
    Texts,
    /// Several objects, or objects of the directory.
    Objects,
    /// An object with properties.
    Nested,
}

impl Kind {
    /// Its name in the service's type errors.
    pub(super) fn edm(self) -> &'static str {
        match self {
            Self::Text => "Edm.String",
            Self::Bool => "Edm.Boolean",
            Self::Time => "Edm.DateTimeOffset",
            Self::Number => "Edm.Int32",
            Self::Texts => "Collection(Edm.String)",
            Self::Objects => "Collection(Edm.ComplexType)",
            Self::Nested => "Edm.ComplexType",
        }
    }
}

/// One property of a kind of object.
#[derive(Debug, Clone, Copy)]
pub(super) struct Property {
    /// Its Graph name; the record has the same with a capital, if nothing else is said.
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// The operators that the service grants, `null` if it may be compared with null, `search` and `order` if it may
    /// be searched and sorted by without further ado. `-` is a property that only we know.
    pub(super) grants: &'static str,
}

const fn p(name: &'static str, kind: Kind, grants: &'static str) -> Property {
    Property { name, kind, grants }
}

impl Property {
    pub(super) fn grants(&self, word: &str) -> bool {
        self.grants
            .split(' ')
            .any(|own| own.eq_ignore_ascii_case(word))
    }

    /// Whether the service has the property at all.
    pub(super) fn is_the_services(&self) -> bool {
        self.grants != OURS
    }

    /// What it grants, for a help.
    pub(super) fn granted(&self) -> Vec<&'static str> {
        let no_operators = ["null", "search", "order", ""];
        self.grants
            .split(' ')
            .filter(|word| !no_operators.contains(word))
            .collect()
    }
}

const OURS: &str = "-";
const FLAG: &str = "eq ne not in";
const TEXT: &str = "eq ne not ge le in startsWith";
const TEXT_NULL: &str = "eq ne not ge le in startsWith null";
const LIST: &str = "eq not ge le startsWith endsWith count";

use Kind::{Bool, Nested, Number, Objects, Text, Texts, Time};

#[rustfmt::skip] // one property, one row
const GROUPS: &[Property] = &[
    p("id", Text, "eq ne not in"),
    p("assignedLicenses", Objects, "eq"),
    p("createdDateTime", Time, ""),
    p("deletedDateTime", Time, ""),
    p("description", Text, "eq ne not ge le startsWith search"),
    p("displayName", Text, "eq ne not ge le in startsWith null search order"),
    p("expirationDateTime", Time, "eq ne not ge le in"),
    p("groupTypes", Texts, "eq not"),
    p("hasMembersWithLicenseErrors", Bool, "eq"),
    p("isAssignableToRole", Bool, FLAG),
    p("licenseProcessingState", Nested, ""),
    p("mail", Text, TEXT_NULL),
    p("mailEnabled", Bool, "eq ne not"),
    p("mailNickname", Text, TEXT_NULL),
    p("membershipRule", Text, "eq ne not ge le startsWith"),
    p("membershipRuleProcessingState", Text, "eq ne not in"),
    p("onPremisesSyncEnabled", Bool, "eq ne not in null"),
    p("proxyAddresses", Texts, "eq not ge le startsWith endsWith"),
    p("renewedDateTime", Time, "eq ne not ge le in"),
    p("resourceBehaviorOptions", Texts, "eq not startsWith"),
    p("resourceProvisioningOptions", Texts, "eq not startsWith"),
    p("securityEnabled", Bool, FLAG),
    p("securityIdentifier", Text, ""),
    p("visibility", Text, ""),
    p("members", Objects, ""),
    p("owners", Objects, "count"),
    p("membershipType", Text, OURS),
    p("memberCount", Number, OURS),
    p("kind", Text, OURS),
    p("status", Text, OURS),
    p("errorMessage", Text, OURS),
    p("banner", Text, OURS),
    p("lastMembershipChange", Time, OURS),
    p("allowToAddGuests", Bool, OURS),
    p("welcomeMessageEnabled", Bool, OURS),
];

#[rustfmt::skip] // one property, one row
const USERS: &[Property] = &[
    p("id", Text, "eq ne not in"),
    p("accountEnabled", Bool, "eq ne not in null"),
    p("ageGroup", Text, "eq ne not in null"),
    p("assignedLicenses", Objects, "eq not count"),
    p("assignedPlans", Objects, "eq not"),
    p("businessPhones", Texts, "eq not ge le startsWith"),
    p("city", Text, TEXT_NULL),
    p("companyName", Text, TEXT_NULL),
    p("country", Text, TEXT_NULL),
    p("createdDateTime", Time, "eq ne not ge le in"),
    p("department", Text, TEXT_NULL),
    p("displayName", Text, "eq ne not ge le in startsWith null search order"),
    p("employeeHireDate", Time, "eq ne not ge le in"),
    p("employeeId", Text, TEXT_NULL),
    p("employeeType", Text, "eq ne not ge le in"),
    p("faxNumber", Text, TEXT_NULL),
    p("givenName", Text, TEXT_NULL),
    p("imAddresses", Texts, "eq not ge le startsWith"),
    p("jobTitle", Text, TEXT_NULL),
    p("licenseAssignmentStates", Objects, ""),
    p("mail", Text, "eq ne not ge le in startsWith endsWith null search"),
    p("mailNickname", Text, TEXT_NULL),
    p("mobilePhone", Text, TEXT_NULL),
    p("officeLocation", Text, TEXT_NULL),
    p("onPremisesDistinguishedName", Text, ""),
    p("onPremisesExtensionAttributes", Nested, FLAG),
    p("onPremisesSecurityIdentifier", Text, TEXT),
    p("onPremisesSyncEnabled", Bool, "eq ne not in null"),
    p("otherMails", Texts, LIST),
    p("passwordPolicies", Text, "eq ne not null"),
    p("postalCode", Text, TEXT_NULL),
    p("preferredLanguage", Text, TEXT_NULL),
    p("proxyAddresses", Texts, LIST),
    p("state", Text, TEXT_NULL),
    p("streetAddress", Text, TEXT_NULL),
    p("surname", Text, TEXT_NULL),
    p("usageLocation", Text, TEXT_NULL),
    p("userPrincipalName", Text, "eq ne not ge le in startsWith endsWith search order"),
    p("userType", Text, "eq ne not in null"),
    p("manager", Text, OURS),
];

#[rustfmt::skip] // one property, one row
const DEVICES: &[Property] = &[
    p("id", Text, "eq ne not in"),
    p("accountEnabled", Bool, "eq ne not"),
    p("approximateLastSignInDateTime", Time, "eq ne not ge le null"),
    p("createdDateTime", Time, ""),
    p("deviceCategory", Text, ""),
    p("deviceId", Text, "eq ne not startsWith"),
    p("deviceOwnership", Text, ""),
    p("displayName", Text, "eq ne not ge le startsWith null search order"),
    p("domainName", Text, ""),
    p("enrollmentProfileName", Text, ""),
    p("extensionAttributes", Nested, "eq ne not ge le startsWith"),
    p("isCompliant", Bool, "eq ne not"),
    p("isManaged", Bool, "eq ne not"),
    p("isRooted", Bool, ""),
    p("managementType", Text, ""),
    p("manufacturer", Text, ""),
    p("mdmAppId", Text, "eq ne not startsWith"),
    p("model", Text, ""),
    p("operatingSystem", Text, "eq ne not ge le startsWith null"),
    p("operatingSystemVersion", Text, "eq ne not ge le startsWith null"),
    p("physicalIds", Texts, "eq not ge le startsWith count"),
    p("profileType", Text, ""),
    p("systemLabels", Texts, ""),
    p("trustType", Text, "eq ne not in"),
];

#[rustfmt::skip] // one property, one row
const UNITS: &[Property] = &[
    p("id", Text, "eq ne not in"),
    p("description", Text, "eq ne not ge le in startsWith search"),
    p("displayName", Text, "eq ne not ge le in startsWith null search order"),
    p("isMemberManagementRestricted", Bool, ""),
    p("membershipRule", Text, ""),
    p("membershipRuleProcessingState", Text, ""),
    p("membershipType", Text, ""),
    p("visibility", Text, ""),
    p("memberCount", Number, OURS),
    p("status", Text, OURS),
    p("errorMessage", Text, OURS),
    p("lastMembershipChange", Time, OURS),
];

#[rustfmt::skip] // one property, one row
const AUDITS: &[Property] = &[
    p("id", Text, "eq"),
    p("activityDateTime", Time, "eq ge le order"),
    p("activityDisplayName", Text, "eq startsWith"),
    p("category", Text, "eq"),
    p("correlationId", Text, "eq"),
    p("initiatedBy", Nested, ""),
    p("loggedByService", Text, "eq"),
    p("result", Text, "eq"),
    p("resultReason", Text, ""),
    p("targetResources", Objects, "eq"),
];

/// The property of this name in any case; of subjects, directory extensions and extension attributes too, and the
/// names that rules have for attributes.
pub(super) fn property(resource: Resource, name: &str) -> Option<Property> {
    let rows = resource.rows().iter();
    let known = rows
        .copied()
        .find(|row| row.name.eq_ignore_ascii_case(name));
    known.or_else(|| {
        let subject = match resource {
            Resource::User => SubjectKind::User,
            Resource::Device => SubjectKind::Device,
            Resource::Group | Resource::Unit | Resource::Audit => return None,
        };
        if ExtensionName::read(name).is_ok() {
            return Some(p("", Text, TEXT_NULL));
        }
        let mut attributes = attributes::settable(subject);
        let found = attributes.find(|one| attributes::shell_name(one).eq_ignore_ascii_case(name));
        // An attribute that has no row of its own stands in an object of Graph, and only we have it beside the others.
        found.map(|_| p("", Text, OURS))
    })
}

/// All properties, for a help.
pub(super) fn all(resource: Resource) -> impl Iterator<Item = &'static Property> {
    resource.rows().iter()
}

/// What the record calls the property at this path.
pub(super) fn record_name(path: &[String]) -> &str {
    path.last().map_or("", String::as_str)
}

/// Properties that the service has and nobody models here: `-Property` may name them, and they have no value.
#[rustfmt::skip] // a list of names
const NOT_MODELLED: &[&str] = &[
    "additionalDetails", "assignedLabels", "authorizationInfo", "autoSubscribeNewMembers",
    "classification", "consentProvidedForMinor", "creationType", "deletedDateTime", "deviceEnrollmentConfigurations",
    "employeeLeaveDateTime", "employeeOrgData", "externalUserState", "externalUserStateChangeDateTime",
    "hideFromAddressLists", "hideFromOutlookClients", "identities", "isResourceAccount",
    "lastPasswordChangeDateTime", "legalAgeGroupClassification",
    "membershipRuleProcessingStatus", "onPremisesDomainName", "onPremisesImmutableId", "onPremisesLastSyncDateTime",
    "onPremisesNetBiosName", "onPremisesProvisioningErrors", "onPremisesSamAccountName",
    "onPremisesUserPrincipalName", "operationType", "passwordProfile", "preferredDataLocation", "preferredLanguage", "provisionedPlans",
    "registrationDateTime", "securityIdentifier", "serviceProvisioningErrors", "showInAddressList",
    "signInActivity", "signInSessionsValidFromDateTime", "theme", "uniqueName", "unseenCount",
];

/// Those of the properties that `-Property` names of which nothing is known here; or the service's sentence if one of
/// them is unknown to the service. `shaped` are the names that the module's objects have.
pub(crate) fn select<'w>(
    resource: Resource,
    shaped: &[&str],
    wanted: &'w [String],
) -> Result<Vec<&'w str>, String> {
    let rows = resource.rows();
    let mut empty = Vec::new();
    for name in wanted {
        let is = |own: &str| own.eq_ignore_ascii_case(name);
        let is_here = shaped.iter().any(|own| is(own))
            || rows.iter().any(|row| is(row.name) && row.is_the_services())
            || name == "*"
            || ExtensionName::read(name).is_ok();
        match is_here {
            true => {}
            false if NOT_MODELLED.iter().any(|own| is(own)) => empty.push(name.as_str()),
            false => {
                return Err(format!(
                    "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type '{}'.",
                    resource.graph_type()
                ));
            }
        }
    }
    Ok(empty)
}
