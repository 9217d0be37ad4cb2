//! The shapes in which whole exports come: packed, alone, from other tools, in other languages.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use ingroup_schema::Value;

use super::{ADELE, ALEX, SALES, contoso, folder, import, of_first_user};
use crate::{Bad, Format, Import, Note, Options, import_folder};

pub(super) fn user(id: &str, name: &str) -> String {
    format!(
        r#"{{"id":"{id}","userPrincipalName":"{name}@contoso.com","displayName":"{name}","department":"Sales"}}"#
    )
}

pub(super) fn notes(import: &Import) -> Vec<String> {
    import.notes.iter().map(ToString::to_string).collect()
}

pub(super) fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut pack = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    pack.write_all(text).unwrap();
    pack.finish().unwrap()
}

pub(super) fn zipped(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut pack = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = zip::write::SimpleFileOptions::default();
        pack.start_file(name.as_str(), options).unwrap();
        pack.write_all(bytes).unwrap();
    }
    pack.finish().unwrap().into_inner()
}

fn files_of(folder: &Path, before: &str) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{before}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            true => files.extend(files_of(&entry.path(), &format!("{name}/"))),
            false => files.push((name, std::fs::read(entry.path()).unwrap())),
        }
    }
    files.sort();
    files
}

#[test]
fn a_zip_of_a_folder_is_the_folder() {
    let plain = import_folder(&contoso(), &mut |_| {}).unwrap();
    let place = tempfile::tempdir().unwrap();
    for before in ["", "contoso/", "backup/contoso/"] {
        let mut files = files_of(&contoso(), before);
        files.push(("__MACOSX/._users.json".into(), b"x".to_vec()));
        let path = place.path().join("contoso.zip");
        std::fs::write(&path, zipped(&files)).unwrap();
        let import = import_folder(&path, &mut |_| {}).unwrap();
        assert!(import.directory == plain.directory, "{before}");
        assert_eq!(import.listed_members, plain.listed_members);
        assert_eq!(notes(&import), notes(&plain));
    }
}

#[test]
fn each_file_may_be_packed() {
    let plain = import_folder(&contoso(), &mut |_| {}).unwrap();
    let place = tempfile::tempdir().unwrap();
    for (name, bytes) in files_of(&contoso(), "") {
        let path = place.path().join(format!("{name}.gz"));
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, gzipped(&bytes)).unwrap();
    }
    let import = import_folder(place.path(), &mut |_| {}).unwrap();
    assert!(import.directory == plain.directory);
}

#[test]
fn a_file_alone_is_known_by_what_is_inside() {
    let users = format!("[{}]", user(ADELE, "adele"));
    let page = |context: &str| {
        format!(
            r#"{{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#{context}","value":[{{"id":"{SALES}","displayName":"Sales"}}]}}"#
        )
    };
    let place = tempfile::tempdir().unwrap();
    let read = |name: &str, bytes: &[u8]| {
        let path = place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        import_folder(&path, &mut |_| {})
    };
    let import = read("answer.txt", users.as_bytes()).unwrap();
    assert_eq!(import.directory.users().len(), 1);
    assert_eq!(
        notes(&import),
        ["answer.txt was read as users, because its objects have \"userPrincipalName\"."]
    );
    let import = read("answer.json.gz", &gzipped(users.as_bytes())).unwrap();
    assert_eq!(import.directory.users().len(), 1);
    let import = read(
        "groups-of-contoso.json",
        page("groups(id,displayName)").as_bytes(),
    )
    .unwrap();
    assert_eq!(import.directory.group_count(), 1);
    assert_eq!(
        notes(&import),
        [
            "groups-of-contoso.json was read as groups, because it says \"#groups(id,displayName)\" of itself."
        ]
    );
    let error = read("list.txt", b"Name;Farbe\nAdele;blau\n").unwrap_err();
    assert_eq!(error.reason(), "This is no file of an export.");
    assert!(error.help().contains("EntraExporter"), "{}", error.help());
}

