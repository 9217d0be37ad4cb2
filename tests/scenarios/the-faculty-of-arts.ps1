# SC-29 (OP-30, PROC-5): a university's team follows the adjuncts across a term, and leaves the permanent faculty alone.
Import-Tenant contoso
New-Group 'Faculty of Arts' '(user.department -eq "Arts") -and (user.jobTitle -in ["Professor","Lecturer","Adjunct"])' -GroupTypes Unified -Owners joni | Out-Null
New-User -UserPrincipalName p1@contoso.com -DisplayName 'Professor One' -Department Arts -JobTitle Professor | Out-Null
New-User -UserPrincipalName l1@contoso.com -DisplayName 'Lecturer One' -Department Arts -JobTitle Lecturer | Out-Null
New-User -UserPrincipalName a1@contoso.com -DisplayName 'Adjunct One' -Department Arts -JobTitle Adjunct | Out-Null
New-Team -Group 'Faculty of Arts' | Out-Null
(Get-TeamMember 'Faculty of Arts' -Role Member).DisplayName -join ', '

# In February the adjunct teaches in Science. The log has the adjunct, and nobody of the permanent faculty.
Connect-Tenant -As ua
Set-Clock 2025-02-03T08:00:00Z
Set-User a1 -Department Science
Step-Clock 2h
(Get-TeamMember 'Faculty of Arts' -Role Member).DisplayName -join ', '
Get-AuditLog -Activity '*member*group' -After 2025-02-01

# In May it is Arts again.
Set-Clock 2025-05-05T08:00:00Z
Set-User a1 -Department Arts
Step-Clock 2h
(Get-TeamMember 'Faculty of Arts' -Role Member).DisplayName -join ', '
Get-AuditLog -Activity '*member*group' -After 2025-02-04
