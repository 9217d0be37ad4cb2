//! Scripts as people have them.

use super::{check, run_on, transcript, transcripts};

#[test]
fn the_documented_conversion_script_runs() {
    check(
        "conversion",
        &transcript(
            r#"$groupId = (Get-UnifiedGroup sales@contoso.com).ExternalDirectoryObjectID
$groupTypes = (Get-AzureAdMsGroup -Id $groupId).GroupTypes
$groupTypes.Add("DynamicMembership")
$dynamicMembershipRule = 'user.department -eq "Sales"'
Set-AzureAdMsGroup -Id $groupId -GroupTypes $groupTypes.ToArray() -MembershipRuleProcessingState "On" -MembershipRule $dynamicMembershipRule
Get-Group sales@contoso.com
"#,
        ),
    );
}

#[test]
fn an_import_says_what_it_met() {
    let script = "Import-Tenant contoso\nGet-Tenant\n";
    check(
        "import",
        &run_on(
            super::empty_session,
            script,
            ingroup_shell::Echo::Statements,
        ),
    );
}

#[test]
fn groups_are_made_changed_paused_and_deleted() {
    check(
        "groups",
        &transcript(
            r#"$g = New-Group 'Sales in Lagos' '(user.department -eq "Sales") -and (user.city -eq "Lagos")'
$g | Format-List
Set-Group $g -MembershipRuleProcessingState Paused
Get-Group 'Sales in Lagos'
Set-Group $g -Description 'A test' -DisplayName 'Lagos sales' -Rule 'user.city -eq "Lagos"'
Set-Group $g -MembershipRuleProcessingState On -PassThru
Set-Group $g -GroupTypes @() -PassThru
Get-GroupMember $g | Select-Object -First 1 | Remove-GroupMember $g
(Get-Group $g).MemberCount
Remove-Group $g
Get-Group $g.Id -ErrorAction Continue
$m = New-Group Launch -GroupTypes Unified -Members adele@contoso.com, alex@contoso.com -Owners joni@contoso.com
$m | Select-Object DisplayName, Mail, Visibility, MemberCount
"#,
        ),
    );
}

#[test]
fn users_move_and_groups_follow() {
    check(
        "users",
        &transcript(
            r#"New-User -UserPrincipalName nadia@contoso.com -DisplayName 'Nadia Haddad' -Department Sales -OfficeLocation Lodge -ExtensionAttribute5 x -OtherMails a@b.c, d@e.f -BusinessPhones 123 -Manager adele@contoso.com
Get-User nadia@contoso.com | Format-List
Get-MembershipReason 'New starters, 90 days' nadia@contoso.com
Set-User nadia@contoso.com -EmployeeHireDate 2026-11-20 -PhysicalDeliveryOfficeName $null -OtherMails $null -Manager $null
Get-User nadia@contoso.com | Select-Object OfficeLocation, OtherMails, Manager, EmployeeHireDate
Get-MembershipReason 'New starters, 90 days' nadia@contoso.com
Set-Clock -Advance P100D
Get-MembershipReason 'New starters, 90 days' nadia@contoso.com
Remove-User nadia@contoso.com
Get-User nadia -ErrorAction Continue
"#,
        ),
    );
}

#[test]
fn work_waits_in_manual_mode() {
    check(
        "manual",
        &transcript(
            r#"Set-Clock -Mode Manual
Set-User adele@contoso.com -Department HR
Get-Clock
Get-MembershipReason 'Not HR, not Finance' adele@contoso.com
Invoke-Processing
Invoke-Processing
Set-Group Nigeria -MembershipRule 'user.city -eq "Lagos"'
Get-Group Nigeria
Invoke-Processing -WhatIf
Get-Group Nigeria
Set-Group Sales -GroupTypes Unified, DynamicMembership -Rule 'user.department -eq "Sales"'
(Get-Group Sales).MemberCount
Invoke-Processing
(Get-Group Sales).MemberCount
"#,
        ),
    );
}

#[test]
fn a_live_clock_follows_the_real_one_and_never_goes_back() {
    check(
        "live",
        &transcript("Set-Clock -Mode Live\nGet-Clock\nSet-Clock -Advance P30D\nGet-Clock\n"),
    );
}

