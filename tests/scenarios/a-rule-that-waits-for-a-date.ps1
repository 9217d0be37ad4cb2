# (N-18): a rule can ask for a date, and people join when the day comes.
Import-Tenant contoso

# Who begins today or has begun before.
New-Group Started 'user.employeeHireDate -le system.now'

# Two new colleagues: one begins next Monday, one in a month.
New-User -UserPrincipalName nia@contoso.com -DisplayName 'Nia Okafor' -EmployeeHireDate 2025-01-13T08:00:00Z | Out-Null
New-User -UserPrincipalName omar@contoso.com -DisplayName 'Omar Haddad' -EmployeeHireDate 2025-02-03T08:00:00Z | Out-Null
Get-Group Started
Get-Clock

# Nobody does anything. Time passes.
Step-Clock 14d
(Get-GroupMember Started).DisplayName
Get-Clock
Step-Clock -To 2025-02-03T08:00:00Z
(Get-GroupMember Started).DisplayName -join ', '
Get-AuditLog -Activity 'Add member*'
