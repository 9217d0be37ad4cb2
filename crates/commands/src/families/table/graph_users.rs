//! Microsoft.Graph.Users.

use super::super::related::{direct_reports, manager, member_of, owned, transitive_member_of};
use super::super::row::{Row, row, user};
use super::super::shapes::{MG_GROUP, MG_MEMBER, MG_USER, MG_WHOLE_USER};
use super::{GRAPH_LIST, GRAPH_RELATED, REFERENCE, reference};
use crate::native::work::{get_user, new_user, remove_user, set_user};
use crate::request::Body;

const M: &str = "Microsoft.Graph.Users";

#[rustfmt::skip] // a row, a few lines
pub(super) static ROWS: &[Row] = &[
    row(M, "Get-MgUser", "Shows users in the shape of Microsoft Graph. Without -Property only the usual properties have a value: no department, for example.", get_user, &MG_USER).in_beta(&MG_WHOLE_USER)
        .takes(&[user("UserId")]).listing(GRAPH_LIST)
        .shows("Get-MgUser -Filter \"department eq 'HR' and startsWith(city,'L')\" -Property DisplayName, Department, City -Top 2 | Select-Object DisplayName, Department, City", "Shows the first two people of a department in some cities."),
    row(M, "New-MgUser", "Creates a user from parameters or from a hashtable.", new_user, &MG_USER)
        .body(Body::User).changes()
        .shows("New-MgUser -DisplayName 'Ada Ek' -UserPrincipalName ada@contoso.com -MailNickname ada -AccountEnabled -Department Sales", "Creates a user, who joins every group whose rule takes her."),
    row(M, "Update-MgUser", "Changes the attributes of a user by parameters or by a hashtable.", set_user, &MG_USER)
        .takes(&[user("UserId").mandatory()]).body(Body::User).changes()
        .shows("Update-MgUser -UserId adele@contoso.com -BodyParameter @{ department = 'Legal'; onPremisesExtensionAttributes = @{ extensionAttribute1 = 'x' } }", "Changes two attributes."),
    row(M, "Remove-MgUser", "Deletes a user.", remove_user, &MG_USER)
        .takes(&[user("UserId").mandatory()]).changes()
        .shows("Remove-MgUser -UserId joni@contoso.com", "Deletes a user."),
    row(M, "Get-MgUserMemberOf", "Shows the groups in which a user is a direct member.", member_of, &MG_MEMBER)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgUserMemberOf -UserId adele@contoso.com -Top 3).AdditionalProperties.displayName", "Shows the first three groups of a user."),
    row(M, "Get-MgUserMemberOfAsGroup", "Shows the groups in which a user is a direct member, as groups.", member_of, &MG_GROUP)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgUserMemberOfAsGroup -UserId adele@contoso.com -All | Where-Object { $_.GroupTypes -notcontains 'DynamicMembership' }).DisplayName", "Shows the assigned groups of a user."),
    row(M, "Get-MgUserTransitiveMemberOf", "Shows the groups in which a user is a member, also through other groups.", transitive_member_of, &MG_MEMBER)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgUserTransitiveMemberOf -UserId adele@contoso.com -All).Count -gt 0", "Says whether a user is in any group."),
    row(M, "Get-MgUserTransitiveMemberOfAsGroup", "Shows the groups in which a user is a member, also through other groups, as groups.", transitive_member_of, &MG_GROUP)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgUserTransitiveMemberOfAsGroup -UserId adele@contoso.com -Top 2).DisplayName", "Shows the first two groups of a user."),
    row(M, "Get-MgUserOwnedObject", "Shows the groups that a user owns.", owned, &MG_MEMBER)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("Add-GroupOwner Board alex@contoso.com; (Get-MgUserOwnedObject -UserId alex@contoso.com).AdditionalProperties.displayName", "Shows what a user owns."),
    row(M, "Get-MgUserManager", "Shows the manager of a user.", manager, &MG_MEMBER)
        .takes(&[user("UserId").mandatory()])
        .shows("$report = Get-MgUserDirectReport -UserId alex@contoso.com -Top 1; (Get-MgUserManager -UserId $report.Id).AdditionalProperties.displayName", "Shows the manager."),
    row(M, "Set-MgUserManagerByRef", "Gives a user a manager by the address in Graph.", set_user, &MG_USER)
        .takes(&[user("UserId").mandatory(), reference("Manager")]).body(Body::Keys(REFERENCE)).changes()
        .shows("Set-MgUserManagerByRef -UserId adele@contoso.com -BodyParameter @{ '@odata.id' = 'https://graph.microsoft.com/v1.0/users/alex@contoso.com' }; (Get-MgUserManager -UserId adele@contoso.com).AdditionalProperties.displayName", "Changes the manager."),
    row(M, "Get-MgUserDirectReport", "Shows those who report to a user.", direct_reports, &MG_MEMBER)
        .takes(&[user("UserId").mandatory()]).listing(GRAPH_RELATED)
        .shows("(Get-MgUserDirectReport -UserId alex@contoso.com -Top 2).AdditionalProperties.displayName", "Shows the first two."),
];
