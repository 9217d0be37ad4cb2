# SC-52 (LIC-10, OP-53): E1 is exchanged for E3, and nobody is without at any time.
Import-Tenant contoso
New-Subscription STANDARDPACK -EnabledUnits 25 | Out-Null
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
foreach ($n in 1..20) { New-User -UserPrincipalName "m$n@contoso.com" -DisplayName "Member $n" | Out-Null }
New-Group G -Members (1..20 | ForEach-Object { "m$_@contoso.com" }) | Out-Null
Set-GroupLicense G -AddLicense STANDARDPACK
Get-Subscription | Where-Object ConsumedUnits -gt 0

Connect-Tenant -As la
Set-GroupLicense G -RemoveLicense STANDARDPACK -AddLicense ENTERPRISEPACK -WhatIf
Set-GroupLicense G -RemoveLicense STANDARDPACK -AddLicense ENTERPRISEPACK
Get-GroupLicense G
Get-UserLicense m1
Get-Subscription | Format-Table Product, Units, ConsumedUnits

# Each member changed once.
Get-AuditLog -Activity 'Change user license' -User m1 | Format-Table Activity, By, Target, Result, Detail -Wrap
