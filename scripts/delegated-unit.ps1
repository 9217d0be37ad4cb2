# A help desk for one country. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. The question --------------------------------------------------------
# Contoso's people in Germany want a help desk of their own, which looks after them and after nobody else. An
# administrative unit is what a role can be limited to, and a rule keeps the unit up to date.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
Get-User | Where-Object Country -in 'Germany', 'DE' | Group-Object Country -NoElement

# ---- 2. The unit ------------------------------------------------------------
# The data say Germany in two ways, so the rule does, too. Whom would it take?
$rule = 'user.country -in ["Germany", "DE"]'
(Test-MembershipRule $rule -Preview).Joins.Count

# To make a unit takes another role than to make a group. Who may?
Get-Role -Capability ManageUnits
New-AdministrativeUnit Germany -MembershipType 'Dynamic User' -MembershipRule $rule

# ---- 3. The help desk -------------------------------------------------------
# Joni becomes User Administrator, but only for the members of the unit.
Add-RoleMember 'User Administrator' joni -AdministrativeUnit Germany
Get-RoleMember 'User Administrator'

# ---- 4. What Joni may do, and what not --------------------------------------
# Diego works in Germany: she may change his account. Adele works in the United States: she may not.
Connect-Tenant -As joni
Set-User diego -JobTitle 'Sales Manager'
try {
    Set-User adele -JobTitle 'Sales Manager'
} catch {
    Write-Host "Refused: $($_.Exception.Message)"
}

# The unit itself is not hers, and its members come from the rule, whoever asks.
try {
    Add-AdministrativeUnitMember Germany adele
} catch {
    Write-Host "Refused: $($_.Exception.Message)"
}

# ---- 5. Diego moves ---------------------------------------------------------
# What would follow, if his country changed?
Set-User diego -Country Austria -WhatIf
Set-User diego -Country Austria

# With that he has left the unit, and Joni's reach with it.
try {
    Set-User diego -Country Germany
} catch {
    Write-Host "Refused: $($_.Exception.Message)"
}

# ---- 6. Austria belongs to it, too ------------------------------------------
# Whoever may edit the unit looks first, and then changes the rule.
Connect-Tenant -BuiltIn
$rule = 'user.country -in ["Germany", "DE", "Austria"]'
Set-AdministrativeUnit Germany -MembershipRule $rule -WhatIf
Set-AdministrativeUnit Germany -DisplayName 'Germany and Austria' -MembershipRule $rule
Get-AdministrativeUnit

# Joni has Diego back, without a word about her role.
Connect-Tenant -As joni
Set-User diego -JobTitle 'Country Manager' -PassThru

# ---- 7. Who did what --------------------------------------------------------
Get-AuditLog -User diego | Format-Table Time, Activity, By, Detail
