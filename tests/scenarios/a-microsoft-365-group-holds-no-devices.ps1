# SC-10 (OBJ-6): a Microsoft 365 group cannot be a group of devices.
Import-Tenant contoso

# The page goes on after an error, so that it can be read.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
New-Group Phones 'device.deviceOSType -eq "iOS"' -GroupTypes Unified

# Nothing was created.
Get-Group | Measure-Object | Select-Object Count

# A security group may have this rule.
New-Group Phones 'device.deviceOSType -eq "iOS"'
