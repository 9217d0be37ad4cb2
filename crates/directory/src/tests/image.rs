//! The image of a directory: it is read as it was written, and what cannot be is told.

use std::collections::BTreeSet;
use std::sync::Arc;

use ingroup_image::{Image, ImageError, ImageWriter};
use ingroup_schema::{
    AssignedPlan, ExtensionName, Instant, ObjectId, ObjectKind, PropertyKey, Value,
};

use super::{id, user_key, user_values};
use crate::*;

pub(super) fn freeze(directory: &Directory) -> Vec<u8> {
    let mut image = ImageWriter::new();
    directory.freeze(&mut image).unwrap();
    image.finish()
}

pub(super) fn thaw(bytes: &[u8]) -> Result<Directory, ImageError> {
    let (directory, ()) = Directory::thaw(&Image::open(bytes)?, |_| ())?;
    Ok(directory)
}

/// The directory that is read from what is written of one; it is written as it was read.
pub(super) fn through_an_image(directory: &Directory) -> Directory {
    let bytes = freeze(directory);
    let thawed = thaw(&bytes).unwrap();
    assert!(freeze(&thawed) == bytes, "it is written otherwise");
    thawed
}

fn number(n: u32) -> ObjectId {
    let mut bytes = [7; 16];
    bytes[..4].copy_from_slice(&n.to_be_bytes());
    ObjectId::from_bytes(bytes)
}

/// Users with values of all types, in more rows than a chunk has.
fn crowd() -> Directory {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let extension = ExtensionName::read("extension_c272a57b722d4eb29bfe327874ae79cb_Office");
    let extension = PropertyKey::Extension(extension.unwrap());
    for n in 0..9_000_u32 {
        let plan = AssignedPlan {
            assigned_date_time: Some(Instant::EPOCH),
            service: Some("exchange".into()),
            ..AssignedPlan::default()
        };
        let mut values = user_values(&[
            ("userPrincipalName", &format!("u{n}@contoso.com")),
            ("city", ["Zürich", "ZÜRICH", "Oslo"][n as usize % 3]),
            ("department", &format!("Department {n}")),
        ]);
        values.push((
            user_key("accountEnabled"),
            Value::Boolean(n.is_multiple_of(2)),
        ));
        values.push((user_key("employeeHireDate"), Value::Instant(Instant::EPOCH)));
        values.push((extension.clone(), Value::text("Office")));
        let addresses = [format!("SMTP:u{n}@contoso.com")];
        values.push((user_key("proxyAddresses"), Value::texts(addresses)));
        values.push((user_key("otherMails"), Value::texts(["a@b.c", "d@e.f"])));
        let plans = Value::Plans(Arc::from([plan]));
        values.push((user_key("assignedPlans"), plans));
        let facts = UserFacts {
            created: (n % 5 == 0).then_some(Instant::EPOCH),
            ..UserFacts::default()
        };
        directory
            .create_user(number(n), values, facts, &mut changes)
            .unwrap();
    }
    for n in (1..9_000).step_by(100) {
        let manager = Some(number(n % 7));
        directory
            .set_manager(number(n), manager, &mut changes)
            .unwrap();
    }
    let group = GroupFacts {
        display_name: "Everybody".into(),
        membership_rule: Some("user.city -eq \"Oslo\"".into()),
        group_types: BTreeSet::from([GroupType::DynamicMembership]),
        ..GroupFacts::default()
    };
    for (place, name) in ["All", "Few"].into_iter().enumerate() {
        let group_id = id(200 + place as u8);
        let facts = GroupFacts {
            mail: Some(name.into()),
            ..group.clone()
        };
        directory
            .create_group(group_id, facts, &mut changes)
            .unwrap();
        let rows: Vec<Row> = (0..9_000 / (1 + place as u32 * 100))
            .map(Row::new)
            .collect();
        directory
            .change_members(
                group_id,
                ingroup_schema::SubjectKind::User,
                &[],
                &rows,
                &mut changes,
            )
            .unwrap();
    }
    directory
}

#[test]
fn many_rows_and_values_of_all_types_are_read_as_they_were_written() {
    let directory = crowd();
    let thawed = through_an_image(&directory);
    assert!(directory == thawed);
    assert_eq!(thawed.inconsistencies(), BTreeSet::new());
    let found = thawed.user_by_principal_name("U77@CONTOSO.com").unwrap();
    assert_eq!(thawed.users().id(found), Some(number(77)));
    let column = thawed.users().column(&user_key("city")).unwrap();
    assert_eq!(column.codes_of_folded("ZÜRICH").count(), 2);
    assert_eq!(
        thawed.find(Name::Mail, "few"),
        directory.find(Name::Mail, "few")
    );
}

