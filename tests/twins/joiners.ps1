# Three people join, a group follows them, and one of them moves.
Set-Clock -To 2026-11-21T09:00:00Z
foreach ($name in 'Ann', 'Bob', 'Eve') {
    New-User -UserPrincipalName "$($name.ToLower())@contoso.com" -DisplayName $name -Department Sales | Out-Null
}
$rule = 'user.department -eq "Sales"'
$group = New-Group -DisplayName Sales -GroupTypes DynamicMembership -MembershipRule $rule
New-Group -DisplayName Friends -Members ann@contoso.com | Out-Null
$members = Get-GroupMember $group.Id
if ($members.Count -eq 3) { Set-User bob@contoso.com -Department Marketing | Out-Null }
try { Add-GroupMember $group.Id bob@contoso.com } catch { Set-Group $group.Id -Description 'Follows its rule' | Out-Null }
Get-GroupMember Sales | Where-Object { $_.DisplayName -ne 'Ann' } | ForEach-Object { Add-GroupMember Friends $_.Id | Out-Null }
