//! What is refused, and how that is said.

use super::{check, run_on, transcript, transcripts};

#[test]
fn arguments_that_are_wrong() {
    check(
        "errors_arguments",
        &transcripts(&[
            "Set-AzureADMSGroup -Id sales -MembershipRuleProcessingState Stopped",
            "Get-Group 'No such group'",
            "Get-MembershipRuleProperty shoeSize",
            "Connect-Tenant -As adele@contoso.com -BuiltIn",
            "Connect-Tenant -As adele@contoso.com; Remove-User alex@contoso.com",
            "Get-User 'Diego Siciliani'",
            "Set-User adele@contoso.com -Departmnt Legal",
            "Set-User adele@contoso.com -EmployeeHireDate 'next week'",
            "Set-User adele@contoso.com -Attributes @{ shoeSize = '42' }",
            "Set-User adele@contoso.com -Manager nobody@contoso.com",
            "Set-Clock",
            "Set-Clock 2020-01-01",
            "Set-Clock -Advance 'a while'",
            "New-User -DisplayName Nobody",
            "New-User -DisplayName Nobody -UserPrincipalName nobody@example.org",
            "New-User -DisplayName Adele -UserPrincipalName ADELE@contoso.com",
            "Update-MgGroup -GroupId sales -BodyParameter @{ mail = 'x@contoso.com' }",
            "Update-MgGroup -GroupId sales -BodyParameter @{ visibility = 'Secret' }",
            "Get-UnifiedGroup Board",
            "Get-UnifiedGroup -ResultSize some",
            "Set-Group Nigeria -Visibility $null",
            "Set-Group Nigeria -DisplayName ''",
            "Set-Group Nigeria -MembershipRule \"user.city -eq \"Lagos\"\"",
            "quit",
            "Get-User -Department HR",
            "Get-Device -IsCompliant",
            "New-Group Sales2 -MailEnabled",
        ]),
    );
}

#[test]
fn names_that_nothing_has() {
    check(
        "errors_names",
        &transcripts(&[
            "Get-Group *Germany*",
            "Get-User anke*",
            "Get-Group german",
            "Get-Group 'Sales in Germani'",
            "Get-User 'Diego Sicilani'",
            "Get-Device OD-00",
            "Get-Group ''",
            "Get-Group $null",
            "Get-User adele@contoso.com | Get-Group",
            "Get-Group Sales | Set-User -City Lagos",
            "Remove-User adele@contoso.com\nSet-User adele@contoso.com -City Lagos",
            "Remove-Group Nigeria\nGet-Group Nigeria",
            "Remove-Group Sales, Nigeria",
            "Remove-Device nothing",
        ]),
    );
}

#[test]
fn parameters_that_a_command_has_not() {
    check(
        "errors_parameters",
        &transcripts(&[
            "Get-Group -Search Germany",
            "Set-Tenant -Foo 3",
            "Add-ApplicationAssignment Wiki Sales",
            "Get-Processing now",
            "Set-Tenant\nSet-Group Board\nSet-User adele@contoso.com -WhatIf",
            "Set-User adele@contoso.com -Manager adele@contoso.com",
            "$null = New-AdministrativeUnit Nigeria -MembershipRule 'user.country -eq \"Nigeria\"'
Add-RoleMember 'User Administrator' alex@contoso.com -AdministrativeUnit Nigeria
$null = Connect-Tenant -As alex@contoso.com
Set-User adele@contoso.com -City Lagos",
            "Get-Help quota",
            "Get-Tenant -Setting",
            "Get-Group -Status",
            "Set-Group Board -MembershipRule 'user.city -eq \"Lagos\"'",
        ]),
    );
}

