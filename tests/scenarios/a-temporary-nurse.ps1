# SC-28 (OP-30, PROC-19): a hospital's teams follow its staff, temporary staff too.
Import-Tenant contoso

# Three groups with rules, and a team made from each.
foreach ($job in 'Nurse', 'Doctor', 'Surgeon') {
    New-Group "${job}s" "user.jobTitle -eq ""$job""" -GroupTypes Unified -Owners alex | Out-Null
    New-Team -Group "${job}s" | Out-Null
}
$staff = [ordered]@{ n1 = 'Nurse'; n2 = 'Nurse'; d1 = 'Doctor'; s1 = 'Surgeon' }
foreach ($name in $staff.Keys) {
    New-User -UserPrincipalName "$name@contoso.com" -DisplayName $name -JobTitle $staff[$name] | Out-Null
}
Step-Clock 2h
Get-Team

# It is Monday. A temporary nurse gets an account with the job title, and nothing else.
Connect-Tenant -As ua
New-User -UserPrincipalName t1@contoso.com -DisplayName t1 -JobTitle Nurse
(Get-GroupMember Nurses).DisplayName -join ', '

# The team does not show t1 yet; within two hours it does.
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '
Step-Clock 2h
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '

# On Friday afternoon the work is done, and the job title is cleared.
Set-Clock 2025-01-10T15:00:00Z
Set-User t1 -JobTitle $null
Step-Clock 2h
(Get-TeamMember Nurses -Role Member).DisplayName -join ', '

# Nobody touched the roster: the service brought t1 and took t1 out.
Get-AuditLog -User t1
