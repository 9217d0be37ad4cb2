# (OP-9): a deleted user leaves all groups at once, and comes back into them.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' | Out-Null
New-Group Board -Members adele | Out-Null
New-Group US 'user.country -eq "United States"' | Out-Null
Get-User adele -Groups

# Her account is deleted. No entry says that she left a group: she is no more, so there is nobody who left.
Connect-Tenant -As ua
Set-Clock -Advance P1D
Remove-User adele -WhatIf
Remove-User adele
Get-Group | Format-Table DisplayName, MemberCount
Get-AuditLog -After 2025-01-07T00:00:00Z
Get-DeletedObject

# A week later it was a mistake. What people gave her is there at once, what rules give is worked out anew.
Set-Clock -Advance P7D
Restore-DeletedObject adele | Out-Null
Get-User adele -Groups
