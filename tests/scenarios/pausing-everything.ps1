# SC-21 (OP-19, OP-73): all dynamic groups are paused at once before a large change; units are another's duty.
Import-Tenant contoso
'Sales', 'Marketing', 'Engineering', 'HR', 'Legal', 'Finance' | ForEach-Object { New-Group $_ "user.department -eq ""$_""" | Out-Null }
New-AdministrativeUnit 'United States' -MembershipType 'Dynamic User' -MembershipRule 'user.country -eq "United States"' | Out-Null

# One of the six has been paused before, for its own reasons.
Suspend-Group Finance
Get-Group | Format-Table DisplayName, MembershipRuleProcessingState

# The Groups Administrator pauses all. Five change, one is passed over.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
$paused = Get-Group | Suspend-Group -PassThru -Verbose
$paused

# The administrative unit is not theirs to pause. The Privileged Role Administrator may.
Get-AdministrativeUnit | Set-AdministrativeUnit -MembershipRuleProcessingState Paused
Connect-Tenant -As pr
Get-AdministrativeUnit | Set-AdministrativeUnit -MembershipRuleProcessingState Paused -PassThru
