//! Deletion, restore and the end: what is said, what comes back, what is counted.

use ingroup_schema::{Instant, ObjectKind, SubjectKind, Value};

use super::{id, user_key, user_values};
use crate::{
    ApplicationFacts, Change, DeletedFacts, Directory, DynamicGroups, Existence, GroupFacts,
    GroupType, IntegrityError, Name, ObjectRef, RoleAssignment, RoleScope, UnitFacts, UserFacts,
};

const ADELE: u8 = 1;
const BOSS: u8 = 2;
const ASSIGNED: u8 = 3;
const DYNAMIC: u8 = 4;
const UNIT: u8 = 5;
const APPLICATION: u8 = 6;

fn at() -> Instant {
    "2026-11-21T08:00:00Z".parse().unwrap()
}

/// Adele is in an assigned group that she owns, in a dynamic group and in a unit, has a manager,
/// a scoped role and an application.
fn contoso() -> Directory {
    let mut directory = Directory::default();
    let said = &mut Vec::new();
    for (who, name) in [(ADELE, "adele@contoso.com"), (BOSS, "boss@contoso.com")] {
        let values = user_values(&[("userPrincipalName", name), ("displayName", name)]);
        directory
            .create_user(id(who), values, UserFacts::default(), said)
            .unwrap();
    }
    directory
        .set_manager(id(ADELE), Some(id(BOSS)), said)
        .unwrap();
    for (group, types) in [
        (ASSIGNED, [GroupType::Unified].into()),
        (DYNAMIC, [GroupType::DynamicMembership].into()),
    ] {
        let facts = GroupFacts {
            display_name: "Sales".into(),
            mail_nickname: Some("sales".into()),
            group_types: types,
            ..GroupFacts::default()
        };
        directory.create_group(id(group), facts, said).unwrap();
        directory.add_member(id(group), id(ADELE), said).unwrap();
    }
    directory.add_owner(id(ASSIGNED), id(ADELE), said).unwrap();
    let unit = UnitFacts {
        display_name: "Europe".into(),
        ..UnitFacts::default()
    };
    directory.create_unit(id(UNIT), unit, said).unwrap();
    directory.add_member(id(UNIT), id(ADELE), said).unwrap();
    directory.assign_role(role(), said).unwrap();
    let facts = ApplicationFacts {
        app_id: id(60),
        display_name: "Payroll".into(),
        service_principal: None,
        extension_properties: Vec::new(),
    };
    directory
        .create_application(id(APPLICATION), facts, said)
        .unwrap();
    directory
        .assign_access(id(APPLICATION), id(ADELE), said)
        .unwrap();
    directory
}

fn role() -> RoleAssignment {
    RoleAssignment {
        scope: RoleScope::Unit(id(UNIT)),
        role: id(70),
        principal: id(ADELE),
    }
}

#[test]
fn a_restored_user_is_what_it_was_but_for_dynamic_groups() {
    let mut directory = contoso();
    let mut before = directory.clone();
    let row = directory.users().row(id(ADELE)).unwrap();
    let mut changes = Vec::new();
    directory
        .soft_delete_user(id(ADELE), DynamicGroups::Scanned, at(), &mut changes)
        .unwrap();
    assert!(matches!(
        changes.last(),
        Some(Change::SoftDeleted {
            kind: ObjectKind::User,
            ..
        })
    ));
    assert_eq!(directory.users().len(), 1);
    assert!(
        directory
            .user_by_principal_name("adele@contoso.com")
            .is_none()
    );
    let deleted = directory.deleted(id(ADELE)).unwrap();
    assert_eq!(deleted.deleted_date_time(), at());
    assert_eq!(
        deleted.value(&user_key("userPrincipalName")),
        Some(&Value::text(
            "00000000000000000000000000000001adele@contoso.com"
        ))
    );
    let found = directory.find_deleted(Name::UserPrincipalName, "ADELE@contoso.com");
    assert_eq!(found.count(), 1);

    changes.clear();
    directory.restore(id(ADELE), &mut changes).unwrap();
    assert!(matches!(changes[0], Change::Restored { .. }));
    assert!(matches!(
        changes[1],
        Change::SubjectCreated {
            kind: SubjectKind::User,
            ..
        }
    ));
    assert_eq!(directory.users().row(id(ADELE)), Some(row));
    before
        .remove_member(id(DYNAMIC), id(ADELE), &mut changes)
        .unwrap();
    assert!(directory == before, "{directory:#?}");
    assert_eq!(directory.role_assignments_of(id(ADELE)).count(), 1);
    let application = directory.application(id(APPLICATION)).unwrap();
    assert_eq!(
        directory.ways_to(application, ObjectRef::User(row)).len(),
        1
    );
}

#[test]
fn a_sign_in_name_given_to_somebody_else_stays_with_them() {
    let mut directory = contoso();
    let said = &mut Vec::new();
    directory
        .soft_delete_user(id(ADELE), DynamicGroups::Scanned, at(), said)
        .unwrap();
    let values = user_values(&[("userPrincipalName", "Adele@contoso.com")]);
    directory
        .create_user(id(9), values, UserFacts::default(), said)
        .unwrap();
    directory.restore(id(ADELE), said).unwrap();
    let row = directory.users().row(id(ADELE)).unwrap();
    assert_eq!(
        directory.user_principal_name(row),
        Some("00000000000000000000000000000001adele@contoso.com")
    );
}

