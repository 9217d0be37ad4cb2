//! AzureADPreview: groups with their rules, and administrative units.

use super::super::related::unit_members;
use super::super::row::{Row, group, identity, renamed, row, take};
use super::super::shapes::{AZURE_AD_MEMBER, AZURE_AD_MS_GROUP, AZURE_AD_UNIT, MG_DELETED};
use super::{AZURE_LIST, AZURE_RELATED};
use crate::native::work::{
    add_administrative_unit_member, get_administrative_unit, get_group, new_administrative_unit,
    new_group, remove_administrative_unit, remove_administrative_unit_member,
    remove_deleted_object, remove_group, restore_deleted_object, set_administrative_unit,
    set_group,
};

const M: &str = "AzureADPreview";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-AzureADMSGroup", "Shows groups in the shape of the AzureADPreview module; GroupTypes is a list that can grow.", get_group, &AZURE_AD_MS_GROUP)
        .takes(&[group("Id")]).listing(AZURE_LIST)
        .shows("(Get-AzureADMSGroup -Filter \"groupTypes/any(c:c eq 'Unified')\" | Select-Object -First 2).DisplayName", "Shows the names of some groups."),
    row(M, "New-AzureADMSGroup", "Creates a group.", new_group, &AZURE_AD_MS_GROUP)
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
        .shows("New-AzureADMSGroup -DisplayName 'Dynamic Sales' -MailEnabled $false -MailNickname dynsales -SecurityEnabled $true -GroupTypes DynamicMembership -MembershipRule '(user.department -eq \"Sales\")' -MembershipRuleProcessingState On", "Creates a dynamic group."),
    row(M, "Set-AzureADMSGroup", "Changes a group, its rule and its membership type too.", set_group, &AZURE_AD_MS_GROUP)
        .takes(&[
            group("Id").mandatory(),
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
        .shows("Set-AzureADMSGroup -Id Managers -MembershipRuleProcessingState Paused; (Get-AzureADMSGroup -Id Managers).MembershipRuleProcessingState", "Pauses a group."),
    row(M, "Remove-AzureADMSGroup", "Deletes a group.", remove_group, &AZURE_AD_MS_GROUP)
        .takes(&[group("Id").mandatory()]).changes()
        .shows("Get-AzureADMSGroup -SearchString Macs | Remove-AzureADMSGroup", "Deletes a group."),
    row(M, "Restore-AzureADMSDeletedDirectoryObject", "Restores a deleted group, user or administrative unit.", restore_deleted_object, &AZURE_AD_MS_GROUP)
        .takes(&[identity("Id", "DeletedObject").mandatory()]).changes()
        .shows("Remove-AzureADMSGroup -Id Macs; Restore-AzureADMSDeletedDirectoryObject -Id Macs", "Restores a group."),
    row(M, "Remove-AzureADMSDeletedDirectoryObject", "Deletes for good what is deleted.", remove_deleted_object, &MG_DELETED)
        .takes(&[identity("Id", "DeletedObject").mandatory()]).changes()
        .shows("Remove-AzureADMSGroup -Id Macs; Remove-AzureADMSDeletedDirectoryObject -Id Macs", "Makes sure that a group does not come back."),
    row(M, "Get-AzureADMSAdministrativeUnit", "Shows administrative units.", get_administrative_unit, &AZURE_AD_UNIT)
        .takes(&[identity("Id", "AdministrativeUnit")]).listing(&[take("Filter"), take("Top"), take("All")])
        .shows("$null = New-AzureADMSAdministrativeUnit -DisplayName Pilot; (Get-AzureADMSAdministrativeUnit -Filter \"displayName eq 'Pilot'\").DisplayName", "Finds a unit."),
    row(M, "New-AzureADMSAdministrativeUnit", "Creates an administrative unit.", new_administrative_unit, &AZURE_AD_UNIT)
        .takes(&[
            take("DisplayName").mandatory(),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
        ])
        .changes()
        .shows("New-AzureADMSAdministrativeUnit -DisplayName Lagos -MembershipType Dynamic -MembershipRule '(user.city -eq \"Lagos\")' -MembershipRuleProcessingState On | Select-Object DisplayName, MembershipType", "Creates a dynamic unit."),
    row(M, "Set-AzureADMSAdministrativeUnit", "Changes an administrative unit.", set_administrative_unit, &AZURE_AD_UNIT)
        .takes(&[
            identity("Id", "AdministrativeUnit").mandatory(),
            take("DisplayName"),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
        ])
        .changes()
        .shows("$unit = New-AzureADMSAdministrativeUnit -DisplayName Pilot; Set-AzureADMSAdministrativeUnit -Id $unit.Id -Description 'For a while'; (Get-AzureADMSAdministrativeUnit -Id $unit.Id).Description", "Describes a unit."),
    row(M, "Remove-AzureADMSAdministrativeUnit", "Deletes an administrative unit.", remove_administrative_unit, &AZURE_AD_UNIT)
        .takes(&[identity("Id", "AdministrativeUnit").mandatory()]).changes()
        .shows("$unit = New-AzureADMSAdministrativeUnit -DisplayName Pilot; Remove-AzureADMSAdministrativeUnit -Id $unit.Id", "Deletes a unit."),
    row(M, "Get-AzureADMSAdministrativeUnitMember", "Shows the members of an administrative unit.", unit_members, &AZURE_AD_MEMBER)
        .takes(&[identity("Id", "AdministrativeUnit").mandatory()]).listing(AZURE_RELATED)
        .shows("$unit = New-AzureADMSAdministrativeUnit -DisplayName Pilot; Add-AzureADMSAdministrativeUnitMember -Id $unit.Id -RefObjectId adele@contoso.com; (Get-AzureADMSAdministrativeUnitMember -Id $unit.Id).DisplayName", "Shows who is in a unit."),
    row(M, "Add-AzureADMSAdministrativeUnitMember", "Puts somebody or something in an assigned administrative unit.", add_administrative_unit_member, &AZURE_AD_MEMBER)
        .takes(&[identity("Id", "AdministrativeUnit").mandatory(), renamed("RefObjectId", "Member", "Member").mandatory()]).changes()
        .shows("$unit = New-AzureADMSAdministrativeUnit -DisplayName Pilot; Add-AzureADMSAdministrativeUnitMember -Id $unit.Id -RefObjectId adele@contoso.com", "Adds one member."),
    row(M, "Remove-AzureADMSAdministrativeUnitMember", "Takes somebody or something out of an assigned administrative unit.", remove_administrative_unit_member, &AZURE_AD_MEMBER)
        .takes(&[identity("Id", "AdministrativeUnit").mandatory(), renamed("MemberId", "Member", "Member").mandatory()]).changes()
        .shows("$unit = New-AzureADMSAdministrativeUnit -DisplayName Pilot; Add-AzureADMSAdministrativeUnitMember -Id $unit.Id -RefObjectId adele@contoso.com; Remove-AzureADMSAdministrativeUnitMember -Id $unit.Id -MemberId adele@contoso.com", "Removes one member."),
];
