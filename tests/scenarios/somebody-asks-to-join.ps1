# SC-61 (OP-37, OP-39, OP-40, OP-42, PROC-21): who asks to join a group, who decides, and what else ends a request.
Import-Tenant contoso
New-Group Readers -Owners alex, joni -JoinPolicy OwnerApproval | Select-Object DisplayName, JoinPolicy

# As long as the tenant does not let owners decide, there is nobody to ask.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As grady
New-JoinRequest Readers -Justification 'I read along'
Connect-Tenant -As ga
Set-Tenant -OwnersCanManageRequests $true

# Grady asks, once. Both owners are told.
Connect-Tenant -As grady
New-JoinRequest Readers -Justification 'I read along'
New-JoinRequest Readers
Enter-Group Readers
Get-Mail

# Nobody but an owner or a role decides: not Grady, not Adele. Alex does, and that stands.
Approve-JoinRequest Readers grady
Connect-Tenant -As adele
Deny-JoinRequest Readers grady
Connect-Tenant -As alex
Approve-JoinRequest Readers grady
Connect-Tenant -As joni
Get-JoinRequest Readers | Deny-JoinRequest
(Get-GroupMember Readers).DisplayName
Get-Mail grady
Get-AuditLog | Where-Object Activity -match 'join|member' | Format-Table Time, Activity, By, Target, Detail

# One owner's no is enough, although Joni would have had Diego.
Connect-Tenant -As diego
New-JoinRequest Readers | Out-Null
Connect-Tenant -As alex
Deny-JoinRequest Readers diego
Connect-Tenant -As joni
Approve-JoinRequest Readers diego

# Adele takes her request back; that of Isaiah is taken away.
Connect-Tenant -As adele
New-JoinRequest Readers | Out-Null
Stop-JoinRequest Readers adele
Connect-Tenant -As isaiah
New-JoinRequest Readers | Out-Null
Connect-Tenant -As joni
Stop-JoinRequest Readers isaiah
Get-JoinRequest Readers | Format-Table User, State, DecidedBy

# A group that opens keeps what is pending until somebody decides; one that closes turns everybody down.
Connect-Tenant -As isaiah
New-JoinRequest Readers | Out-Null
Connect-Tenant -As alex
Set-Group Readers -JoinPolicy Open
(Get-JoinRequest Readers -User isaiah | Select-Object -Last 1).State
Set-Group Readers -JoinPolicy Closed
(Get-JoinRequest Readers -User isaiah | Select-Object -Last 1).State

# Whoever is deleted asks no more, and nobody is let into a group that is gone.
Set-Group Readers -JoinPolicy OwnerApproval
Connect-Tenant -BuiltIn
New-JoinRequest Readers -User isaiah | Out-Null
New-JoinRequest Readers -User diego | Out-Null
Remove-User isaiah
Get-JoinRequest Readers -State Pending | Format-Table User, State
Remove-Group Readers
Get-JoinRequest -State Pending
Restore-DeletedObject Readers | Out-Null
Get-JoinRequest Readers | Select-Object -Last 2 | Format-Table User, State
