# Everything that can be seen before it runs.
$rule = 'user.departmnt -eq "Sales"'
New-Group -DisplayName Sales -MembershipRule $rule -Colour red
Get-Grup sales
Set-Group sales -MembershipRuleProcessingState Stopped
Set-Group sales -MembershipRule 'user.city -eq Berlin' -WhatIf
Get-Group | Where-Object { Get-Nothing $_ } | Select-Object -Frist 3 Name
Import-Tenant
Get-User -Top many
Helper one two
function Helper($a, $b) { Get-Group -Identity $a extra; "$(Get-Usr $b)" }
$given = @{ DisplayName = 'x' }
New-Group @given
$text = 'a'; $text = 'b'
Set-Group sales -MembershipRuleProcessingState $text
Set-AzureADMSGroup -Id x -MembershipRule 'user.x -eq 1' -MembershipRuleProcessingState Off
$group = @{ DisplayName = 'x'; MailEnabled = $false; MembershipRule = 'user.departmnt -eq "x"' }
New-MgGroup @group -MailNickname x -SecurityEnabled
Update-MgGroup -GroupId x -BodyParameter @{ membershipRule = 'user.city -like "x"' }
$body = [ordered]@{ membershipRule = 'user.cities -eq "x"' }
New-MgGroup -BodyParameter $body
