# SC-80 (OP-70, OP-71): an assigned unit becomes dynamic: a difference, no fresh start; and nobody adds members by hand.
Import-Tenant contoso
New-Group Staff | Out-Null
Connect-Tenant -As pr
New-AdministrativeUnit US
Add-AdministrativeUnitMember US adele, diego, Staff
Get-AdministrativeUnitMember US

# Who matches and is in it stays untouched. Diego and the group leave, three people join.
Set-AdministrativeUnit US -MembershipType 'Dynamic User' -MembershipRule '(user.country -eq "United States")'
(Get-AdministrativeUnitMember US).DisplayName -join ', '
Get-AuditLog -Category AdministrativeUnit

# By hand nothing goes any more. One more person is one more condition.
$ErrorActionPreference = 'Continue'
Add-AdministrativeUnitMember US diego
Set-AdministrativeUnit US -MembershipRule '(user.country -eq "United States") -or (user.userPrincipalName -eq "diego@contoso.com")'
(Get-AdministrativeUnitMember US).DisplayName -join ', '

# A rule has at most 3,072 characters.
$rule = 'user.country -eq "' + ('x' * 3053) + '"'
$rule.Length
Set-AdministrativeUnit US -MembershipRule $rule
Set-AdministrativeUnit US -MembershipRule "$rule "
(Get-AdministrativeUnit US).MembershipRule.Length
