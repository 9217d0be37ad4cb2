//! What single changes do, say and refuse.

use ingroup_schema::{
    ExtensionName, ObjectKind, PropertyKey, SubjectKind, TextItems, Value, ValueRef,
};

use super::{device_key, id, user_key, user_values};
use crate::{
    Change, Code, DeviceFacts, Directory, DirectoryRole, DynamicGroups, GroupFacts, GroupField,
    GroupKind, GroupType, HolderRow, IntegrityError, Moved, Name, ObjectRef, OtherObject,
    RoleAssignment, RoleScope, Row, RowList, UserFacts,
};

fn adele(directory: &mut Directory) -> Row {
    let values = user_values(&[
        ("userPrincipalName", "adele@contoso.com"),
        ("displayName", "Adele Vance"),
        ("mailNickName", "adele"),
        ("department", "Sales"),
    ]);
    directory
        .create_user(id(1), values, UserFacts::default(), &mut Vec::new())
        .unwrap()
}

fn named(name: &str) -> GroupFacts {
    GroupFacts {
        display_name: name.into(),
        security_enabled: true,
        ..GroupFacts::default()
    }
}

#[test]
fn a_value_is_read_as_it_was_written() {
    let mut directory = Directory::default();
    let row = adele(&mut directory);
    let users = directory.users();
    let read = |name| users.value(row, &user_key(name));
    assert_eq!(read("department"), ValueRef::Text("Sales"));
    assert_eq!(read("city"), ValueRef::Null);
    assert_eq!(read("otherMails"), ValueRef::Texts(TextItems::EMPTY));
    assert_eq!(read("assignedPlans"), ValueRef::Plans(&[]));
    assert_eq!(read("objectId"), ValueRef::Text(&id(1).to_string()));
}

#[test]
fn equal_values_share_a_code() {
    let mut directory = Directory::default();
    let adele = adele(&mut directory);
    let values = user_values(&[
        ("userPrincipalName", "b@contoso.com"),
        ("department", "Sales"),
    ]);
    let other = directory
        .create_user(id(2), values, UserFacts::default(), &mut Vec::new())
        .unwrap();
    let column = directory.users().column(&user_key("department")).unwrap();
    assert!(column.is_dictionary());
    assert_eq!(column.code(adele), column.code(other));
    assert_eq!(column.value_of(Code::MISSING), ValueRef::Null);
    assert_eq!(
        column.code_of(&Value::text("Sales")),
        Some(column.code(adele))
    );
    assert_eq!(column.values().count(), 2);

    let names = directory
        .users()
        .column(&user_key("userPrincipalName"))
        .unwrap();
    assert!(!names.is_dictionary());
    assert_eq!(
        names.value_of(names.code(other)),
        ValueRef::Text("b@contoso.com")
    );
}

#[test]
fn a_change_tells_old_and_new_and_only_if_something_changed() {
    let mut directory = Directory::default();
    let row = adele(&mut directory);
    let mut changes = Vec::new();
    let department = user_key("department");
    for value in ["Sales", "SALES", "SALES"] {
        directory
            .set_value(id(1), department.clone(), Value::text(value), &mut changes)
            .unwrap();
    }
    let expected = Change::ValueChanged {
        kind: SubjectKind::User,
        id: id(1),
        row,
        property: department,
        old: Value::text("Sales"),
        new: Value::text("SALES"),
    };
    assert_eq!(changes, [expected]);
}

#[test]
fn values_are_written_together_or_not_at_all() {
    let mut directory = Directory::default();
    adele(&mut directory);
    let before = directory.clone();
    let mut changes = Vec::new();
    let mut refused = |key: PropertyKey, value: Value| {
        let values = vec![(user_key("city"), Value::text("Oslo")), (key, value)];
        directory
            .set_values(id(1), values, &mut changes)
            .unwrap_err()
    };
    assert_eq!(
        refused(user_key("accountEnabled"), Value::text("yes")),
        IntegrityError::WrongType(user_key("accountEnabled"))
    );
    assert_eq!(
        refused(device_key("deviceModel"), Value::text("x")),
        IntegrityError::WrongKind(device_key("deviceModel"))
    );
    assert_eq!(
        refused(user_key("objectId"), Value::text("x")),
        IntegrityError::Derived(user_key("objectId"))
    );
    assert!(changes.is_empty());
    assert!(directory == before);
}

