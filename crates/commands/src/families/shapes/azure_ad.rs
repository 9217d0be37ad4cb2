//! The objects of AzureAD and AzureADPreview.

use ingroup_shell::{Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};
use super::{extensions, first};
use crate::odata::Resource;

/// `Get-AzureADMSGroupLifecyclePolicy` and its like.
pub(in crate::families) static AZURE_AD_LIFECYCLE: Shape = shape(
    "Microsoft.Open.MSGraph.Model.MsGroupLifecyclePolicy",
    Speech::GraphOfOld,
    &[
        same("Id"),
        same("GroupLifetimeInDays"),
        same("ManagedGroupTypes"),
        same("AlternateNotificationEmails"),
    ],
    &[
        "Id",
        "GroupLifetimeInDays",
        "ManagedGroupTypes",
        "AlternateNotificationEmails",
    ],
);

/// `Get-AzureADMSGroup` and its like.
pub(in crate::families) static AZURE_AD_MS_GROUP: Shape = shape(
    "Microsoft.Open.MSGraph.Model.MsGroup",
    Speech::GraphOfOld,
    &[
        same("Id"),
        same("CreatedDateTime"),
        same("Description"),
        same("DisplayName"),
        same("GroupTypes"),
        same("IsAssignableToRole"),
        same("Mail"),
        same("MailEnabled"),
        same("MailNickname"),
        same("MembershipRule"),
        same("MembershipRuleProcessingState"),
        same("OnPremisesSyncEnabled"),
        same("ProxyAddresses"),
        same("RenewedDateTime"),
        same("SecurityEnabled"),
        same("Visibility"),
    ],
    &["Id", "DisplayName", "Description"],
)
.of_kind(Resource::Group);

/// `Get-AzureADMSAdministrativeUnit`.
pub(in crate::families) static AZURE_AD_UNIT: Shape = shape(
    "Microsoft.Open.MSGraph.Model.MsAdministrativeUnit",
    Speech::GraphOfOld,
    &[
        same("Id"),
        same("Description"),
        same("DisplayName"),
        ("MembershipType", Made(unit_type)),
        same("MembershipRule"),
        same("MembershipRuleProcessingState"),
        same("Visibility"),
    ],
    &["Id", "DisplayName", "Description"],
)
.of_kind(Resource::Unit);

/// `Get-AzureADGroup`: the older object, which knows no group types and no rule.
pub(in crate::families) static AZURE_AD_GROUP: Shape = shape(
    "Microsoft.Open.AzureAD.Model.Group",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        ("ObjectType", Made(|_| Value::from("Group"))),
        same("Description"),
        ("DirSyncEnabled", Same("OnPremisesSyncEnabled")),
        same("DisplayName"),
        same("Mail"),
        same("MailEnabled"),
        ("MailNickName", Same("MailNickname")),
        same("ProxyAddresses"),
        same("SecurityEnabled"),
    ],
    &["ObjectId", "DisplayName", "Description"],
)
.of_kind(Resource::Group);

/// `Get-AzureADUser`: properties have the names of rules.
pub(in crate::families) static AZURE_AD_USER: Shape = shape(
    "Microsoft.Open.AzureAD.Model.User",
    Speech::AzureAd,
    &[
        ("ExtensionProperty", Made(extension_property)),
        ("ObjectId", Same("Id")),
        ("ObjectType", Made(|_| Value::from("User"))),
        same("AccountEnabled"),
        same("AssignedPlans"),
        same("City"),
        same("CompanyName"),
        same("Country"),
        same("Department"),
        ("DirSyncEnabled", Same("OnPremisesSyncEnabled")),
        same("DisplayName"),
        ("FacsimileTelephoneNumber", Same("FaxNumber")),
        same("GivenName"),
        same("JobTitle"),
        same("Mail"),
        ("MailNickName", Same("MailNickname")),
        ("Mobile", Same("MobilePhone")),
        same("OtherMails"),
        same("PasswordPolicies"),
        ("PhysicalDeliveryOfficeName", Same("OfficeLocation")),
        same("PostalCode"),
        same("PreferredLanguage"),
        same("ProxyAddresses"),
        same("State"),
        same("StreetAddress"),
        same("Surname"),
        (
            "TelephoneNumber",
            Made(|user| first(user, "BusinessPhones")),
        ),
        same("UsageLocation"),
        same("UserPrincipalName"),
        same("UserType"),
    ],
    &["ObjectId", "DisplayName", "UserPrincipalName", "UserType"],
)
.of_kind(Resource::User);

/// `Get-AzureADDevice`.
pub(in crate::families) static AZURE_AD_DEVICE: Shape = shape(
    "Microsoft.Open.AzureAD.Model.Device",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        ("ObjectType", Made(|_| Value::from("Device"))),
        same("AccountEnabled"),
        (
            "ApproximateLastLogonTimeStamp",
            Same("ApproximateLastSignInDateTime"),
        ),
        same("DeviceId"),
        ("DeviceOSType", Same("OperatingSystem")),
        ("DeviceOSVersion", Same("OperatingSystemVersion")),
        ("DevicePhysicalIds", Same("PhysicalIds")),
        ("DeviceTrustType", Same("TrustType")),
        same("DisplayName"),
        same("IsCompliant"),
        same("IsManaged"),
        same("ProfileType"),
    ],
    &["ObjectId", "DeviceId", "DisplayName"],
)
.of_kind(Resource::Device);

/// `Get-AzureADGroupMember` and its like.
pub(in crate::families) static AZURE_AD_MEMBER: Shape = shape(
    "Microsoft.Open.AzureAD.Model.DirectoryObject",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        same("ObjectType"),
        same("DisplayName"),
        same("UserPrincipalName"),
        same("UserType"),
        same("Mail"),
        same("Department"),
        same("JobTitle"),
        same("AccountEnabled"),
        same("SecurityEnabled"),
    ],
    &["ObjectId", "DisplayName", "UserPrincipalName"],
);

/// `Get-AzureADTenantDetail`.
pub(in crate::families) static AZURE_AD_TENANT: Shape = shape(
    "Microsoft.Open.AzureAD.Model.TenantDetail",
    Speech::AzureAd,
    &[
        ("ObjectId", Same("Id")),
        same("DisplayName"),
        ("CountryLetterCode", Same("Country")),
        same("VerifiedDomains"),
    ],
    &["ObjectId", "DisplayName", "VerifiedDomains"],
);

/// Graph's word for whether a rule gives the members; people give them if there is none.
pub(in crate::families) fn unit_type(unit: &Object) -> Value {
    match unit
        .get("MembershipType")
        .unwrap_or_default()
        .to_text()
        .as_str()
    {
        "Assigned" => Value::Null,
        _ => Value::from("Dynamic"),
    }
}

fn extension_property(user: &Object) -> Value {
    let table = extensions(user)
        .with("createdDateTime", user.get("CreatedDateTime"))
        .with("employeeId", user.get("EmployeeId"));
    Value::Table(table)
}
