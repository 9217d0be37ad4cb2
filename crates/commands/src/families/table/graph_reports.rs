//! Microsoft.Graph.Reports and Microsoft.Graph.Teams: the audit log, and teams.

use super::super::directory_audit;
use super::super::row::{Row, renamed, row, take};
use super::super::shapes::{MG_AUDIT, MG_TEAM};
use super::super::team_user::new_mg_team;
use crate::request::Body;

/// What the hashtable of a new team holds.
const NEW_TEAM: &[&str] = &[
    "template@odata.bind",
    "group@odata.bind",
    "displayName",
    "description",
    "visibility",
];

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row("Microsoft.Graph.Reports", "Get-MgAuditLogDirectoryAudit", "Shows who did what when, the newest entry first.", directory_audit::get, &MG_AUDIT)
        .takes(&[
            renamed("DirectoryAuditId", "Identity", "AuditEntry").position(0),
            take("Filter"),
            take("Sort").aliases(&["OrderBy"]),
            take("Property").aliases(&["Select"]),
            take("Top").aliases(&["Limit"]),
            take("All"),
            take("PageSize"),
            take("CountVariable").aliases(&["CV"]),
        ])
        .shows("Set-User diego@contoso.com -Department Legal; Get-MgAuditLogDirectoryAudit -Filter \"activityDisplayName eq 'Remove member from group'\" -Top 2 | Format-Table ActivityDisplayName, Category, Result, { $_.TargetResources[0].UserPrincipalName }", "Shows the last two who left a group."),
    row("Microsoft.Graph.Teams", "New-MgTeam", "Makes a team: of a Microsoft 365 group, or with a group of its own.", new_mg_team, &MG_TEAM)
        .takes(&[take("DisplayName"), take("Description"), take("Visibility")])
        .body(Body::Keys(NEW_TEAM)).changes()
        .shows("$group = New-Group Lagos -GroupTypes Unified; New-MgTeam -BodyParameter @{ 'template@odata.bind' = \"https://graph.microsoft.com/v1.0/teamsTemplates('standard')\"; 'group@odata.bind' = \"https://graph.microsoft.com/v1.0/groups('$($group.Id)')\" }", "Makes a team of a group."),
];
