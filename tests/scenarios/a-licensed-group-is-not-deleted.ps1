# SC-51 (OP-7, OP-58): a group that gives licences is deleted when it gives none.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
Set-GroupLicense Sales -AddLicense SPE_E5

$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
Remove-Group Sales
$ErrorActionPreference = 'Stop'
Connect-Tenant -As la
Set-GroupLicense Sales -RemoveLicense SPE_E5
Get-UserLicense adele
Connect-Tenant -As gr
Remove-Group Sales
Get-Group
