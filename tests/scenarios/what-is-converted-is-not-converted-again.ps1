# SC-25 (OP-16, OP-17): what is dynamic already is not converted, and what is assigned already neither.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
New-Group Staff -Members adele, grady

# The two functions that everybody has, after the documented ones.
function ConvertDynamicGroupToStatic {
    param([string]$groupId)
    [System.Collections.ArrayList]$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes
    if ($groupTypes -eq $null -or !$groupTypes.Contains('DynamicMembership')) {
        throw 'This group is already a static group. Aborting conversion.'
    }
    $groupTypes.Remove('DynamicMembership')
    Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState 'Paused'
}

function ConvertStaticGroupToDynamic {
    param([string]$groupId, [string]$dynamicMembershipRule)
    [System.Collections.ArrayList]$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes
    if ($groupTypes -ne $null -and $groupTypes.Contains('DynamicMembership')) {
        throw 'This group is already a dynamic group. Aborting conversion.'
    }
    [void]$groupTypes.Add('DynamicMembership')
    Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState 'On' -MembershipRule $dynamicMembershipRule
}

# Each refuses what is so already.
try { ConvertStaticGroupToDynamic (Get-Group Sales).Id 'user.department -eq "Sales"' } catch { Write-Host $_.Exception.Message }
try { ConvertDynamicGroupToStatic (Get-Group Staff).Id } catch { Write-Host $_.Exception.Message }

# So does Set-Group, when it is asked for a conversion in the portal's words.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
Set-Group Sales -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"'
Set-Group Staff -MembershipType Assigned

# Nothing has changed.
Get-Group

# The other way round they do what they say.
ConvertStaticGroupToDynamic (Get-Group Staff).Id 'user.department -eq "Sales"'
ConvertDynamicGroupToStatic (Get-Group Sales).Id
Get-Group
