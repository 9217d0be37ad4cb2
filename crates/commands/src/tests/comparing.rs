//! What is said of two states, and the script that leads from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{AdministrativeUnit, Directory, Group, RuleProcessing};
use ingroup_exchange::{ReportFormat, ScriptPart, dot, group_script, report};
use ingroup_shell::{Echo, Outcome, Transcript, on_large_stack};
use ingroup_tenant::Tenant;
use ingroup_testing::Numbers;

use super::{contoso, empty_session, shell, transcripts};

/// The tenant after a script, which must come to its end without errors.
fn after(tenant: Tenant, script: &str) -> Tenant {
    on_large_stack(|| {
        let output = Transcript::new();
        let mut shell = shell(empty_session().with_tenant(tenant), output.clone());
        let outcome = shell.run(script, "test.ps1", Echo::Off);
        let said = output.take();
        assert_eq!(outcome, Outcome::Done, "{script}\n{said}");
        assert!(!said.contains("[Failed]"), "{script}\n{said}");
        shell.host().tenant().clone()
    })
    .unwrap()
}

/// What a group is to people, without its id; `names` says what objects are called.
fn told(directory: &Directory, group: &Group) -> (String, String) {
    let facts = group.facts();
    let name = |id| {
        let found = directory.group(id);
        found.map_or_else(|| id.to_string(), |group| group.display_name().to_owned())
    };
    let named = |objects: Vec<_>| -> BTreeSet<String> {
        let ids = objects
            .into_iter()
            .filter_map(|object| directory.id_of(object));
        ids.map(name).collect()
    };
    // A rule names groups by their ids, which are others for new groups.
    let mut rule = facts
        .membership_rule
        .as_deref()
        .unwrap_or_default()
        .to_owned();
    for other in directory.groups() {
        rule = rule.replace(&other.id().to_string(), other.display_name());
    }
    let rule = if facts.is_dynamic() {
        rule
    } else {
        String::new()
    };
    let state = facts.rule_processing.filter(|_| facts.is_dynamic());
    let members = group.members().iter();
    let members = members.filter(|_| state != Some(RuleProcessing::Paused));
    (
        facts.display_name.to_string(),
        format!(
            "{:?} {:?} {:?} {:?} {rule} {state:?} {:?} members {:?} owners {:?} team {} behaves {:?}",
            facts.description,
            facts.kind(),
            facts.group_types,
            facts.visibility,
            facts.assigned_licenses,
            named(members.collect()),
            named(group.owners().collect()),
            facts.is_team(),
            facts.resource_behavior_options,
        ),
    )
}

/// What an administrative unit is to people, without its id.
fn told_of_unit(directory: &Directory, unit: &AdministrativeUnit) -> (String, String) {
    let facts = unit.facts();
    let rule = facts
        .membership_rule
        .as_ref()
        .filter(|_| facts.is_dynamic());
    let state = facts.rule_processing.filter(|_| facts.is_dynamic());
    let members: BTreeSet<&str> = unit
        .members()
        .iter()
        .filter(|_| state != Some(RuleProcessing::Paused))
        .filter_map(|object| directory.display_name(object))
        .collect();
    let roles = directory.scoped_role_members(unit.id());
    let roles: BTreeSet<_> = roles
        .map(|held| {
            (
                held.role,
                directory.display_name(directory.resolve(held.principal).unwrap()),
            )
        })
        .collect();
    (
        facts.display_name.to_string(),
        format!(
            "{:?} {:?} {:?} {rule:?} {state:?} members {members:?} roles {roles:?}",
            facts.description, facts.visibility, facts.membership_type
        ),
    )
}

/// What the tenant says of Microsoft 365 groups.
fn told_of_policies(directory: &Directory) -> String {
    let settings: Vec<String> = directory
        .settings()
        .changed()
        .map(|(setting, value)| format!("{}={value}", setting.name))
        .collect();
    let policy = directory.lifecycle_policy().map(|policy| {
        let selected = policy.selected.iter();
        let selected: BTreeSet<&str> = selected
            .filter_map(|id| Some(directory.group(*id)?.display_name()))
            .collect();
        let (days, mails) = (policy.lifetime_days, &policy.alternate_mails);
        format!("{days} days, {:?} {mails:?} {selected:?}", policy.managed)
    });
    format!("{settings:?} {policy:?}")
}

/// All that a script brings over.
fn all(tenant: &Tenant) -> (BTreeMap<String, String>, BTreeMap<String, String>, String) {
    let directory = tenant.directory();
    let units = directory.units();
    let units = units.map(|unit| told_of_unit(directory, unit)).collect();
    (groups(tenant), units, told_of_policies(directory))
}

