# SC-49 (LIC-5): what comes from a group is not taken from the user.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Subscription EMS -EnabledUnits 25 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
Set-GroupLicense Sales -AddLicense SPE_E5
Get-UserLicense adele

Connect-Tenant -As la
$ErrorActionPreference = 'Continue'
Set-UserLicense adele -RemoveLicense SPE_E5
Get-UserLicense adele

# Another one can be given directly.
Set-UserLicense adele -AddLicense EMS -PassThru
