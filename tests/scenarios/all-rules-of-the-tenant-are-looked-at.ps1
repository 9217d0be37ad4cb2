# SC-05 (PROC-8): when a person changes, all rules of the tenant are looked at.
Import-Tenant contoso
New-Group Sales 'user.department -eq "Sales"'
New-Group US 'user.country -eq "United States"'
New-Group Managers 'user.jobTitle -eq "Manager"'
foreach ($group in 'Sales', 'US', 'Managers') {
    Write-Host "${group}: $((Get-GroupMember $group).DisplayName -join ', ')"
}

# Grady, an engineer in the United States, becomes a manager in Sales: one update of two attributes.
Connect-Tenant -As ua
Set-User grady -Department Sales -JobTitle Manager

# He joins two groups and stays in the third.
foreach ($group in 'Sales', 'US', 'Managers') {
    Write-Host "${group}: $((Get-GroupMember $group).DisplayName -join ', ')"
}

# Both joins are one piece of work: they share one correlation id. The third entry is of the time when US was created.
Get-AuditLog -Activity '*member*' -User grady | Format-Table Activity, Detail, CorrelationId
