# SC-17 (PROC-12, PROC-14): when the rule of a group cannot be processed, that group says so, and no other.
Import-Tenant contoso
New-Group X 'user.department -eq "Sales"'
New-Group Legal 'user.department -eq "Legal"'

# A rehearsal of a failure: the service cannot evaluate the rule of X from now on.
Set-ProcessingFault X -Message 'The rule could not be evaluated.'
Set-User adele -Department Legal

# X shows the error, and its members stay. Legal has followed.
Get-Group | Format-Table DisplayName, Status, MemberCount
Get-Group X | Format-List DisplayName, Status, ErrorMessage, Banner
Get-Group Legal | Format-List DisplayName, Status, ErrorMessage, Banner
(Get-GroupMember X).DisplayName -join ', '

# A valid edit of the rule has the group processed anew, and the error is gone.
Set-Group X -MembershipRule '(user.department -eq "Sales") -or (user.jobTitle -eq "Engineer")'
Get-Group X | Format-List DisplayName, Status, ErrorMessage, Banner
(Get-GroupMember X).DisplayName -join ', '
