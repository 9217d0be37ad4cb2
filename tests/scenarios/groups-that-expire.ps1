# SC-68 (OP-65, OP-67, OP-68): who is told that a group expires, and when it goes.
Set-Clock 2024-06-01T09:00:00Z
Import-Tenant contoso
New-Group Old -GroupTypes Unified -Owners alex | Out-Null
New-Group Orphan -GroupTypes Unified | Out-Null
New-Group Security | Out-Null
Set-Clock 2025-01-06T09:00:00Z
New-ExpirationPolicy 365 -AlternateNotificationEmails it@contoso.com -WhatIf
New-ExpirationPolicy 365 -AlternateNotificationEmails it@contoso.com
Get-Group | Format-Table DisplayName, RenewedDateTime, ExpirationDateTime

# The owner of Old, and the address for groups without owners, are told 30, 15 and 1 day before.
Set-Clock 2025-05-03
Get-Mail
Set-Clock 2025-06-01T12:00:00Z
Get-Mail

# A day after its date a group goes, and 30 days later it is gone for good.
Get-Group | Format-Table DisplayName
Set-Clock 2025-06-02T09:00:00Z
Get-Group | Format-Table DisplayName
Get-Mail -Kind GroupDeleted
Get-DeletedObject | Format-Table DisplayName, DeletedDateTime, RestorableUntil
Get-AuditLog | Where-Object Activity -match 'Delete group' | Format-Table Time, Activity, By, Target

# One that is brought back before has its lifetime anew.
Connect-Tenant -As alex
Restore-DeletedObject Old | Select-Object DisplayName, RenewedDateTime, ExpirationDateTime
Set-Clock 2025-07-02T09:00:00Z
Get-DeletedObject

# Nothing but a Microsoft 365 group expires, and it lives 30 days at least. A tenant has one policy.
$ErrorActionPreference = 'Continue'
Invoke-GroupRenewal Security
Connect-Tenant -As gr
Set-ExpirationPolicy 29
New-ExpirationPolicy 90
