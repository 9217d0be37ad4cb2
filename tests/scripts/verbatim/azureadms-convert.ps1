# Converts groups between assigned and dynamic membership with the AzureADPreview module.
Import-Module AzureADPreview
Connect-AzureAD

# The word in GroupTypes that makes a group dynamic
$dynamicGroupTypeString = "DynamicMembership"

function ConvertDynamicGroupToStatic
{
    Param([string]$groupId)

    # The types that the group has
    [System.Collections.ArrayList]$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes

    if($groupTypes -eq $null -or !$groupTypes.Contains($dynamicGroupTypeString))
    {
        throw "The group is static already.";
    }

    # Keep the other types, and pause the rule
    $groupTypes.Remove($dynamicGroupTypeString)
    Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState "Paused"
}

function ConvertStaticGroupToDynamic
{
    Param([string]$groupId, [string]$dynamicMembershipRule)

    [System.Collections.ArrayList]$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes

    if($groupTypes -ne $null -and $groupTypes.Contains($dynamicGroupTypeString))
    {
        throw "The group is dynamic already.";
    }

    # Keep the other types, add the dynamic one, and start the rule
    $groupTypes.Add($dynamicGroupTypeString)
    Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState "On" -MembershipRule $dynamicMembershipRule
}

$sales = Get-AzureADMSGroup -SearchString "Sales"
ConvertStaticGroupToDynamic $sales.Id '(user.department -eq "Sales")'
Get-AzureADGroupMember -ObjectId $sales.Id -All $true | Select-Object DisplayName, UserPrincipalName

$marketing = Get-AzureADMSGroup -Filter "displayName eq 'Marketing'"
ConvertDynamicGroupToStatic $marketing.Id
Get-AzureADMSGroup -Id $marketing.Id | Format-List DisplayName, GroupTypes, MembershipRule, MembershipRuleProcessingState

try { ConvertDynamicGroupToStatic $marketing.Id } catch { Write-Host "Skipped: $_" }
