# SC-62 (OP-36, OP-38, OP-41, N-13): an open group is joined at once, a closed one is not, and both can be left.
Import-Tenant contoso
New-Group Walkers -Owners alex -JoinPolicy Open | Out-Null
New-Group Board -Owners alex | Out-Null
New-Group Choir -GroupTypes Unified -Owners alex | Out-Null
Get-Group | Format-Table DisplayName, Kind, Visibility, JoinPolicy

# Grady joins the open ones, without a request and without anybody's doing.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As grady
New-JoinRequest Choir
Enter-Group Walkers
Enter-Group Choir
Enter-Group Walkers
Get-JoinRequest
Get-AuditLog | Where-Object Activity -eq 'Add member to group' | Format-Table By, Target, Detail

# For others he joins nothing, and the closed one stays closed to him.
Enter-Group Walkers -User adele
Enter-Group Board
Connect-Tenant -As alex
Add-GroupMember Board grady

# What he does not want he leaves.
Connect-Tenant -As grady
Exit-Group Board
Exit-Group Walkers
Get-User grady -Groups | Format-Table DisplayName, Through

# The owner of a Microsoft 365 group that is private decides who joins: its visibility is its join policy.
Connect-Tenant -As alex
Set-Group Choir -JoinPolicy OwnerApproval -PassThru | Select-Object DisplayName, Visibility, JoinPolicy
Set-Group Choir -JoinPolicy Closed

# The panel in which people do all this can be closed to those without a role; what they leave and whom owners add is not of the panel.
Connect-Tenant -As ga
Set-Tenant -RestrictAccessPanel $true
Connect-Tenant -As joni
Enter-Group Walkers
New-Group 'Joni and friends' -Channel MyGroups
Connect-Tenant -As gr
Enter-Group Walkers
Connect-Tenant -As alex
Add-GroupMember Walkers joni
Connect-Tenant -As joni
Exit-Group Walkers
(Get-GroupMember Walkers).DisplayName
