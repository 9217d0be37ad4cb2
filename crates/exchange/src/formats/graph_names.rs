//! Where each name of Graph goes: a column, a fact, or nowhere on purpose.

use std::collections::HashMap;

use ingroup_directory::{DeviceFacts, UserFacts};
use ingroup_schema::{ExtensionName, PropertyKey, SubjectKind, catalogue};

use crate::codec::GraphObject;

/// What a property of a user or device in Graph's JSON is for.
#[derive(Debug, Clone)]
pub(crate) enum Target {
    /// The object's id.
    Id,
    /// A column.
    Property(PropertyKey),
    /// A list whose first item is a column; the rest are facts.
    First(PropertyKey, More),
    /// An object whose parts are columns.
    Parts,
    /// A fact that no rule reads.
    Fact,
    /// The manager, expanded.
    Manager,
    /// Properties that PowerShell puts one level down.
    Additional,
    /// Known, and kept nowhere.
    PassedOver,
}

/// The list a property is the first item of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum More {
    BusinessPhones,
    ImAddresses,
}

/// The targets of one kind of object by name; parts of objects are `object.part`.
#[derive(Debug)]
pub(crate) struct Targets {
    by_name: HashMap<String, Target>,
}

/// The targets of users or devices.
pub(crate) fn targets(kind: SubjectKind) -> Targets {
    let mut targets = Targets {
        by_name: HashMap::new(),
    };
    let passed_over = match kind {
        SubjectKind::User => PASSED_OVER_OF_USERS,
        SubjectKind::Device => PASSED_OVER_OF_DEVICES,
    };
    for name in passed_over.iter().chain(PASSED_OVER_ALWAYS) {
        targets.add(name, Target::PassedOver);
    }
    match kind {
        SubjectKind::User => {
            for field in UserFacts::FIELDS {
                targets.add(field.name, Target::Fact);
            }
            targets.add("manager", Target::Manager);
        }
        SubjectKind::Device => {
            for field in DeviceFacts::FIELDS {
                targets.add(field.name, Target::Fact);
            }
        }
    }
    for property in catalogue(kind).filter(|property| !property.graph.is_empty()) {
        let key = PropertyKey::Known(property.id);
        match property.graph.strip_suffix("[0]") {
            Some("businessPhones") => {
                targets.add("businessPhones", Target::First(key, More::BusinessPhones));
            }
            Some(list) => targets.add(list, Target::First(key, More::ImAddresses)),
            None => {
                if let Some((object, _)) = property.graph.split_once('.') {
                    targets.add(object, Target::Parts);
                }
                targets.add(property.graph, Target::Property(key));
            }
        }
    }
    targets.add("id", Target::Id);
    targets.add("additionalProperties", Target::Additional);
    targets
}

impl Targets {
    fn add(&mut self, name: &str, target: Target) {
        // The usual spelling is found without folding it first.
        self.by_name.insert(name.to_owned(), target.clone());
        self.by_name.insert(name.to_ascii_lowercase(), target);
    }

    /// What the name is for; `None` if it is not known.
    pub(crate) fn get(&self, name: &str) -> Option<Target> {
        let known = self.by_name.get(name).or_else(|| {
            let folded = name.to_ascii_lowercase();
            self.by_name.get(&folded)
        });
        if known.is_some() {
            return known.cloned();
        }
        if let Ok(extension) = ExtensionName::read(name) {
            return Some(Target::Property(PropertyKey::Extension(extension)));
        }
        name.starts_with('@').then_some(Target::PassedOver)
    }
}

const PASSED_OVER_ALWAYS: &[&str] = &["connectedWith", "deletedDateTime", "@odata.type"];

/// Properties of users that Graph knows and nothing here needs.
const PASSED_OVER_OF_USERS: &[&str] = &[
    "aboutMe",
    "activities",
    "authorizationInfo",
    "birthday",
    "cloudRealtimeCommunicationInfo",
    "customSecurityAttributes",
    "deviceEnrollmentLimit",
    "deviceKeys",
    "employeeLeaveDateTime",
    "employeeOrgData",
    "externalUserConvertedOn",
    "externalUserStateChangeDateTime",
    "hireDate",
    "identities",
    "identityParentId",
    "infoCatalogs",
    "interests",
    "isLicenseReconciliationNeeded",
    "isManagementRestricted",
    "isResourceAccount",
    "lastPasswordChangeDateTime",
    "legalAgeGroupClassification",
    "mailboxSettings",
    "memberOf",
    "mySite",
    "onPremisesDomainName",
    "onPremisesImmutableId",
    "onPremisesLastSyncDateTime",
    "onPremisesObjectIdentifier",
    "onPremisesProvisioningErrors",
    "onPremisesSipInfo",
    "onPremisesUserPrincipalName",
    "passwordProfile",
    "pastProjects",
    "preferredDataLocation",
    "preferredName",
    "print",
    "provisionedPlans",
    "refreshTokensValidFromDateTime",
    "responsibilities",
    "schools",
    "securityIdentifier",
    "serviceProvisioningErrors",
    "showInAddressList",
    "signInActivity",
    "signInSessionsValidFromDateTime",
    "skills",
];

/// Properties of devices that Graph knows and nothing here needs.
const PASSED_OVER_OF_DEVICES: &[&str] = &[
    "alternativeNames",
    "alternativeSecurityIds",
    "complianceExpirationDateTime",
    "deviceMetadata",
    "deviceVersion",
    "domainName",
    "enrollmentType",
    "exchangeActiveSyncId",
    "externalSourceName",
    "hostnames",
    "isManagementRestricted",
    "kind",
    "memberOf",
    "name",
    "onPremisesLastSyncDateTime",
    "onPremisesSecurityIdentifier",
    "platform",
    "registeredOwners",
    "registeredUsers",
    "registrationDateTime",
    "sourceType",
    "status",
];

/// Properties of groups that Graph knows and nothing here needs, or that follow from others.
pub(crate) const PASSED_OVER_OF_GROUPS: &[&str] = &[
    "accessType",
    "allowExternalSenders",
    "assignedLabels",
    "autoSubscribeNewMembers",
    "cloudLicensing",
    "connectedWith",
    "hasMembersWithLicenseErrors",
    "hideFromAddressLists",
    "hideFromOutlookClients",
    "infoCatalogs",
    "isArchived",
    "isFavorite",
    "isManagementRestricted",
    "isSubscribedByMail",
    "licenseProcessingState",
    "membershipRuleProcessingStatus",
    "onPremisesDomainName",
    "onPremisesNetBiosName",
    "onPremisesObjectIdentifier",
    "onPremisesProvisioningErrors",
    "organizationId",
    "securityIdentifier",
    "serviceProvisioningErrors",
    "unseenConversationsCount",
    "unseenCount",
    "unseenMessagesCount",
    "writebackConfiguration",
];
