# SC-31 SC-32 (OP-33): the owner of a dynamic team does not manage its members, and a member cannot leave.
Import-Tenant contoso
foreach ($n in 1..2) { New-User -UserPrincipalName "n$n@contoso.com" -DisplayName "n$n" -JobTitle Nurse | Out-Null }
New-Group Nurses 'user.jobTitle -eq "Nurse"' -GroupTypes Unified -Owners alex | Out-Null
New-Team -Group Nurses | Out-Null

# What the clients hide from the owner.
Get-Team Nurses | Format-List

# Alex owns the team. To add somebody or take somebody out is refused.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As alex
Add-TeamUser -GroupId (Get-Group Nurses).Id -User grady@contoso.com
Remove-TeamUser -GroupId (Get-Group Nurses).Id -User n1@contoso.com

# A nurse leaves the team; it is refused too.
Connect-Tenant -As n1
Remove-GroupMember Nurses n1
(Get-TeamMember Nurses).DisplayName -join ', '
