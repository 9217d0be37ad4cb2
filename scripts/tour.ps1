# A tour of ingroup. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. A tenant to work on -------------------------------------------------
# The clock stands where it is put, so the tour prints the same today and next year.
Set-Clock -To 2026-11-21T09:00:00Z

# An export of a tenant is a folder with what Microsoft Graph answers. Nothing leaves this machine.
Import-Tenant data/contoso
Get-Tenant

# ---- 2. A group that fills itself -------------------------------------------
# Nobody adds members to this group. Its rule finds them.
Get-Group 'Sales in Germany' | Format-List DisplayName, MembershipType, MembershipRule, Status, MemberCount
Get-GroupMember 'Sales in Germany' | Select-Object -First 3 DisplayName, UserPrincipalName

# ---- 3. A rule with mistakes ------------------------------------------------
# Three slips, as they happen: a name from Microsoft Graph, quotation marks from a web page, an operator that
# does not exist. All are found at once, each with what to write instead and what the real service would say.
Test-MembershipRule 'user.officeLocation -eq “Remote” -and user.jobTitle -contain "Manager"'

# A group never takes such a rule. The error says why, and nothing has changed.
try {
    Set-Group 'Sales in Germany' -MembershipRule 'user.officeLocation -eq "Remote"'
} catch {
    Write-Host "Refused: $($_.Exception.Message)"
}

# ---- 4. A right rule, looked at before it is saved --------------------------
# Who would join and who would leave, if Austria belonged to the group too?
$rule = '(user.department -eq "Sales") -and (user.country -in ["Germany","DE","Austria","Sweden"])'
Test-MembershipRule -Group 'Sales in Germany' -MembershipRule $rule -Preview

# ---- 5. A person moves ------------------------------------------------------
Get-User diego | Format-List DisplayName, Department, Country
Get-GroupMember 'Sales in Germany' | Measure-Object | Select-Object Count

# One attribute changes, and memberships follow at once. In the real tenant this takes minutes to a day.
Set-User diego -Department Marketing
Get-GroupMember 'Sales in Germany' | Measure-Object | Select-Object Count

# Why is he not in it any more? Every part of the rule says what it saw.
Get-MembershipReason -User diego -Group 'Sales in Germany'

# ---- 6. An assigned group becomes dynamic -----------------------------------
# The documented procedure, with the commands that are in everyone's scripts. Before it, a preview:
# who of the members would still be there afterwards?
Test-MembershipRule -Group sales@contoso.com -MembershipRule 'user.department -eq "Sales"' -Preview

# To see what happens in between, work is made to wait until it is asked for.
Set-Clock -Mode Manual
$groupId = (Get-UnifiedGroup sales@contoso.com).ExternalDirectoryObjectID
$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes
$groupTypes.Add("DynamicMembership")
$dynamicMembershipRule = 'user.department -eq "Sales"'
Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState "On" -MembershipRule $dynamicMembershipRule

# The group is dynamic already, and empty: whoever reached something through it has lost it for now.
Get-Group sales@contoso.com | Format-List DisplayName, MembershipType, Status, MemberCount

# Then its rule is processed.
Invoke-Processing
Get-Group sales@contoso.com | Format-List DisplayName, MembershipType, Status, MemberCount
Set-Clock -Mode Immediate

# ---- 7. And now yours -------------------------------------------------------
# Get-Command lists what there is, Get-Help shows how it is used.
Get-Help Get-MembershipReason
