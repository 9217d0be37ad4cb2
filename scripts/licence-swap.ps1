# A department whose licences come from a group, and are exchanged without a gap. Read it from top to bottom: what begins
# with # is for you, every other line is a command that you could type at the prompt yourself.

# ---- 1. What there is -------------------------------------------------------
# Customer Support has products of all kinds, each of them given by hand over the years, and some people have none.
Set-Clock -To 2026-11-21T09:00:00Z
Import-Tenant data/contoso -WarningAction SilentlyContinue
$support = Get-User | Where-Object Department -eq 'Customer Support'
$support | ForEach-Object { Get-UserLicense $_ } | Group-Object Source, Product -NoElement
Get-Subscription

# ---- 2. Office 365 E3, from a group -----------------------------------------
# One group and one product for all of them. Licences are another job than groups: Adele is its administrator.
New-Group 'Customer Support' 'user.department -eq "Customer Support"'
Add-RoleMember 'License Administrator' adele
Connect-Tenant -As adele

# What would it come to? Who has E3 already takes no second unit, and who has E1 would not get it: mailboxes of two kinds.
Set-GroupLicense 'Customer Support' -AddLicense ENTERPRISEPACK -WhatIf
Get-LicenseForecast 'Customer Support' -AddLicense ENTERPRISEPACK -Failed | Format-Table DisplayName, Reason

# It is done all the same: what does not work for some is no harm to them, and waits.
Set-GroupLicense 'Customer Support' -AddLicense ENTERPRISEPACK
Get-GroupLicense 'Customer Support'
$failed = Get-GroupLicense 'Customer Support' -Failed
$failed | Select-Object -First 1 | Format-List DisplayName, Product, Reason, Detail, WhatToDo

# ---- 3. The old licences go -------------------------------------------------
# As soon as somebody's E1 is gone, what the group gives follows by itself.
foreach ($person in $support) {
    $direct = Get-UserLicense $person | Where-Object Source -eq 'Direct'
    if ($direct.Product -contains 'Office 365 E1') { Set-UserLicense $person -RemoveLicense STANDARDPACK }
}
Get-GroupLicense 'Customer Support'

# E3 that was given by hand is not needed any more, either. Nobody's services change with it.
$before = $support | ForEach-Object { Get-UserLicense $_ -Services }
foreach ($person in $support) {
    $direct = Get-UserLicense $person | Where-Object Source -eq 'Direct'
    if ($direct.Product -contains 'Office 365 E3') { Set-UserLicense $person -RemoveLicense ENTERPRISEPACK }
}
$after = $support | ForEach-Object { Get-UserLicense $_ -Services }
Compare-Object $before $after -Property DisplayName, ServicePlan, Status
$support | ForEach-Object { Get-UserLicense $_ } | Group-Object Source, Product -NoElement

# ---- 4. E5 instead ----------------------------------------------------------
# A year later Support gets Microsoft 365 E5. Taking and giving in one go is one change for each person, without a gap.
Step-Clock 365d | Out-Null
Set-GroupLicense 'Customer Support' -RemoveLicense ENTERPRISEPACK -AddLicense SPE_E5 -WhatIf

# Units are missing. Whoever buys first exchanges once.
Connect-Tenant -BuiltIn
Set-Subscription SPE_E5 -EnabledUnits 300
Connect-Tenant -As adele
Set-GroupLicense 'Customer Support' -RemoveLicense ENTERPRISEPACK -AddLicense SPE_E5 -WhatIf
Set-GroupLicense 'Customer Support' -RemoveLicense ENTERPRISEPACK -AddLicense SPE_E5
Get-GroupLicense 'Customer Support'
Get-Subscription | Format-Table Product, Units, ConsumedUnits

# ---- 5. Somebody moves ------------------------------------------------------
# With the department goes the product. A preview says so before the HR department's change arrives.
Connect-Tenant -BuiltIn
Set-User $support[0] -Department Marketing -WhatIf
Set-User $support[0] -Department Marketing
Get-UserLicense $support[0]
Get-AuditLog -Target 'Customer Support' | Where-Object Activity -match 'licen' | Format-Table Time, Activity, By, Detail -Wrap
