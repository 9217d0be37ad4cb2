//! Microsoft.Graph.Groups.

use super::super::related::{member_of, members, owners, transitive_member_of, transitive_members};
use super::super::row::{Row, group, renamed, row, take};
use super::super::shapes::{MG_DEVICE, MG_GROUP, MG_MEMBER, MG_USER, MG_WHOLE_USER};
use super::{CHANGED_GROUP, GRAPH_LIST, GRAPH_RELATED, NEW_GROUP, REFERENCE, reference};
use crate::native::work::{
    add_group_member, add_group_owner, get_group, new_group, remove_group, remove_group_member,
    remove_group_owner, set_group,
};
use crate::request::Body;

const M: &str = "Microsoft.Graph.Groups";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-MgGroup", "Shows groups in the shape of Microsoft Graph; GroupTypes is an array of fixed size.", get_group, &MG_GROUP)
        .takes(&[group("GroupId")]).listing(GRAPH_LIST)
        .shows("Get-MgGroup -Filter \"groupTypes/any(c:c eq 'DynamicMembership')\" -All | Measure-Object", "Counts the dynamic groups."),
    row(M, "New-MgGroup", "Creates a group from parameters or from a hashtable.", new_group, &MG_GROUP)
        .takes(&[
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("IsAssignableToRole").switch(),
            take("MailEnabled").switch(),
            take("MailNickname"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("ResourceBehaviorOptions"),
            take("SecurityEnabled").switch(),
            take("Visibility"),
        ])
        .body(Body::Keys(NEW_GROUP)).changes()
        .shows("New-MgGroup -DisplayName Lagos -MailEnabled:$false -MailNickname lagos -SecurityEnabled -GroupTypes DynamicMembership -MembershipRule 'user.city -eq \"Lagos\"' -MembershipRuleProcessingState On", "Creates a dynamic group."),
    row(M, "Update-MgGroup", "Changes a group by parameters or by a hashtable.", set_group, &MG_GROUP)
        .takes(&[
            group("GroupId").mandatory(),
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("MailNickname"),
            take("MembershipRule"),
            take("IsAssignableToRole").switch(),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ])
        .body(Body::Keys(CHANGED_GROUP)).changes()
        .shows("Update-MgGroup -GroupId Nigeria -BodyParameter @{ membershipRule = 'user.city -eq \"Lagos\"' }", "Changes a rule."),
    row(M, "Remove-MgGroup", "Deletes a group.", remove_group, &MG_GROUP)
        .takes(&[group("GroupId").mandatory()]).changes()
        .shows("Remove-MgGroup -GroupId Macs", "Deletes a group."),
    row(M, "Get-MgGroupMember", "Shows the members of a group; all but the id is in AdditionalProperties.", members, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgGroupMember -GroupId Board -All).AdditionalProperties.displayName", "Shows the names of the members."),
    row(M, "Get-MgGroupMemberAsUser", "Shows the members of a group that are users.", members, &MG_USER).in_beta(&MG_WHOLE_USER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("Get-MgGroupMemberAsUser -GroupId Sales -Top 2 -Property DisplayName, Department | Select-Object DisplayName, Department", "Shows the first two users of a group."),
    row(M, "Get-MgGroupMemberAsGroup", "Shows the members of a group that are groups.", members, &MG_GROUP)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("$null = New-Group All; Add-GroupMember All Macs; (Get-MgGroupMemberAsGroup -GroupId All).DisplayName", "Shows the groups in a group."),
    row(M, "Get-MgGroupMemberAsDevice", "Shows the members of a group that are devices.", members, &MG_DEVICE)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("Get-MgGroupMemberAsDevice -GroupId Macs -Top 2 | Select-Object DisplayName, OperatingSystem", "Shows the first two devices of a group."),
    row(M, "Get-MgGroupTransitiveMember", "Shows the members of a group and of the groups in it.", transitive_members, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("$null = New-Group All; Add-GroupMember All 'Works council'; (Get-MgGroupTransitiveMember -GroupId All -All).Count", "Counts everybody who is in a group, also through another."),
    row(M, "Get-MgGroupTransitiveMemberAsUser", "Shows the users in a group and in the groups in it.", transitive_members, &MG_USER).in_beta(&MG_WHOLE_USER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("$null = New-Group All; Add-GroupMember All 'Works council'; (Get-MgGroupTransitiveMemberAsUser -GroupId All -All).Mail", "Shows the addresses of everybody in a group."),
    row(M, "New-MgGroupMember", "Adds a member to an assigned group.", add_group_member, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Member", "Member").mandatory()]).changes()
        .shows("New-MgGroupMember -GroupId Board -DirectoryObjectId feed17c1-f90d-4f3c-8717-b2c5854b4982", "Adds one member."),
    row(M, "New-MgGroupMemberByRef", "Adds a member to an assigned group by its address in Graph.", add_group_member, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), reference("Member")]).body(Body::Keys(REFERENCE)).changes()
        .shows("New-MgGroupMemberByRef -GroupId Board -BodyParameter @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/directoryObjects/feed17c1-f90d-4f3c-8717-b2c5854b4982' }", "Adds one member."),
    row(M, "Remove-MgGroupMemberByRef", "Removes a member from an assigned group.", remove_group_member, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Member", "Member").mandatory()]).changes()
        .shows("Remove-MgGroupMemberByRef -GroupId Sales -DirectoryObjectId adele@contoso.com", "Removes one member."),
    row(M, "Remove-MgGroupMemberDirectoryObjectByRef", "Removes a member from an assigned group; the newer name.", remove_group_member, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Member", "Member").mandatory()]).changes()
        .shows("Remove-MgGroupMemberDirectoryObjectByRef -GroupId Sales -DirectoryObjectId adele@contoso.com", "Removes one member."),
    row(M, "Get-MgGroupOwner", "Shows the owners of a group; all but the id is in AdditionalProperties.", owners, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgGroupOwner -GroupId Sales).AdditionalProperties.displayName", "Shows who owns a group."),
    row(M, "Get-MgGroupOwnerAsUser", "Shows the owners of a group that are users.", owners, &MG_USER).in_beta(&MG_WHOLE_USER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgGroupOwnerAsUser -GroupId Sales).DisplayName", "Shows who owns a group."),
    row(M, "New-MgGroupOwner", "Gives a group another owner.", add_group_owner, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Owner", "Owner").mandatory()]).changes()
        .shows("New-MgGroupOwner -GroupId Board -DirectoryObjectId alex@contoso.com; (Get-MgGroupOwnerAsUser -GroupId Board).DisplayName", "Adds one owner."),
    row(M, "New-MgGroupOwnerByRef", "Gives a group another owner by its address in Graph.", add_group_owner, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), reference("Owner")]).body(Body::Keys(REFERENCE)).changes()
        .shows("New-MgGroupOwnerByRef -GroupId Board -OdataId 'https://graph.microsoft.com/v1.0/users/feed17c1-f90d-4f3c-8717-b2c5854b4982'", "Adds one owner."),
    row(M, "Remove-MgGroupOwnerByRef", "Takes an owner from a group.", remove_group_owner, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Owner", "Owner").mandatory()]).changes()
        .shows("New-MgGroupOwner -GroupId Board -DirectoryObjectId alex@contoso.com; Remove-MgGroupOwnerByRef -GroupId Board -DirectoryObjectId alex@contoso.com", "Removes one owner."),
    row(M, "Remove-MgGroupOwnerDirectoryObjectByRef", "Takes an owner from a group; the newer name.", remove_group_owner, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory(), renamed("DirectoryObjectId", "Owner", "Owner").mandatory()]).changes()
        .shows("New-MgGroupOwner -GroupId Board -DirectoryObjectId alex@contoso.com; Remove-MgGroupOwnerDirectoryObjectByRef -GroupId Board -DirectoryObjectId alex@contoso.com", "Removes one owner."),
    row(M, "Get-MgGroupMemberOf", "Shows the groups in which a group is a direct member.", member_of, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("$null = New-Group All; Add-GroupMember All Macs; (Get-MgGroupMemberOf -GroupId Macs).AdditionalProperties.displayName", "Shows where a group is a member."),
    row(M, "Get-MgGroupTransitiveMemberOf", "Shows the groups in which a group is a member, also through others.", transitive_member_of, &MG_MEMBER)
        .takes(&[group("GroupId").mandatory()]).listing(GRAPH_RELATED)
        .shows("$null = New-Group All; Add-GroupMember All Macs; (Get-MgGroupTransitiveMemberOf -GroupId Macs).Count", "Counts where a group is a member."),
];
