//! What is written is read back as the same facts.

use ingroup_directory::{
    ApplicationFacts, AssignedLicense, DeviceFacts, Directory, DirectoryRole, DynamicGroups,
    ExtensionProperty, GroupFacts, JoinPolicy, JoinRequest, LicenseAssignmentState, LicenseError,
    LicenseState, LifecyclePolicy, ManagedGroups, MembershipType, ObjectRef, OtherObject,
    RequestState, RoleAssignment, RoleScope, RuleProcessing, SettingValue, Settings, UnitFacts,
    UserFacts, Visibility,
};
use ingroup_schema::{
    ExtensionName, ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, property,
};

use super::{ADELE, ALEX, SALES, contoso, folder};
use crate::{Overwrite, export_folder, import_folder};

/// A directory with what the sample tenant has none of.
pub(super) fn odd_directory() -> Directory {
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
    add_what_is_of_the_tenant(&mut directory, app);
    add_self_service(&mut directory);
    add_what_is_deleted(&mut directory);
    directory
}

/// Who may join, who has asked, and which groups expire.
fn add_self_service(directory: &mut Directory) {
    let id = |text: &str| -> ObjectId { text.parse().unwrap() };
    let at = |text: &str| text.parse().unwrap();
    let said = &mut Vec::new();
    let facts = GroupFacts {
        own_join_policy: Some(JoinPolicy::OwnerApproval),
        last_activity: Some(at("2026-11-19T10:00:00Z")),
        ..GroupFacts::clone(directory.group(id(SALES)).unwrap().facts())
    };
    directory.set_group(id(SALES), facts, said).unwrap();
    for (number, state, requester) in [
        (41, RequestState::Pending, ADELE),
        (42, RequestState::Rejected, ALEX),
    ] {
        let settled = state != RequestState::Pending;
        let request = JoinRequest {
            id: id(&format!("22222222-0000-0000-0000-0000000000{number}")),
            group: id(SALES),
            requester: id(requester),
            justification: settled.then(|| "A \"good\" reason".into()),
            created: at("2026-11-18T08:00:00Z"),
            state,
            decided_by: settled.then(|| id(ADELE)),
            decided: settled.then(|| at("2026-11-18T09:00:00Z")),
        };
        directory.add_join_request(request, said).unwrap();
    }
    let policy = LifecyclePolicy {
        id: id("22222222-0000-0000-0000-000000000051"),
        lifetime_days: 180,
        managed: ManagedGroups::Selected,
        alternate_mails: vec!["it@contoso.com".into(), "help@contoso.com".into()],
        selected: [id(SALES)].into(),
    };
    directory.set_lifecycle_policy(Some(policy), said);
}

/// Units, applications, settings, a team.
fn add_what_is_of_the_tenant(directory: &mut Directory, identity: ObjectId) {
    let id = |text: &str| -> ObjectId { text.parse().unwrap() };
    let said = &mut Vec::new();
    let (unit, quiet) = (
        id("22222222-0000-0000-0000-000000000011"),
        id("22222222-0000-0000-0000-000000000012"),
    );
    let facts = UnitFacts {
        display_name: "Europe".into(),
        membership_type: MembershipType::Dynamic,
        membership_rule: Some("user.city -eq \"Oslo\"  ".into()),
        rule_processing: Some(RuleProcessing::Paused),
        visibility: Some(Visibility::HiddenMembership),
        is_member_management_restricted: true,
        ..UnitFacts::default()
    };
    directory.create_unit(unit, facts, said).unwrap();
    directory
        .create_unit(quiet, UnitFacts::default(), said)
        .unwrap();
    for member in [id(ALEX), id(SALES)] {
        directory.add_member(unit, member, said).unwrap();
    }
    for role in [
        "22222222-0000-0000-0000-000000000005",
        "22222222-0000-0000-0000-000000000013",
    ] {
        let assignment = RoleAssignment {
            scope: RoleScope::Unit(unit),
            role: id(role),
            principal: id(ALEX),
        };
        directory.assign_role(assignment, said).unwrap();
    }
    for (number, service_principal) in [(21, Some(identity)), (22, None)] {
        let application = id(&format!("22222222-0000-0000-0000-0000000000{number}"));
        let facts = ApplicationFacts {
            app_id: id(&format!("22222222-0000-0000-0000-0000000001{number}")),
            display_name: "Payroll".into(),
            service_principal,
            extension_properties: vec![ExtensionProperty {
                name: "extension_c272a57b722d4eb29bfe327874ae79cb_Odd".into(),
                target_objects: vec!["User".into(), "Device".into()],
                data_type: "String".into(),
            }],
        };
        directory
            .create_application(application, facts, said)
            .unwrap();
        directory
            .assign_access(application, id(ALEX), said)
            .unwrap();
    }
    let mut settings = Settings::default();
    for (name, text) in [
        ("AllowToAddGuests", "false"),
        ("CustomBlockedWordsList", "CEO,Pay \"roll\""),
        ("GroupCreationAllowedGroupId", SALES),
        ("memberOfRetirement", "2026-11-03T00:00:00Z"),
        ("teamsRosterLag", "PT0S"),
    ] {
        settings.set(name, SettingValue::Text(text.into())).unwrap();
    }
    directory.set_settings(settings, said);
    let facts = GroupFacts {
        team_since: Some("2026-01-02T03:04:05Z".parse().unwrap()),
        allow_to_add_guests: Some(false),
        ..GroupFacts::clone(directory.group(id(SALES)).unwrap().facts())
    };
    directory.set_group(id(SALES), facts, said).unwrap();
}