/// What is not the same, and the script that was to make it so.
fn differences(one: &Tenant, other: &Tenant, script: &str) -> String {
    let (one, other) = (all(one), all(other));
    let mut lines = vec![script.to_owned()];
    for (one, other) in [(one.0, other.0), (one.1, other.1)] {
        let told: BTreeSet<_> = one.iter().collect();
        let wanted: BTreeSet<_> = other.iter().collect();
        let differ = told.symmetric_difference(&wanted);
        lines.extend(differ.map(|(name, told)| format!("{name}: {told}")));
    }
    lines.extend([one.2, other.2]);
    lines.join("\n")
}

fn every_part() -> BTreeSet<ScriptPart> {
    [
        ScriptPart::Groups,
        ScriptPart::Units,
        ScriptPart::UnitRoles,
        ScriptPart::Settings,
        ScriptPart::Lifecycle,
    ]
    .into()
}

fn groups(tenant: &Tenant) -> BTreeMap<String, String> {
    let directory = tenant.directory();
    directory
        .groups()
        .map(|group| told(directory, group))
        .collect()
}

/// Edits of groups, drawn by a number.
fn edits(seed: u64) -> String {
    let names = [
        "Sales",
        "Nigeria",
        "Board",
        "Fire wardens",
        "Macs",
        "Works council",
        "Managers",
    ];
    let rules = [
        "user.city -eq \"Lagos\"",
        "user.department -startsWith \"S\"",
        "user.displayName -contains \"O''Hara\"",
        "user.accountEnabled -eq true",
    ];
    let mut numbers = Numbers::new(seed);
    let mut draw = |among: usize| numbers.below(among);
    let mut lines = vec!["$ErrorActionPreference = 'SilentlyContinue'".to_owned()];
    for number in 0..14 {
        let (name, rule) = (names[draw(names.len())], rules[draw(rules.len())]);
        lines.push(match draw(11) {
            0 => format!("New-Group 'New {number}' -MembershipRule '{rule}'"),
            1 => format!("New-Group 'New {number}' -Description 'It''s new' | Add-GroupMember -Member adele@contoso.com"),
            2 => format!("Set-Group '{name}' -Description 'Changed {number}'"),
            3 => format!("Set-Group '{name}' -MembershipRule '{rule}'"),
            4 => format!("Add-GroupMember '{name}' joni@contoso.com"),
            5 => format!("Remove-GroupMember '{name}' adele@contoso.com"),
            6 => format!("Add-GroupOwner '{name}' alex@contoso.com"),
            7 => format!("Suspend-Group '{name}'"),
            8 => format!("Remove-Group '{name}'"),
            9 => format!("Set-Group '{name}' -MembershipType Dynamic -MembershipRule '{rule}'"),
            _ => format!(
                "$source = New-Group 'Source {number}'; New-Group 'Of {number}' -MembershipRule \"user.memberof -any (group.objectId -in ['$($source.Id)'])\""
            ),
        });
    }
    lines.join("\n")
}

