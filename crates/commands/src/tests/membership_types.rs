//! Groups in the portal's words: what converts, what contradicts, and what is so already (`OP-16`, `OP-17`).

use super::{check, transcripts};

#[test]
fn groups_are_converted_in_the_words_of_the_portal() {
    check(
        "membership_types",
        &transcripts(&[
            "New-Group Legal -MembershipType 'Dynamic User' -Rule 'user.department -eq \"Legal\"'
Set-Group Legal -MembershipType Assigned -PassThru
Set-Group Legal -MembershipType 'Dynamic Device' -Rule 'device.deviceOSType -eq \"iPhone\"' -PassThru",
            "Set-Group Managers -MembershipType 'Dynamic User'",
            "Set-Group Sales -MembershipType Assigned -WhatIf",
            "Set-Group Managers -MembershipType Assigned -PassThru
Set-Group Managers -MembershipType 'Dynamic User' -WhatIf",
            "Set-Group Macs -MembershipType 'Dynamic User' -Rule 'device.deviceOSType -eq \"MacMDM\"'",
            "Set-Group Macs -MembershipType 'Dynamic User'",
            "Set-Group Sales -MembershipType 'Dynamic User'",
            "Set-Group Sales -MembershipType 'Dynamic Device' -Rule 'device.deviceOSType -eq \"iPhone\"'",
            "New-Group Legal -MembershipType Assigned -Rule 'user.department -eq \"Legal\"'",
            "New-Group Legal -MembershipType Assigned -GroupTypes DynamicMembership",
            "Set-Group Managers -MembershipType Assigned -MembershipRuleProcessingState On",
            "New-Group Legal -MembershipType Dynamic",
        ]),
    );
}

#[test]
fn a_name_that_another_group_has_is_allowed_with_a_warning() {
    check(
        "same_name",
        &transcripts(&["New-Group Managers
New-Group Managers -GroupTypes Unified
New-MgGroup -DisplayName Managers -MailEnabled:$false -MailNickname m3 -SecurityEnabled
(Get-Group | Where-Object DisplayName -eq Managers).Count"]),
    );
}

#[test]
fn a_memberof_rule_says_that_it_is_a_preview() {
    check(
        "member_of_preview",
        &transcripts(&[
            "$sales = (Get-Group Sales).Id\nNew-Group All -Rule \"user.memberof -any (group.objectId -in ['$sales'])\"",
        ]),
    );
}
