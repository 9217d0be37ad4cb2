# SC-70 (OP-69, C-22): owners renew their groups, three roles renew any.
Set-Clock 2024-06-01T09:00:00Z
Import-Tenant contoso
New-Group Old -GroupTypes Unified -Owners alex | Out-Null
Set-Clock 2025-01-06T09:00:00Z
$ErrorActionPreference = 'Continue'
Connect-Tenant -As grady
New-ExpirationPolicy 365
Connect-Tenant -As gr
New-ExpirationPolicy 365 | Out-Null
Set-Clock 2025-05-20T09:00:00Z

Connect-Tenant -As grady
Invoke-GroupRenewal Old
Connect-Tenant -As alex
Invoke-GroupRenewal Old -WhatIf
Invoke-GroupRenewal Old
Get-Group Old | Select-Object DisplayName, RenewedDateTime, ExpirationDateTime

# What was told of before begins anew: the next mail is due a year later.
Set-Clock 2025-06-10T09:00:00Z
Connect-Tenant -As ua
Invoke-GroupRenewal Old
Get-AuditLog | Where-Object Activity -match 'enew' | Format-Table Time, Activity, By, Target, Detail
Set-Clock 2026-05-12T09:00:00Z
Get-Mail | Format-Table Time, Kind, To, Subject
