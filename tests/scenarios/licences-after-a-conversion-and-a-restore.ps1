# (OP-16, N-21, LIC-12): who loses a licence by a conversion is said before; who comes back gets it back.
Import-Tenant contoso
New-Subscription EMS -EnabledUnits 2 | Out-Null
New-Group Sellers | Out-Null
Add-GroupMember Sellers adele, alex
Set-GroupLicense Sellers -AddLicense EMS

# Alex would lose the licence, Diego would get it; nobody yet does.
Set-Group Sellers -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"' -WhatIf
Get-Subscription EMS
Set-Group Sellers -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"'
'adele', 'alex', 'diego' | ForEach-Object { Get-UserLicense $_ }

# A deleted user gives the unit back and takes it again.
Remove-User diego
Get-Subscription EMS
Restore-DeletedObject diego
Get-UserLicense diego
Get-Subscription EMS

# As an assigned group again it keeps its members, and they their licences.
Set-Group Sellers -MembershipType Assigned -WhatIf
Set-Group Sellers -MembershipType Assigned
Get-GroupLicense Sellers

# A group is deleted without licences, and comes back without them.
Set-GroupLicense Sellers -RemoveLicense EMS
Remove-Group Sellers
Restore-DeletedObject Sellers
Get-GroupLicense
Get-GroupMember Sellers
Get-Subscription EMS
