# Many groups become dynamic, from a list. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. The list ------------------------------------------------------------
# The service desk has gathered groups whose members a rule could find. One line each, as a spreadsheet saves it.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
$list = Import-Csv data/groups-to-convert.csv
$list

# ---- 2. Look before anything changes ----------------------------------------
# A list made by hand has slips: a rule that is not valid, a group that is not there, or one that is dynamic already.
# And a right rule can still be the wrong one. So each line gets a verdict, and whoever would leave is counted.
function Get-Verdict($line) {
    $verdict = [pscustomobject]@{ Group = $line.Group; MembershipRule = $line.MembershipRule; Before = $null; Joins = $null; Leaves = $null; Verdict = 'Convert' }
    try {
        $group = Get-Group $line.Group
        $verdict.Before = $group.MemberCount
        if ($group.MembershipType -ne 'Assigned') {
            $verdict.Verdict = 'Is dynamic already'
            return $verdict
        }
        $preview = Test-MembershipRule $line.MembershipRule -Group $group -Preview
        $verdict.Joins = $preview.Joins.Count
        $verdict.Leaves = $preview.Leaves.Count
        if ($preview.Joins.Count + $preview.Stays.Count -eq 0) { $verdict.Verdict = 'Takes nobody' }
    } catch {
        $verdict.Verdict = $_.Exception.Message
    }
    $verdict
}
$verdicts = foreach ($line in $list) { Get-Verdict $line }
$verdicts | Format-Table Group, Before, Joins, Leaves, Verdict

# The verdicts go back to the service desk as a file. Scripts write to the folder "out" beside them.
New-Item out -ItemType Directory -Force | Out-Null
$verdicts | Export-Csv out/conversions.csv -NoTypeInformation

# ---- 3. Convert those that pass ---------------------------------------------
# Each is empty for a moment: converting takes all members out, then the rule brings its own in.
foreach ($verdict in $verdicts | Where-Object Verdict -eq 'Convert') {
    $group = Get-Group $verdict.Group
    $types = @($group.GroupTypes) + 'DynamicMembership'
    Set-Group $group -GroupTypes $types -MembershipRule $verdict.MembershipRule
}

# ---- 4. What has become of them ---------------------------------------------
# Nobody is taken at their word: what was foreseen is compared with what is there.
foreach ($verdict in $verdicts | Where-Object Verdict -eq 'Convert') {
    $group = Get-Group $verdict.Group
    [pscustomobject]@{
        Group = $group.DisplayName
        Foreseen = $verdict.Before + $verdict.Joins - $verdict.Leaves
        Members = $group.MemberCount
        Status = $group.Status
    }
}

# ---- 5. One goes back -------------------------------------------------------
# The pilot users complain: theirs was a choice of people, not a department. Assigned again, the group keeps whom the
# rule brought; who was in it before is in the audit log.
Set-Group 'Pilot users' -GroupTypes Unified
$former = (Get-AuditLog -Group 'Pilot users' -Activity 'Remove member*').Target
$now = (Get-GroupMember 'Pilot users').UserPrincipalName
foreach ($person in $now | Where-Object { $_ -notin $former }) { Remove-GroupMember 'Pilot users' $person }
foreach ($person in $former | Where-Object { $_ -notin $now }) { Add-GroupMember 'Pilot users' $person }
Get-GroupMember 'Pilot users' | Sort-Object DisplayName | Format-Table DisplayName, UserPrincipalName
Get-Group 'Pilot users' | Format-List DisplayName, MembershipType, MemberCount
