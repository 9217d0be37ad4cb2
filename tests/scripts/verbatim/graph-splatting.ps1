<#
.SYNOPSIS
    Reports all dynamic groups, and pauses those that run.
#>
param(
    [switch]$ReportOnly
)

Connect-MgGraph -Scopes "Group.ReadWrite.All" | Out-Null

$query = @{
    Filter           = "groupTypes/any(c:c eq 'DynamicMembership')"
    All              = $true
    Property         = 'Id', 'DisplayName', 'MembershipRule', 'MembershipRuleProcessingState'
    ConsistencyLevel = 'eventual'
    CountVariable    = 'found'
}
$groups = Get-MgGroup @query
Write-Host "$found dynamic groups"

$report = foreach ($group in $groups) {
    [PSCustomObject]@{
        Name    = $group.DisplayName
        State   = $group.MembershipRuleProcessingState
        Members = (Get-MgGroupMember -GroupId $group.Id -All | Measure-Object).Count
        Rule    = $group.MembershipRule
    }
}
$report | Sort-Object Name | Format-Table -AutoSize

if (-not $ReportOnly) {
    foreach ($group in $groups | Where-Object { $_.MembershipRuleProcessingState -eq 'On' }) {
        $change = @{
            GroupId                       = $group.Id
            MembershipRuleProcessingState = 'Paused'
        }
        Update-MgGroup @change
        Write-Host ("Paused: {0}" -f $group.DisplayName)
    }
}

$paused = Get-MgGroup -Filter "membershipRuleProcessingState eq 'Paused'" -All
"{0} of {1} groups are paused" -f @($paused).Count, @($groups).Count
