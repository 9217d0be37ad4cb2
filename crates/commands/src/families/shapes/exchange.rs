//! The objects of ExchangeOnlineManagement.

use ingroup_shell::{Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};
use super::is_dynamic;
use crate::odata::Resource;

/// `Get-UnifiedGroup`.
pub(in crate::families) static UNIFIED_GROUP: Shape = shape(
    "UnifiedGroup",
    Speech::Exchange,
    &[
        ("Name", Same("MailNickname")),
        ("Alias", Same("MailNickname")),
        same("DisplayName"),
        ("PrimarySmtpAddress", Same("Mail")),
        ("EmailAddresses", Same("ProxyAddresses")),
        ("ExternalDirectoryObjectId", Same("Id")),
        ("AccessType", Same("Visibility")),
        ("IsMembershipDynamic", Made(is_dynamic)),
        ("GroupMemberCount", Same("MemberCount")),
        ("Notes", Same("Description")),
        ("WelcomeMessageEnabled", Same("WelcomeMessageEnabled")),
        same("ResourceProvisioningOptions"),
        ("WhenCreatedUTC", Same("CreatedDateTime")),
        ("Identity", Same("Id")),
    ],
    &["DisplayName", "Alias", "PrimarySmtpAddress", "AccessType"],
)
.of_kind(Resource::Group);

/// `Get-UnifiedGroupLinks`.
pub(in crate::families) static UNIFIED_GROUP_LINK: Shape = shape(
    "ReducedRecipient",
    Speech::Exchange,
    &[
        ("Name", Made(name)),
        ("Alias", Same("MailNickname")),
        same("DisplayName"),
        ("PrimarySmtpAddress", Same("Mail")),
        ("WindowsLiveID", Same("UserPrincipalName")),
        ("ExternalDirectoryObjectId", Same("Id")),
        ("RecipientType", Made(recipient_type)),
    ],
    &["Name", "RecipientType"],
);

/// Exchange calls a person by the nickname, and if there is none by the name.
fn name(member: &Object) -> Value {
    let nickname = member.get("MailNickname").unwrap_or_default();
    match nickname.is_null() {
        true => member.get("DisplayName").unwrap_or_default(),
        false => nickname,
    }
}

fn recipient_type(member: &Object) -> Value {
    let is_guest = *member.get("UserType").unwrap_or_default().to_text() == *"Guest";
    Value::from(match is_guest {
        true => "MailUser",
        false => "UserMailbox",
    })
}
