//! The shapes in which the same objects come.

use ingroup_schema::{ObjectKind, PropertyKey, SubjectKind, Value, catalogue};

use super::{ADELE, ALEX, SALES, import, of_first_user};
use crate::{Note, select_url};

fn user(id: &str, name: &str) -> String {
    format!(r#"{{"id":"{id}","userPrincipalName":"{name}@contoso.com","department":"Sales"}}"#)
}

#[test]
fn every_envelope_gives_the_same_users() {
    let (adele, alex) = (user(ADELE, "adele"), user(ALEX, "alex"));
    let page = |users: &str| format!(r#"{{"@odata.context":"…","value":[{users}]}}"#);
    let both = format!("{adele},{alex}");
    let one = |text: String| vec![("users.json", text)];
    let shapes = [
        one(page(&both)),
        one(format!("[{both}]")),
        one(format!("[{},{}]", page(&adele), page(&alex))),
        one(format!("{}\n{}\n", page(&adele), page(&alex))),
        vec![("users.jsonl", format!("{adele}\r\n{alex}\r\n"))],
        vec![
            ("users.1.json", page(&adele)),
            ("users.2.json", page(&alex)),
        ],
        vec![
            ("users-10.json", page(&alex)),
            ("users-9.json", page(&adele)),
        ],
        one(format!("\u{feff}{}", page(&both))),
        one(page(&both).replace(',', ",\r\n")),
        one(page(&both)
            .replace("userPrincipalName", "UserPrincipalName")
            .replace("\"id\"", "\"Id\"")),
    ];
    let files = |shape: &[(&'static str, String)]| {
        let files: Vec<_> = shape
            .iter()
            .map(|(name, text)| (*name, text.as_str()))
            .collect();
        import(&files).unwrap()
    };
    let expected = files(&shapes[0]);
    assert_eq!(expected.directory.users().len(), 2);
    for shape in &shapes {
        let import = files(shape);
        assert!(import.directory == expected.directory, "{shape:?}");
        assert!(import.notes.is_empty(), "{:?}", import.notes);
    }
}

#[test]
fn older_powershell_writes_utf16() {
    let folder = tempfile::tempdir().unwrap();
    let text = format!("\u{feff}[{}]", user(ADELE, "adèle"));
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("users.json"), bytes).unwrap();
    let import = crate::import_folder(folder.path(), &mut |_| {}).unwrap();
    let name = of_first_user(&import, "userPrincipalName");
    assert_eq!(name, Value::text("adèle@contoso.com"));
}

#[test]
fn what_powershell_makes_of_a_user_is_read() {
    let text = format!(
        r#"[{{"Id":"{ADELE}","UserPrincipalName":"adele@contoso.com","City":"","Manager":{{"Id":null,"DeletedDateTime":null}},
        "EmployeeHireDate":"/Date(1732147200000)/","OnPremisesExtensionAttributes":{{"ExtensionAttribute1":"Care"}},
        "BusinessPhones":["1","2"],"Authentication":{{"Methods":["phone"]}},
        "AdditionalProperties":{{"department":"Sales","extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber":"7"}}}}]"#
    );
    let import = import(&[("users.json", &text)]).unwrap();
    let read = |name| of_first_user(&import, name);
    assert_eq!(read("city"), Value::Null);
    assert_eq!(read("department"), Value::text("Sales"));
    assert_eq!(read("extensionAttribute1"), Value::text("Care"));
    assert_eq!(read("telephoneNumber"), Value::text("1"));
    assert_eq!(
        read("employeeHireDate"),
        Value::Instant("2024-11-21T00:00:00Z".parse().unwrap())
    );
    let users = import.directory.users();
    assert_eq!(users.extensions().count(), 1);
    let row = users.rows().next().unwrap();
    assert_eq!(
        import.directory.user_facts(row).more_business_phones,
        ["2".into()]
    );
    let unknown = Note::UnknownProperties {
        file: "users.json".into(),
        names: vec!["Authentication".into()],
    };
    assert_eq!(import.notes, [unknown]);
}

