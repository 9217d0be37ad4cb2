//! MicrosoftTeams. `Get-Team` and `New-Team` are native and have its names.

use super::super::row::{Row, group, renamed, row, take, team};
use super::super::shapes::{TEAM, TEAM_USER};
use super::super::team_user::{add_team_user, remove_team_user, set_team};
use crate::native::work::{get_team_member, remove_group};

const M: &str = "MicrosoftTeams";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Set-Team", "Changes a team by its group.", set_team, &TEAM)
        .takes(&[
            group("GroupId").mandatory(),
            take("DisplayName"),
            take("Description"),
            renamed("MailNickName", "MailNickname", "MailNickname"),
            renamed("Visibility", "Visibility", "AccessType"),
        ])
        .changes()
        .shows("$team = New-Team -DisplayName Launch; Set-Team -GroupId $team.GroupId -Visibility Private | Select-Object DisplayName, Visibility", "Makes a team private."),
    row(M, "Remove-Team", "Deletes a team with its group.", remove_group, &TEAM)
        .takes(&[group("GroupId").mandatory()]).changes()
        .shows("$team = New-Team -DisplayName Launch; Remove-Team -GroupId $team.GroupId; (Get-DeletedObject).DisplayName", "Deletes a team."),
    row(M, "Get-TeamUser", "Shows who is in a team, as its clients show it now.", get_team_member, &TEAM_USER)
        .takes(&[team("GroupId"), renamed("Role", "Role", "TeamRole")])
        .shows("$team = New-Team -DisplayName Launch -Members adele@contoso.com -Owners alex@contoso.com; Get-TeamUser -GroupId $team.GroupId", "Shows the people of a team."),
    row(M, "Add-TeamUser", "Adds somebody to a team: a member or an owner of its group.", add_team_user, &TEAM_USER)
        .takes(&[team("GroupId"), renamed("User", "User", "User").position(1).mandatory(), renamed("Role", "Role", "NewTeamRole")]).changes()
        .shows("$team = New-Team -DisplayName Launch; Add-TeamUser -GroupId $team.GroupId -User alex@contoso.com -Role Owner; Set-Clock -Advance PT2H; Get-TeamUser $team.GroupId -Role Owner", "Adds an owner."),
    row(M, "Remove-TeamUser", "Takes somebody out of a team; with -Role Owner, only out of its owners.", remove_team_user, &TEAM_USER)
        .takes(&[team("GroupId"), renamed("User", "User", "User").position(1).mandatory(), renamed("Role", "Role", "NewTeamRole")]).changes()
        .shows("$team = New-Team -DisplayName Launch -Members adele@contoso.com; Remove-TeamUser -GroupId $team.GroupId -User adele@contoso.com; (Get-Group Launch).MemberCount", "Takes a member out."),
];
