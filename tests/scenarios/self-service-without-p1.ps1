# SC-64 (OP-37, OP-45, N-27): without Microsoft Entra ID P1 people look after their groups, but nobody is asked.
Import-Tenant contoso-without-p1
Set-Tenant -OwnersCanManageRequests $true
$ErrorActionPreference = 'Continue'
Connect-Tenant -As alex
New-Group Readers -JoinPolicy OwnerApproval
New-Group Readers -Channel MyGroups | Select-Object DisplayName, JoinPolicy
New-Group Board | Select-Object DisplayName, JoinPolicy
Set-Group Board -JoinPolicy OwnerApproval

# A private Microsoft 365 group can be had; to ask for it cannot.
New-Group Choir -GroupTypes Unified -Visibility Private | Select-Object DisplayName, JoinPolicy
Connect-Tenant -As grady
New-JoinRequest Choir

# What owners do by themselves goes on, and so do open groups.
Enter-Group Readers
Connect-Tenant -As alex
Add-GroupMember Board joni
Set-Group Board -Description 'Who decides'
Get-Group | Format-Table DisplayName, JoinPolicy, MemberCount

# Rules take the plan, too.
Connect-Tenant -As gr
New-Group Sellers -Rule 'user.department -eq "Sales"'
