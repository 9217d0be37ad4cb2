# SC-20 (OP-20): there is no button to process a group again; a blank in its rule does it.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
Get-Group Sales | Format-List DisplayName, Status, LastMembershipChange

# A day later. Work waits until it is asked for, so that what happens can be seen.
Set-Clock -Advance P1D
Set-Clock -Mode Manual
Connect-Tenant -As gr
Set-Group Sales -MembershipRule 'user.department -eq "Sales" '

# For the service this is another rule: the group is no longer complete, and a run over everybody waits.
Get-Group Sales | Format-List DisplayName, Status, LastMembershipChange
Get-ProcessingQueue

# The run finds the same people. Nobody is taken out or added, and the last change is still that of yesterday.
Invoke-Processing
Get-Group Sales | Format-List DisplayName, Status, MemberCount, LastMembershipChange
"[$((Get-Group Sales).MembershipRule)]"

# The log has the edit, whose two texts differ in the blank, and no membership.
Get-AuditLog -After 2025-01-06T10:00:00Z
