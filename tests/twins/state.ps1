# Everything there is to be seen of the tenant.
Get-User | ConvertTo-Json -Depth 5
Get-Group | ConvertTo-Json -Depth 5
Get-Group | ForEach-Object { Get-GroupMember $_.Id } | ConvertTo-Json -Depth 5
Get-AuditLog | ConvertTo-Json -Depth 5
