# SC-12 (PROC-7): a disabled account stays a member, unless the rule asks.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
Set-Clock -Advance PT1H

# Adele leaves the company, and her account is disabled.
Connect-Tenant -As ua
Set-User adele -AccountEnabled $false

# She still matches the rule, so she still is a member; nothing was written.
(Get-GroupMember Sales).DisplayName -join ', '
Get-Group Sales | Format-List DisplayName, Status, LastMembershipChange
Get-AuditLog -User adele -After 2025-01-06T09:30:00Z

# A rule that shall take enabled accounts only must say so.
Set-Group Sales -MembershipRule '(user.department -eq "Sales") -and (user.accountEnabled -eq true)'
(Get-GroupMember Sales).DisplayName -join ', '
Get-MembershipReason Sales adele
