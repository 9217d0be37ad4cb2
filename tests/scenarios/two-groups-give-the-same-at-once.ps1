# SC-59 (LIC-20): somebody else writes at the same time; the service tries again, and nobody has to do anything.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
New-Group G1 'user.department -eq "Twins"' | Out-Null
New-Group G2 'user.department -startsWith "Twin"' | Out-Null
Set-GroupLicense G1 -AddLicense ENTERPRISEPACK
Set-GroupLicense G2 -AddLicense ENTERPRISEPACK

Set-ProcessingFault -User alex -Times 1
(Get-Processing).Faults
Set-User alex -Department Twins
Get-UserLicense alex
(Get-Subscription ENTERPRISEPACK).ConsumedUnits
(Get-Processing).Faults
Get-AuditLog -Activity 'Change user license' -User alex | Format-Table Activity, Result, ResultReason, Detail -Wrap
