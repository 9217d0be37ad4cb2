# SC-50 (LIC-9, LIC-3): a product that needs another is given by a group that gives both.
Import-Tenant contoso
New-Subscription WORKPLACE_ANALYTICS -EnabledUnits 5 | Out-Null
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
New-Group WPA -Members adele | Out-Null
New-Group 'Full E3' -Members adele | Out-Null
Set-GroupLicense 'Full E3' -AddLicense ENTERPRISEPACK

Connect-Tenant -As la
$ErrorActionPreference = 'Continue'
Set-GroupLicense WPA -AddLicense WORKPLACE_ANALYTICS
$ErrorActionPreference = 'Stop'

# With only Exchange of E3 on it is enough. Adele has E3 twice and takes one unit.
$all = (Get-Subscription ENTERPRISEPACK).ServicePlans.ServicePlanName
$off = $all | Where-Object { $_ -ne 'EXCHANGE_S_ENTERPRISE' }
Set-GroupLicense WPA -AddLicense @{ SkuId = 'ENTERPRISEPACK'; DisabledPlans = $off }, WORKPLACE_ANALYTICS -PassThru
Get-UserLicense adele
Get-UserLicense adele -Services
Get-Subscription | Where-Object ConsumedUnits -gt 0 | Format-Table Product, ConsumedUnits

# The base cannot go alone.
$ErrorActionPreference = 'Continue'
Set-GroupLicense WPA -RemoveLicense ENTERPRISEPACK
