# SC-47 (LIC-3): the same product from two sources takes one unit.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
Set-UserLicense adele -AddLicense ENTERPRISEPACK
New-Group G | Out-Null
Set-GroupLicense G -AddLicense ENTERPRISEPACK
Add-GroupMember G adele
Get-UserLicense adele
(Get-Subscription ENTERPRISEPACK).ConsumedUnits

# Without the direct one she still has it; without the group the unit is free.
Set-UserLicense adele -RemoveLicense ENTERPRISEPACK
Get-UserLicense adele
(Get-Subscription ENTERPRISEPACK).ConsumedUnits
Remove-GroupMember G adele
Get-UserLicense adele
(Get-Subscription ENTERPRISEPACK).ConsumedUnits
