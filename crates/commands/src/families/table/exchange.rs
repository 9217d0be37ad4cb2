//! ExchangeOnlineManagement: Microsoft 365 groups as Exchange sees them.

use super::super::row::{Row, group, renamed, row, take};
use super::super::shapes::{UNIFIED_GROUP, UNIFIED_GROUP_LINK};
use super::super::unified_group::{get_unified_group, new_unified_group};
use super::super::unified_group_links::{
    add_unified_group_links, get_unified_group_links, remove_unified_group_links,
};
use crate::native::work::{remove_group, set_group};

const M: &str = "ExchangeOnlineManagement";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-UnifiedGroup", "Shows Microsoft 365 groups in the shape of Exchange.", get_unified_group, &UNIFIED_GROUP)
        .takes(&[
            group("Identity"),
            renamed("Filter", "Filter", "OpathFilter"),
            renamed("SortBy", "Sort", "Sort"),
            take("ResultSize"),
        ])
        .shows("Get-UnifiedGroup -Filter {IsMembershipDynamic -eq $false -and DisplayName -like 's*'} -ResultSize Unlimited | Select-Object DisplayName, PrimarySmtpAddress", "Shows assigned groups whose name begins with S."),
    row(M, "New-UnifiedGroup", "Creates an assigned Microsoft 365 group.", new_unified_group, &UNIFIED_GROUP)
        .takes(&[
            take("DisplayName").mandatory(),
            renamed("Alias", "MailNickname", "MailNickname"),
            renamed("AccessType", "Visibility", "AccessType"),
            renamed("Notes", "Description", "Description"),
            take("Members"),
            renamed("Owner", "Owners", "Owners"),
        ])
        .changes()
        .shows("New-UnifiedGroup -DisplayName Launch -Alias launch -AccessType Private -Members adele@contoso.com | Select-Object DisplayName, PrimarySmtpAddress, AccessType", "Creates a group."),
    row(M, "Set-UnifiedGroup", "Changes a Microsoft 365 group.", set_group, &UNIFIED_GROUP)
        .takes(&[
            group("Identity").mandatory(),
            take("DisplayName"),
            renamed("Alias", "MailNickname", "MailNickname"),
            renamed("AccessType", "Visibility", "AccessType"),
            renamed("Notes", "Description", "Description"),
            renamed("UnifiedGroupWelcomeMessageEnabled", "WelcomeMessageEnabled", "WelcomeMessageEnabled").switch(),
        ])
        .changes()
        .shows("Set-UnifiedGroup sales@contoso.com -UnifiedGroupWelcomeMessageEnabled:$false", "Lets a group welcome nobody by mail."),
    row(M, "Remove-UnifiedGroup", "Deletes a Microsoft 365 group.", remove_group, &UNIFIED_GROUP)
        .takes(&[group("Identity").mandatory()]).changes()
        .shows("Remove-UnifiedGroup sales@contoso.com", "Deletes a group."),
    row(M, "Get-UnifiedGroupLinks", "Shows the members or the owners of a Microsoft 365 group.", get_unified_group_links, &UNIFIED_GROUP_LINK)
        .takes(&[group("Identity").mandatory(), renamed("LinkType", "LinkType", "LinkType").position(1).mandatory(), take("ResultSize")])
        .shows("Get-UnifiedGroupLinks sales@contoso.com -LinkType Members -ResultSize Unlimited | Select-Object -First 3 Name, PrimarySmtpAddress", "Shows the first three members."),
    row(M, "Add-UnifiedGroupLinks", "Adds members or owners to a Microsoft 365 group.", add_unified_group_links, &UNIFIED_GROUP_LINK)
        .takes(&[group("Identity").mandatory(), renamed("LinkType", "LinkType", "LinkType").mandatory(), renamed("Links", "Member", "Member").mandatory()]).changes()
        .shows("$group = New-UnifiedGroup -DisplayName Launch -Alias launch; Add-UnifiedGroupLinks launch -LinkType Members -Links adele@contoso.com, alex@contoso.com; (Get-UnifiedGroupLinks launch Members).DisplayName", "Adds two members."),
    row(M, "Remove-UnifiedGroupLinks", "Takes members or owners from a Microsoft 365 group.", remove_unified_group_links, &UNIFIED_GROUP_LINK)
        .takes(&[group("Identity").mandatory(), renamed("LinkType", "LinkType", "LinkType").mandatory(), renamed("Links", "Member", "Member").mandatory()]).changes()
        .shows("Remove-UnifiedGroupLinks sales@contoso.com -LinkType Members -Links adele@contoso.com -Confirm:$false", "Removes a member."),
];
