# SC-81 (OP-50): who gives licences does not edit groups, and who edits groups does not license users.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
New-Group Board -GroupTypes Unified | Out-Null
Add-RoleMember 'Teams Administrator' grady
Set-Tenant -AllowedToCreateSecurityGroups $false
Step-Clock 1h
$ErrorActionPreference = 'Continue'

# The License Administrator licenses groups and users, and corrects the place of a user.
Connect-Tenant -As la
Set-GroupLicense Sales -AddLicense SPE_E5
Update-GroupLicense Sales
Set-User isaiah -UsageLocation US
Set-UserLicense isaiah -AddLicense SPE_E5
New-Group Mine
Set-Group Sales -MembershipRule 'user.department -eq "Marketing"'
Add-GroupMember Board adele

# The Groups Administrator does groups with their rules and licences, and no users.
Connect-Tenant -As gr
Set-GroupLicense Sales -RemoveLicense SPE_E5
Set-GroupLicense Sales -AddLicense SPE_E5
Set-UserLicense alex -AddLicense SPE_E5

# The User Administrator does both.
Connect-Tenant -As ua
Set-GroupLicense Sales -RemoveLicense SPE_E5
Set-UserLicense alex -AddLicense SPE_E5
Get-Subscription SPE_E5

# A Teams Administrator adds members to a Microsoft 365 group, and edits no rule.
Connect-Tenant -As grady
Add-GroupMember Board adele
Set-Group Sales -MembershipRule 'user.department -eq "Marketing"'
