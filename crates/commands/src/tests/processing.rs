//! The worker, the clock, and what a rehearsed failure looks like (3.1, 3.3, 3.4).

use super::{check, transcripts};

#[test]
fn groups_are_paused_and_resumed() {
    check(
        "suspend_groups",
        &transcripts(&[
            "Get-Group -DisplayName 'Pa*' | Suspend-Group -Verbose -PassThru\nGet-Group -DisplayName 's*' | Suspend-Group -Verbose",
            "Suspend-Group Sales",
            "Suspend-Group Managers, Macs\nGet-Group -Status 'Update paused'
Set-User alex@contoso.com -JobTitle Accountant
Get-Group Managers | Select-Object MemberCount
Resume-Group Managers -WhatIf
Resume-Group Managers, Macs -Verbose -PassThru\nResume-Group Managers -Verbose",
            "Connect-Tenant -As adele@contoso.com | Out-Null\nSuspend-Group Managers",
            "Add-RoleMember Groups adele@contoso.com
$null = New-AdministrativeUnit Lagos -MembershipType 'Dynamic User' -MembershipRule 'user.city -eq \"Lagos\"'
Connect-Tenant -As adele@contoso.com | Out-Null
Get-Group | Suspend-Group
Get-Group | Group-Object Status | Select-Object Name, Count
Get-AdministrativeUnit | Suspend-AdministrativeUnit",
            "Suspend-Group Managers, nobody\n(Get-Group Managers).Status",
        ]),
    );
}

#[test]
fn a_group_is_seen_on_its_way() {
    check(
        "processing_phases",
        &transcripts(&[
            "Suspend-Processing
New-Group Legal 'user.department -eq \"Legal\"'
Invoke-Processing
Set-Clock -Mode Manual
Resume-Processing
Invoke-Processing -Phase
Get-Group Legal
Invoke-Processing -Phase
Get-Group Legal
Invoke-Processing -Phase
Get-Group Legal
Get-Processing | Format-List State, Waiting, NothingDoneSince
Invoke-Processing -Phase -Step",
            "Set-Clock -Mode Manual
Set-User diego@contoso.com -Department Legal
Set-User grady@contoso.com -City Lagos
Set-User alex@contoso.com -JobTitle Accountant
Get-ProcessingQueue
Invoke-Processing -Step -WhatIf
Invoke-Processing -Step
Get-ProcessingQueue
Step-Clock 90s",
        ]),
    );
}

#[test]
fn failures_are_rehearsed() {
    check(
        "processing_faults",
        &transcripts(&[
            "Set-ProcessingFault Managers -Message 'The service is busy.' -WhatIf
Set-ProcessingFault Managers -Message 'The service is busy.'
Get-Group Managers | Format-List Status, MemberCount, ErrorMessage
(Get-Processing).Faults
Set-Group Managers -Rule 'user.jobTitle -contains \"Manager\" '
(Get-Group Managers).Status",
            "Set-ProcessingFault -Worker
Set-User diego@contoso.com -Department Legal
Step-Clock 24:01:00
Get-Processing
Invoke-Processing
Clear-ProcessingFault -Worker
Get-Processing | Format-List State, Waiting",
            "Set-ProcessingFault",
            "Set-ProcessingFault -Worker -Group Managers",
            "Set-ProcessingFault Sales",
            "Clear-ProcessingFault -Verbose",
        ]),
    );
}

#[test]
fn lengths_of_time_are_written_as_people_write_them() {
    check(
        "lengths",
        &transcripts(&[
            "foreach ($by in '90s', '2h', '1d12h', '1w', '24:00:00', '1.00:30:00', 'PT2H', 'P1D') { Set-Clock -Advance $by; (Get-Clock).Now.ToString('o') }
Step-Clock (New-TimeSpan -Hours 3)
Step-Clock -To 2026-12-10",
            "Step-Clock soon",
            "Step-Clock 12",
            "Step-Clock 2h -To 2026-12-10",
            "Step-Clock",
        ]),
    );
}

#[test]
fn work_that_takes_time_has_an_expected_finish() {
    check(
        "processing_delay",
        &transcripts(&[
            "Set-Tenant -ProcessingDelay Modelled
$null = New-Group Lagos 'user.city -eq \"Lagos\"'
Set-User diego@contoso.com -Department Legal
Get-ProcessingQueue
Get-Group Lagos
Step-Clock 3s
Get-Group Lagos
Get-Processing
Step-Clock 1h
Get-ProcessingQueue
Get-Group Lagos",
            "Set-Tenant -MemberOfRetirement 2026-12-01T00:00:00Z
$board = (Get-Group Board).Id
$null = New-Group All -Rule \"user.memberof -any (group.objectId -in ['$board'])\"
Step-Clock 20d | Out-Null
Add-GroupMember Board alex@contoso.com
Get-MembershipReason All alex@contoso.com",
        ]),
    );
}