#[test]
fn a_format_that_is_named_is_the_only_one() {
    let csv = format!("objectId,userPrincipalName\n{ALEX},alex@contoso.com\n");
    let folder = folder(&[
        ("users.json", &format!("[{}]", user(ADELE, "adele"))),
        ("exportUsers.csv", &csv),
    ]);
    let only = |format| {
        let options = Options {
            format: Some(format),
            ..Options::default()
        };
        crate::import(folder.path(), &options, &mut |_| {})
    };
    let name = |import: &Import| of_first_user(import, "userPrincipalName");
    let import = only(Format::PortalCsv).unwrap();
    assert_eq!(name(&import), Value::text("alex@contoso.com"));
    let import = only(Format::Graph).unwrap();
    assert_eq!(name(&import), Value::text("adele@contoso.com"));
    let error = only(Format::EntraExporter).unwrap_err();
    assert_eq!(
        error.reason(),
        "The folder has no file of an export as EntraExporter writes it."
    );
}

/// The same two people, in the languages of those who saved them.
#[test]
fn lists_of_the_portal_are_read_in_any_language() {
    let row = format!("{ADELE},adele@contoso.com,Adele,Sales");
    let lists = [
        format!(
            "objectId,userPrincipalName,displayName,department,accountEnabled,userType\n{row},True,Member\n"
        ),
        format!(
            "Object Id,User principal name,Display name,Department,Account enabled,User type\n{row},Yes,Member\n"
        ),
        format!(
            "\u{feff}Objekt-ID;Benutzerprinzipalname;Anzeigename;Abteilung;Konto aktiviert;Benutzertyp\r\n{};Ja;Mitglied\r\n",
            row.replace(',', ";")
        ),
        format!(
            "sep=;\nObjekt-ID;Benutzerprinzipalname;Anzeigename;Abteilung;Konto aktiviert;Benutzertyp\n{};ja;Mitglied\n",
            row.replace(',', ";")
        ),
        format!(
            "ID de l'objet\tNom d'utilisateur principal\tNom d’affichage\tService\tCompte activé\tType d’utilisateur\n{}\tOui\tMembre\n",
            row.replace(',', "\t")
        ),
        format!(
            "Id. de objeto,Nombre principal de usuario,Nombre para mostrar,Departamento,Cuenta habilitada,Tipo de usuario\n{row},Sí,Miembro\n"
        ),
        format!(
            "Object-id;Gebruikersprincipalnaam;Weergavenaam;Afdeling;Account ingeschakeld;Gebruikerstype\n{};Ja;Lid\n",
            row.replace(',', ";")
        ),
        format!(
            "ユーザーの種類,表示名,オブジェクト ID,部署,ユーザー プリンシパル名,アカウントが有効\nメンバー,Adele,{ADELE},Sales,adele@contoso.com,はい\n"
        ),
    ];
    let read = |bytes: &[u8]| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("exportUsers_2026-11-21.csv"), bytes).unwrap();
        import_folder(folder.path(), &mut |_| {}).unwrap()
    };
    let first = read(lists[0].as_bytes());
    assert_eq!(
        of_first_user(&first, "accountEnabled"),
        Value::Boolean(true)
    );
    for list in &lists {
        let as_utf16: Vec<u8> = format!("\u{feff}{}", list.trim_start_matches('\u{feff}'))
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        for bytes in [list.as_bytes().to_vec(), as_utf16] {
            let import = read(&bytes);
            assert!(import.directory == first.directory, "{list}");
            assert_eq!(import.notes, Vec::<Note>::new());
        }
    }
    let unknown =
        read(format!("objectId,userPrincipalName,Lieblingsfarbe\n{ADELE},a@b.c,blau\n").as_bytes());
    assert_eq!(
        notes(&unknown),
        [
            "exportUsers_2026-11-21.csv has properties that are not known and were left out: Lieblingsfarbe."
        ]
    );
}