/// Edits of what hangs on groups: units, teams, settings and the expiration policy, drawn by a number.
fn more_edits(seed: u64) -> String {
    let rules = [
        ("Dynamic User", "user.city -eq \"Lagos\""),
        ("Dynamic Device", "device.deviceOSType -eq \"Windows\""),
    ];
    let mut lines = vec!["$ErrorActionPreference = 'SilentlyContinue'".to_owned()];
    let mut numbers = Numbers::new(seed);
    let mut draw = |among: usize| numbers.below(among);
    for number in 0..16 {
        let (unit, (kind, rule)) = (["North", "South", "East"][draw(3)], rules[draw(2)]);
        lines.push(match draw(18) {
            0 => format!("New-AdministrativeUnit 'New {number}' -MembershipRule '{rule}'"),
            1 => format!("New-AdministrativeUnit 'New {number}' -Description 'It''s new' -Visibility HiddenMembership; Add-AdministrativeUnitMember 'New {number}' adele@contoso.com; Add-AdministrativeUnitMember 'New {number}' Board"),
            2 => format!("Set-AdministrativeUnit {unit} -Description 'Changed {number}' -DisplayName {unit}"),
            3 => format!("Set-AdministrativeUnit {unit} -MembershipType '{kind}' -MembershipRule '{rule}'"),
            4 => format!("Add-AdministrativeUnitMember {unit} joni@contoso.com"),
            5 => format!("Remove-AdministrativeUnitMember {unit} adele@contoso.com"),
            6 => format!("Set-AdministrativeUnit {unit} -MembershipRuleProcessingState Paused"),
            7 => format!("Remove-AdministrativeUnit {unit}"),
            8 => format!("$null = New-Group 'In unit {number}' -GroupTypes Unified -Owners alex@contoso.com -ResourceBehaviorOptions WelcomeEmailDisabled; Add-AdministrativeUnitMember {unit} 'In unit {number}'"),
            9 => "New-Team -Group 'Team to be'".to_owned(),
            10 => format!("$null = New-Group 'Team {number}' -GroupTypes Unified -Owners alex@contoso.com; New-Team -Group 'Team {number}'"),
            11 => format!("Set-Tenant -AllowToAddGuests $false -CustomBlockedWordsList 'CEO,It''s {number}'"),
            12 => format!("Set-ExpirationPolicy -GroupLifetimeInDays {}", 60 + number),
            13 => "Remove-ExpirationPolicy".to_owned(),
            14 => format!("Add-RoleMember Groups joni@contoso.com -AdministrativeUnit {unit}; Add-RoleMember User adele@contoso.com -AdministrativeUnit {unit}"),
            15 => format!("Remove-RoleMember Groups alex@contoso.com -AdministrativeUnit {unit}"),
            16 => format!("$null = New-AdministrativeUnit 'Led {number}'; $null = New-Group 'Leaders {number}' -IsAssignableToRole; Add-RoleMember Groups 'Leaders {number}' -AdministrativeUnit 'Led {number}'; Add-RoleMember User alex@contoso.com -AdministrativeUnit 'Led {number}'"),
            _ => format!("New-ExpirationPolicy -GroupLifetimeInDays 90 -ManagedGroupTypes Selected -AlternateNotificationEmails it@contoso.com; $null = New-Group 'Expires {number}' -GroupTypes Unified; Add-ExpirationPolicyGroup 'Expires {number}'; Add-ExpirationPolicyGroup 'Team to be'"),
        });
    }
    lines.join("\n")
}

/// What the edits of what hangs on groups begin with.
const UNITS: &str = "$null = New-AdministrativeUnit North; Add-AdministrativeUnitMember North adele@contoso.com\n\
    $null = New-AdministrativeUnit South -MembershipRule 'user.country -eq \"Nigeria\"'\n\
    $null = New-AdministrativeUnit East; Add-RoleMember Groups alex@contoso.com -AdministrativeUnit East\n\
    Add-RoleMember Groups alex@contoso.com -AdministrativeUnit North\n\
    $null = New-Group 'Team to be' -GroupTypes Unified -Owners alex@contoso.com\n\
    $null = New-ExpirationPolicy -GroupLifetimeInDays 180 -ManagedGroupTypes Selected -AlternateNotificationEmails it@contoso.com";

#[test]
fn a_script_leads_from_one_state_to_the_other() {
    let with_units = after(contoso(), UNITS);
    let histories = (1..=12)
        .map(|seed| (contoso(), edits(seed)))
        .chain((1..=12).map(|seed| (with_units.clone(), more_edits(seed))));
    for (before, edits) in histories {
        let changed = on_large_stack(|| {
            let mut shell = shell(
                empty_session().with_tenant(before.clone()),
                Transcript::new(),
            );
            shell.run(&edits, "edits.ps1", Echo::Off);
            shell.host().tenant().clone()
        })
        .unwrap();
        let parts = every_part();
        let script = group_script(before.directory(), changed.directory(), &parts, &[]);
        let led = after(before.clone(), &script);
        assert!(
            all(&led) == all(&changed),
            "{}",
            differences(&led, &changed, &script)
        );
        // Only said, nothing is done.
        let said = script.replacen("param()\n", "param()\n$WhatIfPreference = $true\n", 1);
        let same = after(before.clone(), &said);
        assert!(
            all(&same) == all(&before),
            "{}",
            differences(&same, &before, &said)
        );
    }
}

#[test]
fn a_script_says_what_hangs_on_groups() {
    let changes = "Set-AdministrativeUnit North -Description 'The north'; Remove-AdministrativeUnitMember North adele@contoso.com\n\
        Set-AdministrativeUnit South -MembershipRule 'user.city -eq \"Lagos\"'; Remove-AdministrativeUnit East\n\
        $null = New-AdministrativeUnit West -MembershipRule 'user.country -eq \"Ghana\"'\n\
        $null = New-Group Launch -GroupTypes Unified -Owners alex@contoso.com -MailNickname launch; Add-AdministrativeUnitMember North Launch\n\
        $null = New-Team -Group Launch; $null = New-Team -Group 'Team to be'; Add-ExpirationPolicyGroup Launch\n\
        Add-RoleMember User joni@contoso.com -AdministrativeUnit West; Remove-RoleMember Groups alex@contoso.com -AdministrativeUnit North\n\
        Set-Group 'Fire wardens' -JoinPolicy Open; $null = New-Group Hikers -JoinPolicy OwnerApproval -MailNickname hikers\n\
        Set-Tenant -CustomBlockedWordsList CEO -RestrictAccessPanel $true";
    let said = transcripts(&[&format!(
        "{UNITS}\n$null = Checkpoint-Tenant before\n{changes}\nCompare-Tenant before -AsScript"
    )]);
    super::check("comparing_script", &said);
}

