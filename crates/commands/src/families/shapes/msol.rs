//! The objects of MSOnline, the oldest module.

use ingroup_shell::{Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};
use super::first;
use crate::odata::Resource;

/// `Get-MsolGroup`.
pub(in crate::families) static MSOL_GROUP: Shape = shape(
    "Microsoft.Online.Administration.Group",
    Speech::Msol,
    &[
        ("ObjectId", Same("Id")),
        same("DisplayName"),
        ("EmailAddress", Same("Mail")),
        ("GroupType", Made(group_type)),
        same("Description"),
        ("CommonName", Same("DisplayName")),
        same("ProxyAddresses"),
        ("DirSyncEnabled", Same("OnPremisesSyncEnabled")),
    ],
    &["ObjectId", "DisplayName", "GroupType", "Description"],
)
.of_kind(Resource::Group);

/// `Get-MsolUser`.
pub(in crate::families) static MSOL_USER: Shape = shape(
    "Microsoft.Online.Administration.User",
    Speech::Msol,
    &[
        ("ObjectId", Same("Id")),
        same("UserPrincipalName"),
        same("DisplayName"),
        ("FirstName", Same("GivenName")),
        ("LastName", Same("Surname")),
        ("Title", Same("JobTitle")),
        same("Department"),
        ("Office", Same("OfficeLocation")),
        same("City"),
        same("State"),
        same("Country"),
        same("PostalCode"),
        same("StreetAddress"),
        ("PhoneNumber", Made(|user| first(user, "BusinessPhones"))),
        same("MobilePhone"),
        ("Fax", Same("FaxNumber")),
        same("UsageLocation"),
        same("PreferredLanguage"),
        ("AlternateEmailAddresses", Same("OtherMails")),
        same("ProxyAddresses"),
        ("BlockCredential", Made(is_blocked)),
        same("UserType"),
        ("IsLicensed", Made(is_licensed)),
        same("Licenses"),
        ("WhenCreated", Same("CreatedDateTime")),
    ],
    &["UserPrincipalName", "DisplayName", "IsLicensed"],
)
.of_kind(Resource::User);

/// `Get-MsolGroupMember`.
pub(in crate::families) static MSOL_MEMBER: Shape = shape(
    "Microsoft.Online.Administration.GroupMember",
    Speech::Msol,
    &[
        ("GroupMemberType", Same("ObjectType")),
        ("EmailAddress", Made(address)),
        same("DisplayName"),
        ("ObjectId", Same("Id")),
    ],
    &["GroupMemberType", "EmailAddress", "DisplayName"],
);

fn is_licensed(user: &Object) -> Value {
    let held = user.get("Licenses").unwrap_or_default();
    let mut held = held.into_items().into_iter();
    Value::from(held.any(|one| !one.is_null()))
}

fn group_type(group: &Object) -> Value {
    let is = |property: &str| group.get(property).unwrap_or_default().is_true();
    Value::from(match (is("MailEnabled"), is("SecurityEnabled")) {
        (true, true) => "MailEnabledSecurity",
        (true, false) => "DistributionList",
        (false, _) => "Security",
    })
}

fn is_blocked(user: &Object) -> Value {
    Value::Bool(user.get("AccountEnabled") == Some(Value::Bool(false)))
}

fn address(member: &Object) -> Value {
    let mail = member.get("Mail").unwrap_or_default();
    match mail.is_null() {
        true => member.get("UserPrincipalName").unwrap_or_default(),
        false => mail,
    }
}
