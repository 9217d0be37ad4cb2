//! The objects of MicrosoftTeams.

use ingroup_shell::{Object, Value};

use super::super::shape::Source::{Made, Same};
use super::super::shape::{Shape, Speech, same, shape};

/// What `Set-Team` gives.
pub(in crate::families) static TEAM: Shape = shape(
    "Microsoft.TeamsCmdlets.PowerShell.Custom.Model.TeamSettings",
    Speech::Teams,
    &[
        ("GroupId", Same("Id")),
        same("DisplayName"),
        same("Visibility"),
        ("MailNickName", Same("MailNickname")),
        same("Description"),
    ],
    &[
        "GroupId",
        "DisplayName",
        "Visibility",
        "MailNickName",
        "Description",
    ],
);

/// `Get-TeamUser`.
pub(in crate::families) static TEAM_USER: Shape = shape(
    "Microsoft.TeamsCmdlets.TeamUser",
    Speech::Teams,
    &[
        ("UserId", Same("Id")),
        ("User", Same("UserPrincipalName")),
        ("Name", Same("DisplayName")),
        ("Role", Made(team_role)),
    ],
    &["UserId", "User", "Name", "Role"],
);

/// The module writes roles in small letters.
fn team_role(member: &Object) -> Value {
    let role = member.get("Role").unwrap_or_default();
    Value::from(role.to_text().to_lowercase())
}