#[test]
fn assigned_groups_come_back_with_their_members_and_dynamic_ones_empty() {
    let mut directory = contoso();
    let said = &mut Vec::new();
    for group in [ASSIGNED, DYNAMIC] {
        directory.soft_delete_group(id(group), at(), said).unwrap();
    }
    assert_eq!(directory.group_count(), 0);
    assert_eq!(directory.deleted_objects(ObjectKind::Group).count(), 2);
    assert_eq!(directory.find(Name::MailNickname, "sales").len(), 0);
    assert_eq!(
        directory.find_deleted(Name::MailNickname, "Sales").count(),
        2
    );
    let deleted = directory.deleted(id(DYNAMIC)).unwrap();
    assert_eq!(deleted.members().collect::<Vec<_>>(), [id(ADELE)]);
    let DeletedFacts::Group { facts, .. } = deleted.facts() else {
        panic!("{deleted:?}");
    };
    assert_eq!(facts.deleted, Some(at()));
    assert!(!directory.is_id_free(id(ASSIGNED)));

    for group in [DYNAMIC, ASSIGNED] {
        directory.restore(id(group), said).unwrap();
    }
    // The old rows: lists show them in the old order.
    let ids: Vec<_> = directory.groups().map(|group| group.id()).collect();
    assert_eq!(ids, [id(ASSIGNED), id(DYNAMIC)]);
    let assigned = directory.group(id(ASSIGNED)).unwrap();
    assert_eq!((assigned.members().len(), assigned.owner_count()), (1, 1));
    assert_eq!(assigned.facts().deleted, None);
    assert!(directory.group(id(DYNAMIC)).unwrap().members().is_empty());
}

#[test]
fn a_unit_comes_back_with_its_members_and_roles() {
    let mut directory = contoso();
    let before = directory.clone();
    let mut changes = Vec::new();
    directory
        .soft_delete_unit(id(UNIT), at(), &mut changes)
        .unwrap();
    assert_eq!(directory.role_assignments().count(), 0);
    directory.restore(id(UNIT), &mut changes).unwrap();
    assert!(directory == before);
    assert_eq!(directory.scoped_role_members(id(UNIT)).count(), 1);
    assert!(changes.contains(&Change::RoleUnassigned { assignment: role() }));
    assert!(changes.contains(&Change::RoleAssigned { assignment: role() }));
}

#[test]
fn who_and_where_are_deleted_in_any_order_and_meet_again() {
    for first in [ADELE, UNIT] {
        for back in [ADELE, UNIT] {
            let mut directory = contoso();
            let before = directory.clone();
            let said = &mut Vec::new();
            let other = |one| if one == ADELE { UNIT } else { ADELE };
            for what in [first, other(first)] {
                let done = directory.soft_delete_user(id(what), DynamicGroups::Scanned, at(), said);
                done.or_else(|_| directory.soft_delete_unit(id(what), at(), said))
                    .unwrap();
            }
            for what in [back, other(back)] {
                directory.restore(id(what), said).unwrap();
            }
            assert_eq!(directory.scoped_role_members(id(UNIT)).count(), 1);
            let unit = directory.unit(id(UNIT)).unwrap();
            assert_eq!(unit.members(), before.unit(id(UNIT)).unwrap().members());
        }
    }
}

#[test]
fn the_books_count_what_somebody_created() {
    let mut directory = contoso();
    let said = &mut Vec::new();
    for what in [ASSIGNED, DYNAMIC, UNIT] {
        directory.set_creator(id(what), id(BOSS));
    }
    directory
        .soft_delete_group(id(ASSIGNED), at(), said)
        .unwrap();
    directory
        .soft_delete_group(id(DYNAMIC), at(), said)
        .unwrap();
    directory
        .purge(id(DYNAMIC), DynamicGroups::Scanned, at(), said)
        .unwrap();
    assert!(matches!(said.last(), Some(Change::Purged { .. })));
    assert_eq!(
        directory.created_by(id(BOSS)).collect::<Vec<_>>(),
        [
            (id(ASSIGNED), Existence::Restorable),
            (id(DYNAMIC), Existence::Gone(at())),
            (id(UNIT), Existence::Active)
        ]
    );
    assert_eq!(
        directory.restore(id(DYNAMIC), said),
        Err(IntegrityError::NotDeleted(id(DYNAMIC)))
    );
    directory.restore(id(ASSIGNED), said).unwrap();
    directory
        .purge(id(UNIT), DynamicGroups::Scanned, at(), said)
        .unwrap();
    let states: Vec<_> = directory
        .created_by(id(BOSS))
        .map(|(_, state)| state)
        .collect();
    assert_eq!(
        states,
        [
            Existence::Active,
            Existence::Gone(at()),
            Existence::Gone(at())
        ]
    );
    // Deleted as if it had never been, it is in no book.
    directory.delete_group(id(ASSIGNED), said).unwrap();
    assert_eq!(directory.created_by(id(BOSS)).count(), 2);
    assert_eq!(directory.creator(id(ASSIGNED)), None);
}
