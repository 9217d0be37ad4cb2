//! A group of devices whose rule becomes one about users: a conversion, but not while the members are frozen.

use ingroup_directory::RuleProcessing;
use ingroup_engine::Status;
use ingroup_schema::{ObjectId, PropertyKey, SubjectKind, Value, property};

use super::fixture::*;
use crate::{Command, GroupChanges, NewDevice, Tenant};

const SALES: &str = "user.department -eq \"Sales\"";

/// A tenant with one device and a paused group of all devices.
fn paused_devices() -> (Tenant, ObjectId) {
    let mut tenant = contoso();
    let name = PropertyKey::Known(property(SubjectKind::Device, "displayName").unwrap().id);
    let device = NewDevice {
        attributes: vec![(name, Value::text("LAPTOP-1"))],
    };
    tenant.execute(Command::CreateDevice(device)).unwrap();
    let group = create(&mut tenant, dynamic("All", "device.objectId -ne null"));
    assert_eq!(members(&tenant, group), ["LAPTOP-1"]);
    pause(&mut tenant, group, RuleProcessing::Paused);
    (tenant, group)
}

fn set_rule(tenant: &mut Tenant, group: ObjectId, rule: &str) {
    let changes = GroupChanges {
        membership_rule: Some(rule.to_owned()),
        ..GroupChanges::default()
    };
    change(tenant, group, changes).unwrap();
}

#[test]
fn a_rule_about_users_takes_the_devices_out_when_it_is_followed() {
    let (mut tenant, group) = paused_devices();
    set_rule(&mut tenant, group, SALES);
    assert_eq!(members(&tenant, group), ["LAPTOP-1"], "frozen");
    pause(&mut tenant, group, RuleProcessing::On);
    assert_eq!(members(&tenant, group), ["adele", "diego"]);
    set_rule(&mut tenant, group, "device.objectId -ne null");
    assert_eq!(members(&tenant, group), ["LAPTOP-1"]);
}

#[test]
fn a_rule_that_is_not_valid_freezes_the_devices() {
    let (mut tenant, group) = paused_devices();
    set_rule(&mut tenant, group, "user.nonsense -eq \"x\"");
    assert_eq!(members(&tenant, group), ["LAPTOP-1"]);
    pause(&mut tenant, group, RuleProcessing::On);
    assert_eq!(members(&tenant, group), ["LAPTOP-1"]);
    let status = tenant.engine().group(group).unwrap().status();
    assert!(matches!(status, Status::ProcessingError(_)));
    set_rule(&mut tenant, group, SALES);
    assert_eq!(members(&tenant, group), ["adele", "diego"]);
}
