# SC-08: everybody, with guests and without.
Import-Tenant contoso

# Every object has an id, so this rule takes all users: guests are users too.
New-Group AllUsers 'user.objectId -ne null'

# To keep guests out, the rule must say so.
New-Group AllMembers '(user.objectId -ne null) -and (user.userType -eq "Member")'

# What is the difference between the two groups?
Compare-Object (Get-GroupMember AllUsers).DisplayName (Get-GroupMember AllMembers).DisplayName

# A new guest is added to the first only.
New-User -UserPrincipalName guest2@contoso.com -DisplayName 'Guest Two' -UserType Guest
Get-Group | Format-Table DisplayName, MemberCount
Compare-Object (Get-GroupMember AllUsers).DisplayName (Get-GroupMember AllMembers).DisplayName
