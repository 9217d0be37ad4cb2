# SC-39 (OP-21, OP-27): what a memberOf rule must not be.
Import-Tenant contoso
$ErrorActionPreference = 'Continue'
$x = (New-Group Security-Group-X -Members adele).Id
$rule = "user.memberof -any (group.objectId -in ['$x'])"

# Together with another expression.
New-Group A "$rule -and (user.city -eq ""Redmond"")"

# Negated.
New-Group A "-not ($rule)"

# With a source that is itself a memberOf group.
$first = (New-Group First $rule).Id
New-Group A "user.memberof -any (group.objectId -in ['$first'])"

# X feeds the group First, so it cannot become a memberOf group itself.
$staff = (New-Group Staff -Members grady).Id
Set-Group Security-Group-X -MembershipType 'Dynamic User' -MembershipRule "user.memberof -any (group.objectId -in ['$staff'])"

# With 51 sources. Fifty are accepted.
$sources = foreach ($n in 1..51) { (New-Group "Source $n").Id }
New-Group A "user.memberof -any (group.objectId -in ['$($sources -join "', '")'])"
New-Group Fifty "user.memberof -any (group.objectId -in ['$($sources[0..49] -join "', '")'])"

# By a person without a role; by the Groups Administrator, whose role is not enough.
Connect-Tenant -As alex
New-Group A $rule
Connect-Tenant -As gr
New-Group A $rule

# The service's own check of a rule against named people does not take it either.
Connect-Tenant -BuiltIn
Test-MembershipRule $rule -User adele

# Nothing of all this was created.
Get-Group | Where-Object DisplayName -notlike 'Source*' | Format-Table DisplayName, MembershipType, MemberCount

# A tenant has at most 500 of them.
foreach ($n in 3..500) { New-Group "Member of $n" $rule -WarningAction SilentlyContinue | Out-Null }
Get-Quota | Where-Object Name -like '*memberOf groups*' | Format-Table Name, Used, Limit
New-Group 'Member of 501' $rule