#[test]
fn states_that_are_the_same_or_not_there_are_told() {
    super::check(
        "comparing",
        &transcripts(&[
            "Compare-Tenant",
            "Compare-Tenant contoso",
            "Compare-Tenant contoso -AsScript",
            "Import-Tenant contoso -Update -Merge",
            "Export-TenantReport report.txt",
            "Export-TenantReport contoso -Format Html",
            "Export-TenantDiagram contoso/users.json",
            "Export-TenantDiagram nowhere/tenant.dot",
        ]),
    );
}

#[test]
fn what_an_export_says_nothing_about_is_not_compared() {
    super::check(
        "comparing_parts",
        &transcripts(&[
            "$u = New-AdministrativeUnit Lagos; Set-User adele@contoso.com -Department Marketing; Set-Group Board -Description Directors\n\
             Compare-Tenant contoso\n\
             Compare-Tenant contoso/users.json\n\
             Compare-Tenant -Difference contoso/users.json\n\
             Compare-Tenant contoso/groups.json\n\
             Compare-Tenant contoso/groups.json -AsScript\n\
             Compare-Tenant contoso/exportUsers.csv\n",
            "Compare-Tenant contoso/users.json -AsScript",
            "Set-User adele@contoso.com -Department Marketing; Compare-Tenant contoso -AsScript",
            "$d = New-Device Lab-7 -OperatingSystem Windows; Set-User adele@contoso.com -City Lagos; Set-Group Board -Description Directors -Visibility Private\n\
             Compare-Tenant contoso -AsScript\n",
        ]),
    );
}

#[test]
fn a_picture_of_many_groups_shows_those_with_the_most_ties() {
    let script = "1..120 | ForEach-Object { $null = New-Group \"Licensed $_\"; Set-GroupLicense \"Licensed $_\" -AddLicense STANDARDPACK }\n\
        1..60 | ForEach-Object { $null = New-Group \"Wide $_\"; Add-GroupMember \"Wide $_\" (Get-Group 'Licensed 120').Id }";
    let tenant = after(contoso(), script);
    let page = report(&tenant, ReportFormat::Html);
    let picture = page.split("What depends on what").nth(2).unwrap();
    let picture = picture.split("</svg>").next().unwrap();
    // Fifty of each column, the product and the group with the most ties among them.
    assert_eq!(picture.matches("class=\"node\"").count(), 50 + 50 + 1);
    for shown in [
        "STANDARDPACK",
        "Licensed 120",
        ">and 73 more<",
        ">and 14 more<",
    ] {
        assert!(picture.contains(shown), "{shown} {picture}");
    }
    assert!(page.contains("Export-TenantDiagram gives all of them"));
}

#[test]
fn a_report_means_what_it_says_and_nothing_else() {
    let script = "$null = New-Group '<script>alert(1)</script> | `x`' -Description 'a'\n\
        $source = New-Group Source\n\
        $null = New-Group \"A \"\"quoted\"\" name\" -MembershipRule \"user.memberof -any (group.objectId -in ['$($source.Id)'])\"\n\
        $null = New-Group Broken -MembershipRule 'user.city -match \"^(L|l)agos$\"'\n\
        Set-GroupLicense 'Fire wardens' -AddLicense STANDARDPACK";
    let tenant = after(contoso(), script);
    let page = report(&tenant, ReportFormat::Html);
    assert!(!page.contains("<script>alert"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
    assert_eq!(
        page.matches("<table>").count(),
        page.matches("</table>").count()
    );
    assert_eq!(page.matches("<svg ").count(), 2);
    for loaded in ["http:", "https:", "url(", "src=", "@import"] {
        assert!(!page.contains(loaded), "{loaded}");
    }
    assert_eq!(page, report(&tenant, ReportFormat::Html));
    let text = report(&tenant, ReportFormat::Markdown);
    assert!(text.contains("&lt;script&gt;alert(1)&lt;/script&gt; \\| \\`x\\`"));
    let head: String = text
        .lines()
        .take(45)
        .map(|line| format!("{line}\n"))
        .collect();
    super::check("report_head", &head);
    let graph = dot(&tenant);
    assert!(graph.contains("\\\"quoted\\\""));
    super::check("diagram", &graph);
}
