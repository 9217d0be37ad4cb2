# SC-54 (LIC-1): a Microsoft 365 group gives licences if it is security-enabled.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Group Plain -GroupTypes Unified -SecurityEnabled $false -Members adele | Out-Null
New-Group Secured -GroupTypes Unified -SecurityEnabled $true -Members adele | Out-Null
Get-Group -Eligible Licensing

Connect-Tenant -As la
$ErrorActionPreference = 'Continue'
Set-GroupLicense Plain -AddLicense SPE_E5
Set-GroupLicense Secured -AddLicense SPE_E5 -PassThru
