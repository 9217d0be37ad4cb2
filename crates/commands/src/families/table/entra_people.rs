//! Microsoft.Entra: users, devices, applications and the tenant.

use super::super::related::{direct_reports, manager, member_of, owned};
use super::super::row::{Row, Take, identity, renamed, row, take, user};
use super::super::shapes::{
    ENTRA_MEMBER, MG_APPLICATION, MG_DEVICE, MG_GROUP, MG_ORGANIZATION, MG_WHOLE_USER,
};
use super::{ENTRA_LIST, ENTRA_RELATED};
use crate::native::work::{
    get_application, get_device, get_tenant, get_user, new_user, remove_device, remove_user,
    set_user,
};
use crate::request::Body;

const M: &str = "Microsoft.Entra";

const fn id() -> Take {
    user("UserId").aliases(&["ObjectId", "UPN", "Identity"])
}

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-EntraUser", "Shows users in the shape of the Entra module; every property has its value.", get_user, &MG_WHOLE_USER)
        .takes(&[id()]).listing(ENTRA_LIST)
        .shows("Get-EntraUser -Filter \"department eq 'HR'\" -Top 2 | Select-Object DisplayName, Department", "Shows the first two people of a department."),
    row(M, "New-EntraUser", "Creates a user.", new_user, &MG_WHOLE_USER)
        .body(Body::UserParameters).changes()
        .shows("New-EntraUser -DisplayName 'Ada Ek' -UserPrincipalName ada@contoso.com -MailNickname ada -AccountEnabled $true -Department Sales", "Creates a user, who joins every group whose rule takes her."),
    row(M, "Set-EntraUser", "Changes the attributes of a user.", set_user, &MG_WHOLE_USER)
        .takes(&[id().mandatory()]).body(Body::UserParameters).changes()
        .shows("Set-EntraUser -UserId adele@contoso.com -Department Legal; (Get-EntraUser -UserId adele@contoso.com).Department", "Changes a department."),
    row(M, "Remove-EntraUser", "Deletes a user.", remove_user, &MG_WHOLE_USER)
        .takes(&[id().mandatory()]).changes()
        .shows("Remove-EntraUser -UserId joni@contoso.com", "Deletes a user."),
    row(M, "Get-EntraUserMembership", "Shows the groups in which a user is a direct member.", member_of, &ENTRA_MEMBER)
        .takes(&[id().mandatory()]).listing(ENTRA_RELATED)
        .shows("(Get-EntraUserMembership -UserId adele@contoso.com -Top 2).DisplayName", "Shows the first two groups of a user."),
    row(M, "Get-EntraUserGroup", "Shows the groups in which a user is a direct member, as groups.", member_of, &MG_GROUP)
        .takes(&[id().mandatory()]).listing(ENTRA_RELATED)
        .shows("(Get-EntraUserGroup -UserId adele@contoso.com -Top 2).DisplayName", "Shows the first two groups of a user."),
    row(M, "Get-EntraUserOwnedObject", "Shows the groups that a user owns.", owned, &ENTRA_MEMBER)
        .takes(&[id().mandatory()]).listing(ENTRA_RELATED)
        .shows("Add-GroupOwner Board alex@contoso.com; (Get-EntraUserOwnedObject -UserId alex@contoso.com).DisplayName", "Shows what a user owns."),
    row(M, "Get-EntraUserManager", "Shows the manager of a user.", manager, &MG_WHOLE_USER)
        .takes(&[id().mandatory()])
        .shows("$report = Get-EntraUserDirectReport -UserId alex@contoso.com -Top 1; (Get-EntraUserManager -UserId $report.Id).DisplayName", "Shows the manager."),
    row(M, "Set-EntraUserManager", "Gives a user a manager.", set_user, &MG_WHOLE_USER)
        .takes(&[id().mandatory(), renamed("ManagerId", "Manager", "User").aliases(&["RefObjectId"]).mandatory()]).changes()
        .shows("Set-EntraUserManager -UserId adele@contoso.com -ManagerId alex@contoso.com; (Get-EntraUserManager -UserId adele@contoso.com).DisplayName", "Changes the manager."),
    row(M, "Get-EntraUserDirectReport", "Shows those who report to a user.", direct_reports, &MG_WHOLE_USER)
        .takes(&[id().mandatory()]).listing(ENTRA_RELATED)
        .shows("(Get-EntraUserDirectReport -UserId alex@contoso.com -Top 2).DisplayName", "Shows the first two."),
    row(M, "Get-EntraDevice", "Shows devices in the shape of the Entra module.", get_device, &MG_DEVICE)
        .takes(&[identity("DeviceObjectId", "Device").aliases(&["ObjectId", "DeviceId", "Id"])]).listing(ENTRA_LIST)
        .shows("Get-EntraDevice -Filter \"operatingSystem eq 'MacMDM'\" -Top 2 | Select-Object DisplayName, OperatingSystem", "Shows the first two Macs."),
    row(M, "Remove-EntraDevice", "Deletes a device.", remove_device, &MG_DEVICE)
        .takes(&[identity("DeviceId", "Device").aliases(&["ObjectId", "Id"]).mandatory()]).changes()
        .shows("Remove-EntraDevice -DeviceId (Get-EntraDevice -Top 1).Id", "Deletes a device."),
    row(M, "Get-EntraApplication", "Shows applications.", get_application, &MG_APPLICATION)
        .takes(&[identity("ApplicationId", "Application").aliases(&["ObjectId", "Id"])]).listing(&[take("All")])
        .shows("$null = New-Application Payroll; (Get-EntraApplication).DisplayName", "Shows the applications."),
    row(M, "Get-EntraTenantDetail", "Shows the tenant at hand.", get_tenant, &MG_ORGANIZATION)
        .shows("(Get-EntraTenantDetail).DisplayName", "Shows its name."),
];
