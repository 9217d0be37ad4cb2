//! Every format, damaged a little at a time: a clear error, or what a clean file gives; and never
//! half of it.

use std::path::Path;

use super::{ADELE, ALEX, SALES, folder};
use crate::{Bad, ImportError, Options, Read, read};

/// So many damages of each file; the same in every run.
const CASES: u64 = 500;

/// A small, good, stable source of chance.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % below.max(1) as u64).unwrap()
    }
}

/// One byte, field, bracket or end of the file is other than it was.
fn damaged(bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let at = chance.next(bytes.len());
    let signs: Vec<usize> = (0..bytes.len())
        .filter(|at| b"{}[]\",:;()=\n".contains(&bytes[*at]))
        .collect();
    match chance.next(7) {
        0 => bytes[at] = u8::try_from(chance.next(256)).unwrap(),
        1 => bytes.truncate(at),
        2 => {
            bytes.remove(at);
        }
        3 => bytes.insert(at, b"{}[]\",:;\n\0\xff"[chance.next(11)]),
        4 if !signs.is_empty() => {
            bytes.remove(signs[chance.next(signs.len())]);
        }
        5 if !signs.is_empty() => bytes[signs[chance.next(signs.len())]] = b'x',
        _ => {
            let end = (at + chance.next(12)).min(bytes.len());
            bytes.drain(at..end);
        }
    }
    bytes
}

fn is_clear(error: &ImportError) {
    assert!(error.reason().ends_with(['.', '"']), "{error}");
    assert!(!error.help().is_empty(), "{error}");
}

/// Imports what a folder or file has, in both ways; gives how many objects there are.
pub(super) fn both_ways(path: &Path) -> Option<usize> {
    let read = |bad| {
        let options = Options {
            bad,
            ..Options::default()
        };
        read(path, &options, &mut |_| {}).map(|found| match found {
            Read::Tenant(import) => {
                assert!(import.directory.inconsistencies().is_empty());
                (import.directory.object_count(), import.left_out.len())
            }
            Read::Groups { groups, left_out } => (groups.len(), left_out.len()),
        })
    };
    let strict = read(Bad::Refuse);
    match (&strict, read(Bad::LeaveOut)) {
        (Ok(strict), Ok(lax)) => assert_eq!(*strict, lax, "nothing is left out of what is good"),
        (Err(error), Ok((_, left_out))) => {
            is_clear(error);
            assert!(left_out > 0, "{error}");
        }
        (Err(error), Err(_)) => is_clear(error),
        (Ok(_), Err(error)) => panic!("{error}"),
    }
    strict.ok().map(|(objects, _)| objects)
}

fn survives(files: &[(&str, &str)], damage: &str) {
    let place = folder(files);
    let path = place.path().join(damage);
    let clean = std::fs::read(&path).unwrap();
    let objects = both_ways(place.path()).unwrap();
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    for _ in 0..CASES {
        std::fs::write(&path, damaged(&clean, &mut chance)).unwrap();
        if let Some(now) = both_ways(place.path()) {
            assert!(now <= objects + 1, "{now} objects of {objects}");
        }
    }
}

