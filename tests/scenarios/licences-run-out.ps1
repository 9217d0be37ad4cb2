# SC-45 SC-46 (LIC-20, OP-54, OP-57): the last to join goes without, until units are bought and somebody presses Reprocess.
Import-Tenant contoso
New-Subscription Test -EnabledUnits 3 -ServicePlans @{ Name = 'TEST_PLAN' }
foreach ($n in 1..4) { New-User -UserPrincipalName "u$n@contoso.com" -DisplayName "User $n" | Out-Null }
New-Group G | Out-Null
foreach ($n in 1..4) { Add-GroupMember G "u$n@contoso.com"; Step-Clock 1m | Out-Null }

Set-GroupLicense G -AddLicense Test
foreach ($n in 1..4) { Get-UserLicense "u$n@contoso.com" }
Get-GroupLicense G
Get-Alert G | Format-List
Get-Subscription Test

# A unit more is not given by itself.
Set-Subscription Test -EnabledUnits 4
Get-GroupLicense G
Connect-Tenant -As la
Update-GroupLicense G -WhatIf
Update-GroupLicense G
Get-GroupLicense G
Get-UserLicense u4@contoso.com
Get-AuditLog -Activity 'Trigger group license recalculation' | Format-Table Activity, By, Target

# Or somebody waits for the sweep.
Connect-Tenant -BuiltIn
New-User -UserPrincipalName u5@contoso.com -DisplayName 'User 5' | Out-Null
Add-GroupMember G u5@contoso.com
Set-Subscription Test -EnabledUnits 5
Get-UserLicense u5@contoso.com
Step-Clock 24h
Get-UserLicense u5@contoso.com
