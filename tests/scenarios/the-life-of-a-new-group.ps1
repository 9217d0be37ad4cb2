# SC-13 (PROC-1, PROC-9): the life of a new group, phase by phase.
Import-Tenant contoso

# The service's worker stands still, as on a bad day. The Groups Administrator creates a group; the answer comes at
# once, the members do not.
Suspend-Processing
Connect-Tenant -As gr
New-Group Sales 'user.department -eq "Sales"'

# The worker goes on. Here it goes phase by phase: it takes the group up, knows what is to be written, writes it.
Set-Clock -Mode Manual
Connect-Tenant -BuiltIn
Resume-Processing
Invoke-Processing -Phase
Get-Group Sales
Invoke-Processing -Phase
Get-Group Sales
Invoke-Processing -Phase
Get-Group Sales
(Get-GroupMember Sales).DisplayName -join ', '
