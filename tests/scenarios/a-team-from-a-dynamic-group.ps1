# SC-34 (OP-30, OP-32): a team is made from a dynamic group; a team with a rule is not made directly.
Import-Tenant contoso
Connect-Tenant -As gr
New-Group Sales 'user.department -eq "Sales"' -GroupTypes Unified -Owners alex
New-Team -Group Sales
(Get-TeamMember Sales -Role Member).DisplayName -join ', '
(Get-GroupMember Sales).DisplayName -join ', '

# In one step it does not go.
$ErrorActionPreference = 'Continue'
New-Team -DisplayName Marketing -MembershipRule 'user.department -eq "Marketing"'

# A security group never becomes a team.
New-Group Legal 'user.department -eq "Legal"' | Out-Null
New-Team -Group Legal
