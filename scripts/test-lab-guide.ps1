# SC-41: the test lab guide on licences by dynamic group membership, in the cmdlets of Microsoft Graph. Read it from top
# to bottom: what begins with # is for you, every other line is a command that you could type at the prompt yourself.
# Parts 1 to 4 would run against a real test tenant, too, but for the first two commands: they make the environment.

# ---- 1. The test environment ------------------------------------------------
# A trial subscription of Microsoft 365 E5, and a user who has the product directly.
Set-Clock -To 2026-11-21T09:00:00Z
New-Subscription SPE_E5 -EnabledUnits 25

Connect-MgGraph -Scopes 'User.ReadWrite.All', 'Group.ReadWrite.All', 'Organization.Read.All' -NoWelcome
$e5 = Get-MgSubscribedSku -All | Where-Object SkuPartNumber -eq 'SPE_E5'
$password = @{ Password = 'xWwvJ]6NMw+bWH-d'; ForceChangePasswordNextSignIn = $true }
$user4 = New-MgUser -DisplayName 'User 4' -UserPrincipalName user4@contoso.onmicrosoft.com -MailNickname user4 -AccountEnabled -UsageLocation US -PasswordProfile $password
Set-MgUserLicense -UserId $user4.Id -AddLicenses @{ SkuId = $e5.SkuId } -RemoveLicenses @() | Out-Null
Get-MgUserLicenseDetail -UserId $user4.Id | Select-Object SkuPartNumber

# ---- 2. A group that fills itself -------------------------------------------
# The portal's rule builder says "department Equals Sales"; this is what it writes. The portal
# makes Microsoft 365 groups with security enabled: others give no licences.
$params = @{
    DisplayName                   = 'Sales'
    MailNickname                  = 'sales'
    MailEnabled                   = $true
    SecurityEnabled               = $true
    GroupTypes                    = @('Unified', 'DynamicMembership')
    MembershipRule                = 'user.department -eq "Sales"'
    MembershipRuleProcessingState = 'On'
}
$sales = New-MgGroup -BodyParameter $params
$sales | Format-List DisplayName, GroupTypes

# ---- 3. Licences for the group ----------------------------------------------
Set-MgGroupLicense -GroupId $sales.Id -AddLicenses @{ SkuId = $e5.SkuId } -RemoveLicenses @() | Out-Null

# User 4 gives the direct licence back, and is left without licences and without groups.
Set-MgUserLicense -UserId $user4.Id -AddLicenses @() -RemoveLicenses @($e5.SkuId) | Out-Null
(Get-MgUserLicenseDetail -UserId $user4.Id | Measure-Object).Count
(Get-MgUserMemberOf -UserId $user4.Id | Measure-Object).Count

# ---- 4. User 4 comes to Sales -----------------------------------------------
# One attribute, and nothing else. The guide says to wait for some minutes.
Update-MgUser -UserId $user4.Id -Department 'Sales'
Start-Sleep -Seconds 600

# Group memberships shows Sales.
Get-MgUserMemberOfAsGroup -UserId $user4.Id -All | Select-Object DisplayName

# Product licenses shows Microsoft 365 E5, active, inherited from Sales.
$user4 = Get-MgUser -UserId $user4.Id -Property Id, DisplayName, Department, LicenseAssignmentStates
foreach ($state in $user4.LicenseAssignmentStates) {
    [pscustomobject]@{
        User    = $user4.DisplayName
        Product = (Get-MgSubscribedSku -All | Where-Object SkuId -eq $state.SkuId).SkuPartNumber
        From    = (Get-MgGroup -GroupId $state.AssignedByGroup).DisplayName
        State   = $state.State
    }
}

# ---- 5. The same, in the shell's own words ----------------------------------
Get-UserLicense user4
Get-GroupLicense Sales
Get-Subscription
Get-AuditLog -User user4 | Format-Table Activity, By, Detail -Wrap
