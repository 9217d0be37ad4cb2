//! The shapes of all modules' objects.

use ingroup_shell::{Hashtable, Object, Value};

use super::shape::Source::{Made, Same};
use super::shape::{Lists, Shape};

/// The types that have a table of their own, with its columns.
pub(crate) static VIEWS: &[&Shape] = &[
    &AZURE_AD_MS_GROUP,
    &AZURE_AD_GROUP,
    &AZURE_AD_USER,
    &AZURE_AD_MEMBER,
    &MG_GROUP,
    &MG_USER,
    &MG_MEMBER,
    &UNIFIED_GROUP,
    &TEAM_USER,
];

/// `Get-AzureADMSGroup` and its like.
pub(super) static AZURE_AD_MS_GROUP: Shape = Shape {
    kind: "Microsoft.Open.MSGraph.Model.MsGroup",
    properties: &[
        ("Id", Same("Id")),
        ("CreatedDateTime", Same("CreatedDateTime")),
        ("Description", Same("Description")),
        ("DisplayName", Same("DisplayName")),
        ("GroupTypes", Same("GroupTypes")),
        ("IsAssignableToRole", Same("IsAssignableToRole")),
        ("Mail", Same("Mail")),
        ("MailEnabled", Same("MailEnabled")),
        ("MailNickname", Same("MailNickname")),
        ("MembershipRule", Same("MembershipRule")),
        (
            "MembershipRuleProcessingState",
            Same("MembershipRuleProcessingState"),
        ),
        ("OnPremisesSyncEnabled", Same("OnPremisesSyncEnabled")),
        ("ProxyAddresses", Same("ProxyAddresses")),
        ("RenewedDateTime", Same("RenewedDateTime")),
        ("SecurityEnabled", Same("SecurityEnabled")),
        ("Visibility", Same("Visibility")),
    ],
    lists: Lists::Growable,
    table: &["Id", "DisplayName", "Description"],
};

/// `Get-AzureADGroup`: the older object, which knows no group types and no rule.
pub(super) static AZURE_AD_GROUP: Shape = Shape {
    kind: "Microsoft.Open.AzureAD.Model.Group",
    properties: &[
        ("ObjectId", Same("Id")),
        ("ObjectType", Made(|_| Value::from("Group"))),
        ("Description", Same("Description")),
        ("DirSyncEnabled", Same("OnPremisesSyncEnabled")),
        ("DisplayName", Same("DisplayName")),
        ("Mail", Same("Mail")),
        ("MailEnabled", Same("MailEnabled")),
        ("MailNickName", Same("MailNickname")),
        ("ProxyAddresses", Same("ProxyAddresses")),
        ("SecurityEnabled", Same("SecurityEnabled")),
    ],
    lists: Lists::Growable,
    table: &["ObjectId", "DisplayName", "Description"],
};

/// `Get-AzureADUser`: properties have the names of rules.
pub(super) static AZURE_AD_USER: Shape = Shape {
    kind: "Microsoft.Open.AzureAD.Model.User",
    properties: &[
        ("ObjectId", Same("Id")),
        ("ObjectType", Made(|_| Value::from("User"))),
        ("AccountEnabled", Same("AccountEnabled")),
        ("AssignedPlans", Same("AssignedPlans")),
        ("City", Same("City")),
        ("CompanyName", Same("CompanyName")),
        ("Country", Same("Country")),
        ("Department", Same("Department")),
        ("DirSyncEnabled", Same("OnPremisesSyncEnabled")),
        ("DisplayName", Same("DisplayName")),
        ("FacsimileTelephoneNumber", Same("FaxNumber")),
        ("GivenName", Same("GivenName")),
        ("JobTitle", Same("JobTitle")),
        ("Mail", Same("Mail")),
        ("MailNickName", Same("MailNickname")),
        ("Mobile", Same("MobilePhone")),
        ("OtherMails", Same("OtherMails")),
        ("PasswordPolicies", Same("PasswordPolicies")),
        ("PhysicalDeliveryOfficeName", Same("OfficeLocation")),
        ("PostalCode", Same("PostalCode")),
        ("PreferredLanguage", Same("PreferredLanguage")),
        ("ProxyAddresses", Same("ProxyAddresses")),
        ("State", Same("State")),
        ("StreetAddress", Same("StreetAddress")),
        ("Surname", Same("Surname")),
        (
            "TelephoneNumber",
            Made(|user| first(user, "BusinessPhones")),
        ),
        ("UsageLocation", Same("UsageLocation")),
        ("UserPrincipalName", Same("UserPrincipalName")),
        ("UserType", Same("UserType")),
    ],
    lists: Lists::Growable,
    table: &["ObjectId", "DisplayName", "UserPrincipalName", "UserType"],
};

