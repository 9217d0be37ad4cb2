# SC-27 (OP-5): a group that can hold roles has members by hand only.
Import-Tenant contoso
$ErrorActionPreference = 'Continue'
Connect-Tenant -As pr

# With a rule it is refused: whoever may edit an attribute could otherwise give themselves a role.
New-Group HelpdeskAdmins 'user.department -eq "HR"' -IsAssignableToRole $true

# Without a rule it is created.
New-Group HelpdeskAdmins -IsAssignableToRole $true
Get-Group HelpdeskAdmins | Format-List DisplayName, MembershipType, IsAssignableToRole

# It can never become dynamic, not even for the Global Administrator.
Connect-Tenant -As ga
Set-Group HelpdeskAdmins -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "HR"'

# Whether roles can be given to a group is said when it is created, never later.
New-Group Staff
Set-Group Staff -IsAssignableToRole $true

# A group cannot be its member.
Add-GroupMember HelpdeskAdmins Staff
Get-Group | Format-Table DisplayName, MembershipType, IsAssignableToRole, MemberCount
