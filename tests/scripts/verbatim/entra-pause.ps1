# Pauses and resumes dynamic groups with the Microsoft Entra module.
Connect-Entra -Scopes 'Group.ReadWrite.All' -NoWelcome

$groupIds = @(
    '1b7c9e2a-5f44-4c0d-8d36-2f5a0c9e4b02'
    '4eaf2b5d-8277-4f30-9069-528d3fcb7e05'
    '0f3a5f6e-2d0b-4c57-9a5e-6f1d0f6b7a01'
)

foreach ($id in $groupIds) {
    $group = Get-EntraGroup -GroupId $id
    if ($group.GroupTypes -notcontains 'DynamicMembership') {
        Write-Warning "$($group.DisplayName) is not dynamic."
        continue
    }
    switch ($group.MembershipRuleProcessingState) {
        'On'     { Set-EntraGroup -GroupId $id -MembershipRuleProcessingState 'Paused'; Write-Output "$($group.DisplayName): paused" }
        'Paused' { Set-EntraGroup -GroupId $id -MembershipRuleProcessingState 'On'; Write-Output "$($group.DisplayName): resumed" }
    }
}

Get-EntraGroup -Filter "groupTypes/any(c:c eq 'DynamicMembership')" |
    Select-Object DisplayName, MembershipRuleProcessingState

Get-EntraGroup -SearchString 'Guests' | Get-EntraGroupMember | Select-Object DisplayName, '@odata.type'

New-EntraGroup -DisplayName 'Engineers' -MailEnabled $False -SecurityEnabled $True -MailNickName 'engineers' `
    -GroupTypes 'DynamicMembership' -MembershipRule '(user.department -eq "Engineering")' -MembershipRuleProcessingState 'On' |
    Select-Object DisplayName, GroupTypes, MembershipRule
