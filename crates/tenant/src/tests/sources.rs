//! What groups feed and what becomes of it when they change themselves (`OP-27` g, N-19).

use std::collections::BTreeSet;

use ingroup_directory::{GroupType, RuleProcessing};
use ingroup_schema::ObjectId;

use super::devices::new_device;
use super::fixture::*;
use super::people::*;
use crate::{Command, GroupChanges, NewGroup, NewUnit, UnitMembership};

fn fed_by(prefix: &str, source: ObjectId) -> String {
    format!("{prefix}.memberof -any (group.objectId -in ['{source}'])")
}

#[test]
fn op_27_a_source_feeds_groups_of_users_of_devices_and_units() {
    let mut tenant = contoso();
    let members_of_source = vec![id_of(&tenant, "adele"), new_device(&mut tenant, "PC", &[])];
    let source = create(
        &mut tenant,
        NewGroup {
            members: members_of_source,
            ..assigned("Source")
        },
    );
    let users = create(&mut tenant, dynamic("Users", &fed_by("user", source)));
    let devices = create(&mut tenant, dynamic("Devices", &fed_by("device", source)));
    let mut club = dynamic("Club", &fed_by("user", source));
    club.group_types.insert(GroupType::Unified);
    club.mail_enabled = true;
    let club = create(&mut tenant, club);
    let unit = NewUnit {
        display_name: "Unit".to_owned(),
        membership: UnitMembership::Dynamic,
        membership_rule: Some(fed_by("user", source)),
        ..NewUnit::default()
    };
    let unit = tenant.execute(Command::CreateUnit(unit)).unwrap();
    let unit = tenant.directory().unit(unit.created.unwrap()).unwrap();
    assert_eq!(unit.members().len(), 1);
    assert_eq!(members(&tenant, users), ["adele"]);
    assert_eq!(members(&tenant, club), ["adele"]);
    assert_eq!(members(&tenant, devices), ["PC"]);
}

#[test]
fn n_19_a_converted_or_paused_source_is_what_its_members_are() {
    let mut tenant = contoso();
    let isaiah = id_of(&tenant, "isaiah");
    let source = create(
        &mut tenant,
        NewGroup {
            members: vec![isaiah],
            ..assigned("Source")
        },
    );
    let rule = fed_by("user", source);
    let fed = create(&mut tenant, dynamic("Fed", &rule));
    // The conversion empties the source, which takes nobody out; whom its rule brings flows in.
    let to_dynamic = GroupChanges {
        group_types: Some(BTreeSet::from([GroupType::DynamicMembership])),
        membership_rule: Some("user.department -eq \"Sales\"".to_owned()),
        ..GroupChanges::default()
    };
    change(&mut tenant, source, to_dynamic).unwrap();
    assert_eq!(members(&tenant, source), ["adele", "diego"]);
    assert_eq!(members(&tenant, fed), ["adele", "diego", "isaiah"]);
    // While the source is paused its members are frozen, and they are what counts.
    pause(&mut tenant, source, RuleProcessing::Paused);
    set(&mut tenant, "adele", &[("department", "Legal")]);
    let touched = GroupChanges {
        membership_rule: Some(format!("{rule} ")),
        ..GroupChanges::default()
    };
    change(&mut tenant, fed, touched).unwrap();
    assert_eq!(members(&tenant, fed), ["adele", "diego"]);
}
