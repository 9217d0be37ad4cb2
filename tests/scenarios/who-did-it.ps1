# SC-77 (LOG-1, LOG-2): the log tells what a rule did from what a person did.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' | Out-Null
New-Group Board | Out-Null
Step-Clock 1h

# Alex joins Sales by his department, and the board by somebody's hand.
Connect-Tenant -As ua
Set-User alex -Department Sales
Connect-Tenant -As gr
Add-GroupMember Board alex

# The first was done by an application of the service, the second by the Groups Administrator.
Get-AuditLog -Activity 'Add member to group' -User alex
Get-AuditLog -Activity 'Add member to group' -User alex -InitiatedBy 'Microsoft Approval Management' | ConvertTo-Json -Depth 5
Get-AuditLog -Activity 'Add member to group' -User alex -InitiatedBy gr | ConvertTo-Json -Depth 5
