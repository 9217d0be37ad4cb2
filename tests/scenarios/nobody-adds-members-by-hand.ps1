# SC-11 (OP-11): nobody adds members to a dynamic group by hand, nor takes them out.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"' -Owners alex
(Get-GroupMember Sales).DisplayName -join ', '

# Three people try: the Global Administrator, the Groups Administrator, and Alex, who owns the group.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As ga
Add-GroupMember Sales grady
Connect-Tenant -As gr
Add-GroupMember Sales grady
Connect-Tenant -As alex
Add-GroupMember Sales grady

# To take somebody out is refused alike.
Connect-Tenant -As ga
Remove-GroupMember Sales adele

# The commands of the modules answer in the service's own words.
New-MgGroupMember -GroupId (Get-Group Sales).Id -DirectoryObjectId (Get-User grady).Id

# The members are who they were.
(Get-GroupMember Sales).DisplayName -join ', '

# What does help: change the person, or let the rule name him.
Set-Group Sales -MembershipRule '(user.department -eq "Sales") -or (user.userPrincipalName -eq "grady@contoso.com")'
(Get-GroupMember Sales).DisplayName -join ', '
