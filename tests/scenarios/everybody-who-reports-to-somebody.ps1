# (PROC-5): a rule can take everybody who reports to one person.
Import-Tenant contoso
Set-User adele -Manager alex
Set-User grady -Manager alex
$alex = (Get-User alex).Id
New-Group 'Reports to Alex' "Direct Reports for ""$alex"""
(Get-GroupMember 'Reports to Alex').DisplayName -join ', '

# Joni begins to report to him, and Grady to her: he has left, for only those count who report directly.
Set-User joni -Manager alex
Set-User grady -Manager joni
(Get-GroupMember 'Reports to Alex').DisplayName -join ', '
Get-MembershipReason 'Reports to Alex' grady
