# What has to stay true when somebody edits a rule. The transcript that is expected is kept beside this file;
# `ingroup test scripts --filter sales-keeps` compares, and ends with 1 if something has changed.
Import-Tenant data/contoso -WarningAction SilentlyContinue | Out-Null

# Sweden comes into the group, and nobody is lost by it.
$rule = '(user.department -eq "Sales") -and (user.country -in ["Germany","DE","Sweden"])'
$preview = Test-MembershipRule -Group 'Sales in Germany' -MembershipRule $rule -Preview
"$($preview.Joins.Count) join, $($preview.Leaves.Count) leave"
$preview.Joins | ForEach-Object { Get-User $_.Id } | Group-Object Country -NoElement

# One rule of the tenant is known to be wrong. It stays the only one.
Get-Group | Where-Object MembershipRule | ForEach-Object { Test-MembershipRule $_.MembershipRule } |
    Group-Object Valid -NoElement
