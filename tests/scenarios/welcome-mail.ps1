# SC-76 (PROC-20): who joins a Microsoft 365 group gets a mail, unless the group sends none; security groups never do.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' -GroupTypes Unified | Out-Null
New-Group 'Sales access' 'user.department -eq "Sales"' | Out-Null
Step-Clock 1h

# Nia joins both groups by her department: one mail.
New-User -UserPrincipalName nia@contoso.com -DisplayName 'Nia Okafor' -Department Sales | Out-Null
(Get-Group).MemberCount -join ', '
Get-Mail -To nia

# The mail is turned off. Omar joins both groups, too: no mail.
Set-UnifiedGroup Sales -UnifiedGroupWelcomeMessageEnabled:$false
New-User -UserPrincipalName omar@contoso.com -DisplayName 'Omar Haddad' -Department Sales | Out-Null
(Get-Group).MemberCount -join ', '
Get-Mail -To omar
Get-Mail
