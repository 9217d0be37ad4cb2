//! Administrative units beside groups.

use ingroup_schema::SubjectKind;

use super::id;
use crate::{
    Change, DeviceFacts, Directory, DynamicGroups, GroupFacts, GroupType, MembershipType,
    ObjectRef, RuleProcessing, UnitFacts, UnitField, UserFacts, Way,
};

fn unit(name: &str) -> UnitFacts {
    UnitFacts {
        display_name: name.into(),
        ..UnitFacts::default()
    }
}

#[test]
fn a_unit_holds_users_devices_and_groups_beside_their_groups() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let said = &mut changes;
    let user = directory
        .create_user(id(1), Vec::new(), UserFacts::default(), said)
        .unwrap();
    directory
        .create_device(id(2), Vec::new(), DeviceFacts::default(), said)
        .unwrap();
    directory
        .create_group(id(3), GroupFacts::default(), said)
        .unwrap();
    directory.create_unit(id(9), unit("Europe"), said).unwrap();
    said.clear();
    for member in [id(1), id(2), id(3)] {
        assert_eq!(directory.add_member(id(9), member, said), Ok(true));
    }
    assert_eq!(directory.add_member(id(9), id(1), said), Ok(false));
    directory.add_member(id(3), id(1), said).unwrap();
    let memberships: Vec<_> = changes.iter().flat_map(Change::memberships).collect();
    assert_eq!(memberships.len(), 4);
    assert_eq!(memberships[0].holder, id(9));
    assert_eq!(memberships[0].way, Way::In);

    let object = ObjectRef::User(user);
    assert_eq!(directory.units_of(object).count(), 1);
    assert_eq!(
        directory.member_of(object, DynamicGroups::Scanned).count(),
        1
    );
    changes.clear();
    directory
        .delete_subject(id(1), DynamicGroups::Scanned, &mut changes)
        .unwrap();
    let left: Vec<_> = changes.iter().flat_map(Change::memberships).collect();
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|change| change.way == Way::Out));
    assert_eq!(directory.unit(id(9)).unwrap().members().len(), 2);

    // A unit is a member of nothing.
    assert!(directory.add_member(id(3), id(9), &mut changes).is_err());
    assert!(directory.resolve(id(9)).is_none() && !directory.is_id_free(id(9)));
}

#[test]
fn groups_and_units_are_rule_holders_alike() {
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    let rule = "user.city -eq \"Oslo\" ";
    let facts = GroupFacts {
        membership_rule: Some(rule.into()),
        group_types: [GroupType::Unified, GroupType::DynamicMembership].into(),
        rule_processing: Some(RuleProcessing::Paused),
        ..GroupFacts::default()
    };
    let row = directory
        .create_user(id(1), Vec::new(), UserFacts::default(), &mut changes)
        .unwrap();
    directory
        .create_unit(id(2), unit("Oslo"), &mut changes)
        .unwrap();
    directory.create_group(id(3), facts, &mut changes).unwrap();
    let dynamic = UnitFacts {
        membership_type: MembershipType::Dynamic,
        membership_rule: Some(rule.into()),
        rule_processing: Some(RuleProcessing::On),
        ..unit("Oslo")
    };
    changes.clear();
    directory.set_unit(id(2), dynamic, &mut changes).unwrap();
    let Some(Change::UnitChanged { fields, .. }) = changes.last() else {
        panic!("{changes:?}");
    };
    assert_eq!(
        fields,
        &[
            UnitField::MembershipType,
            UnitField::MembershipRule,
            UnitField::RuleProcessing
        ]
    );
    let holders: Vec<_> = directory.rule_holders().collect();
    assert_eq!(
        holders.iter().map(|one| one.id()).collect::<Vec<_>>(),
        [id(3), id(2)]
    );
    assert!(holders.iter().all(|one| one.is_dynamic()));
    assert!(
        holders
            .iter()
            .all(|one| one.rule().map(|rule| &**rule) == Some(rule))
    );
    assert!(!holders[0].takes(SubjectKind::Device) && holders[1].takes(SubjectKind::Device));

    for holder in [id(2), id(3)] {
        directory
            .change_members(holder, SubjectKind::User, &[], &[row], &mut changes)
            .unwrap();
        assert!(
            directory
                .rule_holder(holder)
                .unwrap()
                .members()
                .contains(ObjectRef::User(row))
        );
    }
}
