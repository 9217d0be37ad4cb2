# SC-01 (PROC-5): a new account that matches joins.
Import-Tenant contoso

# The group Sales takes everybody whose department is Sales. Two people are in it from the beginning.
New-Group Sales 'user.department -eq "Sales"'
Get-GroupMember Sales

# An hour later the User Administrator creates an account for a new colleague. Only the department is given; no group.
Set-Clock -Advance PT1H
Connect-Tenant -As ua
New-User -UserPrincipalName nia@contoso.com -DisplayName 'Nia Okafor' -Department Sales

# She is in the group, and the group's last change is now, an hour after it was created.
Get-GroupMember Sales
Get-Group Sales | Format-List DisplayName, Status, CreatedDateTime, LastMembershipChange

# Nobody added her: the service did. One entry says so.
Get-AuditLog -Activity 'Add member to group' -User nia
