# SC-06 (PROC-5): the acceptance test of many a migration plan: one value brings a user in, another takes the user out.
Import-Tenant contoso
New-Group TestDyn 'user.department -eq "test1"'

# A test user with the value is a member.
New-User -UserPrincipalName tu@contoso.com -DisplayName 'Test User' -Department test1
Get-GroupMember TestDyn

# With another value the user is not. An empty group prints nothing, so it is counted.
Set-User tu -Department test2
Get-Group TestDyn
