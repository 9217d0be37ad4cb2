# SC-48 (LIC-3): a thousand direct licences become inherited ones, and nobody is without at any time.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 1000 | Out-Null
foreach ($n in 1..1000) { New-User -UserPrincipalName "p$n@contoso.com" -DisplayName "Person $n" -Department Works -UsageLocation US | Out-Null }
foreach ($n in 1..1000) { Set-UserLicense "p$n@contoso.com" -AddLicense ENTERPRISEPACK }
Get-Subscription ENTERPRISEPACK

# All units are in use, and the group needs none more.
New-Group 'All users' 'user.department -eq "Works"' | Out-Null
Set-GroupLicense 'All users' -AddLicense ENTERPRISEPACK -WhatIf
Set-GroupLicense 'All users' -AddLicense ENTERPRISEPACK
Get-GroupLicense 'All users'
Get-UserLicense p1
Get-Subscription ENTERPRISEPACK

# The direct ones go, but for one person's. Services stay.
$before = Get-UserLicense p1 -Services
foreach ($n in 1..999) { Set-UserLicense "p$n@contoso.com" -RemoveLicense ENTERPRISEPACK }
Compare-Object $before (Get-UserLicense p1 -Services) -Property ServicePlan, Status
Get-UserLicense p1
Get-Subscription ENTERPRISEPACK

# Who leaves loses it, unless a direct one stayed.
Set-User p1 -Department Elsewhere
Set-User p1000 -Department Elsewhere
Get-UserLicense p1
Get-UserLicense p1000
Get-Subscription ENTERPRISEPACK
