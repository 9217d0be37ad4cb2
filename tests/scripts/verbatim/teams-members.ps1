# Lists who is in each team, and adds somebody where no rule decides.
Connect-MicrosoftTeams

foreach ($team in Get-Team) {
    Write-Output "Team: $($team.DisplayName)"
    Get-TeamUser -GroupId $team.GroupId | Sort-Object Name | Select-Object Name, User, Role
}

$launch = Get-Team -DisplayName "Product launch"
Add-TeamUser -GroupId $launch.GroupId -User joni@contoso.com
Add-TeamUser -GroupId $launch.GroupId -User adele@contoso.com -Role Owner
Get-TeamUser -GroupId $launch.GroupId -Role Owner | Select-Object Name

$marketing = New-Team -GroupId (Get-MgGroup -Filter "displayName eq 'Marketing'").Id
try {
    Add-TeamUser -GroupId $marketing.GroupId -User joni@contoso.com -ErrorAction Stop
}
catch {
    Write-Host "Not added: $($_.Exception.Message)"
}
Remove-TeamUser -GroupId $launch.GroupId -User joni@contoso.com
Set-Team -GroupId $launch.GroupId -Visibility Private | Select-Object DisplayName, Visibility
