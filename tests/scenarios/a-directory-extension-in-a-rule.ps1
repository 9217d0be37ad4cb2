# (OP-14, N-27): rules can read the properties that an application has added to the directory.
Import-Tenant contoso
$application = New-Application 'HR system' -ExtensionProperty CostCentre
Get-MembershipRuleProperty -ApplicationId $application.AppId -Subject User | Format-List Name, Type, GraphName

# The property has the application's id in its name. It is set like any other.
$property = (Get-MembershipRuleProperty -ApplicationId $application.AppId -Subject User).GraphName
Set-User adele -Attributes @{ $property = 'C-100' }
Set-User grady -Attributes @{ $property = 'C-100' }
New-Group 'Cost centre 100' "user.$property -eq ""C-100"""
(Get-GroupMember 'Cost centre 100').DisplayName -join ', '

# A property that no application has is refused.
$ErrorActionPreference = 'Continue'
Set-Group 'Cost centre 100' -MembershipRule "user.$($property -replace 'CostCentre', 'CostCenter') -eq ""C-100"""