/// `Get-AzureADGroupMember`.
pub(super) static AZURE_AD_MEMBER: Shape = Shape {
    kind: "Microsoft.Open.AzureAD.Model.DirectoryObject",
    properties: &[
        ("ObjectId", Same("Id")),
        ("ObjectType", Same("ObjectType")),
        ("DisplayName", Same("DisplayName")),
        ("UserPrincipalName", Same("UserPrincipalName")),
    ],
    lists: Lists::Growable,
    table: &["ObjectId", "DisplayName", "UserPrincipalName"],
};

/// `Get-MgGroup`, `Get-EntraGroup`.
pub(super) static MG_GROUP: Shape = Shape {
    kind: "Microsoft.Graph.PowerShell.Models.MicrosoftGraphGroup",
    properties: &[
        ("CreatedDateTime", Same("CreatedDateTime")),
        ("Description", Same("Description")),
        ("DisplayName", Same("DisplayName")),
        ("ExpirationDateTime", Same("ExpirationDateTime")),
        ("GroupTypes", Same("GroupTypes")),
        ("Id", Same("Id")),
        ("IsAssignableToRole", Same("IsAssignableToRole")),
        ("Mail", Same("Mail")),
        ("MailEnabled", Same("MailEnabled")),
        ("MailNickname", Same("MailNickname")),
        ("MembershipRule", Same("MembershipRule")),
        (
            "MembershipRuleProcessingState",
            Same("MembershipRuleProcessingState"),
        ),
        ("OnPremisesSyncEnabled", Same("OnPremisesSyncEnabled")),
        ("ProxyAddresses", Same("ProxyAddresses")),
        ("RenewedDateTime", Same("RenewedDateTime")),
        ("SecurityEnabled", Same("SecurityEnabled")),
        ("SecurityIdentifier", Same("SecurityIdentifier")),
        ("Visibility", Same("Visibility")),
    ],
    lists: Lists::Fixed,
    table: &[
        "DisplayName",
        "Id",
        "MailNickname",
        "Description",
        "GroupTypes",
    ],
};

/// `Get-MgUser`.
pub(super) static MG_USER: Shape = Shape {
    kind: "Microsoft.Graph.PowerShell.Models.MicrosoftGraphUser",
    properties: &[
        ("AccountEnabled", Same("AccountEnabled")),
        ("AssignedPlans", Same("AssignedPlans")),
        ("BusinessPhones", Same("BusinessPhones")),
        ("City", Same("City")),
        ("CompanyName", Same("CompanyName")),
        ("Country", Same("Country")),
        ("CreatedDateTime", Same("CreatedDateTime")),
        ("Department", Same("Department")),
        ("DisplayName", Same("DisplayName")),
        ("EmployeeHireDate", Same("EmployeeHireDate")),
        ("EmployeeId", Same("EmployeeId")),
        ("FaxNumber", Same("FaxNumber")),
        ("GivenName", Same("GivenName")),
        ("Id", Same("Id")),
        ("ImAddresses", Same("ImAddresses")),
        ("JobTitle", Same("JobTitle")),
        ("Mail", Same("Mail")),
        ("MailNickname", Same("MailNickname")),
        ("MobilePhone", Same("MobilePhone")),
        ("OfficeLocation", Same("OfficeLocation")),
        (
            "OnPremisesDistinguishedName",
            Same("OnPremisesDistinguishedName"),
        ),
        ("OnPremisesExtensionAttributes", Made(extension_attributes)),
        (
            "OnPremisesSecurityIdentifier",
            Same("OnPremisesSecurityIdentifier"),
        ),
        ("OnPremisesSyncEnabled", Same("OnPremisesSyncEnabled")),
        ("OtherMails", Same("OtherMails")),
        ("PasswordPolicies", Same("PasswordPolicies")),
        ("PostalCode", Same("PostalCode")),
        ("PreferredLanguage", Same("PreferredLanguage")),
        ("ProxyAddresses", Same("ProxyAddresses")),
        ("State", Same("State")),
        ("StreetAddress", Same("StreetAddress")),
        ("Surname", Same("Surname")),
        ("UsageLocation", Same("UsageLocation")),
        ("UserPrincipalName", Same("UserPrincipalName")),
        ("UserType", Same("UserType")),
    ],
    lists: Lists::Fixed,
    table: &["DisplayName", "Id", "Mail", "UserPrincipalName"],
};

