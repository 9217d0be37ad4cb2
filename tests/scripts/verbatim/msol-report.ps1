# Reports groups and their members with the MSOnline module.
Import-Module MSOnline
Connect-MsolService

$groups = Get-MsolGroup -All | Sort-Object DisplayName
foreach ($group in $groups)
{
    $members = Get-MsolGroupMember -GroupObjectId $group.ObjectId -All
    Write-Output ($group.DisplayName + " (" + $group.GroupType + "): " + @($members).Count)
}

$sales = Get-MsolGroup -SearchString "Sales"
Get-MsolGroupMember -GroupObjectId $sales.ObjectId | Select-Object DisplayName, EmailAddress, GroupMemberType

$people = Get-MsolUser -All | Where-Object { $_.Department -eq "Sales" }
foreach ($person in $people)
{
    if ((Get-MsolGroupMember -GroupObjectId $sales.ObjectId).ObjectId -notcontains $person.ObjectId)
    {
        Add-MsolGroupMember -GroupObjectId $sales.ObjectId -GroupMemberType "User" -GroupMemberObjectId $person.ObjectId
        Write-Output "Added: $($person.UserPrincipalName)"
    }
}

Set-MsolUser -UserPrincipalName joni@contoso.com -Department "Sales" -Title "Advisor"
Get-MsolUser -UserPrincipalName joni@contoso.com | Format-List DisplayName, Title, Department, BlockCredential
