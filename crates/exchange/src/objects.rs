//! The fields of every record that is not a column of the catalogue.

use std::collections::BTreeSet;

use ingroup_directory::{
    AssignedLicense, DeviceFacts, ExtensionProperty, GroupFacts, GroupType, JoinPolicy,
    JoinRequest, LicenseAssignmentState, LicenseError, LicenseState, ManagedGroups, MembershipType,
    Organization, PrepaidUnits, RequestState, RuleProcessing, Subscription, UnitFacts, UserFacts,
    VerifiedDomain, Visibility,
};
use ingroup_schema::{AssignedPlan, Instant, ObjectId};
use serde_json::Value as Json;

use std::sync::Arc;

use crate::codec::{Graph, GraphObject, Mismatch, graph_object};

/// A mention of an object, as in a list of members.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) id: ObjectId,
    pub(crate) graph_type: Option<Arc<str>>,
    pub(crate) display_name: Option<Arc<str>>,
    pub(crate) user_principal_name: Option<Arc<str>>,
}

/// A directory role with its holders, as the export has it.
#[derive(Debug, Clone)]
pub(crate) struct RoleRecord {
    pub(crate) id: ObjectId,
    pub(crate) template: ObjectId,
    pub(crate) display_name: Arc<str>,
    pub(crate) description: Option<Arc<str>>,
    pub(crate) members: Vec<Mention>,
}

graph_object! { Mention {
    required "id" => id,
    "@odata.type" => graph_type,
    "displayName" => display_name,
    "userPrincipalName" => user_principal_name,
} }

graph_object! { RoleRecord {
    required "id" => id,
    required "roleTemplateId" => template,
    required "displayName" => display_name,
    "description" => description,
    "members" => members,
} }

/// An administrative unit with its members and those who hold a role in it.
#[derive(Debug, Clone)]
pub(crate) struct UnitRecord {
    pub(crate) id: ObjectId,
    pub(crate) facts: UnitFacts,
    pub(crate) members: Vec<Mention>,
    pub(crate) scoped_roles: Vec<ScopedRoleRecord>,
}

impl Graph for UnitRecord {
    fn absent() -> Self {
        Self {
            id: ObjectId::NIL,
            facts: UnitFacts::default(),
            members: Vec::new(),
            scoped_roles: Vec::new(),
        }
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let part = |name: &str| {
            let mut parts = json.as_object().into_iter().flatten();
            let found = parts.find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map_or(Json::Null, |(_, value)| value.clone())
        };
        let at = |name: &'static str| move |mismatch: Mismatch| mismatch.at(name);
        Ok(Self {
            id: Graph::read(part("id")).map_err(at("id"))?,
            members: Graph::read(part("members")).map_err(at("members"))?,
            scoped_roles: Graph::read(part("scopedRoleMembers"))
                .map_err(at("scopedRoleMembers"))?,
            facts: Graph::read(json)?,
        })
    }

    fn write(&self) -> Json {
        let mut object = serde_json::Map::new();
        object.insert("id".into(), self.id.write());
        self.facts.write_into(&mut object);
        object.insert("members".into(), self.members.write());
        object.insert("scopedRoleMembers".into(), self.scoped_roles.write());
        Json::Object(object)
    }
}

/// A role held in an administrative unit.
#[derive(Debug, Clone)]
pub(crate) struct ScopedRoleRecord {
    /// The role's id in the tenant, or in every tenant.
    pub(crate) role: ObjectId,
    pub(crate) holder: Mention,
}

/// An application.
#[derive(Debug, Clone)]
pub(crate) struct ApplicationRecord {
    pub(crate) id: ObjectId,
    pub(crate) app_id: ObjectId,
    pub(crate) display_name: Arc<str>,
    pub(crate) extension_properties: Vec<ExtensionProperty>,
    pub(crate) assigned_to: Vec<AssignmentRecord>,
}

/// An application's identity in the tenant.
#[derive(Debug, Clone)]
pub(crate) struct ServicePrincipalRecord {
    pub(crate) id: ObjectId,
    pub(crate) app_id: Option<ObjectId>,
    pub(crate) display_name: Option<Arc<str>>,
    pub(crate) assigned_to: Vec<AssignmentRecord>,
}

/// Somebody who is assigned to an application.
#[derive(Debug, Clone)]
pub(crate) struct AssignmentRecord {
    pub(crate) principal: ObjectId,
}