#[test]
fn graph_scripts_run() {
    check(
        "graph",
        &transcripts(&[
            r#"Connect-MgGraph -Scopes "Group.ReadWrite.All" -NoWelcome
$params = @{
    displayName = "Dynamic Lagos"
    mailEnabled = $false
    mailNickname = "dynlagos"
    securityEnabled = $true
    groupTypes = @("DynamicMembership")
    membershipRule = 'user.city -eq "Lagos"'
    membershipRuleProcessingState = "On"
}
$group = New-MgGroup -BodyParameter $params
$group
(Get-MgGroupMember -GroupId $group.Id -All).Count -gt 0
$group.GroupTypes.Add("Unified")
"#,
            r#"$group = Get-MgGroup -GroupId sales@contoso.com
$types = @($group.GroupTypes) + "DynamicMembership"
Update-MgGroup -GroupId $group.Id -GroupTypes $types -MembershipRule 'user.department -eq "Sales"' -MembershipRuleProcessingState "On" -WarningVariable said
$said
Update-MgGroup -GroupId $group.Id -GroupTypes @("Unified") -MembershipRuleProcessingState "Paused"
(Get-MgGroup -GroupId $group.Id).GroupTypes
Get-Group $group.Id
"#,
            r#"$user = Get-MgUser -UserId adele@contoso.com -Property Id, OnPremisesExtensionAttributes, Department
$user.OnPremisesExtensionAttributes.ExtensionAttribute1
Update-MgUser -UserId $user.Id -Department Legal -BusinessPhones "+1 555 0100" -AccountEnabled:$false
Get-MgUser -UserId $user.Id -Property DisplayName, Department, BusinessPhones, AccountEnabled | Select-Object DisplayName, Department, BusinessPhones, AccountEnabled
(Get-MgUser -UserId $user.Id).Department
Get-MgGroupMember -GroupId 'Works council' | ForEach-Object { $_.AdditionalProperties['userPrincipalName'] }
"#,
            r#"New-MgGroup -DisplayName Team -MailEnabled $true -MailNickname team -SecurityEnabled:$false -GroupTypes Unified | Select-Object DisplayName, Mail, MailEnabled, SecurityEnabled
Get-AzureADGroup -SearchString Team | Select-Object ObjectId, MailNickName
(Get-AzureADUser -ObjectId adele@contoso.com).PhysicalDeliveryOfficeName
"#,
        ]),
    );
}

#[test]
fn rules_are_tested_and_explained() {
    check(
        "rules",
        &transcripts(&[
            "Test-MembershipRule '(user.department -match \"^Sales\") -or (user.city -eq \"Lagos\" -and -not (user.accountEnabled -eq false))'",
            "Test-MembershipRule -Group Macs -User adele@contoso.com",
            "Test-MembershipRule -Group Macs -Device (Get-Device | Where-Object OperatingSystem -eq 'Windows' | Select-Object -First 1)",
            "Test-MembershipRule -Group Board",
            "Test-MembershipRule",
            "$t = Test-MembershipRule 'user.otherMails -any (_ -endsWith \"@fabrikam.com\")' -User guest1_fabrikam.com#EXT#@contoso.onmicrosoft.com\n$t.Matches\n$t",
            "(Test-MembershipRule 'user.city -contain \"Lagos\"').Findings | Format-List",
            "Test-MembershipRule 'user.city' -Preview",
            "Get-MembershipReason 'Two projects' adele@contoso.com",
            "Get-MembershipReason 'Reports of a director' alex@contoso.com",
            "Get-MembershipReason Board adele@contoso.com",
            "Get-MembershipReason 'Paused: remote' adele@contoso.com",
            "Get-GroupMember Sales | Select-Object -First 2 | Get-MembershipReason Managers",
            "Get-MembershipReason Macs adele@contoso.com",
        ]),
    );
}

#[test]
fn commands_are_functions_in_rhai() {
    let text = ingroup_shell::on_large_stack(|| {
        let output = ingroup_shell::Transcript::new();
        let mut shell = super::shell(super::on_contoso(), output.clone());
        let script = r#"
            let g = get_group("Nigeria");
            print(g.displayname);
            set_group(#{ identity: g.Id, membership_rule: `user.city -eq "Lagos"` });
            get_group("Nigeria")
        "#;
        let outcome = shell.run_rhai(script, "test.rhai", ingroup_shell::Echo::Off);
        format!("{}[{outcome:?}]\n", output.take())
    });
    check("rhai", &text.unwrap());
}
