# SC-36 (PROC-19): a team shows the members of its group as they were a while ago.
Import-Tenant contoso
New-Group Nurses 'user.jobTitle -eq "Nurse"' -GroupTypes Unified -Owners alex | Out-Null
New-Team -Group Nurses | Out-Null
Step-Clock 2h

# At eleven o'clock t1 becomes a nurse. The group has t1 at once, the team has not.
New-User -UserPrincipalName t1@contoso.com -DisplayName t1 -JobTitle Nurse | Out-Null
(Get-GroupMember Nurses).DisplayName
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '
Get-Team

# A minute before one the team may still be without t1; at one it is not.
Step-Clock 119m
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '
Get-Team
Step-Clock 1m
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '
Get-Team
