//! Which files a script may touch.

use std::fs;
use std::path::{Path, PathBuf};

use crate::folders::{Folders, Use};
use crate::session::Session;

/// A folder of its own for a test, taken away at the end.
pub(super) struct Scratch(pub(super) PathBuf);

impl Scratch {
    pub(super) fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("ingroup-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(path.join("scripts/data")).unwrap();
        fs::create_dir_all(path.join("given")).unwrap();
        fs::write(path.join("scripts/data/users.csv"), "").unwrap();
        fs::write(path.join("secret.txt"), "").unwrap();
        Scratch(path.canonicalize().unwrap())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn resolved(folders: &Folders, root: &Path, path: &str, wanted: Use) -> String {
    let root = root.display().to_string();
    let line = match folders.resolve(path, wanted) {
        Ok(path) => path.display().to_string(),
        Err(error) => format!("{error} {}", error.help_lines().join(" ")),
    };
    line.replace(&root, "ROOT")
}

#[test]
fn a_path_stays_in_the_folders_that_are_open() {
    let scratch = Scratch::new("folders");
    let root = &scratch.0;
    let mut folders = Folders::default();
    let mut lines = vec![resolved(&folders, root, "users.csv", Use::Read)];
    folders.set_script(Some(&root.join("scripts"))).unwrap();
    folders.allow(&root.join("given")).unwrap();
    assert!(folders.allow(&root.join("nowhere")).is_err());
    #[cfg(unix)]
    std::os::unix::fs::symlink(root, root.join("scripts/out")).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(root.join("later"), root.join("scripts/dangling")).unwrap();
    let given = root.join("given/new.csv").display().to_string();
    for (path, wanted) in [
        ("data/users.csv", Use::Read),
        ("./data/../data/users.csv", Use::Read),
        ("data\\users.csv", Use::Read),
        ("C:\\Temp\\users.csv", Use::Write),
        ("\\\\server\\share\\users.csv", Use::Write),
        ("new/deep/file.json", Use::Write),
        ("users.csv", Use::Read),
        ("../given/new.csv", Use::Write),
        (given.as_str(), Use::Write),
        ("../secret.txt", Use::Read),
        ("/etc/passwd", Use::Read),
        ("out/secret.txt", Use::Read),
        ("dangling/file", Use::Write),
        ("missing/../../secret.txt", Use::Write),
    ] {
        let shown = path.replace(&root.display().to_string(), "ROOT");
        lines.push(format!(
            "{shown} -> {}",
            resolved(&folders, root, path, wanted)
        ));
    }
    super::check("folders", &lines.join("\n"));
}

#[test]
fn a_file_that_is_open_is_read_and_what_lies_beside_it_is_not() {
    let scratch = Scratch::new("file");
    let root = &scratch.0;
    let mut folders = Folders::default();
    folders.set_script(Some(&root.join("scripts"))).unwrap();
    fs::write(root.join("given/users.json"), "").unwrap();
    fs::write(root.join("given/salaries.csv"), "").unwrap();
    folders.allow_file(&root.join("given/users.json")).unwrap();
    assert!(folders.allow_file(&root.join("given/no.json")).is_err());
    let can = |path: &str, wanted| {
        folders
            .resolve(&root.join(path).display().to_string(), wanted)
            .is_ok()
    };
    assert!(can("given/users.json", Use::Read));
    assert!(can("given/../given/users.json", Use::Read));
    assert!(!can("given/users.json", Use::Write));
    assert!(!can("given/salaries.csv", Use::Read));
    assert!(!can("given", Use::Read));
    assert!(can("scripts/data/users.csv", Use::Write));
}

#[test]
fn an_export_is_read_back_as_the_same_tenant() {
    let scratch = Scratch::new("export");
    let folder = scratch.0.clone();
    let text = super::run_on(
        || {
            let mut session = super::on_contoso();
            session.set_script_folder(Some(&folder)).unwrap();
            session
        },
        "Export-Tenant after
Import-Tenant after -Force -WarningAction SilentlyContinue
Get-Tenant
Export-Tenant after
",
        ingroup_shell::Echo::Statements,
    );
    super::check("export", &text);
}

#[test]
fn an_import_names_what_does_not_fit_together() {
    let scratch = Scratch::new("differences");
    let folder = scratch.0.clone();
    let session = |session: Session| {
        let mut session = session;
        session.set_script_folder(Some(&folder)).unwrap();
        session
    };
    let prepared = super::run_on(
        || session(super::on_contoso()),
        "Export-Tenant export\n(Get-Group Vendors).Id",
        ingroup_shell::Echo::Off,
    );
    let export = scratch.0.join("export");
    let members = export.join(format!("members/{}.json", prepared.trim()));
    assert!(members.exists(), "{prepared}");
    let adele = "{\"value\":[{\"id\":\"3daedfb6-1af6-459a-9017-30b420d6c902\"}]}";
    fs::write(&members, adele).unwrap();
    let users = fs::read_to_string(export.join("users.json")).unwrap();
    let users = users
        .replace("\"city\"", "\"town\"")
        .replace("\"jobTitle\"", "\"role\"");
    fs::write(export.join("users.json"), users).unwrap();
    let text = super::run_on(
        || session(super::empty_session()),
        "Import-Tenant export",
        ingroup_shell::Echo::Statements,
    );
    super::check("import_differences", &text);
}

#[test]
fn scripts_read_and_write_files_of_their_folder() {
    let scratch = Scratch::new("files");
    let root = scratch.0.display().to_string();
    let folder = scratch.0.join("scripts");
    fs::write(folder.join("utf16.csv"), b"\xFF\xFEN\0\n\0\xE9\0\n\0").unwrap();
    fs::write(
        folder.join("data/helper.ps1"),
        "function Get-Here { $PSScriptRoot }\nGet-Here\n",
    )
    .unwrap();
    let mut text = String::new();
    for script in [
        "Get-Group Vendors | Select-Object DisplayName, SecurityEnabled | Export-Csv C:\\Temp\\groups.csv -NoTypeInformation\nGet-Content groups.csv\nImport-Csv .\\groups.csv | Where-Object DisplayName -like 'V*'",
        "'a' > note.txt; 'b' >> note.txt; Get-Content note.txt; Test-Path data; Test-Path data\\users.csv -PathType Leaf",
        "(Import-Csv utf16.csv).N",
        ". ./data/helper.ps1; Get-Here; Join-Path $PSScriptRoot users.csv",
        "Set-Content ../secret.txt 'x'",
        "Set-Content nowhere/x.txt 'x'",
        "Set-Content data 'x'",
        "Get-Content data",
        "Get-Date; Start-Sleep 3600; Get-Date; Set-Clock -Mode Live; Start-Sleep 5",
        "Import-Module Microsoft.Graph -Verbose; Import-Module ActiveDirectory; Get-Module Microsoft*",
    ] {
        let done = super::run_on(
            || {
                let mut session = super::on_contoso();
                session.set_script_folder(Some(&folder)).unwrap();
                session
            },
            script,
            ingroup_shell::Echo::Statements,
        );
        text.push_str(&done.replace(&root, "ROOT"));
        text.push('\n');
    }
    let left: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".new"))
        .collect();
    assert_eq!(left, Vec::<String>::new());
    super::check("files", &text);
}