#[test]
fn what_an_export_left_out_is_told_with_the_address_that_brings_it() {
    let import = import(&[("users.json", &user(ADELE, "adele"))]).unwrap();
    let absent = import.absent.properties(SubjectKind::User);
    assert!(
        absent
            .iter()
            .all(|property| property.name() != "department")
    );
    let wanted: Vec<_> = catalogue(SubjectKind::User)
        .filter(|property| {
            [
                "jobTitle",
                "telephoneNumber",
                "extensionAttribute3",
                "memberOf",
            ]
            .contains(&property.name)
        })
        .map(|property| PropertyKey::Known(property.id))
        .collect();
    assert_eq!(
        select_url(SubjectKind::User, &wanted),
        "https://graph.microsoft.com/v1.0/users?$select=id,userPrincipalName,displayName,jobTitle,businessPhones,onPremisesExtensionAttributes&$expand=manager($select=id)&$top=999"
    );
    assert_eq!(
        select_url(SubjectKind::Device, &[]),
        "https://graph.microsoft.com/v1.0/devices?$select=id,deviceId,displayName&$top=999"
    );
}

#[test]
fn members_may_be_contacts_and_may_be_nobody() {
    let contact = "11111111-0000-0000-0000-000000000001";
    let members = format!(
        r##"{{"value":[{{"@odata.type":"#microsoft.graph.user","id":"{ADELE}"}},
        {{"@odata.type":"#microsoft.graph.orgContact","id":"{contact}","displayName":"Carol"}},
        {{"@odata.type":"#microsoft.graph.user","id":"{ALEX}"}}]}}"##
    );
    let groups = format!(
        r#"[{{"id":"{SALES}","displayName":"Sales","groupTypes":[],"securityEnabled":true}}]"#
    );
    let import = import(&[
        ("users.json", &user(ADELE, "adele")),
        ("groups.json", &groups),
        (&format!("members/{SALES}.json"), &members),
        (&format!("owners/{ALEX}.json"), "[]"),
        ("members/sales.json", "[]"),
        ("managers.json", &format!(r#"{{"{ADELE}":"{ALEX}"}}"#)),
    ])
    .unwrap();
    let directory = &import.directory;
    let group = directory.group(SALES.parse().unwrap()).unwrap();
    assert_eq!(group.members().len(), 2);
    let other = directory.other(contact.parse().unwrap()).unwrap();
    assert_eq!(other.kind, ObjectKind::OrgContact);
    let notes: Vec<_> = import.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "members/sales.json was not used: its name is not the id of a group.".to_owned(),
            format!("One id among the managers belongs to nobody in this export: {ALEX}."),
            format!("One id among the members belongs to nobody in this export: {ALEX}."),
            format!("owners/{ALEX}.json was not used: no group has this id."),
        ]
    );
}

#[test]
fn a_page_that_is_in_the_same_file_is_not_missed() {
    let (first, second) = (user(ADELE, "adele"), user(ALEX, "alex"));
    let pages =
        format!(r#"[{{"value":[{first}],"@odata.nextLink":"https://…"}},{{"value":[{second}]}}]"#);
    let import = import(&[("users.json", &pages)]).unwrap();
    assert_eq!(import.directory.users().len(), 2);
    assert_eq!(import.notes, []);
}

#[test]
fn pages_may_overlap_and_sign_in_names_may_clash() {
    let clash = user("00000000-0000-0000-0000-000000000007", "ADELE");
    let import = import(&[
        (
            "users-1.json",
            &format!(
                r#"{{"value":[{}],"@odata.nextLink":"https://…"}}"#,
                user(ADELE, "adele")
            ),
        ),
        (
            "users-2.json",
            &format!(
                r#"{{"@odata.nextLink":"https://…","value":[{},{clash}]}}"#,
                user(ADELE, "adele")
            ),
        ),
        ("notes.csv", "a,b"),
    ])
    .unwrap();
    assert_eq!(import.directory.users().len(), 1);
    let notes: Vec<_> = import.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "notes.csv was not used: its columns are those of no list of the portal: \"a\", \"b\".",
            "users-2.json: the user 00000000-0000-0000-0000-000000000007 was left out, because 3daedfb6-1af6-459a-9017-30b420d6c902 has the same sign-in name \"ADELE@contoso.com\".",
            "users-2.json lists user \"adele@contoso.com\" twice; it was taken once.",
            "users-2.json ends with a link to a next page; if that page is not in the folder, objects are missing.",
        ]
    );
}
