# SC-79 (PROC-18): who moves from one licensed group into another has no conflict on the way.
Import-Tenant contoso
New-Subscription STANDARDPACK -EnabledUnits 25 | Out-Null
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
New-Group Accounting 'user.department -eq "Accounting"' | Out-Null
Set-GroupLicense Sales -AddLicense STANDARDPACK
Set-GroupLicense Accounting -AddLicense ENTERPRISEPACK
Get-UserLicense adele
Get-Subscription | Format-Table Product, ConsumedUnits
Step-Clock 1h

Set-User adele -Department Accounting -WhatIf
Set-User adele -Department Accounting
Get-UserLicense adele
Get-Subscription | Format-Table Product, ConsumedUnits
$since = (Get-Clock).Now.AddMinutes(-1)
Get-AuditLog | Where-Object Time -gt $since | Format-Table Activity, By, Target, Result

# In manual mode the licences wait until the memberships are done.
Set-Clock -Mode Manual
Set-User adele -Department Sales
Get-ProcessingQueue | Format-Table Position, Phase, Cause, DisplayName
Invoke-Processing | Out-Null
Get-UserLicense adele
Set-GroupLicense Accounting -RemoveLicense ENTERPRISEPACK -AddLicense STANDARDPACK
Get-ProcessingQueue | Format-Table Position, Phase, Cause, DisplayName
Get-GroupLicense
Invoke-Processing | Out-Null
Get-GroupLicense
