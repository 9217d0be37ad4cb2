# SC-40 (LIC-12): whoever a memberOf group takes inherits its licences.
Import-Tenant contoso
New-Subscription SPE_E5 -EnabledUnits 25 | Out-Null
foreach ($n in 1..3) { New-User -UserPrincipalName "u$n@contoso.com" -DisplayName "User $n" | Out-Null }
New-Group Y1 -Members u2 | Out-Null
New-Group X -Members u1, Y1 | Out-Null
New-Group Y -Members u3 | Out-Null
$x = (Get-Group X).Id
$y = (Get-Group Y).Id
New-Group A "user.memberof -any (group.objectId -in ['$x', '$y'])"

# User 1 and User 3 are in A. User 2 is in a group that is in X: that does not count, for licences either.
Set-GroupLicense A -AddLicense SPE_E5 -WhatIf
Set-GroupLicense A -AddLicense SPE_E5 -PassThru
foreach ($n in 1..3) { Get-UserLicense "u$n@contoso.com" }
Get-Subscription SPE_E5
