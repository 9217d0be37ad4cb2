# SC-71 (OP-7, OP-8): a deleted dynamic group comes back empty, and its rule fills it with those who match now.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' -GroupTypes Unified | Out-Null
$id = (Get-Group Sales).Id
(Get-GroupMember Sales).DisplayName -join ', '

# The group is deleted. As long as it can be restored, its nickname is taken.
Connect-Tenant -As gr
Remove-Group Sales
Get-DeletedObject
$ErrorActionPreference = 'Continue'
New-Group Sales -GroupTypes Unified

# While it is gone, Nia starts in Sales and Diego moves to Legal.
Connect-Tenant -As ua
New-User -UserPrincipalName nia@contoso.com -DisplayName 'Nia Okafor' -Department Sales | Out-Null
Set-User diego -Department Legal

# Twenty days later it is restored. For the service it is a new group with the old id and name.
Set-Clock -Advance P20D
Set-Clock -Mode Manual
Connect-Tenant -As gr
Restore-DeletedObject Sales
Get-Group Sales
(Get-Group Sales).Id -eq $id
Invoke-Processing
(Get-GroupMember Sales).DisplayName -join ', '

# After thirty days there is nothing to restore.
Remove-Group Sales
Set-Clock -Advance P31D
Restore-DeletedObject $id
