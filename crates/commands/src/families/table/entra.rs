//! Microsoft.Entra: groups, administrative units and what is deleted.

use super::super::deleted::{deleted_groups, deleted_units, deleted_users};
use super::super::related::{members, owners, unit_members};
use super::super::row::{Row, Take, group, identity, renamed, row, take};
use super::super::shapes::{ENTRA_MEMBER, MG_DELETED, MG_GROUP, MG_UNIT};
use super::{ENTRA_LIST, ENTRA_RELATED};
use crate::native::work::{
    add_administrative_unit_member, add_group_member, add_group_owner, get_administrative_unit,
    get_group, new_administrative_unit, new_group, remove_administrative_unit,
    remove_administrative_unit_member, remove_deleted_object, remove_group, remove_group_member,
    remove_group_owner, restore_deleted_object, set_administrative_unit, set_group,
};

const M: &str = "Microsoft.Entra";

const fn id(name: &'static str, what: &'static str) -> Take {
    identity(name, what).aliases(&["ObjectId", "Id"])
}

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-EntraGroup", "Shows groups in the shape of the Entra module.", get_group, &MG_GROUP)
        .takes(&[group("GroupId").aliases(&["ObjectId", "Id"])]).listing(ENTRA_LIST)
        .shows("Get-EntraGroup -Filter \"startsWith(displayName,'Working group')\" -Top 2 | Select-Object DisplayName", "Shows two groups."),
    row(M, "New-EntraGroup", "Creates a group.", new_group, &MG_GROUP)
        .takes(&[
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
        ])
        .changes()
        .shows("New-EntraGroup -DisplayName Lagos -MailEnabled $false -SecurityEnabled $true -MailNickname lagos -GroupTypes DynamicMembership -MembershipRule 'user.city -eq \"Lagos\"' -MembershipRuleProcessingState On | Select-Object DisplayName, GroupTypes", "Creates a dynamic group."),
    row(M, "Set-EntraGroup", "Changes a group.", set_group, &MG_GROUP)
        .takes(&[
            group("GroupId").aliases(&["ObjectId", "Id"]).mandatory(),
            take("DisplayName"),
            take("Description"),
            take("GroupTypes"),
            take("IsAssignableToRole"),
            take("MailNickname"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            take("Visibility"),
        ])
        .changes()
        .shows("Set-EntraGroup -GroupId Board -Description 'The board and its guests'; (Get-EntraGroup -GroupId Board).Description", "Changes a group's description."),
    row(M, "Remove-EntraGroup", "Deletes a group.", remove_group, &MG_GROUP)
        .takes(&[group("GroupId").aliases(&["ObjectId", "Id"]).mandatory()]).changes()
        .shows("Remove-EntraGroup -GroupId Macs", "Deletes a group."),
    row(M, "Get-EntraGroupMember", "Shows the members of a group.", members, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId", "Id"]).mandatory()]).listing(ENTRA_RELATED)
        .shows("Get-EntraGroupMember -GroupId Sales -Top 2 | Select-Object DisplayName, '@odata.type'", "Shows the first two members."),
    row(M, "Add-EntraGroupMember", "Adds a member to an assigned group.", add_group_member, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId"]).mandatory(), renamed("MemberId", "Member", "Member").aliases(&["RefObjectId"]).mandatory()]).changes()
        .shows("Add-EntraGroupMember -GroupId Board -MemberId alex@contoso.com", "Adds one member."),
    row(M, "Remove-EntraGroupMember", "Removes a member from an assigned group.", remove_group_member, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId"]).mandatory(), renamed("MemberId", "Member", "Member").mandatory()]).changes()
        .shows("Remove-EntraGroupMember -GroupId Sales -MemberId adele@contoso.com", "Removes one member."),
    row(M, "Get-EntraGroupOwner", "Shows the owners of a group.", owners, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId", "Id"]).mandatory()]).listing(ENTRA_RELATED)
        .shows("(Get-EntraGroupOwner -GroupId Sales).DisplayName", "Shows who owns a group."),
    row(M, "Add-EntraGroupOwner", "Gives a group another owner.", add_group_owner, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId"]).mandatory(), renamed("OwnerId", "Owner", "Owner").aliases(&["RefObjectId"]).mandatory()]).changes()
        .shows("Add-EntraGroupOwner -GroupId Board -OwnerId alex@contoso.com; (Get-EntraGroupOwner -GroupId Board).DisplayName", "Adds one owner."),
    row(M, "Remove-EntraGroupOwner", "Takes an owner from a group.", remove_group_owner, &ENTRA_MEMBER)
        .takes(&[group("GroupId").aliases(&["ObjectId"]).mandatory(), renamed("OwnerId", "Owner", "Owner").mandatory()]).changes()
        .shows("Add-EntraGroupOwner -GroupId Board -OwnerId alex@contoso.com; Remove-EntraGroupOwner -GroupId Board -OwnerId alex@contoso.com", "Removes one owner."),
    row(M, "Get-EntraAdministrativeUnit", "Shows administrative units.", get_administrative_unit, &MG_UNIT)
        .takes(&[id("AdministrativeUnitId", "AdministrativeUnit")]).listing(&[take("Filter"), take("Property").aliases(&["Select"]), take("Top").aliases(&["Limit"]), take("All")])
        .shows("$null = New-EntraAdministrativeUnit -DisplayName Pilot; (Get-EntraAdministrativeUnit -Filter \"displayName eq 'Pilot'\").DisplayName", "Finds a unit."),
    row(M, "New-EntraAdministrativeUnit", "Creates an administrative unit.", new_administrative_unit, &MG_UNIT)
        .takes(&[
            take("DisplayName").mandatory(),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            renamed("Visibility", "Visibility", "UnitVisibility"),
        ])
        .changes()
        .shows("New-EntraAdministrativeUnit -DisplayName Lagos -MembershipType Dynamic -MembershipRule 'user.city -eq \"Lagos\"' -MembershipRuleProcessingState On | Select-Object DisplayName, MembershipType", "Creates a dynamic unit."),
    row(M, "Set-EntraAdministrativeUnit", "Changes an administrative unit.", set_administrative_unit, &MG_UNIT)
        .takes(&[
            id("AdministrativeUnitId", "AdministrativeUnit").mandatory(),
            take("DisplayName"),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
        ])
        .changes()
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Set-EntraAdministrativeUnit -AdministrativeUnitId $unit.Id -Description 'For a while'; (Get-EntraAdministrativeUnit -AdministrativeUnitId $unit.Id).Description", "Describes a unit."),
    row(M, "Remove-EntraAdministrativeUnit", "Deletes an administrative unit.", remove_administrative_unit, &MG_UNIT)
        .takes(&[id("AdministrativeUnitId", "AdministrativeUnit").mandatory()]).changes()
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Remove-EntraAdministrativeUnit -AdministrativeUnitId $unit.Id", "Deletes a unit."),
    row(M, "Get-EntraAdministrativeUnitMember", "Shows the members of an administrative unit.", unit_members, &ENTRA_MEMBER)
        .takes(&[id("AdministrativeUnitId", "AdministrativeUnit").mandatory()]).listing(ENTRA_RELATED)
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Add-EntraAdministrativeUnitMember -AdministrativeUnitId $unit.Id -MemberId adele@contoso.com; (Get-EntraAdministrativeUnitMember -AdministrativeUnitId $unit.Id).DisplayName", "Shows who is in a unit."),
    row(M, "Add-EntraAdministrativeUnitMember", "Puts somebody or something in an assigned administrative unit.", add_administrative_unit_member, &ENTRA_MEMBER)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").aliases(&["ObjectId"]).mandatory(), renamed("MemberId", "Member", "Member").aliases(&["RefObjectId"]).mandatory()]).changes()
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Add-EntraAdministrativeUnitMember -AdministrativeUnitId $unit.Id -MemberId adele@contoso.com", "Adds one member."),
    row(M, "Remove-EntraAdministrativeUnitMember", "Takes somebody or something out of an assigned administrative unit.", remove_administrative_unit_member, &ENTRA_MEMBER)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").aliases(&["ObjectId"]).mandatory(), renamed("MemberId", "Member", "Member").mandatory()]).changes()
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Add-EntraAdministrativeUnitMember -AdministrativeUnitId $unit.Id -MemberId adele@contoso.com; Remove-EntraAdministrativeUnitMember -AdministrativeUnitId $unit.Id -MemberId adele@contoso.com", "Removes one member."),
    row(M, "Get-EntraDeletedGroup", "Shows the deleted groups that can be restored.", deleted_groups, &MG_DELETED)
        .takes(&[id("GroupId", "DeletedObject")]).listing(&[take("SearchString"), take("Top").aliases(&["Limit"]), take("All")])
        .shows("Remove-EntraGroup -GroupId Macs; (Get-EntraDeletedGroup -SearchString mac).DisplayName", "Finds a deleted group."),
    row(M, "Get-EntraDeletedUser", "Shows the deleted users that can be restored.", deleted_users, &MG_DELETED)
        .takes(&[id("UserId", "DeletedObject")]).listing(&[take("SearchString"), take("Top").aliases(&["Limit"]), take("All")])
        .shows("Remove-EntraUser -UserId joni@contoso.com; (Get-EntraDeletedUser).DisplayName", "Shows the deleted users."),
    row(M, "Get-EntraDeletedAdministrativeUnit", "Shows the deleted administrative units that can be restored.", deleted_units, &MG_DELETED)
        .takes(&[id("AdministrativeUnitId", "DeletedObject")]).listing(&[take("SearchString"), take("Top").aliases(&["Limit"]), take("All")])
        .shows("$unit = New-EntraAdministrativeUnit -DisplayName Pilot; Remove-EntraAdministrativeUnit -AdministrativeUnitId $unit.Id; (Get-EntraDeletedAdministrativeUnit).DisplayName", "Shows the deleted units."),
    row(M, "Restore-EntraDeletedDirectoryObject", "Restores a deleted group, user or administrative unit.", restore_deleted_object, &ENTRA_MEMBER)
        .takes(&[identity("Id", "DeletedObject").mandatory()]).changes()
        .shows("Remove-EntraGroup -GroupId Macs; (Restore-EntraDeletedDirectoryObject -Id Macs).DisplayName", "Restores a group."),
    row(M, "Remove-EntraDeletedDirectoryObject", "Deletes for good what is deleted.", remove_deleted_object, &MG_DELETED)
        .takes(&[id("DirectoryObjectId", "DeletedObject").mandatory()]).changes()
        .shows("Remove-EntraGroup -GroupId Macs; Remove-EntraDeletedDirectoryObject -DirectoryObjectId Macs", "Makes sure that a group does not come back."),
];
