# (N-2, N-3): a product in its grace period works, a suspended one does not, and a renewed one does again.
Import-Tenant contoso
New-Subscription EMS -EnabledUnits 5 | Out-Null
New-Group Sales 'user.department -eq "Sales"' | Out-Null
Set-GroupLicense Sales -AddLicense EMS
Get-Alert

Set-Subscription EMS -EnabledUnits 0 -WarningUnits 5
Get-Alert | Format-List Severity, Subject, Text, WhatToDo
Get-UserLicense adele
Set-Subscription EMS -WarningUnits 0 -SuspendedUnits 5
Get-Alert | Format-List Severity, Subject, Text, WhatToDo
Get-UserLicense adele

Set-Subscription EMS -EnabledUnits 1 -SuspendedUnits 0
Get-Alert | Format-List Severity, Subject, Text, WhatToDo
Get-UserLicense adele
Get-UserLicense adele | Set-UserLicense -AddLicense EMS -PassThru
