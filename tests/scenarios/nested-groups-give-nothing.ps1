# SC-53 (LIC-2): members of a group in a group inherit nothing.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-User -UserPrincipalName u1@contoso.com -DisplayName 'User 1' | Out-Null
New-User -UserPrincipalName u2@contoso.com -DisplayName 'User 2' | Out-Null
New-Group Child -Members u2 | Out-Null
New-Group Parent -Members u1, Child | Out-Null
Set-GroupLicense Parent -AddLicense SPE_E5
Get-UserLicense u1
Get-UserLicense u2
