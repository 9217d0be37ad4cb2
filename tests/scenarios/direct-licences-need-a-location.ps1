# SC-56 (LIC-7, OP-56): a direct licence needs a place; one from a group falls back to the tenant's country.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
Connect-Tenant -As la
$ErrorActionPreference = 'Continue'
Set-UserLicense isaiah -AddLicense ENTERPRISEPACK
Get-UserLicense isaiah

Set-User isaiah -UsageLocation US
Set-UserLicense isaiah -AddLicense ENTERPRISEPACK -PassThru
