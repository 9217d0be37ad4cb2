# Creates a dynamic group and an administrative unit with the Microsoft Graph module, and changes the rule later.
Import-Module Microsoft.Graph.Groups
Connect-MgGraph -Scopes "Group.ReadWrite.All", "AdministrativeUnit.ReadWrite.All" -NoWelcome

$params = @{
	description = "Everybody who sells"
	displayName = "Sellers"
	groupTypes = @(
		"DynamicMembership"
	)
	mailEnabled = $false
	mailNickname = "sellers"
	membershipRule = '(user.department -eq "Sales") and (user.accountEnabled -eq true)'
	membershipRuleProcessingState = "On"
	securityEnabled = $true
	"owners@odata.bind" = @(
		"https://graph.microsoft.com/v1.0/users/27711363-ab72-4b0f-8abd-ac718ac39f11"
	)
}

$group = New-MgGroup -BodyParameter $params
(Get-MgGroupMember -GroupId $group.Id -All).AdditionalProperties.displayName
(Get-MgGroupOwner -GroupId $group.Id).AdditionalProperties['userPrincipalName']

$params = @{
	membershipRule = '(user.department -in ["Sales", "Marketing"])'
}
Update-MgGroup -GroupId $group.Id -BodyParameter $params
(Get-MgGroupMember -GroupId $group.Id -All | Measure-Object).Count

$params = @{
	displayName = "Staff in Germany"
	membershipType = "Dynamic"
	membershipRule = '(user.country -eq "Germany")'
	membershipRuleProcessingState = "On"
}
New-MgDirectoryAdministrativeUnit -BodyParameter $params | Format-List DisplayName, MembershipType, MembershipRule

# A member of a dynamic group cannot be added by hand
$params = @{
	"@odata.id" = "https://graph.microsoft.com/v1.0/directoryObjects/27711363-ab72-4b0f-8abd-ac718ac39f11"
}
try {
	New-MgGroupMemberByRef -GroupId $group.Id -BodyParameter $params -ErrorAction Stop
}
catch {
	Write-Warning $_.Exception.Message
}