#[test]
fn settings_products_roles_and_what_was_deleted_are_read_as_they_were_written() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let mut settings = Settings::default();
    settings
        .set("GroupCreationAllowedGroupId", SettingValue::Id(id(9)))
        .unwrap();
    settings
        .set("ClassificationList", SettingValue::Text("a,b".into()))
        .unwrap();
    directory.set_settings(settings, &mut changes);
    for (place, name) in (1..).zip(["ann", "bob", "eve"]) {
        let values = user_values(&[("userPrincipalName", name), ("city", "Oslo")]);
        directory
            .create_user(id(place), values, UserFacts::default(), &mut changes)
            .unwrap();
        directory.set_creator(id(place), id(1));
    }
    let states = vec![LicenseAssignmentState {
        sku_id: id(50),
        disabled_plans: vec![id(51)],
        assigned_by_group: Some(id(60)),
        state: LicenseState::ActiveWithError,
        error: LicenseError::UniquenessViolation,
        last_updated_date_time: Some(Instant::EPOCH),
    }];
    directory
        .set_user_licenses(id(2), states, &mut changes)
        .unwrap();
    let principal = OtherObject {
        kind: ObjectKind::ServicePrincipal,
        display_name: Some("Payroll".into()),
    };
    directory
        .create_other(id(71), principal, &mut changes)
        .unwrap();
    let application = ApplicationFacts {
        app_id: id(70),
        display_name: "Payroll".into(),
        service_principal: Some(id(71)),
        extension_properties: Vec::new(),
    };
    directory
        .create_application(id(72), application, &mut changes)
        .unwrap();
    directory
        .assign_access(id(72), id(1), &mut changes)
        .unwrap();
    let role = DirectoryRole {
        id: id(80),
        template: id(81),
        display_name: "User Administrator".into(),
        description: None,
        members: vec![id(1)],
    };
    directory.add_role(role, &mut changes);
    let request = JoinRequest {
        id: id(90),
        group: id(60),
        requester: id(2),
        justification: Some("because".into()),
        created: Instant::EPOCH,
        state: RequestState::Pending,
        decided_by: None,
        decided: None,
    };
    directory.add_join_request(request, &mut changes).unwrap();
    let none = DynamicGroups::Scanned;
    directory
        .soft_delete_user(id(3), none, Instant::EPOCH, &mut changes)
        .unwrap();
    directory
        .purge(id(3), none, Instant::EPOCH, &mut changes)
        .unwrap();
    directory
        .soft_delete_user(id(1), none, Instant::EPOCH, &mut changes)
        .unwrap();
    let mut thawed = through_an_image(&directory);
    assert!(directory == thawed);
    assert_eq!(thawed.settings(), directory.settings());
    assert_eq!(thawed.pending_request(id(60), id(2)), Some(id(90)));
    assert_eq!(thawed.license_holder_count(id(50)), 1);
    let holders: Vec<Row> = thawed.users_with_license_errors(id(60)).collect();
    assert_eq!(holders, [Row::new(1)]);
    let gone = Existence::Gone(Instant::EPOCH);
    assert!(thawed.created_by(id(1)).any(|one| one == (id(3), gone)));
    assert_eq!(
        thawed.find_deleted(Name::UserPrincipalName, "ANN").count(),
        1
    );
    thawed.restore(id(1), &mut changes).unwrap();
    directory.restore(id(1), &mut changes).unwrap();
    assert!(directory == thawed);
    assert_eq!(thawed.inconsistencies(), BTreeSet::new());
}

#[test]
fn collections_that_were_written_value_by_value_are_read() {
    let key = user_key("proxyAddresses");
    let some = Value::texts(["SMTP:ann@contoso.com", "smtp:a@contoso.com"]);
    let none = Value::texts::<[&str; 0], &str>([]);
    let values = [none.clone(), some.clone(), none.clone(), some.clone(), none];
    let mut image = ImageWriter::new();
    image
        .section("older", |to| {
            to.u8(2);
            to.size(values.len());
            values.iter().try_for_each(|value| to.value(value))
        })
        .unwrap();
    image
        .section("wrong", |to| {
            to.u8(3);
            to.value(&some)
        })
        .unwrap();
    let bytes = image.finish();
    let image = Image::open(&bytes).unwrap();
    let column = Column::thaw(&key, 5, image.section("older").unwrap()).unwrap();
    for (row, value) in (0..).map(Row::new).zip(&values) {
        assert_eq!(column.owned(row), *value);
    }
    assert!(Column::thaw(&key, 3, image.section("older").unwrap()).is_err());
    assert!(Column::thaw(&key, 5, image.section("wrong").unwrap()).is_err());
}
