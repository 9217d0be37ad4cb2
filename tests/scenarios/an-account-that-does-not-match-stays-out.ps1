# SC-03 (PROC-5): an account that does not match stays out.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
Set-Clock -Advance PT1H

# Omar is new, in Legal.
Connect-Tenant -As ua
New-User -UserPrincipalName omar@contoso.com -DisplayName 'Omar Haddad' -Department Legal

# The members are who they were, and the last change is still that of an hour ago.
(Get-GroupMember Sales).DisplayName -join ', '
Get-Group Sales | Format-List DisplayName, Status, MemberCount, LastMembershipChange
Get-MembershipReason Sales omar

# The log knows that the account was created, and of no membership.
Get-AuditLog -User omar