/// A group of settings, of the tenant or of one group.
#[derive(Debug, Clone)]
pub(crate) struct SettingsRecord {
    pub(crate) display_name: Option<Arc<str>>,
    pub(crate) template: Option<ObjectId>,
    pub(crate) group: Option<ObjectId>,
    pub(crate) values: Vec<SettingRecord>,
}

/// One setting.
#[derive(Debug, Clone)]
pub(crate) struct SettingRecord {
    pub(crate) name: Arc<str>,
    pub(crate) value: Arc<str>,
}

/// A group that has a team.
#[derive(Debug, Clone)]
pub(crate) struct TeamRecord {
    pub(crate) id: ObjectId,
    pub(crate) created: Option<Instant>,
}

/// What a list of deleted objects says beside the facts of each.
#[derive(Debug, Clone)]
pub(crate) struct DeletedRecord {
    pub(crate) id: ObjectId,
    pub(crate) at: Instant,
    pub(crate) connected_with: Vec<LinkRecord>,
}

/// A connection of a deleted object.
#[derive(Debug, Clone)]
pub(crate) struct LinkRecord {
    pub(crate) relation: Arc<str>,
    pub(crate) id: ObjectId,
    pub(crate) role: Option<ObjectId>,
    pub(crate) unit: Option<ObjectId>,
}

graph_object! { UnitFacts {
    required "displayName" => display_name,
    "description" => description,
    "visibility" => visibility,
    "membershipType" => membership_type,
    "membershipRule" => membership_rule,
    "membershipRuleProcessingState" => rule_processing,
    "isMemberManagementRestricted" => is_member_management_restricted,
} }

graph_object! { ScopedRoleRecord {
    required "roleId" => role,
    required "roleMemberInfo" => holder,
} }

graph_object! { ApplicationRecord {
    required "id" => id,
    required "appId" => app_id,
    required "displayName" => display_name,
    "extensionProperties" => extension_properties,
    "appRoleAssignedTo" => assigned_to,
} }

graph_object! { ExtensionProperty {
    required "name" => name,
    "dataType" => data_type,
    "targetObjects" => target_objects,
} }

graph_object! { ServicePrincipalRecord {
    required "id" => id,
    "appId" => app_id,
    "displayName" => display_name,
    "appRoleAssignedTo" => assigned_to,
} }

graph_object! { AssignmentRecord {
    required "principalId" => principal,
} }

graph_object! { SettingsRecord {
    "displayName" => display_name,
    "templateId" => template,
    "groupId" => group,
    "values" => values,
} }

graph_object! { SettingRecord {
    required "name" => name,
    "value" => value,
} }

graph_object! { TeamRecord {
    required "id" => id,
    "createdDateTime" => created,
} }

graph_object! { JoinRequest {
    required "id" => id,
    required "groupId" => group,
    required "requesterId" => requester,
    required "createdDateTime" => created,
    required "state" => state,
    "justification" => justification,
    "decidedById" => decided_by,
    "decidedDateTime" => decided,
} }

/// The expiration policy.
#[derive(Debug, Clone)]
pub(crate) struct LifecycleRecord {
    pub(crate) id: ObjectId,
    pub(crate) lifetime_days: u32,
    pub(crate) managed: ManagedGroups,
    /// Addresses, with semicolons between them.
    pub(crate) alternate_mails: Option<Arc<str>>,
    /// The selected groups; Graph has them elsewhere.
    pub(crate) groups: Vec<ObjectId>,
}

graph_object! { LifecycleRecord {
    required "id" => id,
    required "groupLifetimeInDays" => lifetime_days,
    required "managedGroupTypes" => managed,
    "alternateNotificationEmails" => alternate_mails,
    "groups" => groups,
} }

graph_object! { DeletedRecord {
    required "id" => id,
    required "deletedDateTime" => at,
    "connectedWith" => connected_with,
} }

graph_object! { LinkRecord {
    required "relation" => relation,
    required "id" => id,
    "role" => role,
    "unit" => unit,
} }

graph_object! { UserFacts {
    "createdDateTime" => created,
    "creationType" => creation_type,
    "externalUserState" => external_user_state,
    "employeeType" => employee_type,
    "onPremisesSamAccountName" => on_premises_sam_account_name,
    "ageGroup" => age_group,
    "consentProvidedForMinor" => consent_provided_for_minor,
    "assignedLicenses" => assigned_licenses,
    "licenseAssignmentStates" => license_assignment_states,
} beside more_business_phones, more_im_addresses }

