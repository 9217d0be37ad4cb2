# Gives a group Office 365 E3 without Yammer, and reports errors.
Import-Module Microsoft.Graph.Groups
Connect-MgGraph -Scopes "Group.ReadWrite.All", "User.ReadWrite.All", "Organization.Read.All"

$e3Sku = Get-MgSubscribedSku -All | Where-Object SkuPartNumber -eq 'ENTERPRISEPACK'
$disabledPlans = $e3Sku.ServicePlans |
    Where-Object ServicePlanName -in ("YAMMER_ENTERPRISE") |
    Select-Object -ExpandProperty ServicePlanId

$group = New-MgGroup -DisplayName "E3 staff" -MailEnabled:$false -MailNickname "e3staff" -SecurityEnabled
$user = Get-MgUser -Filter "userPrincipalName eq 'adele@contoso.com'"
New-MgGroupMember -GroupId $group.Id -DirectoryObjectId $user.Id

$params = @{
    AddLicenses = @(
        @{
            SkuId         = $e3Sku.SkuId
            DisabledPlans = $disabledPlans
        }
    )
    RemoveLicenses = @()
}
Set-MgGroupLicense -GroupId $group.Id -BodyParameter $params | Out-Null

$user = Get-MgUser -UserId $user.Id -Property Id, DisplayName, AssignedLicenses, LicenseAssignmentStates
foreach ($state in $user.LicenseAssignmentStates)
{
    $from = if ($state.AssignedByGroup) { (Get-MgGroup -GroupId $state.AssignedByGroup).DisplayName } else { "direct" }
    Write-Output ("{0}: {1} from {2}, {3}" -f $user.DisplayName, $state.SkuId, $from, $state.State)
}
Get-MgUserLicenseDetail -UserId $user.Id | Select-Object SkuPartNumber

# Groups with members whose licenses do not work
Get-MgGroup -Filter "hasMembersWithLicenseErrors eq true" -Property Id, DisplayName -All | ForEach-Object {
    $failed = Get-MgGroupMemberWithLicenseError -GroupId $_.Id -All
    Write-Output ("{0}: {1} users" -f $_.DisplayName, @($failed).Count)
}
Invoke-MgLicenseUser -UserId $user.Id | Out-Null
