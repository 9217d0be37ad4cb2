//! What is said of two states, and the script that leads from one to the other.

use std::collections::{BTreeMap, BTreeSet};

use ingroup_directory::{Directory, Group};
use ingroup_exchange::{ReportFormat, dot, group_script, report};
use ingroup_shell::{Echo, Outcome, Transcript, on_large_stack};
use ingroup_tenant::Tenant;

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
    (
        facts.display_name.to_string(),
        format!(
            "{:?} {:?} {:?} {:?} {rule} {state:?} {:?} members {:?} owners {:?}",
            facts.description,
            facts.kind(),
            facts.group_types,
            facts.visibility,
            facts.assigned_licenses,
            named(group.members().iter().collect()),
            named(group.owners().collect()),
        ),
    )
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
    let mut state = seed;
    let mut draw = |among: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % among
    };
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

#[test]
fn a_script_leads_from_one_state_to_the_other() {
    for seed in 1..=12 {
        let before = contoso();
        let changed = on_large_stack(|| {
            let mut shell = shell(
                empty_session().with_tenant(before.clone()),
                Transcript::new(),
            );
            shell.run(&edits(seed), "edits.ps1", Echo::Off);
            shell.host().tenant().clone()
        })
        .unwrap();
        let script = group_script(before.directory(), changed.directory(), &[]);
        let led = after(before.clone(), &script);
        assert_eq!(groups(&led), groups(&changed), "{}\n{script}", edits(seed));
        // Only said, nothing is done.
        let said = script.replacen("param()\n", "param()\n$WhatIfPreference = $true\n", 1);
        let same = after(before.clone(), &said);
        assert_eq!(groups(&same), groups(&before), "{said}");
    }
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
