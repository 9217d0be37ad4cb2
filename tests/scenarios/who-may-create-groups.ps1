# SC-65 (OP-2, OP-39, C-16): two switches and one group say who may create groups.
Import-Tenant contoso

# Joni is in a group that is in the group of those who may create.
New-Group Creators2 -Members joni | Out-Null
New-Group 'Group Creators' -Members alex, Creators2 | Out-Null
New-Group Readers -Owners grady -JoinPolicy OwnerApproval | Out-Null
Set-Tenant -AllowedToCreateSecurityGroups $false -EnableGroupCreation $false -GroupCreationAllowedGroupId (Get-Group 'Group Creators').Id
Get-Tenant -Setting AllowedToCreateSecurityGroups, EnableGroupCreation, GroupCreationAllowedGroupId

# Grady is in neither group. For a quarter of an hour nothing has changed for him; then he creates nothing.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As grady
New-Group 'Desk by Grady'
Step-Clock 15m
New-Group 'Security by Grady'
New-Group 'Team by Grady' -GroupTypes Unified

# Alex and Joni create Microsoft 365 groups, and no security groups.
Connect-Tenant -As alex
New-Group 'Security by Alex'
New-Group 'Team by Alex' -GroupTypes Unified
Connect-Tenant -As joni
New-Group 'Security by Joni'
New-Group 'Team by Joni' -GroupTypes Unified

# The Groups Administrator creates both, and so does a program.
Connect-Tenant -As gr
New-Group 'Security by Groups Admin'
New-Group 'Team by Groups Admin' -GroupTypes Unified
Connect-Tenant -As 'HR Provisioning'
New-Group 'Security by a program'
New-Group 'Team by a program' -GroupTypes Unified

# Grady still looks after the groups that he owns, and decides who joins them.
Connect-Tenant -BuiltIn
Set-Tenant -OwnersCanManageRequests $true
Connect-Tenant -As adele
New-JoinRequest Readers -Justification 'To read along' | Out-Null
Connect-Tenant -As grady
Approve-JoinRequest Readers adele
Set-Group Readers -Description 'Who reads along'
Add-GroupMember Readers isaiah
(Get-GroupMember Readers).DisplayName

