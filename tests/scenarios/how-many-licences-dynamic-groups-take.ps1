# SC-78 (OP-46): dynamic groups take one Entra ID P1 for each person who is in any of them; devices take none.
Import-Tenant contoso-three-units

# Three people in one group, three in another, two of them in both: four people.
New-Group A 'user.department -contains "Alpha"'
New-Group B 'user.department -contains "Beta"'
New-Group D 'device.deviceOSType -eq "Windows"'
New-Device -DisplayName d1 -OperatingSystem Windows | Out-Null
New-Device -DisplayName d2 -OperatingSystem Windows | Out-Null
Get-Group | Format-Table DisplayName, MemberCount

# The company owns three licences. One is missing, and everything works all the same.
Get-Tenant | Format-List LicencesRequired, LicencesOwned
Get-Alert | Format-List
Set-User u4 -Department 'Alpha, Beta'
Get-Group | Format-Table DisplayName, MemberCount
