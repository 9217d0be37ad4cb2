//! MSOnline, the oldest module. It knows no rules; what it gives is small.

use super::super::related::members;
use super::super::row::{Row, Take, group, renamed, row, take, user};
use super::super::shapes::{MSOL_GROUP, MSOL_MEMBER, MSOL_USER};
use crate::native::work::{
    add_group_member, get_group, get_user, new_group, new_user, remove_group, remove_group_member,
    remove_user, set_group, set_user,
};
use crate::request::Body;

const M: &str = "MSOnline";

/// The names that differ from those of the attributes.
const NAMES: [Take; 8] = [
    renamed("FirstName", "GivenName", "GivenName"),
    renamed("LastName", "Surname", "Surname"),
    renamed("Title", "JobTitle", "JobTitle"),
    renamed("Office", "OfficeLocation", "OfficeLocation"),
    renamed("PhoneNumber", "BusinessPhones", "BusinessPhones"),
    renamed("Fax", "FaxNumber", "FaxNumber"),
    renamed("AlternateEmailAddresses", "OtherMails", "OtherMails"),
    renamed("BlockCredential", "AccountEnabled", "BlockCredential").opposite(),
];

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-MsolGroup", "Shows groups in the shape of the MSOnline module.", get_group, &MSOL_GROUP)
        .takes(&[group("ObjectId"), take("SearchString"), renamed("MaxResults", "Top", "Top"), take("All")])
        .shows("Get-MsolGroup -SearchString Board", "Finds a group."),
    row(M, "New-MsolGroup", "Creates an assigned security group.", new_group, &MSOL_GROUP)
        .takes(&[take("DisplayName").mandatory(), take("Description")]).changes()
        .shows("New-MsolGroup -DisplayName Launch | Select-Object DisplayName, GroupType", "Creates a group."),
    row(M, "Set-MsolGroup", "Changes a group.", set_group, &MSOL_GROUP)
        .takes(&[group("ObjectId").mandatory(), take("DisplayName"), take("Description")]).changes()
        .shows("Set-MsolGroup -ObjectId Board -Description 'The board'; (Get-MsolGroup -ObjectId Board).Description", "Changes a description."),
    row(M, "Remove-MsolGroup", "Deletes a group.", remove_group, &MSOL_GROUP)
        .takes(&[group("ObjectId").mandatory()]).changes()
        .shows("Remove-MsolGroup -ObjectId Macs", "Deletes a group."),
    row(M, "Get-MsolGroupMember", "Shows the members of a group.", members, &MSOL_MEMBER)
        .takes(&[group("GroupObjectId").aliases(&["ObjectId"]).mandatory(), renamed("MaxResults", "Top", "Top"), take("All")])
        .shows("Get-MsolGroup -SearchString Board | Get-MsolGroupMember", "Shows who is in a group."),
    row(M, "Add-MsolGroupMember", "Adds a member to an assigned group.", add_group_member, &MSOL_MEMBER)
        .takes(&[group("GroupObjectId").mandatory(), renamed("GroupMemberObjectId", "Member", "Member").mandatory(), renamed("GroupMemberType", "GroupMemberType", "GroupMemberType")]).changes()
        .shows("Add-MsolGroupMember -GroupObjectId Board -GroupMemberType User -GroupMemberObjectId alex@contoso.com", "Adds one member."),
    row(M, "Remove-MsolGroupMember", "Removes a member from an assigned group.", remove_group_member, &MSOL_MEMBER)
        .takes(&[group("GroupObjectId").mandatory(), renamed("GroupMemberObjectId", "Member", "Member").mandatory(), renamed("GroupMemberType", "GroupMemberType", "GroupMemberType")]).changes()
        .shows("Remove-MsolGroupMember -GroupObjectId Sales -GroupMemberType User -GroupMemberObjectId adele@contoso.com", "Removes one member."),
    row(M, "Get-MsolUser", "Shows users in the shape of the MSOnline module.", get_user, &MSOL_USER)
        .takes(&[user("UserPrincipalName").aliases(&["ObjectId"]), take("SearchString"), renamed("MaxResults", "Top", "Top"), take("All")])
        .shows("Get-MsolUser -UserPrincipalName adele@contoso.com", "Shows one user.")
        .shows("(Get-MsolUser -UserPrincipalName adele@contoso.com).Licenses.AccountSkuId", "Shows the products of a user."),
    row(M, "New-MsolUser", "Creates a user.", new_user, &MSOL_USER)
        .takes(&NAMES).body(Body::UserParameters).changes()
        .shows("New-MsolUser -UserPrincipalName ada@contoso.com -DisplayName 'Ada Ek' -FirstName Ada -LastName Ek -Department Sales", "Creates a user."),
    row(M, "Set-MsolUser", "Changes the attributes of a user.", set_user, &MSOL_USER)
        .takes(&[user("UserPrincipalName").aliases(&["ObjectId"]).mandatory()]).listing(&NAMES).body(Body::UserParameters).changes()
        .shows("Set-MsolUser -UserPrincipalName adele@contoso.com -Department Legal -BlockCredential $true; Get-MsolUser -UserPrincipalName adele@contoso.com | Format-List Department, BlockCredential", "Changes the department and disables the account."),
    row(M, "Remove-MsolUser", "Deletes a user.", remove_user, &MSOL_USER)
        .takes(&[user("UserPrincipalName").aliases(&["ObjectId"]).mandatory(), renamed("Force", "Force", "Force")]).changes()
        .shows("Remove-MsolUser -UserPrincipalName joni@contoso.com -Force", "Deletes a user."),
];