graph_object! { DeviceFacts {
    "createdDateTime" => created,
    "approximateLastSignInDateTime" => approximate_last_sign_in,
    "isCompliant" => is_compliant,
    "isManaged" => is_managed,
    "onPremisesSyncEnabled" => on_premises_sync_enabled,
} }

graph_object! { GroupFacts {
    required "displayName" => display_name,
    "deletedDateTime" => deleted,
    "classification" => classification,
    "createdDateTime" => created,
    "creationOptions" => creation_options,
    "description" => description,
    "expirationDateTime" => expires,
    "groupTypes" => group_types,
    "isAssignableToRole" => is_assignable_to_role,
    "mail" => mail,
    "mailEnabled" => mail_enabled,
    "mailNickname" => mail_nickname,
    "membershipRule" => membership_rule,
    "membershipRuleProcessingState" => rule_processing,
    "onPremisesLastSyncDateTime" => on_premises_last_sync,
    "onPremisesSamAccountName" => on_premises_sam_account_name,
    "onPremisesSecurityIdentifier" => on_premises_security_identifier,
    "onPremisesSyncEnabled" => on_premises_sync_enabled,
    "preferredDataLocation" => preferred_data_location,
    "preferredLanguage" => preferred_language,
    "proxyAddresses" => proxy_addresses,
    "renewedDateTime" => renewed,
    "resourceBehaviorOptions" => resource_behavior_options,
    "resourceProvisioningOptions" => resource_provisioning_options,
    "securityEnabled" => security_enabled,
    "theme" => theme,
    "uniqueName" => unique_name,
    "visibility" => visibility,
    "joinPolicy" => own_join_policy,
    "lastActivityDateTime" => last_activity,
    "welcomeMessageEnabled" => welcome_message_enabled,
    "assignedLicenses" => assigned_licenses,
} beside team_since, allow_to_add_guests }

graph_object! { AssignedLicense {
    required "skuId" => sku_id,
    "disabledPlans" => disabled_plans,
} }

graph_object! { LicenseAssignmentState {
    required "skuId" => sku_id,
    required "state" => state,
    "disabledPlans" => disabled_plans,
    "assignedByGroup" => assigned_by_group,
    "error" => error,
    "lastUpdatedDateTime" => last_updated_date_time,
} }

graph_object! { AssignedPlan {
    "assignedDateTime" => assigned_date_time,
    "capabilityStatus" => capability_status,
    "service" => service,
    "servicePlanId" => service_plan_id,
} }

graph_object! { Organization {
    required "id" => id,
    "countryLetterCode" => country_letter_code,
    "createdDateTime" => created_date_time,
    "displayName" => display_name,
    "onPremisesSyncEnabled" => on_premises_sync_enabled,
    "tenantType" => tenant_type,
    "technicalNotificationMails" => technical_notification_mails,
    "verifiedDomains" => verified_domains,
    "assignedPlans" => assigned_plans,
} }

graph_object! { VerifiedDomain {
    required "name" => name,
    "capabilities" => capabilities,
    "isDefault" => is_default,
    "isInitial" => is_initial,
    "type" => domain_type,
} }

graph_object! { Subscription {
    required "skuId" => sku_id,
    required "skuPartNumber" => sku_part_number,
    "id" => id,
    "accountId" => account_id,
    "accountName" => account_name,
    "appliesTo" => applies_to,
    "capabilityStatus" => capability_status,
    "consumedUnits" => consumed_units,
    "prepaidUnits" => prepaid_units,
    "servicePlans" => service_plans,
    "subscriptionIds" => subscription_ids,
} }

graph_object! { PrepaidUnits {
    "enabled" => enabled,
    "lockedOut" => locked_out,
    "suspended" => suspended,
    "warning" => warning,
} }

/// Declares how an enum is written: a word for each variant, read in any case.
macro_rules! graph_words {
    ($kind:ident, $expected:literal, absent $absent:ident, $($word:literal => $variant:ident,)*) => {
        impl Graph for $kind {
            fn absent() -> Self {
                Self::$absent
            }

            fn read(json: Json) -> Result<Self, Mismatch> {
                $(if json.as_str().is_some_and(|text| text.eq_ignore_ascii_case($word)) {
                    return Ok(Self::$variant);
                })*
                Err(Mismatch::new($expected, &json))
            }

            fn write(&self) -> Json {
                Json::from(match self { $(Self::$variant => $word,)* })
            }
        }
    };
}

