//! The sample tenant, read whole.

use ingroup_schema::{ObjectId, SubjectKind};
use serde_json::Value as Json;

use super::contoso;
use crate::{Note, import_folder, object_json};

#[test]
fn the_sample_tenant_is_read_whole() {
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    let directory = &import.directory;
    assert_eq!(directory.users().len(), 1_200);
    assert_eq!(directory.devices().len(), 300);
    assert_eq!(directory.group_count(), 80);
    assert_eq!(directory.subscriptions().len(), 6);
    assert_eq!(directory.roles().len(), 5);
    assert_eq!(
        directory.organization().display_name.as_deref(),
        Some("Contoso")
    );
    assert_eq!(import.listed_members.len(), 16);
    let with_manager = directory
        .users()
        .rows()
        .filter(|row| directory.manager(*row).is_some());
    assert_eq!(with_manager.count(), 1_052);
    assert!(import.absent.properties(SubjectKind::User).is_empty());
    assert!(import.absent.properties(SubjectKind::Device).is_empty());
    assert!(!import.absent.managers());
    let notes: Vec<_> = import.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        ["exportUsers.csv was not used: users.json says more about users."]
    );
}

/// What the files say of an object is what is shown of it, property by property.
#[test]
fn nothing_of_the_sample_tenant_is_lost() {
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    // Lists of errors are kept nowhere; the sample has none.
    let passed_over = ["onPremisesProvisioningErrors", "serviceProvisioningErrors"];
    for list in ["users", "devices", "groups"] {
        let text = std::fs::read_to_string(contoso().join(format!("{list}.json"))).unwrap();
        let page: Json = serde_json::from_str(&text).unwrap();
        for object in page["value"].as_array().unwrap() {
            let id: ObjectId = object["id"].as_str().unwrap().parse().unwrap();
            let shown = object_json(&import.directory, id).unwrap();
            for (name, expected) in object.as_object().unwrap() {
                if passed_over.contains(&name.as_str()) {
                    continue;
                }
                let (mut expected, mut shown) = (expected.clone(), shown[name].clone());
                if expected == "" {
                    expected = Json::Null;
                }
                if name == "groupTypes" {
                    for list in [&mut expected, &mut shown] {
                        list.as_array_mut()
                            .unwrap()
                            .sort_by_key(ToString::to_string);
                    }
                }
                assert_eq!(shown, expected, "{name} of {id}");
            }
        }
    }
}

#[test]
fn progress_goes_from_nothing_to_almost_all_and_ends() {
    let mut steps = Vec::new();
    import_folder(&contoso(), &mut |progress| steps.push(progress)).unwrap();
    assert!(steps.pop().unwrap().is_over());
    assert!(steps.iter().all(|progress| !progress.is_over()));
    assert!(steps.is_sorted_by_key(|progress| progress.bytes_done));
    assert_eq!(steps[0].bytes_done, 0);
    let last = steps.last().unwrap();
    assert!(last.bytes_done < last.bytes);
    assert!(steps.iter().any(|progress| progress.file == "users.json"));
}

#[test]
fn the_list_of_the_portal_will_do_alone() {
    let folder = tempfile::tempdir().unwrap();
    let list = "exportUsers.csv";
    std::fs::copy(
        contoso().join(list),
        folder.path().join("exportUsers_2026-11-21.csv"),
    )
    .unwrap();
    let import = import_folder(folder.path(), &mut |_| {}).unwrap();
    let whole = import_folder(&contoso(), &mut |_| {}).unwrap();
    assert_eq!(import.notes, Vec::<Note>::new());
    assert!(import.absent.managers());
    let absent = import.absent.properties(SubjectKind::User);
    assert!(
        absent
            .iter()
            .any(|property| property.name() == "companyName")
    );

    let (users, expected) = (import.directory.users(), whole.directory.users());
    assert_eq!(users.len(), expected.len());
    for (row, other) in users.rows().zip(expected.rows()) {
        for property in users.properties() {
            assert_eq!(
                users.owned(row, &property),
                expected.owned(other, &property),
                "{property} of {:?}",
                users.id(row)
            );
        }
    }
}
