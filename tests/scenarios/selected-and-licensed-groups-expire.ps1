# (OP-65, OP-67, OP-68, N-14, QUO-9, LOG-2): selected groups, groups older than the policy, and one that cannot be deleted.
Import-Tenant contoso-licensed-group

# Both groups are older than the new lifetime: they get 35 days, if they are selected. The license of one does not matter for that.
New-ExpirationPolicy 90 -ManagedGroupTypes Selected -AlternateNotificationEmails it@contoso.com, help@contoso.com | Out-Null
Add-ExpirationPolicyGroup Licensed -WhatIf
Add-ExpirationPolicyGroup Licensed
Get-Group | Format-Table DisplayName, ExpirationDateTime
Add-ExpirationPolicyGroup Old
Remove-ExpirationPolicyGroup Old
Add-ExpirationPolicyGroup Old
Get-ExpirationPolicy
Get-AuditLog | Where-Object Activity -match 'Lifecycle' | Format-Table Activity, By, Target, Detail

# A policy for all groups has none that are selected.
$ErrorActionPreference = 'Continue'
New-Group Security | Out-Null
Add-ExpirationPolicyGroup Security
Set-ExpirationPolicy -ManagedGroupTypes All
Add-ExpirationPolicyGroup Old
Set-ExpirationPolicy -ManagedGroupTypes Selected

# Old goes in February; the licensed one cannot, is tried every day, and stands among the alerts.
Set-Clock 2025-02-20T09:00:00Z
Get-Group | Format-Table DisplayName, ExpirationDateTime
Get-Alert | Where-Object Kind -eq ExpiredLicensed
Get-Mail | Format-Table Time, Kind, To, Group

# A policy that ends, or is for no groups, takes the dates away. A new one never takes a group at once: whoever is over its time is told before.
Remove-ExpirationPolicy
(Get-Group Licensed).ExpirationDateTime
Get-Alert | Where-Object Kind -eq ExpiredLicensed
New-ExpirationPolicy 30 -AlternateNotificationEmails it@contoso.com | Out-Null
(Get-Group Licensed).ExpirationDateTime
