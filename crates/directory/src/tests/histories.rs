//! Random histories leave every index as the slow model says, and never touch a clone.

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, ObjectKind, Value};
use proptest::prelude::*;

use super::image::through_an_image;
use super::model::Model;
use super::steps::{IDS, NAMES, PROPERTIES, step, steps};
use super::{id, user_key};
use crate::{AdministrativeUnit, Change, Directory, DynamicGroups, Group, ObjectRef, UserFacts};

fn ids(directory: &Directory, objects: impl Iterator<Item = ObjectRef>) -> BTreeSet<ObjectId> {
    objects
        .map(|object| directory.id_of(object).unwrap())
        .collect()
}

fn agree(directory: &Directory, model: &Model) {
    assert_eq!(directory.inconsistencies(), BTreeSet::new());
    let users = directory.users();
    let rows: Vec<_> = users.rows().collect();
    assert_eq!(users.len(), rows.len());
    assert_eq!(
        ids(directory, rows.iter().copied().map(ObjectRef::User)),
        model.there(&model.users).map(|(id, _)| id).collect()
    );
    agree_on_users(directory, model);
    agree_on_groups(directory, model);
    for what in (0..IDS).map(id).filter(|what| model.can_be_member(*what)) {
        let object = directory.resolve(what).unwrap();
        let rows: Vec<_> = directory
            .member_of(object, DynamicGroups::Scanned)
            .map(Group::row)
            .collect();
        assert!(rows.is_sorted_by(|one, next| one < next));
        let member_of: BTreeSet<_> = directory
            .member_of(object, DynamicGroups::Scanned)
            .map(Group::id)
            .collect();
        let all = model.there(&model.groups).map(|(id, _)| id);
        assert_eq!(
            member_of,
            all.filter(|id| model.members(*id).contains(&what))
                .collect()
        );
        let owner_of: BTreeSet<_> = directory.owner_of(object).map(Group::id).collect();
        let all = model.there(&model.groups).map(|(id, _)| id);
        assert_eq!(
            owner_of,
            all.filter(|id| model.owners(*id).contains(&what)).collect()
        );
        let units: BTreeSet<_> = directory
            .units_of(object)
            .map(AdministrativeUnit::id)
            .collect();
        let all = model.there(&model.units).map(|(id, _)| id);
        assert_eq!(
            units,
            all.filter(|id| model.members(*id).contains(&what))
                .collect()
        );
    }
    for what in (0..IDS).map(id) {
        assert_eq!(directory.deleted(what).is_some(), model.is_deleted(what));
        assert_eq!(directory.is_id_free(what), model.is_free(what));
    }
    for (property, name) in PROPERTIES {
        let Some(name) = name else { continue };
        for text in NAMES {
            let found = directory.find(name, text);
            assert!(found.is_sorted());
            assert_eq!(
                ids(directory, found.iter().copied()),
                model.named(property, text)
            );
            let deleted = directory.find_deleted(name, text);
            assert_eq!(
                deleted
                    .map(crate::DeletedObject::id)
                    .collect::<BTreeSet<_>>(),
                model.deleted_named(property, text)
            );
        }
    }
}

fn agree_on_users(directory: &Directory, model: &Model) {
    let users = directory.users();
    for (user, values) in model.there(&model.users) {
        let row = users.row(user).unwrap();
        for (property, _) in PROPERTIES {
            let expected = values
                .get(property)
                .map_or(Value::Null, |text| Value::text(text));
            assert_eq!(users.owned(row, &user_key(property)), expected);
        }
        let manager = directory.manager(row).and_then(|row| users.id(row));
        assert_eq!(manager, model.manager(user));
        let reports = ids(
            directory,
            directory.direct_reports(row).map(ObjectRef::User),
        );
        let all = model.there(&model.users).map(|(id, _)| id);
        assert_eq!(
            reports,
            all.filter(|id| model.manager(*id) == Some(user)).collect()
        );
    }
}

fn agree_on_groups(directory: &Directory, model: &Model) {
    assert_eq!(directory.group_count(), model.there(&model.groups).count());
    assert_eq!(directory.groups().count(), directory.group_count());
    for (group_id, name) in model.there(&model.groups) {
        let group = directory.group(group_id).unwrap();
        assert_eq!(group.display_name(), name);
        assert_eq!(
            ids(directory, group.members().iter()),
            model.members(group_id)
        );
        assert_eq!(ids(directory, group.owners()), model.owners(group_id));
    }
    assert_eq!(directory.unit_count(), model.there(&model.units).count());
    assert_eq!(directory.units().count(), directory.unit_count());
    for (unit_id, name) in model.there(&model.units) {
        let unit = directory.unit(unit_id).unwrap();
        assert_eq!(unit.display_name(), name);
        assert_eq!(
            ids(directory, unit.members().iter()),
            model.members(unit_id)
        );
        let named = directory.units_named(&name.to_uppercase());
        let alike = model.there(&model.units);
        let alike = alike.filter(|(_, other)| other.eq_ignore_ascii_case(name));
        assert_eq!(
            named.map(AdministrativeUnit::id).collect::<BTreeSet<_>>(),
            alike.map(|(id, _)| id).collect()
        );
    }
}

