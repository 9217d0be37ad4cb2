//! Lists with commas as people have them: with other names of columns, other ends of lines, and not lists at all.

use super::doors::zipped;
use super::{ADELE, ALEX, folder, import};
use crate::{Bad, ImportError, Options, import_folder, read_rows};

fn refused(name: &str, text: &str) -> ImportError {
    import(&[(name, text)]).unwrap_err()
}

#[test]
fn a_row_is_found_in_its_line_whatever_ends_the_lines() {
    let rows = [
        "objectId,userPrincipalName,displayName".to_owned(),
        format!("{ADELE},adele@contoso.com,\"Adele\nVance\""),
        "nobody,alex@contoso.com,Alex".to_owned(),
    ];
    for end in ["\n", "\r\n"] {
        let text = rows
            .join(end)
            .replace("Adele\nVance", &format!("Adele{end}Vance"))
            + end;
        let error = refused("exportUsers.csv", &text);
        assert_eq!(error.place().unwrap().line, 4, "{end:?}");
        let short = text.replace("nobody,alex@contoso.com,Alex", "nobody");
        let error = refused("exportUsers.csv", &short);
        assert_eq!(error.place().unwrap().line, 4, "{end:?}");
        assert_eq!(error.reason(), "The row has 1 field; the first row has 3.");
        let told = format!("sep=,{end}{text}");
        let error = refused("exportUsers.csv", &told);
        assert_eq!(error.place().unwrap().line, 5, "{end:?}");
        let list = folder(&[("list.csv", &text)]);
        let list = read_rows(&list.path().join("list.csv"), Bad::Refuse).unwrap();
        let lines: Vec<usize> = list.rows.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4], "{end:?}");
    }
}

#[test]
fn a_list_with_unknown_columns_says_which_and_how_to_map_them() {
    let text = format!("Käyttäjä,Tunnus\nadele@contoso.com,{ADELE}\n");
    for (name, reason) in [
        (
            "kayttajat.csv",
            "No list of the portal has the columns \"Käyttäjä\", \"Tunnus\".",
        ),
        (
            "exportUsers_1.csv",
            "The columns \"objectId\" and \"userPrincipalName\" are not both there. Its columns are \"Käyttäjä\", \"Tunnus\".",
        ),
        (
            "exportGroups.csv",
            "The columns \"Object ID\" and \"Display name\" are not both there. Its columns are \"Käyttäjä\", \"Tunnus\".",
        ),
    ] {
        let error = refused(name, &text);
        assert_eq!(error.reason(), reason);
        assert!(error.help().contains("-Map @{"), "{}", error.help());
        assert!(error.path().ends_with(name));
    }
    // Beside what is known it is only mentioned.
    let users = format!(r#"[{{"id":"{ADELE}","userPrincipalName":"adele@contoso.com"}}]"#);
    let import = import(&[("users.json", &users), ("kayttajat.csv", &text)]).unwrap();
    assert_eq!(
        import.notes[0].to_string(),
        "kayttajat.csv was not used: its columns are those of no list of the portal: \"Käyttäjä\", \"Tunnus\"."
    );
}

#[test]
fn a_workbook_is_no_list() {
    let place = tempfile::tempdir().unwrap();
    let new = zipped(&[
        ("[Content_Types].xml".into(), b"<Types/>".to_vec()),
        ("xl/workbook.xml".into(), b"<workbook/>".to_vec()),
    ]);
    let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    for (name, bytes) in [("hr.xlsx", new), ("hr.xls", old)] {
        let path = place.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let as_export = import_folder(&path, &mut |_| {}).unwrap_err();
        let as_list = read_rows(&path, Bad::Refuse).unwrap_err();
        for error in [as_export, as_list] {
            assert_eq!(error.reason(), "This is a workbook of Excel.");
            assert!(error.help().contains("CSV UTF-8"), "{}", error.help());
        }
    }
}

#[test]
fn what_powershell_makes_of_nothing_is_not_missed() {
    let users = format!(
        r#"[{{"Id":"{ADELE}","UserPrincipalName":"adele@contoso.com","Drive":{{"Id":null,"Owner":{{"User":{{"Id":null}}}}}},"Activities":[],"AboutMe":"","Calendar":{{"Name":"Team"}}}}]"#
    );
    let groups = format!(
        r#"[{{"Id":"{ALEX}","DisplayName":"Sales","SecurityEnabled":true,"Drive":{{"Id":null}},"Colour":"red"}}]"#
    );
    let import = import(&[("users.json", &users), ("groups.json", &groups)]).unwrap();
    let notes: Vec<String> = import.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "users.json has properties that are not known and were left out: Calendar.",
            "groups.json has properties that are not known and were left out: Colour.",
        ]
    );
}

#[test]
fn an_import_of_nothing_good_is_refused() {
    let leave_out = Options {
        bad: Bad::LeaveOut,
        ..Options::default()
    };
    let answer = r#"{"error":{"code":"x","message":"Access token has expired."}}"#;
    for (name, text) in [
        ("users.json", answer),
        ("users.json", ""),
        (
            "exportUsers.csv",
            "objectId,userPrincipalName\nadele,adele\n",
        ),
        (
            "groups.tf",
            "resource \"azuread_group\" \"x\" { display_name = var.name }",
        ),
    ] {
        let folder = folder(&[(name, text)]);
        let error = crate::read(folder.path(), &leave_out, &mut |_| {}).unwrap_err();
        let start = "Nothing of this can be taken. It begins with this: ";
        assert!(error.reason().starts_with(start), "{error}");
        assert!(error.path().ends_with(name), "{error}");
    }
}
