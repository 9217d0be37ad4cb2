# SC-38 (OP-27, OP-28): the sources of a memberOf group may be of every kind.
Import-Tenant contoso-sources

# A security group, a Microsoft 365 group and a group that comes from the company's own Active Directory.
Get-Group | Format-Table DisplayName, Kind, OnPremisesSyncEnabled, MemberCount

$ids = (Get-Group | ForEach-Object { "'$($_.Id)'" }) -join ', '
New-Group Everyone "user.memberof -any (group.objectId -in [$ids])"
(Get-GroupMember Everyone).DisplayName -join ', '

# Who is added to a source flows in.
Add-GroupMember Project joni
(Get-GroupMember Everyone).DisplayName -join ', '

# Who is taken out of a source stays, until somebody edits the rule. It is how the service does it.
Remove-GroupMember Project joni
(Get-GroupMember Everyone).DisplayName -join ', '
Set-Group Everyone -MembershipRule "user.memberof -any (group.objectId -in [$ids]) "
(Get-GroupMember Everyone).DisplayName -join ', '
