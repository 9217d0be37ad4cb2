# A large change, with the groups held still. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. What is going to happen ---------------------------------------------
# Two departments change: Engineering becomes Product Engineering, and Loans becomes a part of Operations. One attribute
# of many people, and many groups read it. Microsoft advises to pause what is not essential, to make the change, to
# wait, and to resume in phases.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
$people = Get-User | Where-Object Department -in 'Engineering', 'Loans'
$people | Group-Object Department -NoElement

# Which groups would feel it? Those that are on and whose rules name the attribute.
$concerned = Get-Group -MembershipType 'Dynamic User' | Where-Object { $_.MembershipRule -match 'user\.department\b' -and $_.MembershipRuleProcessingState -eq 'On' }
$concerned.Count

# What would the very first change do, if nobody had looked?
Set-User $people[0] -Department 'Product Engineering' -WhatIf

# ---- 2. Pause all but some --------------------------------------------------
# Two groups must go on whatever happens: mail depends on them. Those that were paused before this morning are not on
# the list, so nobody will wake them by mistake.
$essential = 'Mail exceptions', 'No department'
$paused = $concerned | Where-Object DisplayName -notin $essential
$paused | Suspend-Group
Get-Group -MembershipType 'Dynamic User' | Group-Object Status -NoElement

# The list is kept in a file, in case the session ends before the work does.
New-Item out -ItemType Directory -Force | Out-Null
$paused | Select-Object Id, DisplayName, MemberCount | Export-Csv out/paused.csv -NoTypeInformation

# ---- 3. The change ----------------------------------------------------------
# A hundred and thirty-four people in two lines, and no group moves.
$people | Where-Object Department -eq 'Engineering' | ForEach-Object { Set-User $_ -Department 'Product Engineering' }
$people | Where-Object Department -eq 'Loans' | ForEach-Object { Set-User $_ -Department 'Operations' }
Get-Group -Status 'Update paused' | Where-Object DisplayName -in 'Department Engineering', 'Department Loans' | Format-Table DisplayName, MemberCount, Status

# The first of them should lose nobody. It gets its new rule while it sleeps.
Set-Group 'Department Engineering' -DisplayName 'Department Product Engineering' -MembershipRule 'user.department -eq "Product Engineering"'

# ---- 4. Resume in phases ----------------------------------------------------
# What would each do when it wakes? -WhatIf says so, and nothing happens yet.
'Department Product Engineering', 'Department Loans', 'Department Operations' | Resume-Group -WhatIf

# The small ones first; an hour later the others, when nobody has called.
$list = Import-Csv out/paused.csv
$phases = @(
    @{ Name = 'small'; Groups = $list | Where-Object { [int]$_.MemberCount -lt 30 } }
    @{ Name = 'large'; Groups = $list | Where-Object { [int]$_.MemberCount -ge 30 } }
)
$report = foreach ($phase in $phases) {
    $phase.Groups.Id | Resume-Group
    foreach ($row in $phase.Groups) {
        $group = Get-Group $row.Id
        [pscustomobject]@{ Phase = $phase.Name; Group = $group.DisplayName; Before = [int]$row.MemberCount; After = $group.MemberCount; Status = $group.Status; Time = Get-Date -Format 'HH:mm' }
    }
    Start-Sleep -Seconds 3600
}
$report | Format-Table

# ---- 5. Nothing is forgotten ------------------------------------------------
# What is still paused was paused when the day began.
Get-Group -Status 'Update paused' | Format-Table DisplayName, MembershipRule
$list.Id | Get-Group | Where-Object MembershipRuleProcessingState -ne 'On' | Measure-Object | Select-Object Count