#[test]
fn groups_and_members_of_the_portal_are_read() {
    let other = "11111111-0000-0000-0000-00000000000a";
    let import = import(&[
        ("exportUsers.csv", &format!("objectId,userPrincipalName\n{ADELE},adele@contoso.com\n")),
        ("exportGroups_2026.csv", &format!(
            "Objekt-ID;Name;E-Mail;Gruppentyp;Mitgliedschaftstyp;Quelle\n{SALES};Sales;sales@contoso.com;Microsoft 365;Zugewiesen;Cloud\n{other};Alle;;Sicherheit;Dynamisch;Cloud\n"
        )),
        ("exportGroupMembers_Sales.csv", &format!("Objekt-ID;Anzeigename;Mitgliedstyp\n{ADELE};Adele;Benutzer\n")),
        ("exportGroupMembers_Nobody.csv", "Object ID\n"),
    ])
    .unwrap();
    let directory = &import.directory;
    let sales = directory.group(SALES.parse().unwrap()).unwrap();
    assert_eq!(sales.members().len(), 1);
    assert!(sales.facts().mail_enabled && !sales.facts().security_enabled);
    let all = directory.group(other.parse().unwrap()).unwrap();
    assert!(all.facts().is_dynamic() && all.facts().security_enabled);
    assert_eq!(
        notes(&import),
        [
            "exportGroups_2026.csv has 1 dynamic group and no rules, as lists of the portal do; export groups.json from Microsoft Graph for the rules.",
            "exportGroupMembers_Nobody.csv was not used: its name is neither the id nor the name of a group.",
        ]
    );
}

#[test]
fn what_is_bad_is_left_out_if_that_is_wished() {
    let lines = [
        user(ADELE, "adele"),
        r#"{"id":"nobody","userPrincipalName":"x@contoso.com"}"#.to_owned(),
        r#"{"id":"00000000-0000-0000-0000-00000000000a","userPrincipalName":"open"#.to_owned(),
        r#"{"id":"00000000-0000-0000-0000-00000000000b","accountEnabled":"perhaps"}"#.to_owned(),
        "7".to_owned(),
    ];
    let csv = format!("objectId,userPrincipalName\nx,y\n{ADELE}\n{ALEX},alex@contoso.com\n");
    let good_after_bad = format!("{}\n{}\n", lines.join("\n"), user(ALEX, "alex"));
    let cases = [
        ("users.jsonl", good_after_bad, 2),
        ("users.json", lines.join("\n"), 1),
        ("exportUsers.csv", csv, 1),
    ];
    let mut said = String::new();
    for (name, text, good) in cases {
        let folder = folder(&[(name, &text)]);
        assert!(import_folder(folder.path(), &mut |_| {}).is_err());
        let options = Options {
            bad: Bad::LeaveOut,
            ..Options::default()
        };
        let import = crate::import(folder.path(), &options, &mut |_| {}).unwrap();
        assert_eq!(import.directory.users().len(), good, "{name}");
        for one in &import.left_out {
            let place = one.place.map(|place| (place.line, place.column));
            let id = one.id.map(|id| id.to_string());
            said.push_str(&format!(
                "{} {place:?} {:?} {:?} {id:?}: {}\n",
                one.file, one.index, one.object, one.reason
            ));
        }
        said.push('\n');
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/exchange"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("left_out", said));
}

#[test]
fn an_export_with_what_graph_gives_unasked_is_known() {
    let usual = format!(
        r#"[{{"id":"{ADELE}","userPrincipalName":"a@b.c","displayName":"A","jobTitle":null,"businessPhones":[]}}]"#
    );
    let import = super::import(&[("users.json", &usual)]).unwrap();
    assert!(import.absent.has_only_usual_properties());
    let import = super::import(&[("users.json", &format!("[{}]", user(ADELE, "adele")))]).unwrap();
    assert!(!import.absent.has_only_usual_properties());
    let import = super::import(&[("users.json", "[]")]).unwrap();
    assert!(!import.absent.has_only_usual_properties());
}

#[test]
fn an_import_that_nobody_waits_for_any_longer_ends() {
    for bad in [Bad::Refuse, Bad::LeaveOut] {
        let stop = Arc::new(AtomicBool::new(false));
        let options = Options {
            bad,
            stop: Some(stop.clone()),
            ..Options::default()
        };
        let mut heard = 0;
        let error = crate::import(&contoso(), &options, &mut |progress| {
            heard += 1;
            stop.store(true, Ordering::Relaxed);
            assert!(progress.objects == 0, "it went on");
        });
        let error = error.unwrap_err();
        assert!(error.is_stopped(), "{error}");
        assert!(heard > 1);
    }
}
