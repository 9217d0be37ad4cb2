# A report of the dynamic groups. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. What there is -------------------------------------------------------
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
$groups = Get-Group | Where-Object MembershipType -ne 'Assigned'
$groups | Group-Object MembershipType, MembershipRuleProcessingState -NoElement

# ---- 2. The report ----------------------------------------------------------
# One line for each group: how large, what it says, and what is to be said about its rule. A finding is an error, a
# warning, or only a hint; the service takes a rule with warnings, but it may not do what is meant.
$report = foreach ($group in $groups) {
    $test = Test-MembershipRule -Group $group.Id
    [pscustomobject]@{
        Group    = $group.DisplayName
        Members  = $group.MemberCount
        Errors   = @($test.Findings | Where-Object Severity -eq 'error').Count
        Warnings = @($test.Findings | Where-Object Severity -eq 'warning').Count
        Owners   = @(Get-GroupOwner $group.Id).Count
        Status   = $group.Status
        Rule     = $group.MembershipRule
    }
}

# As a file, for whoever works with spreadsheets.
New-Item out -ItemType Directory -Force | Out-Null
$report | Sort-Object Group | Export-Csv out/groups.csv -NoTypeInformation
Get-Content out/groups.csv -TotalCount 4

# As a table, for those who read this. The ten largest:
$report | Sort-Object Members -Descending | Select-Object -First 10 | Format-Table Group, Members, Status, Rule

# ---- 3. What to look at -----------------------------------------------------
# Nobody to ask about them:
$report | Where-Object Owners -eq 0 | Measure-Object | Select-Object Count

# Rules with errors or warnings, and what is the matter with each:
foreach ($row in $report | Where-Object { $_.Errors + $_.Warnings -gt 0 }) {
    $findings = (Test-MembershipRule $row.Rule).Findings | Where-Object Severity -ne 'info'
    $findings | Select-Object @{ Name = 'Group'; Expression = { $row.Group } }, Severity, Message
}

# Groups that say the same in other words: the canonical form of their rules is one.
$groups | Group-Object { (Test-MembershipRule $_.MembershipRule).Canonical } | Where-Object { $_.Name -and $_.Count -gt 1 } | ForEach-Object {
    [pscustomobject]@{ Rule = $_.Name; Groups = $_.Group.DisplayName -join ', ' }
}

# ---- 4. How far from the limits? --------------------------------------------
Get-Quota | Where-Object Used -gt 0 | Format-Table
