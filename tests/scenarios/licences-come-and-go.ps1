# SC-42 (LIC-12, OP-50, OP-52): two licences come with the membership and go with it.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
New-Subscription EMS -EnabledUnits 25 | Out-Null
New-Group TestLic | Out-Null
New-User -UserPrincipalName test@contoso.com -DisplayName 'Test User' | Out-Null
Set-GroupLicense TestLic -AddLicense ENTERPRISEPACK, EMS

Add-GroupMember TestLic test
Get-UserLicense test
Remove-GroupMember TestLic test
Get-UserLicense test

# The tenant is left as it was.
Set-GroupLicense TestLic -RemoveLicense ENTERPRISEPACK, EMS
Get-GroupLicense
Remove-Group TestLic
Remove-User test
Get-AuditLog | Where-Object Activity -match 'license' | Format-Table Activity, By, Target
