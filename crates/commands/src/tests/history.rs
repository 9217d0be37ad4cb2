//! Looking back at a stored tenant: who was in a group, since when, and because of what.

use ingroup_shell::Echo;

use super::folders::Scratch;
use super::{check, empty_session, run_on, transcripts};

/// A script on a stored tenant of its own.
fn stored(name: &str, script: &str) -> String {
    let scratch = Scratch::new(name);
    let session = || {
        let mut session = empty_session();
        session.set_script_folder(Some(&scratch.0)).unwrap();
        session
    };
    let script = format!("New-Tenant contoso.ingroup | Out-Null\n{script}");
    let text = run_on(session, &script, Echo::Statements);
    text.replace(&scratch.0.display().to_string(), "FOLDER")
}

const STORY: &str = r#"$null = New-User -DisplayName 'Adele Vance' -UserPrincipalName adele@contoso.com -Department Sales
$null = New-User -DisplayName 'Alex Wilber' -UserPrincipalName alex@contoso.com -Department HR
$null = New-Group Sales -MembershipRule 'user.department -eq "Sales"'
$null = New-Group Board
Step-Clock 01:00:00
Set-User adele@contoso.com -Department HR
Step-Clock 01:00:00
Set-Group Sales -MembershipRule 'user.department -eq "HR"'
Suspend-Group Sales
Remove-User alex@contoso.com
"#;

#[test]
fn a_group_tells_its_history() {
    let asked = r#"Get-GroupHistory Sales
Get-GroupHistory Sales -Member adele@contoso.com | Format-Table Time, Unit, What, Who
Get-GroupHistory Sales -After 2026-11-21T10:00:00Z -Last 2 | Format-Table Time, Unit, Who
Get-GroupHistory Board
Checkpoint-Tenant before
$null = Set-Group Sales -DisplayName Vendite
Undo-Tenant
Get-GroupHistory Sales -Last 1"#;
    check("history", &stored("history", &format!("{STORY}{asked}")));
}

#[test]
fn who_is_asked_for_is_named_first() {
    let asked = r#"$null = 'Zoe', 'Bea', 'Åsa', 'Cem', 'Eva', 'Dan', 'Fay' | ForEach-Object { New-User -DisplayName $_ -UserPrincipalName "$(Get-Random)@contoso.com" -Department IT }
$null = New-Group IT -MembershipRule 'user.department -eq "IT"'
(Get-GroupHistory IT).Who
(Get-GroupHistory IT -Member Zoe).Who"#;
    check("history_asked_for", &stored("history-asked-for", asked));
}

#[test]
fn commands_that_read_look_back() {
    let asked = r#"Get-GroupMember Sales
Get-GroupMember Sales -AsOf 2026-11-21T09:30:00Z
Get-GroupMember Sales -AsOf 4
Get-GroupMember Sales -AsOf 6
Get-User -AsOf 2026-11-21T09:59:59Z
Get-Group Sales -AsOf 7 | Format-List DisplayName, MembershipRule, MemberCount, Status
Get-MembershipReason Sales adele@contoso.com
Get-MembershipReason Sales adele@contoso.com -AsOf 6
Get-MembershipReason Sales adele@contoso.com -AsOf 3
# What follows in the pipeline is done to the tenant of now.
Get-User adele@contoso.com -AsOf 3 | Set-User -JobTitle Director
Get-User | Format-Table DisplayName, Department, JobTitle
Get-User adele@contoso.com -AsOf 3 | Format-Table DisplayName, Department, JobTitle
Get-GroupMember Sales -AsOf 2020-01-01 -ErrorAction Continue
Get-GroupMember Sales -AsOf 400 -ErrorAction Continue
Get-GroupMember Sales -AsOf yesterday -ErrorAction Continue"#;
    check(
        "history_as_of",
        &stored("as-of", &format!("{STORY}{asked}")),
    );
}

#[test]
fn a_tenant_in_memory_looks_back_at_checkpoints() {
    check(
        "history_in_memory",
        &transcripts(&[
            r#"Checkpoint-Tenant before
$null = Set-User diego@contoso.com -Department Legal
Get-MembershipReason 'Sales in Germany' diego@contoso.com
Get-MembershipReason 'Sales in Germany' diego@contoso.com -AsOf before"#,
            "Get-GroupMember Sales -AsOf 2026-11-20",
            "Get-GroupHistory Sales",
        ]),
    );
}
