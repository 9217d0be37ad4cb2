# SC-58 (LIC-20): an address that somebody else has stops a mailbox, until it is corrected and somebody presses Reprocess.
Import-Tenant contoso
New-Subscription ENTERPRISEPACK -EnabledUnits 25 | Out-Null
New-User -UserPrincipalName one@contoso.com -DisplayName One -ProxyAddresses 'SMTP:one@contoso.com', 'smtp:dup@contoso.com' | Out-Null
New-User -UserPrincipalName two@contoso.com -DisplayName Two -ProxyAddresses 'SMTP:two@contoso.com', 'smtp:dup@contoso.com' | Out-Null
New-Group G -Members two@contoso.com | Out-Null
Set-GroupLicense G -AddLicense ENTERPRISEPACK
Get-UserLicense two@contoso.com | Format-List Product, Source, State, Reason, Detail, WhatToDo

Set-User two@contoso.com -ProxyAddresses 'SMTP:two@contoso.com'
Get-GroupLicense G
Update-GroupLicense G
Get-UserLicense two@contoso.com
