# SC-14 SC-15 (OP-18, OP-19): a pause freezes the members; when it ends, the group catches up in one run.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
New-Group Legal 'user.department -eq "Legal"'
(Get-GroupMember Sales).DisplayName -join ', '

# The Groups Administrator pauses Sales.
Connect-Tenant -As gr
Set-Group Sales -MembershipRuleProcessingState Paused

# Life goes on: Adele moves to Legal, Nia starts in Sales, Diego goes to Legal and comes back.
Connect-Tenant -As ua
Set-Clock -Advance PT1H
Set-User adele -Department Legal
New-User -UserPrincipalName nia@contoso.com -DisplayName 'Nia Okafor' -Department Sales
Set-User diego -Department Legal
Set-User diego -Department Sales

# Sales is as it was. The other group has followed.
Get-Group | Format-Table DisplayName, MemberCount, Status, MembershipRuleProcessingState
(Get-GroupMember Sales).DisplayName -join ', '
(Get-GroupMember Legal).DisplayName -join ', '

# The Groups Administrator lets Sales go on. Work waits here until it is asked for, so that the moment before the
# run can be seen: the last change is not known again until the run has ended.
Connect-Tenant -As gr
Set-Clock -Mode Manual
Set-Group Sales -MembershipRuleProcessingState On
Get-Group Sales | Format-List DisplayName, Status, LastMembershipChange

# The run looks at how people are now. That Diego was away in between is not seen: nothing is written for him.
Invoke-Processing
(Get-GroupMember Sales).DisplayName -join ', '
Get-Group Sales | Format-List DisplayName, Status, LastMembershipChange

# Who joined and who left since the resume, says the log.
Get-AuditLog -Group Sales -Activity '*member*' -After 2025-01-06T09:30:00Z
