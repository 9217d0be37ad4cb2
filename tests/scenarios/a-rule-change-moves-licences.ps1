# SC-55 (OP-15, LIC-12): who no longer fits another rule loses the licences; who still does is not touched.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
Set-GroupLicense Sales -AddLicense SPE_E5
Get-GroupMember Sales
Step-Clock 1h

$rule = '(user.department -eq "Sales") -and (user.country -eq "United States")'
Get-LicenseForecast Sales -MembershipRule $rule
Set-Group Sales -MembershipRule $rule -WhatIf
Set-Group Sales -MembershipRule $rule
Get-UserLicense adele
Get-UserLicense diego
$since = (Get-Clock).Now.AddMinutes(-1)
Get-AuditLog | Where-Object Time -gt $since | Format-Table Activity, Target, Detail -Wrap
