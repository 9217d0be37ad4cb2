//! What is written is read back as the same facts.

use ingroup_directory::{
    AssignedLicense, DeviceFacts, Directory, DirectoryRole, GroupFacts, LicenseAssignmentState,
    LicenseError, LicenseState, OtherObject, UserFacts,
};
use ingroup_schema::{
    ExtensionName, ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, property,
};

use super::{ADELE, ALEX, SALES, contoso, folder};
use crate::{Overwrite, export_folder, import_folder};

/// A directory with what the sample tenant has none of.
fn odd_directory() -> Directory {
    let id = |text: &str| -> ObjectId { text.parse().unwrap() };
    let key = |name: &str| PropertyKey::Known(property(SubjectKind::User, name).unwrap().id);
    let extension = "extension_c272a57b722d4eb29bfe327874ae79cb_Odd";
    let (app, nested, device) = (
        id("22222222-0000-0000-0000-000000000001"),
        id("22222222-0000-0000-0000-000000000002"),
        id("22222222-0000-0000-0000-000000000003"),
    );
    let said = &mut Vec::new();
    let mut directory = Directory::default();
    let values = vec![
        (key("userPrincipalName"), Value::text("odd@contoso.com")),
        (
            key("displayName"),
            Value::text(" \"Quoted\" \\ \u{a0}\u{1}\u{1F600}"),
        ),
        (
            key("employeeHireDate"),
            Value::Instant("2026-11-21T00:00:00.123456789Z".parse().unwrap()),
        ),
        (key("otherMails"), Value::texts(["b@x", "a@x", "b@x"])),
        (key("telephoneNumber"), Value::text("1")),
        (
            PropertyKey::Extension(ExtensionName::read(extension).unwrap()),
            Value::text("$null"),
        ),
    ];
    let facts = UserFacts {
        more_business_phones: vec!["2".into(), "3".into()],
        assigned_licenses: vec![AssignedLicense {
            sku_id: app,
            disabled_plans: vec![nested],
        }],
        license_assignment_states: vec![LicenseAssignmentState {
            sku_id: app,
            disabled_plans: Vec::new(),
            assigned_by_group: Some(id(SALES)),
            state: LicenseState::Error,
            error: LicenseError::CountViolation,
            last_updated_date_time: None,
        }],
        ..UserFacts::default()
    };
    directory
        .create_user(id(ADELE), values, facts, said)
        .unwrap();
    directory
        .create_user(id(ALEX), Vec::new(), UserFacts::default(), said)
        .unwrap();
    directory
        .set_manager(id(ALEX), Some(id(ADELE)), said)
        .unwrap();
    let facts = DeviceFacts {
        is_compliant: Some(false),
        ..DeviceFacts::default()
    };
    directory
        .create_device(device, Vec::new(), facts, said)
        .unwrap();
    for (group, name) in [(id(SALES), "Sales"), (nested, "Sales\nwithin")] {
        let facts = GroupFacts {
            display_name: name.into(),
            membership_rule: Some(" (user.city -eq \"\")\r\n ".into()),
            ..GroupFacts::default()
        };
        directory.create_group(group, facts, said).unwrap();
    }
    let other = OtherObject {
        kind: ObjectKind::ServicePrincipal,
        display_name: None,
    };
    directory.create_other(app, other, said).unwrap();
    for member in [id(ALEX), device, nested, app] {
        directory.add_member(id(SALES), member, said).unwrap();
    }
    directory.add_owner(nested, app, said).unwrap();
    let role = DirectoryRole {
        id: id("22222222-0000-0000-0000-000000000004"),
        template: id("22222222-0000-0000-0000-000000000005"),
        display_name: "Groups Administrator".into(),
        description: None,
        members: vec![app, id(ADELE)],
    };
    directory.set_roles(vec![role], said);
    directory
}

#[test]
fn odd_facts_come_back_as_they_were() {
    let directory = odd_directory();
    let folder = tempfile::tempdir().unwrap();
    export_folder(&directory, folder.path(), Overwrite::Refuse).unwrap();
    let again = import_folder(folder.path(), &mut |_| {}).unwrap();
    assert!(again.directory == directory, "{:#?}", again.directory);
    assert_eq!(again.notes, []);
}

#[test]
fn the_sample_tenant_comes_back_as_it_was() {
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = one.path().join("export");
    export_folder(&import.directory, &first, Overwrite::Refuse).unwrap();
    let again = import_folder(&first, &mut |_| {}).unwrap();
    assert!(again.directory == import.directory);
    assert_eq!(again.notes, []);
    assert_eq!(again.listed_members.len(), 80);

    export_folder(&again.directory, two.path(), Overwrite::Refuse).unwrap();
    for name in [
        "users.json",
        "groups.json",
        "managers.json",
        "directoryRoles.json",
    ] {
        let read = |folder: &std::path::Path| std::fs::read(folder.join(name)).unwrap();
        assert!(read(&first) == read(two.path()), "{name}");
    }
}

#[test]
fn files_of_others_are_not_replaced() {
    let folder = folder(&[("budget.xlsx", "12")]);
    let import = import_folder(&contoso(), &mut |_| {}).unwrap();
    let refused = export_folder(&import.directory, folder.path(), Overwrite::Refuse).unwrap_err();
    assert_eq!(refused.reason(), "The folder has files.");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);

    export_folder(&import.directory, folder.path(), Overwrite::ReplaceExport).unwrap();
    assert_eq!(
        std::fs::read_to_string(folder.path().join("budget.xlsx")).unwrap(),
        "12"
    );

    // Groups that are no more leave no lists behind.
    let mut smaller = import.directory.clone();
    for group in import.directory.groups() {
        smaller.delete_group(group.id(), &mut Vec::new()).unwrap();
    }
    export_folder(&smaller, folder.path(), Overwrite::ReplaceExport).unwrap();
    let again = import_folder(folder.path(), &mut |_| {}).unwrap();
    assert!(again.directory == smaller);
    assert_eq!(again.notes, []);
    assert!(!folder.path().join(".export-in-progress").exists());
}
