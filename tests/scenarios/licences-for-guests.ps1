# SC-57 (LIC-13): a dynamic group of guests gives licences, and the tenant is told that the service advises against it.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
New-Group 'Guest users Contoso' '(user.userType -eq "Guest") -and (user.companyName -eq "Contoso")' | Out-Null
Set-GroupLicense 'Guest users Contoso' -AddLicense SPE_E5
New-User -UserPrincipalName guest2@contoso.com -DisplayName 'Guest Two' -UserType Guest -CompanyName Fabrikam | Out-Null
Get-GroupMember 'Guest users Contoso'
Get-UserLicense guest1@contoso.com
Get-UserLicense guest2@contoso.com
Get-Alert 'Guest users Contoso' | Format-List
