//! The objects of Microsoft Graph's modules and of Microsoft.Entra.

use ingroup_shell::{Hashtable, Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};
use super::azure_ad::unit_type;
use super::extensions;
use crate::odata::Resource;

/// `Get-MgGroup`, `Get-EntraGroup`.
pub(in crate::families) static MG_GROUP: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphGroup",
    Speech::Graph,
    &[
        same("AssignedLicenses"),
        same("CreatedDateTime"),
        same("Description"),
        same("DisplayName"),
        same("ExpirationDateTime"),
        same("GroupTypes"),
        same("Id"),
        same("IsAssignableToRole"),
        same("LicenseProcessingState"),
        same("Mail"),
        same("MailEnabled"),
        same("MailNickname"),
        ("Members", Made(|group| expanded(group, "Members"))),
        same("MembershipRule"),
        same("MembershipRuleProcessingState"),
        same("OnPremisesSyncEnabled"),
        ("Owners", Made(|group| expanded(group, "Owners"))),
        same("ProxyAddresses"),
        same("RenewedDateTime"),
        same("ResourceBehaviorOptions"),
        same("ResourceProvisioningOptions"),
        same("SecurityEnabled"),
        same("SecurityIdentifier"),
        same("Visibility"),
    ],
    &[
        "DisplayName",
        "Id",
        "MailNickname",
        "Description",
        "GroupTypes",
    ],
)
.of_kind(Resource::Group);

/// `Get-MgGroupLifecyclePolicy`, `Get-EntraGroupLifecyclePolicy`.
pub(in crate::families) static MG_LIFECYCLE: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphGroupLifecyclePolicy",
    Speech::Graph,
    &[
        same("AlternateNotificationEmails"),
        same("GroupLifetimeInDays"),
        same("Id"),
        same("ManagedGroupTypes"),
    ],
    &[
        "Id",
        "AlternateNotificationEmails",
        "GroupLifetimeInDays",
        "ManagedGroupTypes",
    ],
);

/// `Get-MgBetaDirectorySetting`.
pub(in crate::families) static MG_SETTING: Shape = shape(
    "Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphDirectorySetting",
    Speech::Graph,
    &[
        same("DisplayName"),
        same("Id"),
        same("TemplateId"),
        same("Values"),
    ],
    &["DisplayName", "Id", "TemplateId"],
);

/// `Get-MgBetaDirectorySettingTemplate`.
pub(in crate::families) static MG_SETTING_TEMPLATE: Shape = shape(
    "Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphDirectorySettingTemplate",
    Speech::Graph,
    &[
        same("Description"),
        same("DisplayName"),
        same("Id"),
        same("Values"),
    ],
    &["DisplayName", "Id", "Description"],
);

/// `Get-MgUser`: without `-Property` only the usual properties have a value.
pub(in crate::families) static MG_USER: Shape = USER.usual_properties(&[
    "BusinessPhones",
    "DisplayName",
    "GivenName",
    "Id",
    "JobTitle",
    "Mail",
    "MobilePhone",
    "OfficeLocation",
    "PreferredLanguage",
    "Surname",
    "UserPrincipalName",
]);

/// `Get-MgBetaUser`, `Get-EntraUser`: every property has its value.
pub(in crate::families) static MG_WHOLE_USER: Shape = USER;

const USER: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser",
    Speech::Graph,
    &[
        same("AccountEnabled"),
        (
            "AdditionalProperties",
            Made(|user| Value::Table(extensions(user))),
        ),
        same("AssignedLicenses"),
        same("AssignedPlans"),
        same("BusinessPhones"),
        same("City"),
        same("CompanyName"),
        same("Country"),
        same("CreatedDateTime"),
        same("Department"),
        same("DisplayName"),
        same("EmployeeHireDate"),
        same("EmployeeId"),
        same("FaxNumber"),
        same("GivenName"),
        same("Id"),
        same("ImAddresses"),
        same("JobTitle"),
        same("LicenseAssignmentStates"),
        same("Mail"),
        same("MailNickname"),
        ("Manager", Made(|user| expanded(user, "ExpandedManager"))),
        same("MobilePhone"),
        same("OfficeLocation"),
        same("OnPremisesDistinguishedName"),
        ("OnPremisesExtensionAttributes", Made(extension_attributes)),
        same("OnPremisesSecurityIdentifier"),
        same("OnPremisesSyncEnabled"),
        same("OtherMails"),
        same("PasswordPolicies"),
        same("PostalCode"),
        same("PreferredLanguage"),
        same("ProxyAddresses"),
        same("State"),
        same("StreetAddress"),
        same("Surname"),
        same("UsageLocation"),
        same("UserPrincipalName"),
        same("UserType"),
    ],
    &["DisplayName", "Id", "Mail", "UserPrincipalName"],
)
.of_kind(Resource::User);

