//! Every way to refuse an export, as the administrator reads it.

use std::path::Path;

use super::{ADELE, ALEX, SALES, folder, import};
use crate::{ImportError, import_folder};

/// The error without the path of the folder, then the help.
fn shown(error: &ImportError, folder: &Path) -> String {
    let text = error.to_string();
    let prefix = format!("{}/", folder.display());
    let text = text
        .replace(&prefix, "")
        .replace(&folder.display().to_string(), "<folder>");
    format!("{text}\n    {}\n", error.help())
}

#[test]
fn refusals_say_where_why_and_what_to_do() {
    let user = |rest: &str| {
        format!("[{{\"id\":\"{ADELE}\",\n\"userPrincipalName\":\"adele@contoso.com\"{rest}}}]")
    };
    let group = |rest: &str| {
        format!(
            r#"{{"value":[{{"id":"{SALES}","displayName":"Sales","securityEnabled":true{rest}}}]}}"#
        )
    };
    let good = user("");
    let one = |name: &str, text: String| vec![(name.to_owned(), text)];
    let with_users = |name: String, text: &str| {
        vec![
            ("users.json".to_owned(), user("")),
            ("groups.json".to_owned(), group("")),
            (name, text.to_owned()),
        ]
    };
    let cases = [
        ("an empty folder", Vec::new()),
        ("only other files", one("readme.txt", "hello".into())),
        ("an empty file", one("users.json", " \n".into())),
        ("cut in half", one("users.json", good.chars().take(60).collect())),
        ("no JSON", one("users.json", "Adele, Alex".into())),
        ("a missing comma", one("users.json", user("").replace(",\n", "\n"))),
        ("a text", one("users.json", "[\"adele\"]".into())),
        ("a wrong type", one("users.json", user(",\n\"accountEnabled\":\"yes\""))),
        ("a number for a text", one("users.json", user(",\"employeeId\":42"))),
        ("no date", one("users.json", user(",\"employeeHireDate\":\"next Monday\""))),
        ("a wrong type inside", one("users.json", user(",\"onPremisesExtensionAttributes\":{\"extensionAttribute3\":[1]}"))),
        ("a plan that is no object", one("users.json", user(",\"assignedPlans\":[\"exchange\"]"))),
        ("a licence without a product", one("users.json", user(",\"assignedLicenses\":[{\"sku\":\"E5\"}]"))),
        ("no id", one("users.json", "[{\"userPrincipalName\":\"adele@contoso.com\"}]".into())),
        ("a broken id", one("users.json", "[{\"id\":\"adele\"}]".into())),
        ("the same id with other facts", one("users.json", format!("{}\n{}", user(""), user(",\"city\":\"Oslo\"")))),
        ("the same id as a user", with_users("devices.json".into(), &format!(r#"[{{"id":"{ADELE}","deviceId":"x"}}]"#))),
        ("devices named users", one("users.json", format!(r#"[{{"id":"{ADELE}","displayName":"PC-1","deviceId":"{ALEX}","operatingSystem":"Windows"}}]"#))),
        ("users named devices", one("devices.json", good.clone())),
        ("groups named users", one("users.json", format!(r#"[{{"id":"{SALES}","displayName":"Sales","groupTypes":[]}}]"#))),
        ("users named groups", one("groups.json", good.clone())),
        ("a group without a name", one("groups.json", format!(r#"[{{"id":"{SALES}"}}]"#))),
        ("a processing state that is none", one("groups.json", group(",\"membershipRuleProcessingState\":\"Off\""))),
        ("a product without an id", one("subscribedSkus.json", r#"[{"skuPartNumber":"SPE_E5"}]"#.into())),
        ("a negative count", one("subscribedSkus.json", format!(r#"[{{"skuId":"{SALES}","skuPartNumber":"SPE_E5","prepaidUnits":{{"enabled":-1}}}}]"#))),
        ("an answer of refusal", one("users.json", r#"{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}"#.into())),
        ("a broken list of members", with_users(format!("members/{SALES}.json"), "[{\"id\":5}]")),
        ("a broken manager", with_users("managers.json".into(), &format!("{{\"{ADELE}\":\"Alex\"}}"))),
        ("a list without ids", one("exportUsers.csv", "displayName\nAdele\n".into())),
        ("a row that is too short", one("exportUsers.csv", format!("objectId,userPrincipalName,city\n{ADELE},adele@contoso.com\n"))),
        ("a list with a wrong value", one("exportUsers.csv", format!("objectId,userPrincipalName,accountEnabled\n{ADELE},adele@contoso.com,Perhaps\n"))),
    ];
    let mut text = String::new();
    for (name, files) in cases {
        let files: Vec<_> = files
            .iter()
            .map(|(name, text)| (name.as_str(), text.as_str()))
            .collect();
        let folder = folder(&files);
        let Err(error) = import_folder(folder.path(), &mut |_| {}) else {
            panic!("{name} is not refused");
        };
        text.push_str(&format!("{name}\n  {}", shown(&error, folder.path())));
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../snapshots/exchange"
    ));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("refusals", text));
}

#[test]
fn what_is_named_must_be_there() {
    let folder = folder(&[("users.json", "[]")]);
    let error = import_folder(&folder.path().join("nowhere"), &mut |_| {}).unwrap_err();
    assert_eq!(
        shown(&error, folder.path()).lines().next(),
        Some("nowhere: It does not exist.")
    );
}

#[test]
fn a_byte_that_is_not_utf8_is_shown() {
    let folder = folder(&[]);
    std::fs::write(folder.path().join("users.json"), b"[\n{\"id\": \"\xff\"}]").unwrap();
    let error = import_folder(folder.path(), &mut |_| {}).unwrap_err();
    assert_eq!(
        shown(&error, folder.path()).lines().next(),
        Some("users.json:2:9: There is a byte that is not UTF-8.")
    );
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let folder = folder(&[("users.json", "[]"), ("members/x", "")]);
    let file = folder.path().join(format!("members/{SALES}.json"));
    // A link that leads nowhere cannot be read, whoever asks.
    std::os::unix::fs::symlink(folder.path().join("nowhere"), &file).unwrap();
    std::fs::write(
        folder.path().join("groups.json"),
        format!(r#"[{{"id":"{SALES}","displayName":"Sales"}}]"#),
    )
    .unwrap();
    let error = import_folder(folder.path(), &mut |_| {}).unwrap_err();
    assert_eq!(error.path(), file, "{error}");
}

#[test]
fn an_empty_list_is_an_export() {
    assert!(
        import(&[("users.json", "{\"value\":[]}")])
            .unwrap()
            .directory
            .users()
            .is_empty()
    );
}
