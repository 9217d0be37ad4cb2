//! Owners, members in bulk, and what only Microsoft 365 groups have, as people type it.

use super::{check, transcripts};

#[test]
fn owners_come_and_go_and_the_last_user_stays() {
    check(
        "owners",
        &transcripts(&[
            r#"$g = New-Group Readers -Owners alex@contoso.com
Remove-GroupOwner Readers alex@contoso.com -ErrorAction Continue
Add-GroupOwner Readers adele@contoso.com, joni@contoso.com
Get-GroupOwner Readers
Add-GroupOwner Readers adele@contoso.com -ErrorAction Continue
Remove-GroupOwner Readers adele@contoso.com, joni@contoso.com
Get-GroupOwner Readers
Add-GroupOwner Readers Board -ErrorAction Continue
Remove-GroupOwner Readers joni@contoso.com -ErrorAction Continue
Add-GroupOwner Readers joni@contoso.com -WhatIf
"#,
            // Owners without a role: members and owners, never the rule.
            r#"Add-GroupOwner Managers alex@contoso.com
$me = Connect-Tenant -As alex@contoso.com
Add-GroupOwner Managers joni@contoso.com
Set-Group Managers -MembershipRuleProcessingState Paused -ErrorAction Continue
Set-Group Managers -MembershipRule 'user.city -eq "Lagos"' -ErrorAction Continue
Remove-GroupOwner Sales alex@contoso.com -ErrorAction Continue
"#,
        ]),
    );
}

#[test]
fn members_join_together_or_not_at_all() {
    check(
        "members_in_bulk",
        &transcripts(&[
            r#"$g = New-Group Readers
Add-GroupMember Readers adele@contoso.com, alex@contoso.com
Add-GroupMember Readers joni@contoso.com, alex@contoso.com -ErrorAction Continue
(Get-GroupMember Readers).UserPrincipalName
Add-GroupMember Readers (Get-User | Select-Object -First 21) -ErrorAction Continue
Add-GroupMember Readers (Get-User | Select-Object -First 20)
(Get-Group Readers).MemberCount
"#,
            r#"$club = New-Group Club -GroupTypes Unified -Owners joni@contoso.com -AllowToAddGuests $false -ResourceBehaviorOptions HideGroupInOutlook, WelcomeEmailDisabled
$club | Select-Object AllowToAddGuests, WelcomeMessageEnabled, ResourceBehaviorOptions
Set-Group Club -WelcomeMessageEnabled $true -PassThru | Select-Object WelcomeMessageEnabled
Set-Group Board -WelcomeMessageEnabled $true -ErrorAction Continue
$guest = Get-GroupMember 'All guests' | Select-Object -First 1
$me = Connect-Tenant -As joni@contoso.com
Add-GroupMember Club $guest -ErrorAction Continue
$me = Connect-Tenant -BuiltIn
Add-GroupMember Club $guest
(Get-Group Club).MemberCount
"#,
            r#"New-Group HelpdeskAdmins 'user.city -eq "Lagos"' -IsAssignableToRole $true -ErrorAction Continue
$g = New-Group HelpdeskAdmins -IsAssignableToRole $true
Set-Group HelpdeskAdmins -GroupTypes DynamicMembership -Rule 'user.city -eq "Lagos"' -ErrorAction Continue
Set-Group 'Fire wardens' -IsAssignableToRole $true -ErrorAction Continue
Add-GroupMember HelpdeskAdmins Board -ErrorAction Continue
Set-Group HelpdeskAdmins -Visibility Public -ErrorAction Continue
"#,
        ]),
    );
}
