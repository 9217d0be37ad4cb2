# SC-07 (LOG-5): a mover leaves one group and joins another by one attribute.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
New-Group Accounting 'user.department -eq "Accounting"'
Get-User adele -Groups

# Adele goes from Sales to Accounting. Before it is done, the shell says what would follow.
Connect-Tenant -As ua
Set-User adele -Department Accounting -WhatIf
Set-User adele -Department Accounting

# One group less, one group more: in how many she is has not changed.
Get-User adele -Groups
(Get-GroupMember Sales).DisplayName -join ', '
(Get-GroupMember Accounting).DisplayName -join ', '

# Leaving and joining are one piece of work: the last two entries share one correlation id.
Get-AuditLog -Activity '*member from group', '*member to group' -User adele | Format-Table Time, Activity, By, Detail, CorrelationId
