# SC-30 (OP-30, PROC-8): an airline has a team for every flight, and the roster fills them.
Import-Tenant contoso
foreach ($n in 1..6) {
    New-User -UserPrincipalName "c$n@contoso.com" -DisplayName "c$n" | Out-Null
}
1..5 | ForEach-Object { Set-User "c$_" -ExtensionAttribute5 TU1400ORDATL }
Set-User c6 -ExtensionAttribute5 TU1700ORDJFK
New-Group 'Tue 14:00 ORD-ATL' 'user.extensionAttribute5 -eq "TU1400ORDATL"' -GroupTypes Unified -Owners alex | Out-Null
New-Group 'Tue 17:00 ORD-JFK' 'user.extensionAttribute5 -eq "TU1700ORDJFK"' -GroupTypes Unified -Owners alex | Out-Null
Get-Group | ForEach-Object { New-Team -Group $_.Id | Out-Null }
foreach ($flight in 'Tue 14:00 ORD-ATL', 'Tue 17:00 ORD-JFK') {
    Write-Host "${flight}: $((Get-TeamMember $flight -Role Member).DisplayName -join ', ')"
}

# The roster changes: c3 goes to the other flight, c6 comes in for c3.
Connect-Tenant -As ua
Set-User c3 -ExtensionAttribute5 TU1700ORDJFK
Set-User c6 -ExtensionAttribute5 TU1400ORDATL
Step-Clock 2h
foreach ($flight in 'Tue 14:00 ORD-ATL', 'Tue 17:00 ORD-JFK') {
    Write-Host "${flight}: $((Get-TeamMember $flight -Role Member).DisplayName -join ', ')"
}
