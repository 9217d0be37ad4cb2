# SC-16 (OP-14, OP-18, OP-19): who owns a group may not pause it, resume it or edit its rule.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' -Owners alex

# Alex owns the group and has no role.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As alex
Set-Group Sales -MembershipRuleProcessingState Paused
Set-Group Sales -MembershipRuleProcessingState On
Set-Group Sales -MembershipRule 'user.department -eq "Marketing"'
Get-Group Sales | Format-List DisplayName, MembershipRule, MembershipRuleProcessingState, Status

# The Groups Administrator may do all three.
Connect-Tenant -As gr
Set-Group Sales -MembershipRuleProcessingState Paused
Get-Group Sales | Format-List DisplayName, MembershipRule, MembershipRuleProcessingState, Status
Set-Group Sales -MembershipRuleProcessingState On
Set-Group Sales -MembershipRule 'user.department -eq "Marketing"'
Get-Group Sales | Format-List DisplayName, MembershipRule, MembershipRuleProcessingState, Status