graph_words! { RuleProcessing, "\"On\" or \"Paused\"", absent On,
    "On" => On,
    "Paused" => Paused,
}

graph_words! { Visibility, "\"Public\", \"Private\" or \"HiddenMembership\"", absent Private,
    "Public" => Public,
    "Private" => Private,
    "HiddenMembership" => HiddenMembership,
}

graph_words! { JoinPolicy, "\"Open\", \"OwnerApproval\" or \"Closed\"", absent Closed,
    "Open" => Open,
    "OwnerApproval" => OwnerApproval,
    "Closed" => Closed,
}

graph_words! { RequestState, "\"Pending\", \"Approved\", \"Rejected\", \"Cancelled\" or \"Deleted\"", absent Pending,
    "Pending" => Pending,
    "Approved" => Approved,
    "Rejected" => Rejected,
    "Cancelled" => Cancelled,
    "Deleted" => Deleted,
}

graph_words! { ManagedGroups, "\"All\", \"Selected\" or \"None\"", absent None,
    "All" => All,
    "Selected" => Selected,
    "None" => None,
}

graph_words! { GroupType, "\"Unified\" or \"DynamicMembership\"", absent Unified,
    "DynamicMembership" => DynamicMembership,
    "Unified" => Unified,
}

graph_words! { LicenseState, "\"Active\", \"ActiveWithError\", \"Disabled\" or \"Error\"", absent Active,
    "Active" => Active,
    "ActiveWithError" => ActiveWithError,
    "Disabled" => Disabled,
    "Error" => Error,
}

/// How a unit gets its members; units made before there was a choice have none of the words.
impl Graph for MembershipType {
    fn absent() -> Self {
        Self::Assigned
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        match json.as_str() {
            Some(word) if word.eq_ignore_ascii_case("Dynamic") => Ok(Self::Dynamic),
            Some(word) if word.is_empty() || word.eq_ignore_ascii_case("Assigned") => {
                Ok(Self::Assigned)
            }
            None if json.is_null() => Ok(Self::Assigned),
            _ => Err(Mismatch::new("\"Assigned\" or \"Dynamic\"", &json)),
        }
    }

    fn write(&self) -> Json {
        Json::from(self.graph_name())
    }
}

/// Errors of licences: words that are not known are `Other`, as the list of them has grown.
impl Graph for LicenseError {
    fn absent() -> Self {
        Self::None
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        match json {
            Json::Null => Ok(Self::None),
            Json::String(text) => Ok(LICENSE_ERRORS
                .into_iter()
                .find(|(word, _)| word.eq_ignore_ascii_case(&text))
                .map_or(Self::Other, |(_, error)| error)),
            other => Err(Mismatch::new("text", &other)),
        }
    }

    fn write(&self) -> Json {
        let word = LICENSE_ERRORS.into_iter().find(|(_, error)| error == self);
        Json::from(word.map_or("Other", |(word, _)| word))
    }
}

const LICENSE_ERRORS: [(&str, LicenseError); 7] = [
    ("None", LicenseError::None),
    ("CountViolation", LicenseError::CountViolation),
    (
        "MutuallyExclusiveViolation",
        LicenseError::MutuallyExclusiveViolation,
    ),
    ("DependencyViolation", LicenseError::DependencyViolation),
    (
        "ProhibitedInUsageLocationViolation",
        LicenseError::ProhibitedInUsageLocationViolation,
    ),
    ("UniquenessViolation", LicenseError::UniquenessViolation),
    ("", LicenseError::None),
];

/// The types of a group are a list in JSON and a set here; types that are not known are passed
/// over, as Graph asks its clients to.
impl Graph for BTreeSet<GroupType> {
    fn absent() -> Self {
        Self::new()
    }

    fn read(json: Json) -> Result<Self, Mismatch> {
        let words = Vec::<Arc<str>>::read(json)?;
        let types = words.iter().map(|word| GroupType::read(word.write()));
        Ok(types.filter_map(Result::ok).collect())
    }

    fn write(&self) -> Json {
        self.iter().map(Graph::write).collect()
    }
}
