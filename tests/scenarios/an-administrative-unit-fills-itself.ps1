# SC-74 SC-75 (OP-70, OP-72): an administrative unit fills itself by a rule, and keeps its members when the rule is taken away.
Import-Tenant contoso

# The Groups Administrator has no say in administrative units; the Privileged Role Administrator has.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
New-AdministrativeUnit 'Example Admin Unit' -MembershipType 'Dynamic User' -MembershipRule "(user.country -eq 'United States')"
Connect-Tenant -As pr
New-AdministrativeUnit 'Example Admin Unit' -MembershipType 'Dynamic User' -MembershipRule "(user.country -eq 'United States')"
(Get-AdministrativeUnitMember 'Example Admin Unit').DisplayName -join ', '

# Another rule, other members.
$germany = "(user.country -eq 'Germany')"
Connect-Tenant -As gr
Set-AdministrativeUnit 'Example Admin Unit' -MembershipRule $germany
Connect-Tenant -As pr
Set-AdministrativeUnit 'Example Admin Unit' -MembershipRule $germany
(Get-AdministrativeUnitMember 'Example Admin Unit').DisplayName -join ', '

# Back to members by hand: who is in it stays, and the rule is no longer followed.
Connect-Tenant -As gr
Set-AdministrativeUnit 'Example Admin Unit' -MembershipType Assigned
Connect-Tenant -As pr
Set-AdministrativeUnit 'Example Admin Unit' -MembershipType Assigned
Connect-Tenant -As ua
Set-User diego -Country Austria
(Get-AdministrativeUnitMember 'Example Admin Unit').DisplayName -join ', '

# Groups can be added again.
New-Group Staff | Out-Null
Connect-Tenant -As pr
Add-AdministrativeUnitMember 'Example Admin Unit' Staff
Get-AdministrativeUnitMember 'Example Admin Unit'