#[test]
fn sign_in_names_are_unique_whatever_the_case() {
    let mut directory = Directory::default();
    adele(&mut directory);
    let values = user_values(&[("userPrincipalName", "ADELE@Contoso.com")]);
    let refused = directory
        .create_user(id(2), values, UserFacts::default(), &mut Vec::new())
        .unwrap_err();
    assert_eq!(
        refused.to_string(),
        "The sign-in name \"ADELE@Contoso.com\" belongs to the user 00000000-0000-0000-0000-000000000001."
    );
    let own = user_values(&[("userPrincipalName", "Adele@Contoso.com")]);
    directory.set_values(id(1), own, &mut Vec::new()).unwrap();
    assert_eq!(
        directory.user_by_principal_name("adele@CONTOSO.com"),
        Some(Row::new(0))
    );
}

#[test]
fn extensions_are_columns_of_their_own() {
    let mut directory = Directory::default();
    let row = adele(&mut directory);
    let spelled = |text| PropertyKey::Extension(ExtensionName::read(text).unwrap());
    let key = spelled("extension_c272a57b722d4eb29bfe327874ae79cb_OfficeNumber");
    directory
        .set_value(id(1), key, Value::text("12"), &mut Vec::new())
        .unwrap();
    let shouted = spelled("extension_c272a57b722d4eb29bfe327874ae79cb_OFFICENUMBER");
    assert_eq!(directory.users().value(row, &shouted), ValueRef::Text("12"));
    assert_eq!(directory.users().extensions().count(), 1);
}

#[test]
fn the_kind_of_a_group_follows_from_its_flags() {
    let kind = |unified: bool, mail_enabled, security_enabled| {
        GroupFacts {
            mail_enabled,
            security_enabled,
            group_types: unified.then_some(GroupType::Unified).into_iter().collect(),
            ..GroupFacts::default()
        }
        .kind()
    };
    assert_eq!(kind(false, false, true), GroupKind::Security);
    assert_eq!(kind(true, true, false), GroupKind::Microsoft365);
    assert_eq!(kind(true, true, true), GroupKind::Microsoft365);
    assert_eq!(kind(false, true, true), GroupKind::MailEnabledSecurity);
    assert_eq!(kind(false, true, false), GroupKind::Distribution);
}

#[test]
fn a_group_change_names_the_fields() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    directory
        .create_group(id(9), named("Sales"), &mut changes)
        .unwrap();
    let renamed = GroupFacts {
        membership_rule: Some("user.department -eq \"Sales\"".into()),
        ..named("Sales team")
    };
    directory.set_group(id(9), renamed, &mut changes).unwrap();
    let Some(Change::GroupChanged { fields, .. }) = changes.last() else {
        panic!("{changes:?}");
    };
    assert_eq!(
        fields,
        &[GroupField::DisplayName, GroupField::MembershipRule]
    );
    assert!(directory.find(Name::DisplayName, "sales").is_empty());
    assert_eq!(directory.find(Name::DisplayName, "SALES TEAM").len(), 1);
}

