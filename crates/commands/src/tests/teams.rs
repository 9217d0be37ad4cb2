//! Teams, mails, alerts and the audit log as somebody at the prompt meets them.

use super::{check, transcript};

#[test]
fn teams_follow_their_groups() {
    check(
        "teams",
        &transcript(
            r#"New-Team -DisplayName Nurses -MembershipRule 'user.jobTitle -eq "Nurse"' -ErrorAction Continue
New-Team -Group Board -ErrorAction Continue
$g = New-Group Nurses -GroupTypes Unified -Rule 'user.jobTitle -eq "Nurse"' -Owners alex@contoso.com
New-Team -Group Nurses
New-Team -Group Nurses -ErrorAction Continue
Set-User adele@contoso.com -JobTitle Nurse
(Get-Group Nurses).MemberCount
Get-TeamUser -GroupId $g.Id
Set-Clock -Advance PT2H
Get-TeamUser -GroupId $g.Id
Add-TeamUser -GroupId $g.Id -User diego@contoso.com -ErrorAction Continue
Connect-Tenant -As adele@contoso.com
Remove-TeamUser -GroupId $g.Id -User adele@contoso.com -ErrorAction Continue
Get-Mail -Group Nurses
"#,
        ),
    );
}

#[test]
fn the_log_is_asked_by_what_people_know() {
    check(
        "audit_log",
        &transcript(
            r#"Set-User diego@contoso.com -Department Legal
Set-Clock -Advance P1D
Remove-Group Macs
Get-AuditLog -Target Macs
Get-AuditLog -Group Macs
Get-AuditLog -InitiatedBy 'Microsoft*' -User diego@contoso.com -Last 2
$entry = Get-AuditLog 'Remove member*' -First 1
$entry.TargetResources
$entry.TargetResources[0].ModifiedProperties
$entry.InitiatedBy.App
(Get-AuditLog -CorrelationId $entry.CorrelationId).Count
Get-AuditLog -After 2026-11-22
Get-AuditLog -Group 'No such group' -ErrorAction Continue
Get-AuditLog -First 1 -Last 1 -ErrorAction Continue
Get-AuditLog -CorrelationId 12 -ErrorAction Continue
Get-AuditLog -Last -1 -ErrorAction Continue
"#,
        ),
    );
}
