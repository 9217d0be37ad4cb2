# SC-43 SC-44 (LIC-8, LIC-20, OP-57): ten of a thousand people get nothing, everybody can see why, and what mends it.
Import-Tenant contoso
New-Subscription STANDARDPACK -EnabledUnits 1100 | Out-Null
New-Subscription ENTERPRISEPACK -EnabledUnits 1100 | Out-Null
New-Subscription EMS -EnabledUnits 1100 | Out-Null
foreach ($n in 1..1000) { New-User -UserPrincipalName "hr$n@contoso.com" -DisplayName "HR $n" -JobTitle 'Recruiter' | Out-Null }
New-Group 'Kiosk users' -Members (1..10 | ForEach-Object { "hr$_@contoso.com" }) | Out-Null
New-Group 'HR Department' | Out-Null
foreach ($n in 1..1000) { Add-GroupMember 'HR Department' "hr$n@contoso.com" }
Set-GroupLicense 'Kiosk users' -AddLicense 'Office 365 E1'

# Before it is done, everybody can know what it comes to.
Connect-Tenant -As la
Set-GroupLicense 'HR Department' -AddLicense ENTERPRISEPACK, EMS -DisabledPlan YAMMER_ENTERPRISE -WhatIf
Set-GroupLicense 'HR Department' -AddLicense ENTERPRISEPACK, EMS -DisabledPlan YAMMER_ENTERPRISE

# 990 have both. For ten nothing of HR Department works: what conflicts stands on one product, and the other waits for it.
Get-GroupLicense
Get-GroupLicense 'HR Department' -Failed | Where-Object UserPrincipalName -like 'hr1@*' | Format-List DisplayName, Product, Reason, Detail, WhatToDo
Get-Alert | Where-Object Kind -eq LicenseErrors | Format-List
Get-Group -Filter 'hasMembersWithLicenseErrors eq true' | Format-Table DisplayName
Get-UserLicense hr1
Get-UserLicense hr11
Get-UserLicense hr11 -Services | Where-Object ServicePlan -eq YAMMER_ENTERPRISE
Get-Subscription | Format-Table Product, Units, ConsumedUnits
Get-AuditLog -Target 'HR Department' | Where-Object Activity -match 'license' | Format-Table Activity, By, Detail -Wrap

# One of them leaves the kiosk: E1 goes, and what HR Department gives follows by itself.
Connect-Tenant -As gr
Remove-GroupMember 'Kiosk users' hr1
Get-UserLicense hr1
Get-GroupLicense 'HR Department'