#[test]
fn rules_that_are_wrong() {
    check("errors_rules", &transcripts(&[
        "Set-Group Nigeria -MembershipRule 'user.officeLocation -eq \"Remote\"'",
        "$rule = 'user.city -contain \"Lagos\" -and user.nothing -eq 1'\nNew-Group Lagos $rule",
        "Set-AzureADMSGroup -Id (Get-AzureADMSGroup -SearchString Nigeria).Id -MembershipRule 'city -eq \"Lagos\"'",
        "Update-MgGroup -GroupId Nigeria -BodyParameter @{ membershipRule = 'user.city -eq ' }",
        "Format-MembershipRule 'user.city -eq'",
        "Set-Group Nigeria -MembershipRule 'user.employeeType -eq \"Contractor\"' -MembershipRuleProcessingState Paused\nGet-Group Nigeria
Set-Group Nigeria -MembershipRuleProcessingState On
Get-Group Nigeria | Format-List Status, MemberCount, ErrorMessage
Get-MembershipReason Nigeria adele@contoso.com",
        "Set-Group Nigeria -MembershipRule $null",
        "Set-Group Nigeria -MembershipRule 'user.department -match \"Sales\"' -Verbose",
        "Set-Group Board -MembershipRule 'user.city -eq \"Lagos\"'",
        "Set-Group 'Pilot users' -GroupTypes Unified, DynamicMembership",
        "Set-Group 'Pilot users' -GroupTypes Unified, DynamicMembership -MembershipRule 'device.isRooted -eq true'",
        "Set-Group Board -GroupTypes DynamicMembership -MembershipRule 'user.city -eq \"Lagos\"'",
        "Set-Group 'Pilot users' -GroupTypes DynamicMembership -MembershipRule 'user.city -eq \"Lagos\"'",
    ]));
}

#[test]
fn members_that_cannot_be_changed() {
    check(
        "errors_members",
        &transcripts(&[
            "Add-GroupMember Managers adele@contoso.com",
            "New-MgGroupMember -GroupId Managers -DirectoryObjectId 3daedfb6-1af6-459a-9017-30b420d6c902",
            "$adele = Get-User adele@contoso.com\nAdd-GroupMember Board $adele.Id\nAdd-GroupMember Board $adele.Id",
            "Remove-GroupMember Board guest1_fabrikam.com#EXT#@contoso.onmicrosoft.com",
            "Add-GroupMember 'Night shift' adele@contoso.com",
            "Add-GroupMember 'Works council' adele@contoso.com, nobody@contoso.com\nGet-GroupMember 'Works council' | Measure-Object | Select-Object Count",
            "Remove-Group 'Night shift'",
        ]),
    );
}

#[test]
fn a_script_can_read_what_the_service_says() {
    check(
        "errors_caught",
        &transcript(
            "try { New-MgGroupMember -GroupId Managers -DirectoryObjectId adele@contoso.com }
catch { $_.Exception.Message; $_.CategoryInfo.Category; $_.FullyQualifiedErrorId }
try { Add-GroupMember Managers adele@contoso.com }
catch { $_.Exception.Message; $_.ErrorDetails.Message }
Get-Group nobody -ErrorAction SilentlyContinue -ErrorVariable problem
$problem[0].Exception.Message
Get-MgGroup -GroupId nobody -ErrorAction Continue
'and on'",
        ),
    );
}

#[test]
fn an_import_that_is_refused() {
    let on_empty = |script: &str| {
        run_on(
            super::empty_session,
            script,
            ingroup_shell::Echo::Statements,
        )
    };
    let folder = super::data().canonicalize().unwrap().display().to_string();
    let all = [
        transcript("Import-Tenant contoso"),
        on_empty("Import-Tenant nowhere"),
        on_empty("Import-Tenant contoso/users.json"),
        on_empty("Import-Tenant contoso/members"),
        on_empty("Import-Tenant ../../crates"),
    ];
    let root = std::path::Path::new(&folder)
        .ancestors()
        .nth(2)
        .unwrap()
        .display()
        .to_string();
    check("errors_import", &all.join("\n").replace(&root, "ROOT"));
}
