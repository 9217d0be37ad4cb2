# SC-19 (OP-14): a bad rule is refused with a reason, and nothing changes.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'

$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr

# A property that does not exist.
Set-Group Sales -MembershipRule '(user.invalidProperty -eq "Value")'

# An operator that the property does not take.
Set-Group Sales -MembershipRule '(user.accountEnabled -contains true)'

# Two expressions with nothing between them.
Set-Group Sales -MembershipRule '(user.department -eq "Sales") (user.department -eq "Marketing")'

# The rule and the members are what they were.
Get-Group Sales | Format-List DisplayName, MembershipRule, Status
(Get-GroupMember Sales).DisplayName -join ', '
