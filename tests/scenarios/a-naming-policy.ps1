# SC-72 (OP-60, OP-61, OP-62, OP-63, C-18, C-19): names of Microsoft 365 groups begin and end as the policy wants, and some words are blocked.
Import-Tenant contoso
$old = New-Group 'Old group' -GroupTypes Unified -Owners grady
Set-Tenant -PrefixSuffixNamingRequirement 'GRP_[GroupName]_[Department]' -CustomBlockedWordsList 'Payroll,CEO,HR'

# What Grady of Engineering creates gets prefix and suffix; the nickname goes without the space.
$ErrorActionPreference = 'Continue'
Connect-Tenant -As grady
New-Group 'My Group' -GroupTypes Unified | Select-Object DisplayName, MailNickname, Mail

# A name that is a blocked word is refused, in whatever case; one that contains it is not. Security groups are free.
New-Group payroll -GroupTypes Unified
New-Group Payrolls -GroupTypes Unified | Select-Object DisplayName
New-Group Numbers -MailNickname CEO -GroupTypes Unified
New-Group Payroll | Select-Object DisplayName, Kind

# Through the programming interface the name must be whole already; then the words are looked at, then whether the nickname is free.
New-MgGroup -DisplayName Launch -MailNickname launch -MailEnabled -SecurityEnabled:$false -GroupTypes Unified
New-MgGroup -DisplayName GRP_hr_Engineering -MailNickname GRP_launch_Engineering -MailEnabled -SecurityEnabled:$false -GroupTypes Unified
New-MgGroup -DisplayName GRP_Launch_Engineering -MailNickname GRP_MyGroup_Engineering -MailEnabled -SecurityEnabled:$false -GroupTypes Unified
New-MgGroup -DisplayName GRP_Launch_Engineering -MailNickname GRP_launch_Engineering -MailEnabled -SecurityEnabled:$false -GroupTypes Unified | Select-Object DisplayName, MailNickname

# With prefix and suffix a name has 63 characters at most.
New-Group ('x' * 47) -GroupTypes Unified | Select-Object DisplayName
New-Group ('x' * 48) -GroupTypes Unified

# What was there before keeps its name until its owner edits it, even to the same.
(Get-Group $old.Id).DisplayName
Set-Group $old.Id -Description 'As it was' -PassThru | Select-Object DisplayName
Set-Group $old.Id -DisplayName 'Old group' -PassThru | Select-Object DisplayName, MailNickname
Set-Group $old.Id -DisplayName CEO

# The Groups Administrator may set the policy and is bound by it; the User Administrator and the Global Administrator are not. Who has no department has no such suffix.
Connect-Tenant -As gr
New-Group 'By Gr' -GroupTypes Unified | Select-Object DisplayName
Connect-Tenant -As ua
New-Group 'By Ua' -GroupTypes Unified | Select-Object DisplayName
New-Group HR -GroupTypes Unified | Select-Object DisplayName

# A policy has one place for the name; what is in brackets and no attribute stays as it is.
Connect-Tenant -As gr
Set-Tenant -PrefixSuffixNamingRequirement 'GRP_'
Set-Tenant -PrefixSuffixNamingRequirement '[postalCode] [GroupName]' -CustomBlockedWordsList ''
New-Group HR -GroupTypes Unified -MailNickname people | Select-Object DisplayName, MailNickname

# Without a policy names are free.
Set-Tenant -PrefixSuffixNamingRequirement ''
New-Group Payroll -GroupTypes Unified -MailNickname wages | Select-Object DisplayName, MailNickname
