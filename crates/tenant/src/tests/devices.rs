//! Devices: registration, attributes, and the groups whose rules take them.

use ingroup_directory::RuleProcessing;
use ingroup_engine::Status;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, property};

use super::fixture::*;
use super::people::*;
use crate::{Command, GroupChanges, NewDevice, Outcome, Refusal, Role, Tenant, Wanted};

fn device_attributes(pairs: &[(&str, &str)]) -> Vec<(PropertyKey, Value)> {
    let key = |name| PropertyKey::Known(property(SubjectKind::Device, name).unwrap().id);
    pairs
        .iter()
        .map(|(name, value)| (key(name), Value::text(value)))
        .collect()
}

fn create_device(name: &str, more: &[(&str, &str)]) -> Command {
    let mut attributes = device_attributes(&[("displayName", name)]);
    attributes.extend(device_attributes(more));
    Command::CreateDevice(NewDevice { attributes })
}

pub(super) fn new_device(tenant: &mut Tenant, name: &str, more: &[(&str, &str)]) -> ObjectId {
    let made = tenant.execute(create_device(name, more)).unwrap();
    made.created.unwrap()
}

#[test]
fn sc_09_devices_join_and_leave_by_rule() {
    let mut tenant = contoso();
    let rule = "device.deviceOSType -eq \"Windows\"";
    let windows = create(&mut tenant, dynamic("Windows", rule));
    let first = new_device(&mut tenant, "d1", &[("deviceOSType", "Windows")]);
    let second = new_device(&mut tenant, "d2", &[("deviceOSType", "iOS")]);
    assert_eq!(members(&tenant, windows), ["d1"]);
    assert_eq!(tenant.compliance().required, 0);
    let attributes = device_attributes(&[("deviceOSType", "Windows")]);
    let device = second;
    let outcome = tenant
        .execute(Command::UpdateDevice { device, attributes })
        .unwrap();
    assert_eq!(outcome.moved(windows), (1, 0));
    let device = first;
    let outcome = tenant.execute(Command::DeleteDevice { device }).unwrap();
    assert_eq!(outcome.moved(windows), (0, 1));
    assert_eq!(members(&tenant, windows), ["d2"]);
    // A device is gone for good.
    let refused = tenant.execute(Command::Restore { object: first });
    assert!(matches!(refused, Err(Refusal::NotDeleted { .. })));
}

#[test]
fn what_a_device_cannot_be_is_refused() {
    let mut tenant = contoso();
    let registration = "0a000000-0000-4000-8000-000000000001";
    let device = new_device(&mut tenant, "d1", &[("deviceId", registration)]);
    assert_eq!(tenant.find(Wanted::Device, registration), Ok(device));
    let said = |refused: Result<Outcome, Refusal>| refused.unwrap_err().to_string();
    for (pair, sentence) in [
        (
            ("deviceOwnership", "Corporate"),
            "\"Corporate\" is not valid for deviceOwnership: it must be Personal, Company or Unknown.",
        ),
        (
            ("deviceId", "one"),
            "\"one\" is not valid for deviceId: it must be a GUID.",
        ),
        (
            ("deviceId", registration),
            "Another device already has the deviceId \"0a000000-0000-4000-8000-000000000001\".",
        ),
        (
            ("objectId", registration),
            "objectId cannot be set: an id never changes.",
        ),
    ] {
        assert_eq!(said(tenant.execute(create_device("d2", &[pair]))), sentence);
    }
    let nameless = Command::CreateDevice(NewDevice::default());
    assert_eq!(
        said(tenant.execute(nameless)),
        "A device needs a displayName."
    );
}

#[test]
fn devices_are_for_those_who_look_after_them() {
    let mut tenant = contoso();
    let intune = admin(&mut tenant, "in", Role::Intune);
    let groups = admin(&mut tenant, "gr", Role::Groups);
    let create = create_device("d1", &[]);
    assert_denied(&mut tenant, groups, create.clone());
    let device = tenant.execute_as(intune, create).unwrap().created.unwrap();
    let attributes = device_attributes(&[("deviceModel", "X1")]);
    for command in [
        Command::UpdateDevice { device, attributes },
        Command::DeleteDevice { device },
    ] {
        assert_denied(&mut tenant, groups, command.clone());
        tenant.execute_as(intune, command).unwrap();
    }
}

#[test]
fn a_stored_rule_on_a_property_that_was_withdrawn_takes_nobody() {
    let mut tenant = contoso();
    new_device(&mut tenant, "Lab-7", &[]);
    let rule = "device.organizationalUnit -ne \"Lab\" -or device.displayName -ne null";
    let refused = tenant.execute(Command::CreateGroup(dynamic("Lab", rule)));
    let refused = refused.unwrap_err();
    assert!(matches!(refused, Refusal::InvalidRule { .. }), "{refused}");
    let phones = dynamic("Phones", "device.displayName -ne null");
    let phones = create(&mut tenant, phones);
    assert_eq!(members(&tenant, phones).len(), 1);
    pause(&mut tenant, phones, RuleProcessing::Paused);
    let changes = GroupChanges {
        membership_rule: Some(rule.to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, phones, changes).unwrap();
    pause(&mut tenant, phones, RuleProcessing::On);
    let known = tenant.engine().group(phones).unwrap();
    assert_eq!(*known.status(), Status::UpdateComplete);
    assert!(members(&tenant, phones).is_empty());
}
