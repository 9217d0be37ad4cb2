# SC-24 (OP-17): a dynamic group becomes assigned and keeps its members.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'

Connect-Tenant -As gr
Set-Group Sales -MembershipType Assigned

# Both members are still there. The rule is kept, but is no longer followed.
(Get-GroupMember Sales).DisplayName -join ', '
Get-Group Sales | Format-List DisplayName, MembershipType, MembershipRule, MembershipRuleProcessingState, Status

# Adele moves to Legal: nothing happens.
Connect-Tenant -As ua
Set-User adele -Department Legal
(Get-GroupMember Sales).DisplayName -join ', '

# Now members are added by hand.
Connect-Tenant -As gr
Add-GroupMember Sales grady
(Get-GroupMember Sales).DisplayName -join ', '
