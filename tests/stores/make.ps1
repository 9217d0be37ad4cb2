# Makes a stored tenant in which there is one of each: states, commands, a way back.
New-User -DisplayName Adele -UserPrincipalName adele@contoso.com -Department Sales | Out-Null
New-User -DisplayName Alex -UserPrincipalName alex@contoso.com -Department HR -Country Germany | Out-Null
New-Group Sales -MembershipRule 'user.department -eq "Sales"' | Out-Null
New-Group Germans -MembershipRule 'user.country -match "G.r"' | Out-Null
# What is only in memory is kept as a whole.
Backup-Tenant made.ingroup | Out-Null
Use-Tenant made.ingroup -Force | Out-Null
Set-Clock -Advance 1d
Set-User alex@contoso.com -Department Sales
New-Group Team -MailNickname team -Members adele@contoso.com | Out-Null
Set-Clock -Advance 1d
Checkpoint-Tenant before | Out-Null
Remove-Group Germans -Confirm:$false
Undo-Tenant | Out-Null
Set-Clock -Advance 1d
Remove-User adele@contoso.com -Confirm:$false
Optimize-Tenant | Out-Null
Set-Clock -Advance 1d
New-User -DisplayName Zoë -UserPrincipalName zoe@contoso.com -Department Sales -Country Germany | Out-Null
