//! Microsoft.Graph.Identity.DirectoryManagement and Microsoft.Graph.Applications: devices, administrative units, what is
//! deleted, the tenant, applications.

use super::super::deleted::{deleted_groups, deleted_items, deleted_units, deleted_users};
use super::super::related::{member_of, unit_members};
use super::super::row::{Row, identity, renamed, row, take};
use super::super::scoped_roles::{
    get_scoped_role_member, new_scoped_role_member, remove_scoped_role_member,
};
use super::super::shapes::{
    MG_APPLICATION, MG_DELETED, MG_DEVICE, MG_MEMBER, MG_ORGANIZATION, MG_ROLE, MG_SCOPED_ROLE,
    MG_UNIT,
};
use super::{GRAPH_LIST, GRAPH_RELATED, REFERENCE, UNIT, reference};
use crate::native::work::{
    add_administrative_unit_member, add_role_member, get_administrative_unit, get_application,
    get_device, get_role, get_role_member, get_tenant, new_administrative_unit, new_application,
    new_application_extension_property, new_device, remove_administrative_unit,
    remove_administrative_unit_member, remove_application, remove_deleted_object, remove_device,
    restore_deleted_object, set_administrative_unit, set_device,
};
use crate::request::Body;

const M: &str = "Microsoft.Graph.Identity.DirectoryManagement";
const APPLICATIONS: &str = "Microsoft.Graph.Applications";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-MgDevice", "Shows devices in the shape of Microsoft Graph.", get_device, &MG_DEVICE)
        .takes(&[identity("DeviceId", "Device")]).listing(GRAPH_LIST)
        .shows("Get-MgDevice -Filter \"operatingSystem eq 'MacMDM'\" -Top 2 | Select-Object DisplayName, OperatingSystem, TrustType", "Shows the first two Macs."),
    row(M, "New-MgDevice", "Creates a device from parameters or from a hashtable.", new_device, &MG_DEVICE)
        .body(Body::Device).changes()
        .shows("New-MgDevice -DisplayName LAPTOP-1 -AccountEnabled -OperatingSystem Windows -OperatingSystemVersion 10.0.26100 -DeviceId 5f0c4b5e-1c1f-4c5b-9d1c-1f0c5b9d4e2a | Select-Object DisplayName, OperatingSystem", "Creates a device, which joins every group whose rule takes it."),
    row(M, "Update-MgDevice", "Changes the attributes of a device by parameters or by a hashtable.", set_device, &MG_DEVICE)
        .takes(&[identity("DeviceId", "Device").mandatory()]).body(Body::Device).changes()
        .shows("$device = Get-MgDevice -Top 1; Update-MgDevice -DeviceId $device.Id -BodyParameter @{ extensionAttributes = @{ extensionAttribute1 = 'Kiosk' } }; (Get-MgDevice -DeviceId $device.Id).ExtensionAttributes.ExtensionAttribute1", "Gives a device an extension attribute."),
    row(M, "Remove-MgDevice", "Deletes a device.", remove_device, &MG_DEVICE)
        .takes(&[identity("DeviceId", "Device").mandatory()]).changes()
        .shows("Remove-MgDevice -DeviceId (Get-MgDevice -Top 1).Id", "Deletes a device."),
    row(M, "Get-MgDeviceMemberOf", "Shows the groups in which a device is a direct member.", member_of, &MG_MEMBER)
        .takes(&[identity("DeviceId", "Device").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgDeviceMemberOf -DeviceId (Get-MgDevice -Top 1).Id -Top 2).AdditionalProperties.displayName", "Shows the first two groups of a device."),
    row(M, "Get-MgDirectoryAdministrativeUnit", "Shows administrative units in the shape of Microsoft Graph.", get_administrative_unit, &MG_UNIT)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit")]).listing(GRAPH_LIST)
        .shows("$null = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Get-MgDirectoryAdministrativeUnit -Filter \"displayName eq 'Pilot'\" | Select-Object DisplayName, MembershipType", "Finds a unit."),
    row(M, "New-MgDirectoryAdministrativeUnit", "Creates an administrative unit from parameters or from a hashtable.", new_administrative_unit, &MG_UNIT)
        .takes(&[
            take("DisplayName"),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            renamed("Visibility", "Visibility", "UnitVisibility"),
        ])
        .body(Body::Keys(UNIT)).changes()
        .shows("New-MgDirectoryAdministrativeUnit -BodyParameter @{ displayName = 'Lagos'; membershipType = 'Dynamic'; membershipRule = 'user.city -eq \"Lagos\"'; membershipRuleProcessingState = 'On' } | Select-Object DisplayName, MembershipType", "Creates a dynamic unit."),
    row(M, "Update-MgDirectoryAdministrativeUnit", "Changes an administrative unit by parameters or by a hashtable.", set_administrative_unit, &MG_UNIT)
        .takes(&[
            identity("AdministrativeUnitId", "AdministrativeUnit").mandatory(),
            take("DisplayName"),
            take("Description"),
            renamed("MembershipType", "MembershipType", "GraphMembershipType"),
            take("MembershipRule"),
            take("MembershipRuleProcessingState"),
            renamed("Visibility", "Visibility", "UnitVisibility"),
        ])
        .body(Body::Keys(UNIT)).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Update-MgDirectoryAdministrativeUnit -AdministrativeUnitId $unit.Id -Description 'For a while'; (Get-MgDirectoryAdministrativeUnit -AdministrativeUnitId $unit.Id).Description", "Describes a unit."),
    row(M, "Remove-MgDirectoryAdministrativeUnit", "Deletes an administrative unit.", remove_administrative_unit, &MG_UNIT)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").mandatory()]).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Remove-MgDirectoryAdministrativeUnit -AdministrativeUnitId $unit.Id", "Deletes a unit."),
    row(M, "Get-MgDirectoryAdministrativeUnitMember", "Shows the members of an administrative unit; all but the id is in AdditionalProperties.", unit_members, &MG_MEMBER)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").mandatory()]).listing(GRAPH_RELATED)
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; New-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId $unit.Id -OdataId 'https://graph.microsoft.com/v1.0/users/adele@contoso.com'; (Get-MgDirectoryAdministrativeUnitMember -AdministrativeUnitId $unit.Id).AdditionalProperties.displayName", "Shows who is in a unit."),
    row(M, "New-MgDirectoryAdministrativeUnitMemberByRef", "Puts somebody or something in an assigned administrative unit by the address in Graph.", add_administrative_unit_member, &MG_MEMBER)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").mandatory(), reference("Member")]).body(Body::Keys(REFERENCE)).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; New-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId $unit.Id -BodyParameter @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/users/adele@contoso.com' }", "Adds one member."),
    row(M, "Remove-MgDirectoryAdministrativeUnitMemberByRef", "Takes somebody or something out of an assigned administrative unit.", remove_administrative_unit_member, &MG_MEMBER)
        .takes(&[identity("AdministrativeUnitId", "AdministrativeUnit").mandatory(), renamed("DirectoryObjectId", "Member", "Member").mandatory()]).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Add-AdministrativeUnitMember $unit.Id adele@contoso.com; Remove-MgDirectoryAdministrativeUnitMemberByRef -AdministrativeUnitId $unit.Id -DirectoryObjectId adele@contoso.com", "Removes one member."),
    row(M, "Get-MgDirectoryDeletedItem", "Shows what is deleted and can be restored.", deleted_items, &MG_DELETED)
        .takes(&[identity("DirectoryObjectId", "DeletedObject").mandatory()])
        .shows("Remove-MgGroup -GroupId Macs; (Get-MgDirectoryDeletedItem -DirectoryObjectId Macs).AdditionalProperties.displayName", "Shows a deleted group."),
    row(M, "Get-MgDirectoryDeletedItemAsGroup", "Shows the deleted groups that can be restored.", deleted_groups, &MG_DELETED)
        .takes(&[identity("DirectoryObjectId", "DeletedObject")]).listing(GRAPH_RELATED)
        .shows("Remove-MgGroup -GroupId Macs; (Get-MgDirectoryDeletedItemAsGroup).DisplayName", "Shows the deleted groups."),
    row(M, "Get-MgDirectoryDeletedItemAsUser", "Shows the deleted users that can be restored.", deleted_users, &MG_DELETED)
        .takes(&[identity("DirectoryObjectId", "DeletedObject")]).listing(GRAPH_RELATED)
        .shows("Remove-MgUser -UserId joni@contoso.com; (Get-MgDirectoryDeletedItemAsUser).DisplayName", "Shows the deleted users."),
    row(M, "Get-MgDirectoryDeletedItemAsAdministrativeUnit", "Shows the deleted administrative units that can be restored.", deleted_units, &MG_DELETED)
        .takes(&[identity("DirectoryObjectId", "DeletedObject")]).listing(GRAPH_RELATED)
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Remove-MgDirectoryAdministrativeUnit -AdministrativeUnitId $unit.Id; (Get-MgDirectoryDeletedItemAsAdministrativeUnit).DisplayName", "Shows the deleted units."),
    row(M, "Restore-MgDirectoryDeletedItem", "Restores a deleted group, user or administrative unit.", restore_deleted_object, &MG_MEMBER)
        .takes(&[identity("DirectoryObjectId", "DeletedObject").mandatory()]).changes()
        .shows("Remove-MgGroup -GroupId Macs; $null = Restore-MgDirectoryDeletedItem -DirectoryObjectId Macs; (Get-MgGroup -GroupId Macs).DisplayName", "Restores a group."),
    row(M, "Remove-MgDirectoryDeletedItem", "Deletes for good what is deleted.", remove_deleted_object, &MG_DELETED)
        .takes(&[identity("DirectoryObjectId", "DeletedObject").mandatory()]).changes()
        .shows("Remove-MgGroup -GroupId Macs; Remove-MgDirectoryDeletedItem -DirectoryObjectId Macs", "Makes sure that a group does not come back."),
    row(M, "Get-MgDirectoryRole", "Shows the directory roles; here every role is active, and its id is that of its template.", get_role, &MG_ROLE)
        .takes(&[identity("DirectoryRoleId", "Role")]).listing(&[take("All")])
        .shows("Get-MgDirectoryRole -DirectoryRoleId 'Groups Administrator' | Select-Object DisplayName, RoleTemplateId", "Shows one role."),
    row(M, "Get-MgDirectoryRoleMember", "Shows who holds a directory role; all but the id is in AdditionalProperties.", get_role_member, &MG_MEMBER)
        .takes(&[renamed("DirectoryRoleId", "Role", "Role").position(0).mandatory()]).listing(&[take("All")])
        .shows("Add-RoleMember Groups joni@contoso.com; (Get-MgDirectoryRoleMember -DirectoryRoleId Groups -All).AdditionalProperties.displayName", "Shows who holds a role."),
    row(M, "New-MgDirectoryRoleMemberByRef", "Gives somebody a directory role by the address in Graph.", add_role_member, &MG_MEMBER)
        .takes(&[renamed("DirectoryRoleId", "Role", "Role").position(0).mandatory(), reference("Member")]).body(Body::Keys(REFERENCE)).changes()
        .shows("$role = Get-MgDirectoryRole -DirectoryRoleId Groups; New-MgDirectoryRoleMemberByRef -DirectoryRoleId $role.Id -BodyParameter @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/users/adele@contoso.com' }; (Get-RoleMember Groups).UserPrincipalName", "Makes somebody a Groups Administrator."),
    row(M, "Get-MgDirectoryAdministrativeUnitScopedRoleMember", "Shows who holds which role for the members of an administrative unit.", get_scoped_role_member, &MG_SCOPED_ROLE)
        .takes(&[renamed("AdministrativeUnitId", "AdministrativeUnit", "AdministrativeUnit").position(0).mandatory()]).listing(&[take("All")])
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Add-RoleMember Groups joni@contoso.com -AdministrativeUnit Pilot; (Get-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId $unit.Id).RoleMemberInfo.DisplayName", "Shows who may work on a unit."),
    row(M, "New-MgDirectoryAdministrativeUnitScopedRoleMember", "Gives somebody a role for the members of an administrative unit.", new_scoped_role_member, &MG_SCOPED_ROLE)
        .takes(&[renamed("AdministrativeUnitId", "AdministrativeUnit", "AdministrativeUnit").position(0).mandatory()]).body(Body::Keys(&["roleId", "roleMemberInfo"])).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; $role = Get-MgDirectoryRole -DirectoryRoleId Groups; $null = New-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId $unit.Id -BodyParameter @{ roleId = $role.Id; roleMemberInfo = @{ id = (Get-User joni).Id } }; Get-RoleMember Groups | Format-List DisplayName, AdministrativeUnit", "Makes somebody a Groups Administrator of a unit."),
    row(M, "Remove-MgDirectoryAdministrativeUnitScopedRoleMember", "Takes a role for the members of an administrative unit from somebody.", remove_scoped_role_member, &MG_SCOPED_ROLE)
        .takes(&[
            renamed("AdministrativeUnitId", "AdministrativeUnit", "AdministrativeUnit").position(0).mandatory(),
            renamed("ScopedRoleMembershipId", "ScopedRoleMembership", "ScopedRoleMembership").position(1).mandatory(),
        ]).changes()
        .shows("$unit = New-MgDirectoryAdministrativeUnit -DisplayName Pilot; Add-RoleMember Groups joni@contoso.com -AdministrativeUnit Pilot; $held = Get-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId $unit.Id; Remove-MgDirectoryAdministrativeUnitScopedRoleMember -AdministrativeUnitId $unit.Id -ScopedRoleMembershipId $held.Id; Get-RoleMember Groups", "Nobody holds the role any more."),
    row(M, "Get-MgOrganization", "Shows the tenant at hand.", get_tenant, &MG_ORGANIZATION)
        .shows("(Get-MgOrganization).VerifiedDomains.Name", "Shows its domains."),
    row(APPLICATIONS, "Get-MgApplication", "Shows applications.", get_application, &MG_APPLICATION)
        .takes(&[identity("ApplicationId", "Application")]).listing(&[take("All")])
        .shows("$null = New-MgApplication -DisplayName Payroll; (Get-MgApplication).DisplayName", "Shows the applications."),
    row(APPLICATIONS, "New-MgApplication", "Creates an application.", new_application, &MG_APPLICATION)
        .takes(&[take("DisplayName")]).body(Body::Keys(&["displayName"])).changes()
        .shows("New-MgApplication -DisplayName Payroll | Select-Object DisplayName", "Creates an application."),
    row(APPLICATIONS, "Remove-MgApplication", "Deletes an application.", remove_application, &MG_APPLICATION)
        .takes(&[identity("ApplicationId", "Application").mandatory()]).changes()
        .shows("$app = New-MgApplication -DisplayName Payroll; Remove-MgApplication -ApplicationId $app.Id", "Deletes an application."),
    row(APPLICATIONS, "New-MgApplicationExtensionProperty", "Gives an application another extension property, which users or devices have from then on and rules read.", new_application_extension_property, &MG_APPLICATION)
        .takes(&[
            renamed("ApplicationId", "Application", "Application").position(0).mandatory(),
            renamed("Name", "Name", "ExtensionName"),
            renamed("DataType", "DataType", "DataType"),
            take("TargetObjects"),
        ])
        .body(Body::Keys(&["name", "dataType", "targetObjects"])).changes()
        .shows("$app = New-MgApplication -DisplayName Payroll; New-MgApplicationExtensionProperty -ApplicationId $app.Id -Name costCentre -DataType String -TargetObjects User; (Get-Application Payroll).ExtensionProperties.Count", "Adds a property."),
];
