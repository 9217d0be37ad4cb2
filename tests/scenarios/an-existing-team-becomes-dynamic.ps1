# SC-35 (OP-16, OP-31): the group of an existing team becomes dynamic, and the team follows.
Import-Tenant contoso
New-Team -DisplayName Project -Members adele, grady -Owners alex
New-Application 'Project site' | Out-Null
Add-ApplicationAssignment 'Project site' -Group Project
$id = (Get-Group Project).Id
Get-TeamMember Project

# The User Administrator uses the documented procedure.
Connect-Tenant -As ua
$types = (Get-AzureADMSGroup -Id $id).GroupTypes
$types.Add('DynamicMembership')
Set-AzureADMSGroup -Id $id -GroupTypes $types.ToArray() -MembershipRuleProcessingState On -MembershipRule 'user.department -eq "Sales"'

# It is the same group with the same owner. Its members are those whom the rule takes, and they have its access.
(Get-Group Project).Id -eq $id
(Get-GroupOwner Project).DisplayName
(Get-GroupMember Project).DisplayName -join ', '
Get-Access -Application 'Project site'
Step-Clock 2h
Get-TeamMember Project
