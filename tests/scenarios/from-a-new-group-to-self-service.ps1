# SC-60 (OP-2, OP-35): somebody creates a group, owns it, and lets others in.
Import-Tenant contoso
New-User -UserPrincipalName tu@contoso.com -DisplayName 'Test User' | Out-Null
Set-Tenant -OwnersCanManageRequests $true

# Whoever creates a group without a role owns it. It is closed until somebody says otherwise.
Connect-Tenant -As tu
New-Group TestSS | Select-Object DisplayName, Kind, JoinPolicy
Get-GroupOwner TestSS

# The Groups Administrator turns self-service on for it.
Connect-Tenant -As gr
Set-Group TestSS -JoinPolicy OwnerApproval -PassThru | Select-Object DisplayName, JoinPolicy

# The owner adds members, and decides who else comes in.
Connect-Tenant -As tu
Add-GroupMember TestSS grady
Connect-Tenant -As joni
New-JoinRequest TestSS -Justification 'I test, too'
Connect-Tenant -As tu
Get-JoinRequest TestSS -State Pending | Approve-JoinRequest
(Get-GroupMember TestSS).DisplayName -join ', '

# In the end both are deleted.
Connect-Tenant -BuiltIn
Remove-Group TestSS
Remove-User tu
Get-DeletedObject | Select-Object DisplayName, ObjectType