#[test]
fn json_of_graph_survives_any_damage() {
    let page = format!(
        "{{\"@odata.context\":\"x#users\",\"value\":[\n{{\"id\":\"{ADELE}\",\"userPrincipalName\":\"adele@contoso.com\",\"accountEnabled\":true,\"businessPhones\":[\"1\"],\"assignedPlans\":[{{\"service\":\"exchange\"}}]}},\n{{\"id\":\"{ALEX}\",\"userPrincipalName\":\"alex@contoso.com\",\"manager\":{{\"id\":\"{ADELE}\"}}}}]}}"
    );
    survives(&[("users.json", &page)], "users.json");
    let lines = format!(
        "{{\"Id\":\"{ADELE}\",\"UserPrincipalName\":\"adele@contoso.com\",\"EmployeeHireDate\":\"/Date(1732147200000)/\",\"AdditionalProperties\":{{\"city\":\"Oslo\"}}}}\n{{\"Id\":\"{ALEX}\",\"UserPrincipalName\":\"alex@contoso.com\"}}\n"
    );
    survives(&[("users.jsonl", &lines)], "users.jsonl");
    let groups = format!(
        "[{{\"id\":\"{SALES}\",\"displayName\":\"Sales\",\"groupTypes\":[\"DynamicMembership\"],\"membershipRule\":\"user.city -eq \\\"Oslo\\\"\"}}]"
    );
    survives(
        &[("users.json", &page), ("groups.json", &groups)],
        "groups.json",
    );
    let members = format!("{{\"value\":[{{\"id\":\"{ADELE}\"}},{{\"id\":\"{ALEX}\"}}]}}");
    let name = format!("members/{SALES}.json");
    let files = [
        ("users.json", page.as_str()),
        ("groups.json", &groups),
        (&name, &members),
    ];
    survives(&files, &name);
    let managers = format!("{{\"{ADELE}\":\"{ALEX}\",\"{ALEX}\":null}}");
    survives(
        &[("users.json", &page), ("managers.json", &managers)],
        "managers.json",
    );
}

#[test]
fn lists_of_the_portal_survive_any_damage() {
    let users = format!(
        "objectId;userPrincipalName;accountEnabled\n{ADELE};adele@contoso.com;True\n{ALEX};\"alex@contoso.com\";False\n"
    );
    survives(&[("exportUsers.csv", &users)], "exportUsers.csv");
    let groups = format!(
        "Object Id,Display name,Group type,Membership type\n{SALES},Sales,Security,Assigned\n"
    );
    survives(
        &[("exportUsers.csv", &users), ("exportGroups.csv", &groups)],
        "exportGroups.csv",
    );
    let members = format!("Object Id,Display name\n{ADELE},Adele\n");
    let name = format!("members/{SALES}.csv");
    let files = [
        ("exportUsers.csv", users.as_str()),
        ("exportGroups.csv", &groups),
        (&name, &members),
    ];
    survives(&files, &name);
}

#[test]
fn groups_as_code_survive_any_damage() {
    let dsc = "AADGroup 'A'\n{\n  DisplayName = \"A\"\n  GroupTypes = @(\"Unified\")\n  SecurityEnabled = $True\n}\nAADGroup 'B'\n{\n  DisplayName = 'B'\n  Members = @('x', 'y')\n}\n";
    survives(&[("a.ps1", dsc)], "a.ps1");
    let terraform = "resource \"azuread_group\" \"a\" {\n  display_name = \"A\"\n  types = [\"DynamicMembership\"]\n  dynamic_membership {\n    enabled = true\n    rule = <<EOT\nuser.city -eq \"Oslo\"\nEOT\n  }\n}\n";
    survives(&[("a.tf", terraform)], "a.tf");
    let state = format!(
        "{{\"terraform_version\":\"1\",\"resources\":[{{\"type\":\"azuread_group\",\"instances\":[{{\"attributes\":{{\"object_id\":\"{SALES}\",\"display_name\":\"A\"}}}}]}}]}}"
    );
    survives(&[("a.tfstate", &state)], "a.tfstate");
}

/// Whatever is wrong with a pack, it is told; what is whole is what it was.
#[test]
fn packed_files_survive_any_damage() {
    let users = format!("[{{\"id\":\"{ADELE}\",\"userPrincipalName\":\"adele@contoso.com\"}}]");
    let place = folder(&[]);
    for (name, clean) in [
        ("users.json.gz", super::doors::gzipped(users.as_bytes())),
        (
            "export.zip",
            super::doors::zipped(&[("users.json".to_owned(), users.clone().into_bytes())]),
        ),
    ] {
        let path = place.path().join(name);
        let mut chance = Chance(42);
        for case in 0..CASES {
            let bytes = match case {
                0 => clean.clone(),
                _ => damaged(&clean, &mut chance),
            };
            std::fs::write(&path, bytes).unwrap();
            if let Some(objects) = both_ways(&path) {
                assert!(objects <= 1);
            }
        }
        std::fs::remove_file(path).unwrap();
    }
}
