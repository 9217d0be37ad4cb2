//! The table of the modules' commands.

use super::row::Changes::{Nothing, Tenant};
use super::row::{Row, group, renamed, take, team, user};
use super::shapes::{
    AZURE_AD_GROUP, AZURE_AD_MEMBER, AZURE_AD_MS_GROUP, AZURE_AD_USER, MG_GROUP, MG_MEMBER,
    MG_USER, TEAM_USER, UNIFIED_GROUP,
};
use super::team_user::{add_team_user, remove_team_user};
use super::unified_group::get_unified_group;
use crate::native::work::{
    add_group_member, get_group, get_group_member, get_team_member, get_user, new_group,
    remove_group, remove_group_member, set_group, set_user,
};
use crate::request::{Body, Face};

const AZURE_AD: &str = "AzureAD";
const AZURE_AD_PREVIEW: &str = "AzureADPreview";
const ENTRA: &str = "Microsoft.Entra";
const EXCHANGE: &str = "ExchangeOnlineManagement";
const GRAPH_GROUPS: &str = "Microsoft.Graph.Groups";
const GRAPH_USERS: &str = "Microsoft.Graph.Users";
const TEAMS: &str = "MicrosoftTeams";

/// The rows, by module and name.
#[rustfmt::skip] // a field, a line; a parameter, a line
pub(super) static ROWS: &[Row] = &[
    // ---- AzureAD
    Row {
        module: AZURE_AD, name: "Add-AzureADGroupMember",
        synopsis: "Adds a member to an assigned group.",
        work: add_group_member, changes: Tenant,
        face: Face { shape: Some(&AZURE_AD_MEMBER), body: Body::None, parameters: &[
            group("ObjectId").position(0).mandatory(),
            renamed("RefObjectId", "Member", "Member").mandatory(),
        ] },
        example: (
            "Add-AzureADGroupMember -ObjectId (Get-AzureADGroup -SearchString Board).ObjectId -RefObjectId (Get-AzureADUser -ObjectId alex@contoso.com).ObjectId",
            "Adds one member.",
        ),
    },
    Row {
        module: AZURE_AD, name: "Get-AzureADGroup",
        synopsis: "Shows groups in the shape of the AzureAD module.",
        work: get_group, changes: Nothing,
        face: Face { shape: Some(&AZURE_AD_GROUP), body: Body::None, parameters: &[
            group("ObjectId").position(0),
            take("SearchString"),
            take("All"),
        ] },
        example: ("Get-AzureADGroup -SearchString 'Working group'", "Shows the groups whose name begins so."),
    },
    Row {
        module: AZURE_AD, name: "Get-AzureADGroupMember",
        synopsis: "Shows the members of a group in the shape of the AzureAD module.",
        work: get_group_member, changes: Nothing,
        face: Face { shape: Some(&AZURE_AD_MEMBER), body: Body::None, parameters: &[
            group("ObjectId").position(0).mandatory(),
            take("All"),
        ] },
        example: ("Get-AzureADGroup -SearchString Sales | Select-Object -First 1 | Get-AzureADGroupMember", "Shows who is in a group."),
    },
    Row {
        module: AZURE_AD, name: "Get-AzureADUser",
        synopsis: "Shows users in the shape of the AzureAD module.",
        work: get_user, changes: Nothing,
        face: Face { shape: Some(&AZURE_AD_USER), body: Body::None, parameters: &[
            user("ObjectId").position(0),
            take("SearchString"),
            take("All"),
        ] },
        example: ("(Get-AzureADUser -ObjectId adele@contoso.com).Department", "Shows the department of a user."),
    },
    Row {
        module: AZURE_AD, name: "Remove-AzureADGroupMember",
        synopsis: "Removes a member from an assigned group.",
        work: remove_group_member, changes: Tenant,
        face: Face { shape: Some(&AZURE_AD_MEMBER), body: Body::None, parameters: &[
            group("ObjectId").position(0).mandatory(),
            renamed("MemberId", "Member", "Member").mandatory(),
        ] },
        example: ("Remove-AzureADGroupMember -ObjectId Sales -MemberId adele@contoso.com", "Removes one member."),
    },
    // ---- AzureADPreview
    Row {
        module: AZURE_AD_PREVIEW, name: "Get-AzureADMSGroup",
        synopsis: "Shows groups in the shape of the AzureADPreview module; GroupTypes is a list that can grow.",
        work: get_group, changes: Nothing,
        face: Face { shape: Some(&AZURE_AD_MS_GROUP), body: Body::None, parameters: &[
            group("Id").position(0),
            take("SearchString"),
            take("All"),
        ] },
        example: ("(Get-AzureADMSGroup -SearchString 'All ').DisplayName", "Shows the names of some groups."),
    },
    Row {
        module: AZURE_AD_PREVIEW, name: "New-AzureADMSGroup",
        synopsis: "Creates a group.",
        work: new_group, changes: Tenant,
        face: Face { shape: Some(&AZURE_AD_MS_GROUP), body: Body::None, parameters: &[
            take("DisplayName").mandatory(),
            take("MailEnabled").mandatory(),
            take("MailNickname").mandatory(),
            take("SecurityEnabled").mandatory(),
            take("Description"),
            take("GroupTypes"),
            take("IsAssignableToRole"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ] },
        example: (
            "New-AzureADMSGroup -DisplayName 'Dynamic Sales' -MailEnabled $false -MailNickname dynsales -SecurityEnabled $true -GroupTypes DynamicMembership -MembershipRule '(user.department -eq \"Sales\")' -MembershipRuleProcessingState On",
            "Creates a dynamic group.",
        ),
    },
    Row {
        module: AZURE_AD_PREVIEW, name: "Remove-AzureADMSGroup",
        synopsis: "Deletes a group.",
        work: remove_group, changes: Tenant,
        face: Face { shape: Some(&AZURE_AD_MS_GROUP), body: Body::None, parameters: &[
            group("Id").position(0).mandatory(),
        ] },
        example: ("Get-AzureADMSGroup -SearchString Macs | Remove-AzureADMSGroup", "Deletes a group."),
    },
    Row {
        module: AZURE_AD_PREVIEW, name: "Set-AzureADMSGroup",
        synopsis: "Changes a group, its rule and its membership type too.",
        work: set_group, changes: Tenant,
        face: Face { shape: Some(&AZURE_AD_MS_GROUP), body: Body::None, parameters: &[
            group("Id").position(0).mandatory(),
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("MailNickname"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ] },
        example: (
            "Set-AzureADMSGroup -Id (Get-AzureADMSGroup -SearchString Nigeria).Id -MembershipRuleProcessingState Paused",
            "Pauses a group.",
        ),
    },
    // ---- ExchangeOnlineManagement
    Row {
        module: EXCHANGE, name: "Get-UnifiedGroup",
        synopsis: "Shows Microsoft 365 groups in the shape of Exchange Online.",
        work: get_unified_group, changes: Nothing,
        face: Face { shape: Some(&UNIFIED_GROUP), body: Body::None, parameters: &[
            group("Identity").position(0),
            take("ResultSize"),
        ] },
        example: ("Get-UnifiedGroup -ResultSize 3", "Shows the first three Microsoft 365 groups."),
    },
    Row {
        module: EXCHANGE, name: "Set-UnifiedGroup",
        synopsis: "Changes a Microsoft 365 group.",
        work: set_group, changes: Tenant,
        face: Face { shape: Some(&UNIFIED_GROUP), body: Body::None, parameters: &[
            group("Identity").position(0).mandatory(),
            take("DisplayName"),
            renamed("Alias", "MailNickname", "MailNickname"),
            renamed("Notes", "Description", "Description"),
            renamed("UnifiedGroupWelcomeMessageEnabled", "WelcomeMessageEnabled", "WelcomeMessageEnabled").switch(),
        ] },
        example: (
            "Set-UnifiedGroup sales@contoso.com -UnifiedGroupWelcomeMessageEnabled:$false",
            "Lets a group welcome nobody by mail.",
        ),
    },
    // ---- Microsoft.Entra
    Row {
        module: ENTRA, name: "Get-EntraGroup",
        synopsis: "Shows groups in the shape of the Entra module.",
        work: get_group, changes: Nothing,
        face: Face { shape: Some(&MG_GROUP), body: Body::None, parameters: &[
            group("GroupId").position(0).alias("ObjectId"),
            take("SearchString"),
            take("All"),
        ] },
        example: ("Get-EntraGroup -SearchString Managers", "Shows a group."),
    },
    Row {
        module: ENTRA, name: "Set-EntraGroup",
        synopsis: "Changes a group.",
        work: set_group, changes: Tenant,
        face: Face { shape: Some(&MG_GROUP), body: Body::None, parameters: &[
            group("GroupId").position(0).alias("ObjectId").mandatory(),
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("MailNickname"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ] },
        example: (
            "Set-EntraGroup -GroupId Board -Description 'The board and its guests'; (Get-EntraGroup -GroupId Board).Description",
            "Changes a group's description.",
        ),
    },
    // ---- Microsoft.Graph
    Row {
        module: GRAPH_GROUPS, name: "Get-MgGroup",
        synopsis: "Shows groups in the shape of Microsoft Graph; GroupTypes is an array of fixed size.",
        work: get_group, changes: Nothing,
        face: Face { shape: Some(&MG_GROUP), body: Body::None, parameters: &[
            group("GroupId").position(0),
            take("All"),
        ] },
        example: ("Get-MgGroup -All | Where-Object { $_.GroupTypes -contains 'DynamicMembership' } | Measure-Object", "Counts the dynamic groups."),
    },
    Row {
        module: GRAPH_GROUPS, name: "Get-MgGroupMember",
        synopsis: "Shows the members of a group; all but the id is in AdditionalProperties.",
        work: get_group_member, changes: Nothing,
        face: Face { shape: Some(&MG_MEMBER), body: Body::None, parameters: &[
            group("GroupId").position(0).mandatory(),
            take("All"),
        ] },
        example: ("(Get-MgGroupMember -GroupId Sales -All).AdditionalProperties.displayName", "Shows the names of the members."),
    },
    Row {
        module: GRAPH_GROUPS, name: "New-MgGroup",
        synopsis: "Creates a group from parameters or from a hashtable.",
        work: new_group, changes: Tenant,
        face: Face { shape: Some(&MG_GROUP), body: Body::Keys(NEW_GROUP), parameters: &[
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("IsAssignableToRole").switch(),
            take("MailEnabled").switch(),
            take("MailNickname"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("SecurityEnabled").switch(),
            take("Visibility"),
        ] },
        example: (
            "New-MgGroup -DisplayName Lagos -MailEnabled:$false -MailNickname lagos -SecurityEnabled -GroupTypes DynamicMembership -MembershipRule 'user.city -eq \"Lagos\"' -MembershipRuleProcessingState On",
            "Creates a dynamic group.",
        ),
    },
    Row {
        module: GRAPH_GROUPS, name: "New-MgGroupMember",
        synopsis: "Adds a member to an assigned group.",
        work: add_group_member, changes: Tenant,
        face: Face { shape: Some(&MG_MEMBER), body: Body::None, parameters: &[
            group("GroupId").position(0).mandatory(),
            renamed("DirectoryObjectId", "Member", "Member").mandatory(),
        ] },
        example: ("New-MgGroupMember -GroupId Board -DirectoryObjectId feed17c1-f90d-4f3c-8717-b2c5854b4982", "Adds one member."),
    },
    Row {
        module: GRAPH_GROUPS, name: "Remove-MgGroup",
        synopsis: "Deletes a group.",
        work: remove_group, changes: Tenant,
        face: Face { shape: Some(&MG_GROUP), body: Body::None, parameters: &[
            group("GroupId").position(0).mandatory(),
        ] },
        example: ("Remove-MgGroup -GroupId Macs", "Deletes a group."),
    },
    Row {
        module: GRAPH_GROUPS, name: "Remove-MgGroupMemberByRef",
        synopsis: "Removes a member from an assigned group.",
        work: remove_group_member, changes: Tenant,
        face: Face { shape: Some(&MG_MEMBER), body: Body::None, parameters: &[
            group("GroupId").position(0).mandatory(),
            renamed("DirectoryObjectId", "Member", "Member").mandatory(),
        ] },
        example: ("Remove-MgGroupMemberByRef -GroupId Sales -DirectoryObjectId adele@contoso.com", "Removes one member."),
    },
    Row {
        module: GRAPH_GROUPS, name: "Update-MgGroup",
        synopsis: "Changes a group by parameters or by a hashtable.",
        work: set_group, changes: Tenant,
        face: Face { shape: Some(&MG_GROUP), body: Body::Keys(CHANGED_GROUP), parameters: &[
            group("GroupId").position(0).mandatory(),
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("MailNickname"),
            take("MembershipRule"),
            take("IsAssignableToRole").switch(),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ] },
        example: (
            "Update-MgGroup -GroupId Nigeria -BodyParameter @{ membershipRule = 'user.city -eq \"Lagos\"' }",
            "Changes a rule.",
        ),
    },
    Row {
        module: GRAPH_USERS, name: "Get-MgUser",
        synopsis: "Shows users in the shape of Microsoft Graph.",
        work: get_user, changes: Nothing,
        face: Face { shape: Some(&MG_USER), body: Body::None, parameters: &[
            user("UserId").position(0),
            take("All"),
        ] },
        example: ("Get-MgUser -UserId adele@contoso.com", "Shows one user."),
    },
    Row {
        module: GRAPH_USERS, name: "Update-MgUser",
        synopsis: "Changes the attributes of a user by parameters or by a hashtable.",
        work: set_user, changes: Tenant,
        face: Face { shape: Some(&MG_USER), body: Body::User, parameters: &[
            user("UserId").position(0).mandatory(),
        ] },
        example: (
            "Update-MgUser -UserId adele@contoso.com -BodyParameter @{ department = 'Legal'; onPremisesExtensionAttributes = @{ extensionAttribute1 = 'x' } }",
            "Changes two attributes.",
        ),
    },
    // ---- MicrosoftTeams
    Row {
        module: TEAMS, name: "Add-TeamUser",
        synopsis: "Adds somebody to a team: a member or an owner of its group.",
        work: add_team_user, changes: Tenant,
        face: Face { shape: Some(&TEAM_USER), body: Body::None, parameters: &[
            team("GroupId").position(0).mandatory(),
            renamed("User", "User", "User").position(1).mandatory(),
            renamed("Role", "Role", "NewTeamRole"),
        ] },
        example: (
            "$team = New-Team -DisplayName Launch; Add-TeamUser -GroupId $team.GroupId -User alex@contoso.com -Role Owner; Set-Clock -Advance PT2H; Get-TeamUser $team.GroupId -Role Owner",
            "Adds an owner.",
        ),
    },
    Row {
        module: TEAMS, name: "Get-TeamUser",
        synopsis: "Shows who is in a team, as its clients show it now.",
        work: get_team_member, changes: Nothing,
        face: Face { shape: Some(&TEAM_USER), body: Body::None, parameters: &[
            team("GroupId").position(0).mandatory(),
            renamed("Role", "Role", "TeamRole"),
        ] },
        example: (
            "$team = New-Team -DisplayName Launch -Members adele@contoso.com -Owners alex@contoso.com; Get-TeamUser -GroupId $team.GroupId",
            "Shows the people of a team.",
        ),
    },
    Row {
        module: TEAMS, name: "Remove-TeamUser",
        synopsis: "Takes somebody out of a team; with -Role Owner, only out of its owners.",
        work: remove_team_user, changes: Tenant,
        face: Face { shape: Some(&TEAM_USER), body: Body::None, parameters: &[
            team("GroupId").position(0).mandatory(),
            renamed("User", "User", "User").position(1).mandatory(),
            renamed("Role", "Role", "NewTeamRole"),
        ] },
        example: (
            "$team = New-Team -DisplayName Launch -Members adele@contoso.com; Remove-TeamUser -GroupId $team.GroupId -User adele@contoso.com; (Get-Group Launch).MemberCount",
            "Takes a member out.",
        ),
    },
];

const NEW_GROUP: &[&str] = &[
    "displayName",
    "description",
    "groupTypes",
    "isAssignableToRole",
    "mailEnabled",
    "mailNickname",
    "membershipRule",
    "membershipRuleProcessingState",
    "securityEnabled",
    "visibility",
];

const CHANGED_GROUP: &[&str] = &[
    "displayName",
    "description",
    "groupTypes",
    "isAssignableToRole",
    "mailNickname",
    "membershipRule",
    "membershipRuleProcessingState",
    "visibility",
];
