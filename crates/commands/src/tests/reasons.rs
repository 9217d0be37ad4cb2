//! Why somebody is in a group or is not, when the membership is not what the rule says (`OP-18`, `OP-28`, `PROC-12`).

use super::{check, transcripts};

#[test]
fn reasons_say_what_decides_and_what_stands_in_the_way() {
    check(
        "reasons",
        &transcripts(&[
            "$null = New-Group Abroad -Rule '-not (user.department -eq \"Sales\") -and (user.country -ne \"Germany\" -or user.city -eq \"Lagos\")'
Get-MembershipReason Abroad diego@contoso.com",
            "Suspend-Group Managers
Set-User alex@contoso.com -JobTitle Accountant
Get-MembershipReason Managers alex@contoso.com
Get-User alex@contoso.com -Groups | Where-Object DisplayName -eq Managers",
            "Set-ProcessingFault Managers
Set-User alex@contoso.com -JobTitle Accountant
Get-MembershipReason Managers alex@contoso.com",
            "$board = (Get-Group Board).Id
Add-GroupMember Board alex@contoso.com
$null = New-Group All -Rule \"user.memberof -any (group.objectId -in ['$board'])\"
Get-MembershipReason All alex@contoso.com
Remove-GroupMember Board alex@contoso.com
Get-MembershipReason All alex@contoso.com
Get-User alex@contoso.com -Groups | Where-Object DisplayName -eq All
Set-Group All -Rule \"user.memberof -any (group.objectId -in ['$board']) \" -WarningAction SilentlyContinue
Get-MembershipReason All alex@contoso.com",
            "Set-Clock -Mode Manual
Set-User alex@contoso.com -JobTitle Accountant
Get-MembershipReason Managers alex@contoso.com",
            "Test-MembershipRule 'user.jobTitle -eq \"Manager\"' -Group Board -Preview
Test-MembershipRule 'user.jobTitle -eq \"Director\" -and user.country -eq \"Germany\"' -Group Board -ShowMembers",
        ]),
    );
}