/// `Get-MgGroupMember`: only the id stands on the object, all else in a dictionary.
pub(super) static MG_MEMBER: Shape = Shape {
    kind: "Microsoft.Graph.PowerShell.Models.MicrosoftGraphDirectoryObject",
    properties: &[
        ("AdditionalProperties", Made(additional_properties)),
        ("Id", Same("Id")),
    ],
    lists: Lists::Fixed,
    table: &["Id"],
};

/// `Get-UnifiedGroup`.
pub(super) static UNIFIED_GROUP: Shape = Shape {
    kind: "UnifiedGroup",
    properties: &[
        ("Name", Same("MailNickname")),
        ("Alias", Same("MailNickname")),
        ("DisplayName", Same("DisplayName")),
        ("PrimarySmtpAddress", Same("Mail")),
        ("EmailAddresses", Same("ProxyAddresses")),
        ("ExternalDirectoryObjectId", Same("Id")),
        ("AccessType", Same("Visibility")),
        ("IsMembershipDynamic", Made(is_dynamic)),
        ("GroupMemberCount", Same("MemberCount")),
        ("Notes", Same("Description")),
        (
            "ResourceProvisioningOptions",
            Same("ResourceProvisioningOptions"),
        ),
        ("WhenCreatedUTC", Same("CreatedDateTime")),
    ],
    lists: Lists::Growable,
    table: &["DisplayName", "Alias", "PrimarySmtpAddress", "AccessType"],
};

/// `Get-TeamUser`.
pub(super) static TEAM_USER: Shape = Shape {
    kind: "Microsoft.TeamsCmdlets.TeamUser",
    properties: &[
        ("UserId", Same("Id")),
        ("User", Same("UserPrincipalName")),
        ("Name", Same("DisplayName")),
        ("Role", Made(team_role)),
    ],
    lists: Lists::Growable,
    table: &["UserId", "User", "Name", "Role"],
};

/// The module writes roles in small letters.
fn team_role(member: &Object) -> Value {
    let role = member.get("Role").unwrap_or_default();
    Value::from(role.to_text().to_lowercase())
}

/// The first of several values.
fn first(record: &Object, property: &str) -> Value {
    let items = record.get(property).unwrap_or_default().into_items();
    items.into_iter().next().unwrap_or_default()
}

fn extension_attributes(user: &Object) -> Value {
    let nested = Object::new(
        "Microsoft.Graph.PowerShell.Models.MicrosoftGraphOnPremisesExtensionAttributes",
    );
    for number in 1..=15 {
        let name = format!("ExtensionAttribute{number}");
        let value = user.get(&name).unwrap_or_default();
        nested.set(name, value);
    }
    Value::Object(nested)
}

fn additional_properties(member: &Object) -> Value {
    let kind = member
        .get("ObjectType")
        .unwrap_or_default()
        .to_text()
        .to_lowercase();
    let mut table = Hashtable::new().with("@odata.type", format!("#microsoft.graph.{kind}"));
    const NAMES: [(&str, &str); 2] = [
        ("displayName", "DisplayName"),
        ("userPrincipalName", "UserPrincipalName"),
    ];
    for (name, own) in NAMES {
        if let Some(value) = member.get(own).filter(|value| !value.is_null()) {
            table = table.with(name, value);
        }
    }
    Value::Table(table)
}

fn is_dynamic(group: &Object) -> Value {
    let kind = group.get("MembershipType").unwrap_or_default();
    Value::Bool(*kind.to_text() != *"Assigned")
}

impl Shape {
    /// The name of the type, and the columns of its table.
    pub(crate) fn view(&self) -> (&'static str, &'static [&'static str]) {
        (self.kind, self.table)
    }
}
