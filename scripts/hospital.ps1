# A hospital whose teams follow its staff. Read it from top to bottom: what begins with # is for you,
# every other line is a command that you could type at the prompt yourself.

# ---- 1. The hospital --------------------------------------------------------
# Monday morning. A small hospital, as an export from Microsoft Graph: twenty-one people, no groups yet.
Set-Clock -To 2026-11-23T06:00:00Z
Import-Tenant data/hospital
Get-User | Group-Object JobTitle -NoElement | Sort-Object Count -Descending

# ---- 2. Three groups that fill themselves -----------------------------------
# Uma keeps the groups. She is a Groups Administrator, which is the least that it takes to write a rule.
Connect-Tenant -As uma

# Before a group is made, a preview says whom its rule would take. The first idea for the surgeons is the ward:
Test-MembershipRule 'user.department -eq "Surgery"' -Preview

# That takes the ward's nurses, too. The job title is better, for all three groups.
New-Group Nurses 'user.jobTitle -eq "Nurse"' -GroupTypes Unified -Owners siobhan
New-Group Doctors 'user.jobTitle -eq "Doctor"' -GroupTypes Unified -Owners siobhan
New-Group Surgeons 'user.jobTitle -in ["Surgeon", "Anaesthetist"]' -GroupTypes Unified -Owners siobhan

# ---- 3. A team from each ----------------------------------------------------
# A team with a rule is made in two steps: first the group, then the team from the group.
foreach ($name in 'Nurses', 'Doctors', 'Surgeons') { New-Team -Group $name | Out-Null }
Get-Team

# ---- 4. Somebody comes on Monday --------------------------------------------
# Tom is in charge of staffing and has never opened Teams for it. He creates an account for a nurse who helps out
# this week. What would follow?
Connect-Tenant -As tom
New-User -UserPrincipalName wanda@lamnahealthcare.com -DisplayName 'Wanda Nowak' -JobTitle Nurse -Department Emergency -CompanyName 'Temporary staff' -WhatIf
New-User -UserPrincipalName wanda@lamnahealthcare.com -DisplayName 'Wanda Nowak' -JobTitle Nurse -Department Emergency -CompanyName 'Temporary staff'

# She is in the group, but the team does not show her yet: it follows the group with up to two hours' delay.
Get-GroupMember Nurses | Where-Object DisplayName -like 'Wanda*' | Select-Object DisplayName
Get-Team Nurses
Step-Clock 2h
Get-TeamMember Nurses | Where-Object DisplayName -like 'Wanda*' | Select-Object DisplayName, Role

# ---- 5. Why is she in? ------------------------------------------------------
Get-MembershipReason Nurses wanda
Get-MembershipReason Surgeons wanda

# And who did it? Nobody by hand: the service did, when Tom had created her.
Get-AuditLog -User wanda

# ---- 6. A favour that cannot be done ----------------------------------------
# Siobhan owns the team and wants the staffing coordinator in it. Owners do not manage the members of a dynamic team.
Connect-Tenant -As siobhan
try {
    Add-GroupMember Nurses tom
} catch {
    Write-Host "Refused: $($_.Exception.Message)"
}

# The rule could take him by name. Siobhan may not write rules, Uma may; a preview says that nobody else comes or goes.
Connect-Tenant -As uma
$rule = '(user.jobTitle -eq "Nurse") -or (user.userPrincipalName -eq "tom@lamnahealthcare.com")'
Test-MembershipRule $rule -Group Nurses -Preview
Set-Group Nurses -MembershipRule $rule
Get-MembershipReason Nurses tom

# ---- 7. Friday --------------------------------------------------------------
# The week is over. Tom clears the job title; the account stays for the next time.
Connect-Tenant -As tom
Set-Clock -To 2026-11-27T16:00:00Z
Set-User wanda -JobTitle $null
Get-MembershipReason Nurses wanda

# In two hours the team has forgotten her, too. Her week, from the log:
Step-Clock 2h
Get-TeamMember Nurses | Where-Object DisplayName -like 'Wanda*' | Measure-Object | Select-Object Count
Get-AuditLog -Group Nurses -User wanda -Activity '*member*'
