# SC-69 (OP-66): a group that people use is renewed by itself, 35 days before it would expire.
Set-Clock 2024-06-01T09:00:00Z
Import-Tenant contoso
New-Group Old -GroupTypes Unified -Owners alex | Out-Null
New-Group Sleepy -GroupTypes Unified -Owners joni | Out-Null
Set-Clock 2025-01-06T09:00:00Z
New-ExpirationPolicy 365 | Out-Null

# Somebody visits a channel of the team of Old in April. In the end of April it is renewed, and nobody is told.
Set-Clock 2025-04-10T10:00:00Z
Add-GroupActivity Old
Set-Clock 2025-05-10T09:00:00Z
Get-Group | Format-Table DisplayName, RenewedDateTime, ExpirationDateTime
Get-Mail | Format-Table Time, Kind, To, Group
Get-AuditLog | Where-Object Activity -eq 'Autorenew group' | Format-Table Time, Activity, By, Target, Detail

# Sleepy wakes when its end is near: it is renewed at once.
Add-GroupActivity Sleepy
Get-Group Sleepy | Select-Object DisplayName, RenewedDateTime, ExpirationDateTime

# With the shortest lifetime a group is left alone for five days. If people use it in that time, that renews it; if not, its owners are told at once.
Set-ExpirationPolicy 30
New-Group Quick -GroupTypes Unified -Owners alex | Out-Null
New-Group Quiet -GroupTypes Unified -Owners joni | Out-Null
Step-Clock 2d | Out-Null
Add-GroupActivity Quick
Step-Clock 4d | Out-Null
Get-Group -DisplayName Qui* | Format-Table DisplayName, RenewedDateTime, ExpirationDateTime
Get-Mail | Where-Object Group -match Qui | Format-Table Time, Kind, To, Group
