# SC-26 (OP-16): between a conversion and its processing nobody has what the group gave.
Import-Tenant contoso
New-Group Staff -Members adele, grady | Out-Null
New-Application Salesforce
Add-ApplicationAssignment Salesforce -Group Staff

# Both members reach the application.
Get-Access -Application Salesforce

# The group becomes dynamic on a day when the service is late. What will follow, sooner or later?
Suspend-Processing
Connect-Tenant -As gr
Set-Group Staff -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"' -WhatIf
Set-Group Staff -MembershipType 'Dynamic User' -MembershipRule 'user.department -eq "Sales"'

# Nobody has access now, not even Adele, who matches the rule; what is left says why.
Get-Group Staff
Get-Access -Application Salesforce | Format-List

# After processing, those have it who match: Adele again, Grady no more.
Connect-Tenant -BuiltIn
Resume-Processing
Get-Access -Application Salesforce
(Get-Access -User grady | Measure-Object).Count
