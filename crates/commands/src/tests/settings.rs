//! What the tenant has set, as people type it.

use ingroup_directory::Setting;

use super::{check, transcripts};

#[test]
fn settings_are_shown_set_and_refused() {
    check(
        "settings",
        &transcripts(&[
            r#"Set-Tenant -AllowToAddGuests $false -TeamsRosterLag 5m -MemberOfRoles GroupsAdministrator
Get-Tenant
Get-Tenant -Setting *roster*, memberOfRoles
Set-Tenant -TeamsRosterLag soon -AllowToAddGuests $true -ErrorAction Continue
Set-Tenant -DateRuleSweep PT0S -ErrorAction Continue
Set-Tenant -CountryLetterCode Nigeria -ErrorAction Continue
Get-Tenant -Setting nothing -ErrorAction Continue
(Get-Tenant).AllowToAddGuests
"#,
            r#"Set-Tenant -EnableGroupCreation $false -AllowedToCreateSecurityGroups $false -GroupCreationAllowedGroupId 'Works council'
Step-Clock 15m
$in = (Get-GroupMember 'Works council' | Select-Object -First 1).UserPrincipalName
$me = Connect-Tenant -As $in
(New-Group Club -GroupTypes Unified).DisplayName
New-Group Desk -ErrorAction Continue
Set-Tenant -EnableGroupCreation $true -ErrorAction Continue
$me = Connect-Tenant -As adele@contoso.com
New-Group 'Second club' -GroupTypes Unified -ErrorAction Continue
"#,
        ]),
    );
}

#[test]
fn allowing_guests_again_lets_a_blocked_queue_go_on() {
    check(
        "settings_guests",
        &transcripts(&[r#"Set-Tenant -AllowToAddGuests $false
$g = New-Group Partners -GroupTypes Unified -Rule 'user.userType -eq "Guest"'
Get-Group Partners
$later = New-Group Later 'user.city -eq "Lagos"'
Get-Group Later
Set-Tenant -AllowToAddGuests $true -WhatIf
Set-Tenant -AllowToAddGuests $true
Get-Group Partners
Get-Group Later
"#]),
    );
}

#[test]
fn what_cannot_be_set_here_is_a_setting() {
    for name in crate::settings::KEPT_ONLY {
        assert!(Setting::find(name).is_some(), "{name}");
    }
}
