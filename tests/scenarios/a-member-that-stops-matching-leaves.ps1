# SC-04 (PROC-5): a member that stops matching leaves.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
(Get-GroupMember Sales).DisplayName -join ', '

# Adele moves to Legal. What would this do? -WhatIf says so, and changes nothing.
Connect-Tenant -As ua
Set-User adele -Department Legal -WhatIf

# Now it is done.
Set-User adele -Department Legal
(Get-GroupMember Sales).DisplayName -join ', '
Get-MembershipReason Sales adele

# The log as the service writes it: the old value is the name of the group that she left.
Get-AuditLog -Activity 'Remove member from group' -User adele | ConvertTo-Json -Depth 5