#[test]
fn who_goes_leaves_no_trace() {
    let mut directory = Directory::default();
    let row = adele(&mut directory);
    let mut changes = Vec::new();
    let boss = &mut changes;
    directory
        .create_user(id(2), Vec::new(), UserFacts::default(), boss)
        .unwrap();
    directory.set_manager(id(2), Some(id(1)), boss).unwrap();
    directory.create_group(id(9), named("Sales"), boss).unwrap();
    directory.add_member(id(9), id(1), boss).unwrap();
    directory.add_owner(id(9), id(1), boss).unwrap();
    let role = DirectoryRole {
        id: id(50),
        template: id(51),
        display_name: "Groups Administrator".into(),
        description: None,
        members: vec![id(1)],
    };
    directory.set_roles(vec![role], boss);

    changes.clear();
    directory
        .delete_subject(id(1), DynamicGroups::Scanned, &mut changes)
        .unwrap();
    let object = ObjectRef::User(row);
    assert_eq!(
        changes,
        [
            Change::MemberRemoved {
                group: id(9),
                member: id(1),
                object
            },
            Change::OwnerRemoved {
                group: id(9),
                owner: id(1),
                object
            },
            Change::RoleUnassigned {
                assignment: RoleAssignment {
                    scope: RoleScope::Tenant,
                    role: id(51),
                    principal: id(1),
                }
            },
            Change::ManagerChanged {
                user: id(2),
                row: Row::new(1),
                old: Some(id(1)),
                new: None
            },
            Change::SubjectDeleted {
                kind: SubjectKind::User,
                id: id(1),
                row,
                display_name: Value::text("Adele Vance"),
            },
        ]
    );
    assert!(directory.find(Name::MailNickname, "adele").is_empty());
    assert_eq!(directory.id_of(object), Some(id(1)));
    assert_eq!(directory.resolve(id(1)), None);
    assert!(!directory.users().is_active(row));

    // The name and even the id are free again; the row is not.
    let again = adele(&mut directory);
    assert_ne!(again, row);
}

#[test]
fn whole_sets_of_members_change_at_once() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let rows: Vec<_> = (1..=3)
        .map(|number| {
            directory
                .create_device(id(number), Vec::new(), DeviceFacts::default(), &mut changes)
                .unwrap()
        })
        .collect();
    directory
        .create_group(id(9), named("Devices"), &mut changes)
        .unwrap();
    let device = SubjectKind::Device;
    directory
        .change_members(id(9), device, &[], &rows, &mut changes)
        .unwrap();
    changes.clear();
    directory
        .change_members(id(9), device, &[rows[0]], &[rows[1]], &mut changes)
        .unwrap();
    let left = Change::MembersChanged {
        holder: id(9),
        place: HolderRow::Group(directory.group(id(9)).unwrap().row()),
        kind: device,
        left: rows[0].into(),
        joined: RowList::default(),
    };
    assert_eq!(
        left.moved().map(Moved::counts).collect::<Vec<_>>(),
        [(0, 1)]
    );
    assert_eq!(changes, [left]);
    let nothing = directory.change_members(id(9), device, &rows[..1], &rows[1..], &mut changes);
    assert_eq!((nothing, changes.len()), (Ok(()), 1));
    let group = directory.group(id(9)).unwrap();
    assert_eq!(
        group.members().subjects(device).collect::<Vec<_>>(),
        rows[1..]
    );
    assert_eq!(
        directory
            .member_of(ObjectRef::Device(rows[0]), DynamicGroups::Scanned)
            .count(),
        0
    );

    directory
        .delete_subject(id(3), DynamicGroups::Scanned, &mut changes)
        .unwrap();
    let refused = directory.change_members(id(9), device, &[rows[1]], &[rows[2]], &mut changes);
    assert_eq!(refused, Err(IntegrityError::UnknownObject(id(3))));
    assert_eq!(directory.group(id(9)).unwrap().members().len(), 1);
}

#[test]
fn contacts_and_applications_are_members_by_name_only() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let contact = OtherObject {
        kind: ObjectKind::OrgContact,
        display_name: Some("Carol".into()),
    };
    directory
        .create_other(id(5), contact, &mut changes)
        .unwrap();
    directory
        .create_group(id(9), named("Mixed"), &mut changes)
        .unwrap();
    assert_eq!(directory.add_member(id(9), id(5), &mut changes), Ok(true));
    assert_eq!(directory.add_member(id(9), id(5), &mut changes), Ok(false));
    assert_eq!(
        directory
            .member_of(ObjectRef::Other(id(5)), DynamicGroups::Scanned)
            .count(),
        1
    );
    assert_eq!(
        directory.display_name(ObjectRef::Other(id(5))),
        Some("Carol")
    );
    let unknown = directory.add_member(id(9), id(77), &mut changes);
    assert_eq!(unknown, Err(IntegrityError::UnknownObject(id(77))));
}
