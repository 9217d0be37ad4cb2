//! Completion and colours of the directory's part: names, properties of what commands give, rules in strings.

use ingroup_shell::{Echo, Shell, Transcript, on_large_stack};

use super::{check, on_contoso, shell};
use crate::TenantGuide;
use crate::session::Session;

/// What may stand at the ¦ of each line: the first few candidates, and how many there are.
fn completions(lines: &[&str]) -> String {
    on_large_stack(|| {
        let mut shell = shell(on_contoso(), Transcript::new());
        let script = "$g = Get-Group Managers; $users = Get-User; $mg = Get-MgGroup";
        shell.run(script, "test.ps1", Echo::Off);
        lines.iter().map(|line| completion(&shell, line)).collect()
    })
    .unwrap()
}

fn completion(shell: &Shell<Session>, line: &str) -> String {
    let position = line.find('¦').unwrap();
    let text = line.replace('¦', "");
    let found = shell.complete(&text, position);
    let mut page = format!("> {line}\n");
    let before = text.get(..found.start).unwrap();
    for one in found.candidates.iter().take(4) {
        let shown = match one.text.trim_matches('\'') == one.shown {
            true => String::new(),
            false => format!("    ({})", one.shown),
        };
        page.push_str(&format!("  {before}{}{shown}\n", one.text));
    }
    match found.candidates.len() {
        0 => page.push_str("  nothing\n"),
        count if count > 4 => page.push_str(&format!("  … {count} in all\n")),
        _ => {}
    }
    page
}

#[test]
fn who_types_nothing_is_shown_the_programs_own_names() {
    let at_once = on_large_stack(|| {
        let shell = shell(on_contoso(), Transcript::new());
        let texts = |line: &str| -> Vec<String> {
            let found = shell.complete(line, line.len());
            found.candidates.into_iter().map(|one| one.text).collect()
        };
        (texts(""), texts("Get-MgGro"))
    });
    let (nothing, some) = at_once.unwrap();
    assert!(nothing.contains(&"Get-Group".to_owned()));
    assert!(!nothing.iter().any(|name| name.contains("-Mg")));
    assert!(some.contains(&"Get-MgGroup".to_owned()));
}

#[test]
fn names_of_the_tenant() {
    let lines = [
        "Get-Group s¦",
        "Get-Group -Identity 'old c¦",
        "Set-Group n¦",
        "Get-User ad¦",
        "Get-User adele@¦",
        "Get-Device ¦",
        "Get-AdministrativeUnit ¦",
        "Add-GroupMember Sales -Member di¦",
        "Get-MgGroup -GroupId sa¦",
        "Get-AzureADUser -ObjectId dieg¦",
        "Get-RoleMember gr¦",
        "Get-Tenant -Setting All¦",
        "Get-AuditLog -Activity 'add m¦",
        "Suspend-Processing ¦",
        "Get-Group -MembershipType d¦",
        "Set-Group Sales -MembershipRuleProcessingState ¦",
        "Set-User adele@contoso.com -AccountEnabled ¦",
        "Import-Tenant con¦",
        "Import-Tenant contoso/u¦",
        "Import-Tenant ../¦",
        "Get-MailS¦",
        "g-adum¦",
    ];
    check("prompt_names", &completions(&lines));
}

#[test]
fn properties_of_what_commands_give() {
    let lines = [
        "$g.mem¦",
        "$users.dep¦",
        "$mg.¦",
        "(Get-Group Sales).st¦",
        "Get-Group | Where-Object { $_.Member¦",
        "Get-User | Sort-Object dep¦",
        "Get-Group Sales | Get-GroupMember | Select-Object u¦",
        "Get-MgGroup | Where-Object displayn¦",
        "Get-Device | Format-Table op¦",
        "Get-AuditLog | Group-Object ac¦",
        "Get-Quota | Where-Object us¦",
        "Get-Role | % { $_.¦",
    ];
    check("prompt_properties", &completions(&lines));
}

#[test]
fn rules_in_strings() {
    let lines = [
        "Set-Group Sales -MembershipRule '¦",
        "Set-Group Sales -MembershipRule 'user.dep¦",
        "Set-Group Sales -Rule 'USER.DEP¦",
        "Set-Group Sales -Rule 'user.department ¦",
        "Set-Group Sales -Rule 'user.department -not¦",
        "Set-Group Sales -Rule 'user.department -eq ¦",
        "Set-Group Sales -Rule 'user.department -eq \"s¦",
        "Set-Group Sales -Rule \"user.department -eq `\"s¦",
        "Set-Group Sales -Rule 'user.city -in ¦",
        "Set-Group Sales -Rule 'user.city -in [\"Lagos\", \"A¦",
        "Set-Group Sales -Rule 'user.city -eq \"Lagos\" ¦",
        "Set-Group Sales -Rule '(user.city -eq \"Lagos\") -and (us¦",
        "Set-Group Sales -Rule 'user.accountEnabled -eq ¦",
        "Set-Group Sales -Rule 'user.employeeHireDate ¦",
        "Set-Group Sales -Rule 'user.proxyAddresses -a¦",
        "Set-Group Sales -Rule 'user.proxyAddresses -any (¦",
        "Set-Group Sales -Rule 'user.memberOf -any (group.objectId -in [''¦",
        "Set-Group Sales -Rule 'user.memberOf -any (group.objectId -in [''Sal¦",
        "Test-MembershipRule 'device.deviceO¦",
        "Test-MembershipRule 'device.deviceOSType -eq ¦",
        "$rule = 'user.jobTi¦",
        "New-MgGroup -MembershipRule 'user.cou¦",
        "'nothing of ours ¦",
    ];
    check("prompt_rules", &completions(&lines));
}

#[test]
fn colours_of_a_rule() {
    let lines = [
        "Set-Group Sales -MembershipRule '(user.department -eq \"Sales\") -and (user.cty -equals \"Lagos\") -or user.ci'",
        "$rule = 'device.deviceOSType -in [\"Windows\"] -and user.proxyAddresses -any (_ -contains \"x\")'",
        "Get-Group 'user.city'",
    ];
    let page = on_large_stack(|| {
        let shell = shell(on_contoso(), Transcript::new());
        let mut page = String::new();
        for line in lines {
            page.push_str(&format!("> {line}\n"));
            for one in shell.paint(line) {
                let part = line.get(one.span).unwrap();
                page.push_str(&format!("{:16}{part}\n", format!("{:?}", one.paint)));
            }
        }
        page
    })
    .unwrap();
    check("prompt_rule_colours", &page);
}

#[test]
fn every_kind_that_a_command_gives_has_properties() {
    use ingroup_shell::Guide;
    let session = on_contoso();
    for command in crate::table() {
        if let Some(kind) = TenantGuide.gives(command.name()) {
            let properties = TenantGuide.properties(&session, kind);
            assert!(!properties.is_empty(), "{}: {kind}", command.name());
        }
    }
}
