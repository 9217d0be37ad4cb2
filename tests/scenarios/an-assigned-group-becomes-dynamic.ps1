# SC-22 SC-23 (OP-14, OP-16): an assigned group becomes dynamic, at the second attempt.
Import-Tenant contoso
$staff = New-Group Staff -Members adele, grady -Owners alex
$staff
(Get-GroupMember Staff).DisplayName -join ', '
New-Application Salesforce | Out-Null
Add-ApplicationAssignment Salesforce -Group Staff

# The first attempt has a mistake in the rule. The answer says which, and the group is what it was.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
Set-Group Staff -MembershipType 'Dynamic User' -MembershipRule 'user.departmnt -eq "Sales"'
Get-Group Staff
(Get-GroupMember Staff).DisplayName -join ', '
Get-AuditLog -Group Staff | Format-Table Activity, By, Target

# The second one is right. A preview says who would be in the group afterwards.
Test-MembershipRule -Group Staff -MembershipRule 'user.department -eq "Sales"' -Preview

# Work waits until it is asked for, so that the moment in between can be seen.
Set-Clock -Mode Manual
Set-Group Staff -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"'

# The group is dynamic at once, has its id, name and owner, is assigned to the application, and nobody is in it.
Get-Group Staff
(Get-Group Staff).Id -eq $staff.Id
(Get-GroupOwner Staff).DisplayName
Get-Application Salesforce

# Then the rule is processed.
Invoke-Processing
Get-Group Staff
(Get-GroupMember Staff).DisplayName -join ', '

# The log: the conversion, everybody out, then those in whom the rule takes; Adele, too, was away for a moment.
Get-AuditLog -Group Staff | Format-Table Activity, By, Target, Detail
