# Joiners, movers and leavers, from a list of the HR department. Read it from top to bottom: what begins with # is for
# you, every other line is a command that you could type at the prompt yourself.
# joiners-movers-leavers.rhai does the same in Rhai.

# ---- 1. The list ------------------------------------------------------------
# HR sends a file every night: how everybody ought to be. It does not say what is new.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
$list = Import-Csv data/hr.csv
$list | Format-Table

# ---- 2. What is new? --------------------------------------------------------
# Whoever has no account yet joins, whoever is described differently moves, and whose last day is over leaves.
$plan = foreach ($row in $list) {
    $user = Get-User $row.UserPrincipalName -ErrorAction SilentlyContinue
    $changes = @{}
    foreach ($name in 'DisplayName', 'Department', 'JobTitle', 'Country') {
        if ($user.$name -ne $row.$name) { $changes[$name] = $row.$name }
    }
    $kind = if (-not $user) { 'Joiner' }
    elseif ($row.LastDay -and [datetime]$row.LastDay -lt (Get-Date)) { 'Leaver' }
    elseif ($changes.Count) { 'Mover' }
    else { 'Nothing new' }
    [pscustomobject]@{ Kind = $kind; User = $row.UserPrincipalName; Changes = $changes }
}
$plan | Format-Table Kind, User, @{ Name = 'Changes'; Expression = { ($_.Changes.Keys | Sort-Object) -join ', ' } }

# ---- 3. What would follow? --------------------------------------------------
# A person moves by one word in a list, and loses what went with the old one. Better to know it beforehand.
foreach ($person in $plan | Where-Object Kind -eq 'Mover') {
    $changes = $person.Changes
    Set-User $person.User @changes -WhatIf
}

# ---- 4. Joiners -------------------------------------------------------------
# An account is all they need: the groups find them.
foreach ($person in $plan | Where-Object Kind -eq 'Joiner') {
    $facts = $person.Changes
    New-User -UserPrincipalName $person.User -MailNickname $person.User.Split('@')[0] -UsageLocation DE @facts | Out-Null
    [pscustomobject]@{ User = $person.User; Groups = (Get-User $person.User -Groups).DisplayName -join ', ' }
}

# ---- 5. Movers --------------------------------------------------------------
foreach ($person in $plan | Where-Object Kind -eq 'Mover') {
    $changes = $person.Changes
    $before = (Get-User $person.User -Groups).DisplayName
    Set-User $person.User @changes
    Compare-Object $before (Get-User $person.User -Groups).DisplayName |
        Select-Object @{ Name = 'User'; Expression = { $person.User } }, @{ Name = 'Group'; Expression = { $_.InputObject } }, @{ Name = 'Move'; Expression = { if ($_.SideIndicator -eq '=>') { 'joins' } else { 'leaves' } } }
}

# ---- 6. Leavers -------------------------------------------------------------
# The account is closed, and no assigned group keeps it. Dynamic groups do: none of their rules asks whether an account
# is enabled, so a closed account is still a member.
foreach ($person in $plan | Where-Object Kind -eq 'Leaver') {
    Set-User $person.User -AccountEnabled $false
    Get-User $person.User -Groups | Where-Object MembershipType -eq 'Assigned' | ForEach-Object { Remove-GroupMember $_ $person.User }
    (Get-User $person.User -Groups).DisplayName
}

# Thirty days later the account goes, and with it the memberships.
Step-Clock 30d | Out-Null
foreach ($person in $plan | Where-Object Kind -eq 'Leaver') { Remove-User $person.User }
Get-DeletedObject | Format-Table

# ---- 7. For the records -----------------------------------------------------
# The log has every step; the tenant as it is now goes to a folder, to begin from tomorrow.
Get-AuditLog | Group-Object Activity -NoElement | Sort-Object Name
Export-Tenant out/after -Force
