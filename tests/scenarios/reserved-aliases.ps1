# SC-73 (OP-3): nicknames such as postmaster are a Global Administrator's to give.
Import-Tenant contoso
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
New-Group 'Mail desk' -MailNickname postmaster -GroupTypes Unified
New-Group 'Mail desk' -MailNickname Postmaster
New-Group Webmaster
New-Group 'Mail desk' -GroupTypes Unified | Select-Object DisplayName, MailNickname
Set-Group 'Mail desk' -MailNickname abuse
Connect-Tenant -As ga
New-Group 'Post' -MailNickname postmaster -GroupTypes Unified | Select-Object DisplayName, MailNickname
Set-Group 'Mail desk' -MailNickname abuse -PassThru | Select-Object DisplayName, MailNickname