/// A user, a group and a unit, all deleted, that were connected with others and each other.
fn add_what_is_deleted(directory: &mut Directory) {
    let id = |number: u8| -> ObjectId {
        format!("33333333-0000-0000-0000-0000000000{number}")
            .parse()
            .unwrap()
    };
    let key = |name: &str| PropertyKey::Known(property(SubjectKind::User, name).unwrap().id);
    let (sales, at) = (
        SALES.parse().unwrap(),
        "2026-11-20T08:00:00Z".parse().unwrap(),
    );
    let said = &mut Vec::new();
    let values = vec![
        (key("userPrincipalName"), Value::text("gone@contoso.com")),
        (key("displayName"), Value::text("Gone")),
    ];
    directory
        .create_user(id(10), values, UserFacts::default(), said)
        .unwrap();
    let facts = GroupFacts {
        display_name: "Gone".into(),
        ..GroupFacts::default()
    };
    directory.create_group(id(11), facts, said).unwrap();
    directory
        .create_unit(id(12), UnitFacts::default(), said)
        .unwrap();
    for holder in [sales, id(11), id(12)] {
        directory.add_member(holder, id(10), said).unwrap();
    }
    directory.add_owner(id(11), id(10), said).unwrap();
    let alex = ALEX.parse().unwrap();
    directory.set_manager(id(10), Some(alex), said).unwrap();
    let assignment = RoleAssignment {
        scope: RoleScope::Unit(id(12)),
        role: id(13),
        principal: id(10),
    };
    directory.assign_role(assignment, said).unwrap();
    directory.soft_delete_group(id(11), at, said).unwrap();
    directory
        .soft_delete_user(id(10), DynamicGroups::Scanned, at, said)
        .unwrap();
    directory.soft_delete_unit(id(12), at, said).unwrap();
}

#[test]
fn what_was_deleted_before_an_export_can_be_restored_after_it() {
    let directory = odd_directory();
    let folder = tempfile::tempdir().unwrap();
    export_folder(&directory, folder.path(), Overwrite::Refuse).unwrap();
    let again = import_folder(folder.path(), &mut |_| {}).unwrap().directory;
    let restored = |mut directory: Directory| {
        for kind in [
            ObjectKind::User,
            ObjectKind::Group,
            ObjectKind::AdministrativeUnit,
        ] {
            let ids: Vec<_> = directory
                .deleted_objects(kind)
                .map(|object| object.id())
                .collect();
            for id in ids {
                directory.restore(id, &mut Vec::new()).unwrap();
            }
        }
        directory
    };
    let (one, two) = (restored(directory), restored(again));
    let groups = |of: &Directory, user| {
        let object = ObjectRef::User(user);
        of.member_of(object, DynamicGroups::Scanned).count()
    };
    assert_eq!(one.deleted_count(), 0);
    let gone = one.user_by_principal_name("gone@contoso.com").unwrap();
    assert_eq!(groups(&one, gone), 2);
    assert_eq!(two.users().len(), one.users().len());
    let gone = two.user_by_principal_name("gone@contoso.com").unwrap();
    assert_eq!(groups(&two, gone), 2);
    assert_eq!(two.units_of(ObjectRef::User(gone)).count(), 1);
    assert!(two.manager(gone).is_some());
}

#[test]
fn lists_of_applications_and_settings_say_what_was_not_used() {
    let import = super::import(&[
        (
            "groupSettings.json",
            r#"[{"displayName":"Group.Unified","values":[
                {"name":"EnableGroupCreation","value":"False"},{"name":"Sparkle","value":"yes"}]}]"#,
        ),
        (
            "servicePrincipals.json",
            r#"[{"id":"22222222-0000-0000-0000-000000000001","appId":"22222222-0000-0000-0000-000000000002",
                "appRoleAssignedTo":[{"principalId":"22222222-0000-0000-0000-000000000003"}]}]"#,
        ),
    ])
    .unwrap();
    assert!(!import.directory.settings().enable_group_creation);
    let notes: Vec<_> = import.notes.iter().map(ToString::to_string).collect();
    assert_eq!(
        notes,
        [
            "The list of who is assigned to 22222222-0000-0000-0000-000000000001 was not used: its application is not in this export.",
            "groupSettings.json has properties that are not known and were left out: Sparkle.",
        ]
    );
    let refused = super::import(&[(
        "groupSettings.json",
        r#"[{"values":[{"name":"EnableGroupCreation","value":"perhaps"}]}]"#,
    )]);
    assert_eq!(
        refused.unwrap_err().reason(),
        "EnableGroupCreation must be true or false, not \"perhaps\"."
    );
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
