# SC-02 (PROC-5): a changed account that now matches joins.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'

# Alex is in Marketing, so he is not in the group.
Get-MembershipReason Sales alex

# He moves. The person who keeps the accounts changes his department and thinks of no group.
Connect-Tenant -As ua
Set-User alex -Department Sales
Get-MembershipReason Sales alex
