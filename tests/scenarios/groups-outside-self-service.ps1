# SC-63 (OP-37, OP-41): nobody joins by themselves what Exchange, another directory or a rule fills, or what gives roles.
Import-Tenant contoso-kinds
Get-Group -Eligible SelfService

# Each is refused with the reason.
$ErrorActionPreference = 'Continue'
Set-Tenant -OwnersCanManageRequests $true
foreach ($name in 'Mail-enabled', 'News', 'Night shift', 'Sales', 'Helpdesk') {
    New-JoinRequest $name -User grady
}
Enter-Group Sales -User grady
Set-Group Sales -JoinPolicy Open

# Nobody leaves what a rule or another directory fills.
Exit-Group Sales -User adele
Exit-Group 'Night shift' -User adele