/// `Get-MgDirectoryRole`.
pub(in crate::families) static MG_ROLE: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryRole",
    Speech::Graph,
    &[
        (
            "Description",
            Made(|role| role.get("Purpose").unwrap_or_default()),
        ),
        same("DisplayName"),
        same("Id"),
        (
            "RoleTemplateId",
            Made(|role| role.get("Id").unwrap_or_default()),
        ),
    ],
    &["DisplayName", "Id", "Description"],
);

/// `Get-MgAuditLogDirectoryAudit`.
pub(in crate::families) static MG_AUDIT: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryAudit",
    Speech::Graph,
    &[
        same("ActivityDateTime"),
        same("ActivityDisplayName"),
        same("Category"),
        same("CorrelationId"),
        same("Id"),
        same("InitiatedBy"),
        same("LoggedByService"),
        same("Result"),
        same("ResultReason"),
        same("TargetResources"),
    ],
    &[
        "ActivityDateTime",
        "ActivityDisplayName",
        "Category",
        "Result",
        "Id",
    ],
)
.of_kind(Resource::Audit);

/// `New-MgTeam`.
pub(in crate::families) static MG_TEAM: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphTeam",
    Speech::Graph,
    &[
        same("Description"),
        same("DisplayName"),
        ("Id", Same("GroupId")),
        same("Visibility"),
    ],
    &["DisplayName", "Id", "Visibility"],
);

/// `Get-MgDevice`.
pub(in crate::families) static MG_DEVICE: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDevice",
    Speech::Graph,
    &[
        same("AccountEnabled"),
        same("ApproximateLastSignInDateTime"),
        same("DeviceCategory"),
        same("DeviceId"),
        same("DeviceOwnership"),
        same("DisplayName"),
        same("EnrollmentProfileName"),
        ("ExtensionAttributes", Made(extension_attributes)),
        same("Id"),
        same("IsCompliant"),
        same("IsManaged"),
        same("IsRooted"),
        same("ManagementType"),
        same("Manufacturer"),
        same("MdmAppId"),
        same("Model"),
        same("OperatingSystem"),
        same("OperatingSystemVersion"),
        same("PhysicalIds"),
        same("ProfileType"),
        same("SystemLabels"),
        same("TrustType"),
    ],
    &[
        "DisplayName",
        "Id",
        "DeviceId",
        "OperatingSystem",
        "TrustType",
    ],
)
.of_kind(Resource::Device);

/// `Get-MgDirectoryAdministrativeUnit`.
pub(in crate::families) static MG_UNIT: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphAdministrativeUnit",
    Speech::Graph,
    &[
        same("Description"),
        same("DisplayName"),
        same("Id"),
        same("IsMemberManagementRestricted"),
        same("MembershipRule"),
        same("MembershipRuleProcessingState"),
        ("MembershipType", Made(unit_type)),
        same("Visibility"),
    ],
    &["Id", "DisplayName", "Description", "MembershipType"],
)
.of_kind(Resource::Unit);

/// `Get-MgDirectoryAdministrativeUnitScopedRoleMember`.
pub(in crate::families) static MG_SCOPED_ROLE: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphScopedRoleMembership",
    Speech::Graph,
    &[
        same("AdministrativeUnitId"),
        same("Id"),
        same("RoleId"),
        same("RoleMemberInfo"),
    ],
    &["Id", "AdministrativeUnitId", "RoleId"],
);

/// `Get-MgGroupMember` and its like: only the id stands on the object, all else in a dictionary.
pub(in crate::families) static MG_MEMBER: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryObject",
    Speech::Graph,
    &[
        ("AdditionalProperties", Made(additional_properties)),
        same("Id"),
    ],
    &["Id"],
);

/// `Get-EntraGroupMember` and its like: the properties stand on the object, too.
pub(in crate::families) static ENTRA_MEMBER: Shape = shape(
    "Microsoft.Entra.DirectoryObject",
    Speech::Graph,
    &[
        same("Id"),
        same("DisplayName"),
        ("@odata.type", Made(odata_type)),
        same("UserPrincipalName"),
        same("Mail"),
        same("UserType"),
        same("AccountEnabled"),
        ("AdditionalProperties", Made(additional_properties)),
    ],
    &["Id", "DisplayName", "@odata.type"],
);