proptest! {
    #[test]
    fn a_history_leaves_what_the_model_says(steps in steps()) {
        let (mut directory, mut model) = (Directory::default(), Model::default());
        for each in &steps {
            step(&mut directory, &mut model, each);
        }
        agree(&directory, &model);
    }

    #[test]
    fn what_is_read_from_an_image_lives_on_as_the_original(before in steps(), after in steps()) {
        let (mut directory, mut model) = (Directory::default(), Model::default());
        for each in &before {
            step(&mut directory, &mut model, each);
        }
        let (mut thawed, mut thawed_model) = (through_an_image(&directory), model.clone());
        agree(&thawed, &thawed_model);
        prop_assert_eq!(&directory, &thawed);
        for each in &after {
            step(&mut directory, &mut model, each);
            step(&mut thawed, &mut thawed_model, each);
        }
        agree(&thawed, &thawed_model);
        prop_assert_eq!(&directory, &thawed);
    }

    #[test]
    fn a_clone_is_not_touched(before in steps(), after in steps()) {
        let (mut directory, mut model) = (Directory::default(), Model::default());
        for each in &before {
            step(&mut directory, &mut model, each);
        }
        let (mut clone, mut clone_model) = (directory.clone(), model.clone());
        for each in &after {
            step(&mut clone, &mut clone_model, each);
        }
        agree(&directory, &model);
        agree(&clone, &clone_model);
        prop_assert_eq!(directory == clone, same(&directory, &clone));
    }
}

/// Whether two directories list the same objects in the same order with the same facts, told
/// without the comparison under test.
fn same(one: &Directory, other: &Directory) -> bool {
    let facts = |directory: &Directory| {
        let users: Vec<_> = directory
            .users()
            .rows()
            .map(|row| {
                let values: Vec<_> = PROPERTIES
                    .iter()
                    .map(|(name, _)| directory.users().owned(row, &user_key(name)))
                    .collect();
                let manager = directory
                    .manager(row)
                    .and_then(|row| directory.users().id(row));
                (directory.users().id(row), values, manager)
            })
            .collect();
        let groups: Vec<_> = directory
            .groups()
            .map(|group| {
                let members = ids(directory, group.members().iter());
                (
                    group.id(),
                    group.facts().clone(),
                    members,
                    ids(directory, group.owners()),
                )
            })
            .collect();
        let units: Vec<_> = directory
            .units()
            .map(|unit| {
                let members = ids(directory, unit.members().iter());
                (unit.id(), unit.facts().clone(), members)
            })
            .collect();
        let kinds = [
            ObjectKind::User,
            ObjectKind::Group,
            ObjectKind::AdministrativeUnit,
        ];
        let deleted: Vec<_> = kinds
            .into_iter()
            .flat_map(|kind| directory.deleted_objects(kind))
            .map(|object| {
                let value = |(name, _): &(&str, _)| object.value(&user_key(name)).cloned();
                let values: Vec<_> = PROPERTIES.iter().map(value).collect();
                let name = object.display_name().map(str::to_owned);
                (
                    object.id(),
                    values,
                    name,
                    object.links().collect::<Vec<_>>(),
                )
            })
            .collect();
        (users, groups, units, deleted)
    };
    facts(one) == facts(other)
}

#[test]
fn many_rows_cross_the_borders_of_chunks_and_shards() {
    let number = |n: u32| {
        let mut bytes = [7; 16];
        bytes[..4].copy_from_slice(&n.to_be_bytes());
        ObjectId::from_bytes(bytes)
    };
    let mut directory = Directory::default();
    let mut changes = Vec::new();
    for n in 0..10_000 {
        let values = vec![
            (
                user_key("userPrincipalName"),
                Value::text(&format!("u{n}@contoso.com")),
            ),
            (
                user_key("city"),
                Value::text(&format!("City {}", n % 5_000)),
            ),
        ];
        directory
            .create_user(number(n), values, UserFacts::default(), &mut changes)
            .unwrap();
    }
    let frozen = directory.clone();
    changes.clear();
    for n in (0..10_000).step_by(7) {
        directory
            .set_value(
                number(n),
                user_key("city"),
                Value::text("Oslo"),
                &mut changes,
            )
            .unwrap();
    }
    assert!(
        changes
            .iter()
            .all(|change| matches!(change, Change::ValueChanged { .. }))
    );
    for n in 0..10_000 {
        let row = frozen
            .user_by_principal_name(&format!("U{n}@contoso.com"))
            .unwrap();
        assert_eq!(frozen.users().id(row), Some(number(n)));
        let city = Value::text(&format!("City {}", n % 5_000));
        assert_eq!(frozen.users().owned(row, &user_key("city")), city);
        let now = if n % 7 == 0 {
            Value::text("Oslo")
        } else {
            city
        };
        assert_eq!(directory.users().owned(row, &user_key("city")), now);
    }
}
