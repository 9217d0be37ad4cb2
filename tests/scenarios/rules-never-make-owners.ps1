# SC-33 (OP-34, OBJ-7): rules give members, never owners.
Import-Tenant contoso
foreach ($n in 1..2) { New-User -UserPrincipalName "n$n@contoso.com" -DisplayName "n$n" -JobTitle Nurse | Out-Null }
New-Group Nurses 'user.jobTitle -eq "Nurse"' -GroupTypes Unified -Owners alex | Out-Null

# Alex, a manager, owns the group and does not match its rule. He is owner, and no member.
(Get-GroupOwner Nurses).DisplayName
(Get-GroupMember Nurses).DisplayName -join ', '

# His job title changes, to that of the rule and away again. He becomes a member and stops being one; owner he stays.
Connect-Tenant -As ua
Set-User alex -JobTitle Nurse
(Get-GroupOwner Nurses).DisplayName
(Get-GroupMember Nurses).DisplayName -join ', '
Set-User alex -JobTitle Director
(Get-GroupOwner Nurses).DisplayName
(Get-GroupMember Nurses).DisplayName -join ', '

# Owners are changed by hand, for dynamic groups too.
Connect-Tenant -As alex
Add-GroupOwner Nurses joni
(Get-GroupOwner Nurses).DisplayName -join ', '
