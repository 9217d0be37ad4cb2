# (QUO-5, QUO-10, QUO-12): how much one person may create, one request may bring, and how many units may hold somebody.
Import-Tenant contoso
$ErrorActionPreference = 'Continue'

# A person without a role may have created 250 objects that are still there.
Connect-Tenant -As alex
foreach ($n in 1..250) { New-Group "Group $n" | Out-Null }
New-Group 'Group 251'

# To delete some does not help at once: as long as they can be restored, they count.
1..4 | ForEach-Object { Remove-Group "Group $_" }
New-Group 'Group 251'

# What cannot be restored any more counts for a quarter: four deleted groups are as much as one that is there.
Connect-Tenant -BuiltIn
Get-DeletedObject | Remove-DeletedObject
Connect-Tenant -As alex
New-Group 'Group 251'
New-Group 'Group 252'
New-Group 'Group 253'
New-Group 'Group 254'

# An administrator of groups may create as many as the tenant holds.
Connect-Tenant -As gr
foreach ($n in 1..260) { New-Group "Administration $n" | Out-Null }
Get-Quota | Where-Object Name -like 'objects*' | Format-Table Name, Used, Limit

# One request brings at most twenty members. Of twenty-one nobody gets in.
Connect-Tenant -BuiltIn
$people = foreach ($n in 1..21) { (New-User -UserPrincipalName "u$n@contoso.com" -DisplayName "User $n").Id }
Add-GroupMember 'Administration 1' $people
(Get-Group 'Administration 1').MemberCount
Add-GroupMember 'Administration 1' $people[0..19]
(Get-Group 'Administration 1').MemberCount

# Nobody is in more than thirty administrative units.
foreach ($n in 1..31) { New-AdministrativeUnit "Unit $n" | Out-Null }
foreach ($n in 1..30) { Add-AdministrativeUnitMember "Unit $n" adele }
Add-AdministrativeUnitMember 'Unit 31' adele
