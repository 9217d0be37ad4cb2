# (PROC-16): one guest whom a group must not take holds up all groups of the tenant.
Import-Tenant contoso
New-Group Partners 'user.companyName -eq "Contoso"' -GroupTypes Unified
New-Group Sales 'user.department -eq "Sales"'

# From now on nobody adds guests to Microsoft 365 groups. Those who are in stay.
Set-Tenant -AllowToAddGuests $false
(Get-GroupMember Partners).DisplayName -join ', '

# The next guest matches the rule of Partners. The group fails, and with it everything that comes after.
New-User -UserPrincipalName guest2@contoso.com -DisplayName 'Guest Two' -UserType Guest -CompanyName Contoso | Out-Null
Set-User adele -Department Legal
Get-Group
Get-Processing | Format-List State, HeldUpBy, Waiting
Get-Alert | Format-List

# Either guests are allowed again, or the rule keeps them out. The second cure is the usual one.
Set-Group Partners -MembershipRule '(user.companyName -eq "Contoso") -and (user.userType -eq "Member")'
Get-Group
Get-Processing | Format-List State, HeldUpBy, Waiting