/// What is deleted and can be restored.
pub(in crate::families) static MG_DELETED: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryObject1",
    Speech::Graph,
    &[
        same("Id"),
        same("DisplayName"),
        same("DeletedDateTime"),
        same("UserPrincipalName"),
        ("AdditionalProperties", Made(additional_properties)),
    ],
    &["Id", "DisplayName", "DeletedDateTime"],
);

/// `Get-MgApplication`.
pub(in crate::families) static MG_APPLICATION: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphApplication",
    Speech::Graph,
    &[same("DisplayName"), same("Id"), same("AppId")],
    &["DisplayName", "Id", "AppId"],
);

/// `Get-MgOrganization`.
pub(in crate::families) static MG_ORGANIZATION: Shape = shape(
    "Microsoft.Graph.PowerShell.Models.MicrosoftGraphOrganization",
    Speech::Graph,
    &[
        same("DisplayName"),
        same("Id"),
        ("CountryLetterCode", Same("Country")),
        ("VerifiedDomains", Made(domains)),
    ],
    &["DisplayName", "Id"],
);

/// What `-ExpandProperty` has brought: an array of objects, or one; nothing if it was not asked for.
fn expanded(record: &Object, property: &str) -> Value {
    match record.get(property).unwrap_or_default() {
        Value::List(list) => {
            let items = list.to_vec().into_iter();
            let shaped = items.filter_map(|item| match item {
                Value::Object(object) => Some(Value::Object(MG_MEMBER.of(&object))),
                _ => None,
            });
            Value::array(shaped.collect())
        }
        Value::Object(object) => Value::Object(MG_MEMBER.of(&object)),
        _ => Value::Null,
    }
}

fn extension_attributes(subject: &Object) -> Value {
    let nested = Object::new(
        "Microsoft.Graph.PowerShell.Models.MicrosoftGraphOnPremisesExtensionAttributes",
    );
    for number in 1..=15 {
        let name = format!("ExtensionAttribute{number}");
        let value = subject.get(&name).unwrap_or_default();
        nested.set(name, value);
    }
    Value::Object(nested)
}

fn odata_type(member: &Object) -> Value {
    let kind = member.get("ObjectType").unwrap_or_default().to_text();
    let mut letters = kind.chars();
    let first = letters.next().map(|letter| letter.to_ascii_lowercase());
    let kind: String = first.into_iter().chain(letters).collect();
    Value::from(format!("#microsoft.graph.{kind}"))
}

/// What Graph gives of an object among others: its type, and the usual properties that have a value.
fn additional_properties(member: &Object) -> Value {
    const NAMES: [(&str, &str); 19] = [
        ("displayName", "DisplayName"),
        ("businessPhones", "BusinessPhones"),
        ("givenName", "GivenName"),
        ("jobTitle", "JobTitle"),
        ("mail", "Mail"),
        ("mobilePhone", "MobilePhone"),
        ("officeLocation", "OfficeLocation"),
        ("preferredLanguage", "PreferredLanguage"),
        ("surname", "Surname"),
        ("userPrincipalName", "UserPrincipalName"),
        ("description", "Description"),
        ("groupTypes", "GroupTypes"),
        ("mailEnabled", "MailEnabled"),
        ("mailNickname", "MailNickname"),
        ("membershipRule", "MembershipRule"),
        ("securityEnabled", "SecurityEnabled"),
        ("visibility", "Visibility"),
        ("deviceId", "DeviceId"),
        ("operatingSystem", "OperatingSystem"),
    ];
    let is_user = *member.get("ObjectType").unwrap_or_default().to_text() == *"User";
    let mut table = Hashtable::new().with("@odata.type", odata_type(member));
    for (name, own) in NAMES {
        let value = member.get(own).filter(|value| !value.is_null());
        // Of a user the nickname is not among the usual properties.
        if let Some(value) = value.filter(|_| !(is_user && name == "mailNickname")) {
            table = table.with(name, value);
        }
    }
    Value::Table(table)
}

fn domains(tenant: &Object) -> Value {
    let names = tenant.get("VerifiedDomains").unwrap_or_default();
    let named = names.into_items().into_iter();
    Value::array(
        named
            .map(|name| Value::Object(Object::new("VerifiedDomain").with("Name", name)))
            .collect(),
    )
}
