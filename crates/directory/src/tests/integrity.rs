//! A directory that is damaged behind its own back says so.

use std::sync::Arc;

use super::{id, user_values};
use crate::{
    AssignedLicense, Directory, Disagreement, GroupFacts, GroupType, ObjectRef, Row, UnitFacts,
    UserFacts,
};

/// Two users, an assigned group with the first, a dynamic one with the second, a unit with both.
fn sound() -> Directory {
    let mut directory = Directory::default();
    let said = &mut Vec::new();
    for number in [1, 2] {
        let values = user_values(&[("displayName", "Adele")]);
        directory
            .create_user(id(number), values, UserFacts::default(), said)
            .unwrap();
    }
    let dynamic = GroupFacts {
        group_types: [GroupType::DynamicMembership].into(),
        ..GroupFacts::default()
    };
    directory
        .create_group(id(3), GroupFacts::default(), said)
        .unwrap();
    directory.create_group(id(4), dynamic, said).unwrap();
    directory
        .create_unit(id(5), UnitFacts::default(), said)
        .unwrap();
    for (holder, member) in [(3, 1), (4, 2), (5, 1), (5, 2)] {
        directory.add_member(id(holder), id(member), said).unwrap();
    }
    directory.add_owner(id(4), id(1), said).unwrap();
    directory.set_manager(id(1), Some(id(2)), said).unwrap();
    directory
}

fn disagreements(damage: impl FnOnce(&mut Directory)) -> Vec<(Option<u8>, Disagreement)> {
    let mut directory = sound();
    assert!(directory.inconsistencies().is_empty());
    damage(&mut directory);
    let found = directory.inconsistencies().into_iter();
    let number = |id: ingroup_schema::ObjectId| id.as_bytes()[15];
    found
        .map(|one| (one.about.map(number), one.disagreement))
        .collect()
}

#[test]
fn links_and_members_that_do_not_fit_are_found() {
    let (first, second) = (ObjectRef::User(Row::new(0)), ObjectRef::User(Row::new(1)));
    let assigned = |directory: &Directory| directory.group(id(3)).unwrap().row();
    let lost = disagreements(|directory| {
        let row = assigned(directory);
        Arc::make_mut(&mut directory.member_of).remove(first, row);
    });
    assert_eq!(
        lost,
        [
            (None, Disagreement::SpareLink),
            (Some(3), Disagreement::MissingLink)
        ]
    );
    let spare = disagreements(|directory| {
        let row = assigned(directory);
        Arc::make_mut(&mut directory.member_of).add(second, row);
    });
    assert_eq!(spare, [(None, Disagreement::SpareLink)]);
    let absent = disagreements(|directory| {
        let group = directory.group_mut(id(4)).unwrap();
        Arc::make_mut(&mut group.members).insert(ObjectRef::User(Row::new(9)));
    });
    assert_eq!(absent, [(Some(4), Disagreement::AbsentMember)]);
    let unlisted = disagreements(|directory| {
        directory.dynamic_groups = Arc::default();
    });
    assert_eq!(unlisted, [(None, Disagreement::GroupList)]);
}

#[test]
fn the_groups_that_give_licences_are_listed() {
    let mut directory = sound();
    let mut facts = GroupFacts::clone(directory.group(id(3)).unwrap().facts());
    let said = &mut Vec::new();
    let license = AssignedLicense {
        sku_id: id(77),
        disabled_plans: Vec::new(),
    };
    facts.assigned_licenses = vec![license];
    directory.set_group(id(3), facts.clone(), said).unwrap();
    let listed = |directory: &Directory| -> Vec<_> {
        assert!(directory.inconsistencies().is_empty());
        directory.licensing_groups().map(crate::Group::id).collect()
    };
    assert_eq!(listed(&directory), [id(3)]);
    let at = "2026-11-21T00:00:00Z".parse().unwrap();
    directory.soft_delete_group(id(3), at, said).unwrap();
    assert_eq!(listed(&directory), []);
    directory.restore(id(3), said).unwrap();
    assert_eq!(listed(&directory), [id(3)]);
    facts.assigned_licenses.clear();
    directory.set_group(id(3), facts, said).unwrap();
    assert_eq!(listed(&directory), []);
}

#[test]
fn counts_names_and_managers_that_do_not_fit_are_found() {
    let miscounted = disagreements(|directory| directory.group_count += 1);
    assert_eq!(miscounted, [(None, Disagreement::Count)]);
    let nameless = disagreements(|directory| directory.unit_names = Default::default());
    assert_eq!(nameless, [(Some(5), Disagreement::Name)]);
    let leaderless = disagreements(|directory| {
        directory.reports = Default::default();
    });
    assert_eq!(
        leaderless,
        [
            (None, Disagreement::Manager),
            (Some(1), Disagreement::Manager)
        ]
    );
}
