# SC-67 (OP-13): the last owner of a group cannot be removed.
Import-Tenant contoso
New-Group Readers -Owners alex | Out-Null
Add-GroupOwner Readers 'HR Provisioning'
Get-GroupOwner Readers

# Alex is the last person among them; that a program owns the group too does not count.
$ErrorActionPreference = 'Continue'
Remove-GroupOwner Readers alex

# With another person as owner it works.
Add-GroupOwner Readers joni
Remove-GroupOwner Readers alex
(Get-GroupOwner Readers).DisplayName -join ', '

# A group has at most a hundred owners.
$many = foreach ($n in 1..99) { (New-User -UserPrincipalName "u$n@contoso.com" -DisplayName "User $n").Id }
foreach ($id in $many[0..97]) { Add-GroupOwner Readers $id }
(Get-GroupOwner Readers).Count
Add-GroupOwner Readers $many[98]

# A group cannot be an owner.
New-Group Editors | Out-Null
Add-GroupOwner Readers Editors
