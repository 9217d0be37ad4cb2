# (PROC-17): a licence that ends the membership that gives it is held back, and who looks is told why.
Import-Tenant contoso
New-Subscription EMS -EnabledUnits 5 | Out-Null
New-Group 'Without Intune' 'user.country -eq "Germany" -and -not (user.assignedPlans -any (assignedPlan.servicePlanId -eq "c1ec4a95-1f05-45b3-a911-aa3fa01094f5" -and assignedPlan.capabilityStatus -eq "Enabled"))' | Out-Null

# Whoever gets Intune leaves, loses it, and joins again. It is said before it happens, too.
Set-GroupLicense 'Without Intune' -AddLicense EMS -WhatIf
Set-GroupLicense 'Without Intune' -AddLicense EMS
(Get-GroupMember 'Without Intune').DisplayName
Get-GroupLicense
Get-Alert | Format-List Severity, Kind, Text, WhatToDo
Get-GroupLicense 'Without Intune' -Failed | Format-List DisplayName, Reason, Detail, WhatToDo
Get-Subscription EMS

# Another rule ends it.
Set-Group 'Without Intune' -MembershipRule 'user.country -eq "Germany"'
Update-GroupLicense 'Without Intune'
Get-GroupLicense
Get-Alert
