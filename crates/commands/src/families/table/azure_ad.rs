//! AzureAD: groups, users and devices in the shape of the older directory.

use super::super::deleted;
use super::super::related::{direct_reports, manager, member_of, members, owned, owners};
use super::super::row::{Row, group, identity, renamed, row, take, user};
use super::super::shapes::{
    AZURE_AD_DEVICE, AZURE_AD_GROUP, AZURE_AD_MEMBER, AZURE_AD_TENANT, AZURE_AD_USER,
};
use super::{AZURE_LIST, AZURE_RELATED};
use crate::native::work::{
    add_group_member, add_group_owner, get_device, get_group, get_tenant, get_user, new_group,
    new_user, remove_device, remove_group, remove_group_member, remove_group_owner, remove_user,
    set_group, set_user,
};
use crate::request::Body;

const M: &str = "AzureAD";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-AzureADGroup", "Shows groups in the shape of the AzureAD module.", get_group, &AZURE_AD_GROUP)
        .takes(&[group("ObjectId")]).listing(AZURE_LIST)
        .shows("Get-AzureADGroup -Filter \"startswith(DisplayName,'Working group') and SecurityEnabled eq true\" | Select-Object -First 2", "Shows groups whose name begins so."),
    row(M, "New-AzureADGroup", "Creates an assigned security group.", new_group, &AZURE_AD_GROUP)
        .takes(&[
            take("DisplayName").mandatory(),
            take("MailEnabled").mandatory(),
            take("MailNickname").mandatory(),
            take("SecurityEnabled").mandatory(),
            take("Description"),
        ])
        .changes()
        .shows("New-AzureADGroup -DisplayName Launch -MailEnabled $false -SecurityEnabled $true -MailNickName launch | Select-Object DisplayName, SecurityEnabled", "Creates a group."),
    row(M, "Set-AzureADGroup", "Changes a group.", set_group, &AZURE_AD_GROUP)
        .takes(&[
            group("ObjectId").mandatory(),
            take("DisplayName"),
            take("MailNickname"),
            take("Description"),
        ])
        .changes()
        .shows("Set-AzureADGroup -ObjectId Board -Description 'The board'; (Get-AzureADGroup -ObjectId Board).Description", "Changes a description."),
    row(M, "Remove-AzureADGroup", "Deletes a group.", remove_group, &AZURE_AD_GROUP)
        .takes(&[group("ObjectId").mandatory()]).changes()
        .shows("Remove-AzureADGroup -ObjectId Macs", "Deletes a group."),
    row(M, "Get-AzureADGroupMember", "Shows the members of a group in the shape of the AzureAD module.", members, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory()]).listing(AZURE_RELATED)
        .shows("Get-AzureADGroup -SearchString Board | Get-AzureADGroupMember -All $true", "Shows who is in a group."),
    row(M, "Add-AzureADGroupMember", "Adds a member to an assigned group.", add_group_member, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory(), renamed("RefObjectId", "Member", "Member").mandatory()]).changes()
        .shows("Add-AzureADGroupMember -ObjectId (Get-AzureADGroup -SearchString Board).ObjectId -RefObjectId (Get-AzureADUser -ObjectId alex@contoso.com).ObjectId", "Adds one member."),
    row(M, "Remove-AzureADGroupMember", "Removes a member from an assigned group.", remove_group_member, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory(), renamed("MemberId", "Member", "Member").mandatory()]).changes()
        .shows("Remove-AzureADGroupMember -ObjectId Sales -MemberId adele@contoso.com", "Removes one member."),
    row(M, "Get-AzureADGroupOwner", "Shows the owners of a group.", owners, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory()]).listing(AZURE_RELATED)
        .shows("(Get-AzureADGroupOwner -ObjectId Sales).DisplayName", "Shows who owns a group."),
    row(M, "Add-AzureADGroupOwner", "Gives a group another owner.", add_group_owner, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory(), renamed("RefObjectId", "Owner", "Owner").mandatory()]).changes()
        .shows("Add-AzureADGroupOwner -ObjectId Board -RefObjectId alex@contoso.com; (Get-AzureADGroupOwner -ObjectId Board).DisplayName", "Adds one owner."),
    row(M, "Remove-AzureADGroupOwner", "Takes an owner from a group.", remove_group_owner, &AZURE_AD_MEMBER)
        .takes(&[group("ObjectId").mandatory(), renamed("OwnerId", "Owner", "Owner").mandatory()]).changes()
        .shows("Add-AzureADGroupOwner -ObjectId Board -RefObjectId alex@contoso.com; Remove-AzureADGroupOwner -ObjectId Board -OwnerId alex@contoso.com", "Removes one owner."),
    row(M, "Get-AzureADUser", "Shows users in the shape of the AzureAD module.", get_user, &AZURE_AD_USER)
        .takes(&[user("ObjectId")]).listing(AZURE_LIST)
        .shows("(Get-AzureADUser -ObjectId adele@contoso.com).Department", "Shows the department of a user."),
    row(M, "New-AzureADUser", "Creates a user.", new_user, &AZURE_AD_USER)
        .body(Body::UserParameters).changes()
        .shows("New-AzureADUser -DisplayName 'Ada Ek' -UserPrincipalName ada@contoso.com -MailNickName ada -AccountEnabled $true -Department Sales", "Creates a user, who joins every group whose rule takes her."),
    row(M, "Set-AzureADUser", "Changes the attributes of a user.", set_user, &AZURE_AD_USER)
        .takes(&[user("ObjectId").mandatory()]).body(Body::UserParameters).changes()
        .shows("Set-AzureADUser -ObjectId adele@contoso.com -Department Legal -PhysicalDeliveryOfficeName 12; (Get-AzureADUser -ObjectId adele@contoso.com).PhysicalDeliveryOfficeName", "Changes two attributes."),
    row(M, "Remove-AzureADUser", "Deletes a user.", remove_user, &AZURE_AD_USER)
        .takes(&[user("ObjectId").mandatory()]).changes()
        .shows("Remove-AzureADUser -ObjectId joni@contoso.com", "Deletes a user."),
    row(M, "Get-AzureADUserMembership", "Shows the groups in which a user is a direct member.", member_of, &AZURE_AD_MEMBER)
        .takes(&[user("ObjectId").mandatory()]).listing(AZURE_RELATED)
        .shows("Get-AzureADUserMembership -ObjectId adele@contoso.com | Select-Object -First 3 DisplayName, ObjectType", "Shows the groups of a user."),
    row(M, "Get-AzureADUserOwnedObject", "Shows the groups that a user owns.", owned, &AZURE_AD_MEMBER)
        .takes(&[user("ObjectId").mandatory()]).listing(AZURE_RELATED)
        .shows("(Get-AzureADUserOwnedObject -ObjectId alex@contoso.com).DisplayName", "Shows what a user owns."),
    row(M, "Get-AzureADUserManager", "Shows the manager of a user.", manager, &AZURE_AD_USER)
        .takes(&[user("ObjectId").mandatory()])
        .shows("$report = Get-AzureADUserDirectReport -ObjectId alex@contoso.com -Top 1; (Get-AzureADUserManager -ObjectId $report.ObjectId).DisplayName", "Shows the manager."),
    row(M, "Get-AzureADUserDirectReport", "Shows those who report to a user.", direct_reports, &AZURE_AD_USER)
        .takes(&[user("ObjectId").mandatory()]).listing(AZURE_RELATED)
        .shows("(Get-AzureADUserDirectReport -ObjectId alex@contoso.com | Select-Object -First 2).DisplayName", "Shows the first two."),
    row(M, "Get-AzureADDevice", "Shows devices in the shape of the AzureAD module.", get_device, &AZURE_AD_DEVICE)
        .takes(&[identity("ObjectId", "Device")]).listing(AZURE_LIST)
        .shows("Get-AzureADDevice -Filter \"DeviceOSType eq 'MacMDM'\" | Select-Object -First 2 DisplayName, DeviceOSType", "Shows the first two Macs."),
    row(M, "Remove-AzureADDevice", "Deletes a device.", remove_device, &AZURE_AD_DEVICE)
        .takes(&[identity("ObjectId", "Device").mandatory()]).changes()
        .shows("Remove-AzureADDevice -ObjectId (Get-AzureADDevice -Top 1).ObjectId", "Deletes a device."),
    row(M, "Get-AzureADTenantDetail", "Shows the tenant at hand.", get_tenant, &AZURE_AD_TENANT)
        .shows("(Get-AzureADTenantDetail).DisplayName", "Shows its name."),
    row(M, "Get-AzureADMSDeletedGroup", "Shows the deleted groups that can be restored.", deleted::deleted_groups, &super::super::shapes::MG_DELETED)
        .takes(&[identity("Id", "DeletedObject")]).listing(&[take("SearchString"), take("Top"), take("All")])
        .shows("Remove-AzureADGroup -ObjectId Macs; (Get-AzureADMSDeletedGroup).DisplayName", "Shows what was deleted."),
];
