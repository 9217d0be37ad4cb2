# The rules of a tenant, kept and compared. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. The backup ----------------------------------------------------------
# A rule that is overwritten is gone: the service keeps no older one. A file does, and under version control it shows
# who changed what, and when.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
function Get-Rules { Get-Group | Where-Object MembershipRule | Select-Object Id, DisplayName, MembershipRule, MembershipRuleProcessingState }
New-Item out -ItemType Directory -Force | Out-Null
Get-Rules | ConvertTo-Json | Set-Content out/rules.json
(Get-Content out/rules.json)[0..6]

# ---- 2. A week of other people's work ---------------------------------------
# Somebody widens a rule, somebody pauses a group and forgets it, somebody adds one and somebody deletes one.
Set-Group 'Sales in Germany' -MembershipRule '(user.department -startsWith "Sales") -and (user.country -in ["Germany","DE"])'
Suspend-Group Managers
New-Group 'Lagos and Abuja' 'user.city -in ["Lagos", "Abuja"]'
Remove-Group Rooted
Step-Clock 7d | Out-Null

# ---- 3. What is different? --------------------------------------------------
$kept = Get-Content out/rules.json -Raw | ConvertFrom-Json
$now = Get-Rules
$changed = Compare-Object $kept $now -Property Id, MembershipRule, MembershipRuleProcessingState -PassThru
foreach ($group in $changed | Group-Object Id) {
    $old = $group.Group | Where-Object SideIndicator -eq '<='
    $new = $group.Group | Where-Object SideIndicator -eq '=>'
    [pscustomobject]@{
        Group = @($old, $new).DisplayName | Where-Object { $_ } | Select-Object -First 1
        What  = if (-not $old) { 'new' } elseif (-not $new) { 'gone' } elseif ($old.MembershipRule -ne $new.MembershipRule) { 'rule' } else { 'pause' }
        Kept  = if ($old) { "$($old.MembershipRule) ($($old.MembershipRuleProcessingState))" }
        Now   = if ($new) { "$($new.MembershipRule) ($($new.MembershipRuleProcessingState))" }
    }
}

# Who was it? The log knows.
Get-AuditLog | Where-Object Activity -in 'Update group', 'Add group', 'Delete group' | Format-Table Time, Activity, Target, By

# ---- 4. Back to what was ----------------------------------------------------
# What would the old rule do to those who are members today? A backup is put back with open eyes.
$old = $kept | Where-Object DisplayName -eq 'Sales in Germany'
Set-Group $old.Id -MembershipRule $old.MembershipRule -WhatIf
Set-Group $old.Id -MembershipRule $old.MembershipRule

# The pause, too. The new group stays, and the deleted one is waiting for thirty days: it can be had back as it was.
Resume-Group Managers
Restore-DeletedObject Rooted
Compare-Object $kept (Get-Rules) -Property DisplayName, MembershipRule, MembershipRuleProcessingState
