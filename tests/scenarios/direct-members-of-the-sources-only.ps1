# SC-37 (OP-27): a memberOf group takes the direct members of its sources, and nobody below them.
Import-Tenant contoso
foreach ($n in 1..3) { New-User -UserPrincipalName "u$n@contoso.com" -DisplayName "User $n" | Out-Null }

# X has User 1 and a group as members, which has User 2. Y has User 3.
New-Group Y1 -Members u2 | Out-Null
New-Group Security-Group-X -Members u1, Y1
New-Group Security-Group-Y -Members u3

Connect-Tenant -As ua
$x = (Get-Group Security-Group-X).Id
$y = (Get-Group Security-Group-Y).Id
New-Group Dynamic-Group-A "user.memberof -any (group.objectId -in ['$x', '$y'])"

# User 2 is in a group that is in X: that does not count.
Get-GroupMember Dynamic-Group-A
Get-MembershipReason Dynamic-Group-A u2
