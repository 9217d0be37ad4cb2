# SC-09 (OBJ-6, OP-46): devices join groups of devices, and no user does.
Import-Tenant contoso
Connect-Tenant -As gr
New-Group Windows 'device.deviceOSType -eq "Windows"'
Get-Tenant | Format-List Users, Devices, LicencesRequired

# Two devices are registered: a Windows computer and a telephone.
Connect-Tenant -BuiltIn
New-Device -DisplayName d1 -OperatingSystem Windows
New-Device -DisplayName d2 -OperatingSystem iOS

# The computer is a member, the telephone is not.
Get-GroupMember Windows
Get-Group Windows

# A group of people takes licences; one of devices takes none.
Get-Tenant | Format-List Users, Devices, LicencesRequired

# A rule is about users or about devices, never about both; a user can get in by no rule.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As gr
Set-Group Windows -MembershipRule '(device.deviceOSType -eq "Windows") -or (user.department -eq "Sales")'
Add-GroupMember Windows adele
(Get-GroupMember Windows).DisplayName -join ', '
