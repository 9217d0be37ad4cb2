//! An export without names: nobody is named, and everybody is in the groups they were in.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ingroup_directory::Directory;
use ingroup_schema::{Instant, ObjectId, PropertyKey, SubjectKind, ValueRef, property};
use ingroup_tenant::{Command, Facts, GroupChanges, Replace, Tenant, Wanted};

use crate::{Import, Overwrite, anonymize, export_csv, export_folder, import_folder};

fn loaded(path: &Path) -> Tenant {
    let Import {
        directory,
        listed_members,
        ..
    } = import_folder(path, &mut |_| ()).unwrap();
    let now: Instant = "2026-11-21T09:00:00Z".parse().unwrap();
    let mut tenant = Tenant::new(now);
    let facts = Facts {
        directory,
        listed_members,
        replace: Replace::Allow,
    };
    tenant.execute(Command::Import(Box::new(facts))).unwrap();
    tenant
}

fn contoso() -> Tenant {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/data/contoso");
    let mut tenant = loaded(Path::new(sample));
    // Rules that ask for more than equal texts, one inside the other.
    for (group, rule) in [
        (
            "Nigeria",
            r#"user.displayName -startsWith "A" -or user.displayName -startsWith "Ad" -or user.surname -contains "son" -or user.surname -match "^[A-M].*e$""#,
        ),
        (
            "Sales",
            r#"(user.userPrincipalName -endsWith "@contoso.com" -and user.userPrincipalName -notMatch "^[a-f]") -or (user.proxyAddresses -any (_ -startsWith "SMTP:a" -and _ -notContains "vance"))"#,
        ),
        (
            "Macs",
            r#"device.displayName -match "\d7" -or device.displayName -endsWith "3" -or device.displayName -endsWith "13""#,
        ),
    ] {
        let group = tenant.find(Wanted::Group, group).unwrap();
        let is_dynamic = tenant
            .directory()
            .group(group)
            .unwrap()
            .facts()
            .is_dynamic();
        if is_dynamic {
            let changes = GroupChanges {
                membership_rule: Some(rule.to_owned()),
                ..GroupChanges::default()
            };
            tenant
                .execute(Command::UpdateGroup { group, changes })
                .unwrap();
        }
    }
    tenant
}

fn members(directory: &Directory) -> BTreeMap<ObjectId, BTreeSet<ObjectId>> {
    let groups = directory.rule_holders();
    groups
        .map(|group| {
            let members = group.members().iter();
            let members = members.filter_map(|member| directory.id_of(member));
            (group.id(), members.collect())
        })
        .collect()
}

/// All texts of the files of a folder.
fn everything(path: &Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(path).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => text.push_str(&everything(&path)),
            false => text.push_str(&std::fs::read_to_string(path).unwrap()),
        }
    }
    text
}

fn texts(directory: &Directory, kind: SubjectKind, name: &str) -> BTreeSet<String> {
    let key = PropertyKey::Known(property(kind, name).unwrap().id);
    let table = directory.table(kind);
    let values = table.rows().filter_map(|row| match table.value(row, &key) {
        ValueRef::Text(text) => Some(text.to_owned()),
        _ => None,
    });
    values.collect()
}

#[test]
fn nobody_is_named_and_every_membership_stays() {
    let tenant = contoso();
    let made = anonymize(tenant.directory()).unwrap();
    assert!(made.directory.inconsistencies().is_empty());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("nameless");
    export_folder(&made.directory, &path, Overwrite::Refuse).unwrap();
    let again = loaded(&path);
    assert_eq!(members(again.directory()), members(tenant.directory()));
    let written = everything(&path);
    let quoted: BTreeSet<&str> = written.split('"').collect();
    for name in ["userPrincipalName", "mail", "surname", "employeeId"] {
        for text in texts(tenant.directory(), SubjectKind::User, name) {
            assert!(!quoted.contains(text.as_str()), "{name} {text}");
        }
    }
    for text in ["Vance", "contoso.com", "Marketing"] {
        assert!(!written.contains(text), "{text}");
    }
    // What is equal stays equal, what is not stays so.
    for (kind, name) in [
        (SubjectKind::User, "department"),
        (SubjectKind::User, "userPrincipalName"),
        (SubjectKind::Device, "displayName"),
    ] {
        let folded = |directory| {
            let all = texts(directory, kind, name);
            let all: BTreeSet<String> = all.iter().map(|text| text.to_lowercase()).collect();
            all.len()
        };
        assert_eq!(
            folded(&made.directory),
            folded(tenant.directory()),
            "{name}"
        );
    }
    // It can be done again.
    let twice = anonymize(&made.directory).unwrap();
    assert!(twice.directory.inconsistencies().is_empty());
}

#[test]
fn lists_of_the_portal_are_read_again_and_what_they_lack_is_said() {
    let tenant = contoso();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("lists");
    let lost = export_csv(tenant.directory(), &path, Overwrite::Refuse).unwrap();
    assert!(
        lost.contains(&"devices") && lost.contains(&"managers"),
        "{lost:?}"
    );
    let read = import_folder(&path, &mut |_| ()).unwrap().directory;
    let own = tenant.directory();
    assert_eq!(read.users().len(), own.users().len());
    for name in [
        "department",
        "userPrincipalName",
        "displayName",
        "extensionAttribute1",
    ] {
        assert_eq!(
            texts(&read, SubjectKind::User, name),
            texts(own, SubjectKind::User, name),
            "{name}"
        );
    }
    let refused = export_csv(own, &path, Overwrite::Refuse).unwrap_err();
    assert_eq!(refused.reason(), "The folder has files.");
    export_csv(own, &path, Overwrite::ReplaceExport).unwrap();
}
