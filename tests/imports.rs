//! Exports as they come: damaged, empty, in the wrong place. Each ends in a result or a clear error.

use std::fs;
use std::path::Path;

use crate::program::{Ended, ingroup, snapshot};

/// Runs a text with the folder `export` beside it; the place of both is named `HERE` in what is said.
fn run_beside(place: &Path, text: &str) -> Ended {
    let mut command = ingroup(["--now", "2026-11-21T09:00:00Z", "-c", text]);
    let mut ended: Ended = command.current_dir(place).output().expect("runs").into();
    let here = place.canonicalize().expect("a place").display().to_string();
    ended.out = ended.out.replace(&here, "HERE");
    ended.err = ended.err.replace(&here, "HERE");
    ended
}

fn with(files: &[(&str, &[u8])]) -> Ended {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("export");
    fs::create_dir(&folder).expect("a folder");
    for (name, bytes) in files {
        fs::write(folder.join(name), bytes).expect("a file");
    }
    run_beside(place.path(), "Import-Tenant export | Format-List")
}

#[test]
fn every_damaged_export_ends_in_a_result_or_a_clear_error() {
    let one = br#"{"id": "3daedfb6-1af6-459a-9017-30b420d6c902", "displayName": "Adele", "userPrincipalName": "adele@contoso.com", "accountEnabled": true}"#;
    let one = std::str::from_utf8(one).expect("UTF-8");
    let list = format!("{{\"value\": [{one}]}}");
    let device = br#"{"value": [{"id": "3daedfb6-1af6-459a-9017-30b420d6c902", "deviceId": "39fc4389-ecb7-49ca-a333-256b1a9a3b3d", "operatingSystem": "Windows", "displayName": "PC-1"}]}"#;
    let half = &list.as_bytes()[..list.len() / 2];
    let with_mark = ["\u{feff}".as_bytes(), list.as_bytes()].concat();
    let with_returns = list.replace(", ", ",\r\n ");
    let wrong_type = list.replace("true", "\"yes\"");
    let invalid = list.replace("Adele", "Ad\u{0}ele").into_bytes();
    let invalid: Vec<u8> = invalid
        .into_iter()
        .map(|byte| if byte == 0 { 0xff } else { byte })
        .collect();
    let mut said = String::new();
    for (name, ended) in [
        ("an empty folder", with(&[])),
        (
            "a folder without an export",
            with(&[("notes.txt", b"hello")]),
        ),
        ("half a file", with(&[("users.json", half)])),
        ("not UTF-8", with(&[("users.json", &invalid)])),
        ("devices given as users", with(&[("users.json", device)])),
        (
            "a wrong type",
            with(&[("users.json", wrong_type.as_bytes())]),
        ),
        (
            "no JSON at all",
            with(&[("users.json", b"userPrincipalName,displayName\n")]),
        ),
        ("a byte-order mark", with(&[("users.json", &with_mark)])),
        (
            "lines that end in CR LF",
            with(&[("users.json", with_returns.as_bytes())]),
        ),
        (
            "no such folder",
            run_beside(
                tempfile::tempdir().expect("a folder").path(),
                "Import-Tenant export",
            ),
        ),
    ] {
        let ending = if ended.code == 0 {
            "imported"
        } else {
            "refused"
        };
        said += &format!(
            "== {name}: {ending}\n{}{}\n",
            ended.out.trim_start(),
            ended.err
        );
    }
    snapshot("import-damaged", &said);
}

#[test]
fn a_refused_import_leaves_the_tenant_as_it_was() {
    let place = tempfile::tempdir().expect("a folder");
    fs::write(place.path().join("users.json"), b"{\"value\": [").expect("a file");
    let text = "New-User -UserPrincipalName adele@contoso.com -DisplayName Adele | Out-Null\n\
                try { Import-Tenant . -Force } catch { Write-Host 'refused' }\n\
                (Get-User).DisplayName";
    let ended = run_beside(place.path(), text);
    assert_eq!(
        (ended.out.as_str(), ended.err.as_str()),
        ("refused\nAdele\n", "")
    );
}

#[test]
fn lists_of_the_portal_say_once_that_they_have_no_rules() {
    let place = tempfile::tempdir().expect("a folder");
    let folder = place.path().join("export");
    fs::create_dir(&folder).expect("a folder");
    let groups = "\u{feff}Objekt-ID;Anzeigename;Gruppentyp;Mitgliedschaftstyp\r\n\
        85a5047f-597f-427b-aec7-bbdabb43b51e;Vertrieb;Sicherheit;Dynamisch\r\n\
        85a5047f-597f-427b-aec7-bbdabb43b51f;Einkauf;Sicherheit;Dynamisch\r\n";
    fs::write(folder.join("gruppen.csv"), groups).expect("a file");
    let ended = run_beside(place.path(), "Import-Tenant export | Format-List");
    snapshot("lists_without_rules", &(ended.out + &ended.err));
}
