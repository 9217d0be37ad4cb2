//! Random histories leave every index as the slow model says, and never touch a clone.

use std::collections::BTreeSet;

use ingroup_schema::{ObjectId, Value};
use proptest::prelude::*;

use super::model::{Model, ModelGroup};
use super::{id, user_key};
use crate::{
    AdministrativeUnit, Change, Directory, GroupFacts, Name, ObjectRef, UnitFacts, UserFacts,
};

const NAMES: [&str; 4] = ["ada", "ADA", "bob", "Étienne"];
const PROPERTIES: [(&str, Option<Name>); 4] = [
    ("userPrincipalName", Some(Name::UserPrincipalName)),
    ("displayName", Some(Name::DisplayName)),
    ("mail", Some(Name::Mail)),
    ("department", None),
];

#[derive(Debug, Clone)]
enum Step {
    CreateUser(u8, usize),
    CreateGroup(u8, usize),
    CreateUnit(u8, usize),
    Set(u8, usize, usize),
    Clear(u8, usize),
    Rename(u8, usize),
    Delete(u8),
    Join(u8, u8),
    Leave(u8, u8),
    Own(u8, u8),
    Disown(u8, u8),
    Manage(u8, Option<u8>),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let object = || 0..8_u8;
    let name = || 0..NAMES.len();
    let property = || 0..PROPERTIES.len();
    let step = prop_oneof![
        3 => (object(), name()).prop_map(|(a, b)| Step::CreateUser(a, b)),
        2 => (object(), name()).prop_map(|(a, b)| Step::CreateGroup(a, b)),
        2 => (object(), name()).prop_map(|(a, b)| Step::CreateUnit(a, b)),
        3 => (object(), property(), name()).prop_map(|(a, b, c)| Step::Set(a, b, c)),
        1 => (object(), property()).prop_map(|(a, b)| Step::Clear(a, b)),
        1 => (object(), name()).prop_map(|(a, b)| Step::Rename(a, b)),
        1 => object().prop_map(Step::Delete),
        4 => (object(), object()).prop_map(|(a, b)| Step::Join(a, b)),
        1 => (object(), object()).prop_map(|(a, b)| Step::Leave(a, b)),
        2 => (object(), object()).prop_map(|(a, b)| Step::Own(a, b)),
        1 => (object(), object()).prop_map(|(a, b)| Step::Disown(a, b)),
        2 => (object(), proptest::option::of(object())).prop_map(|(a, b)| Step::Manage(a, b)),
    ];
    proptest::collection::vec(step, 0..60)
}

/// Does a step in both worlds; what one refuses the other must refuse.
fn step(directory: &mut Directory, model: &mut Model, step: &Step) {
    let mut changes = Vec::new();
    let accepted = match step {
        Step::CreateUser(who, name) => {
            let text = NAMES[*name];
            let values = vec![(user_key("userPrincipalName"), Value::text(text))];
            let done = directory
                .create_user(id(*who), values, UserFacts::default(), &mut changes)
                .is_ok();
            let free = model.named("userPrincipalName", text).is_empty();
            assert_eq!(done, free && model.is_free(id(*who)));
            if done {
                let values = [("userPrincipalName", text.to_owned())];
                model.users.insert(id(*who), values.into_iter().collect());
            }
            done
        }
        Step::CreateGroup(which, name) => {
            let facts = GroupFacts {
                display_name: NAMES[*name].into(),
                ..GroupFacts::default()
            };
            let done = directory
                .create_group(id(*which), facts, &mut changes)
                .is_ok();
            assert_eq!(done, model.is_free(id(*which)));
            if done {
                let name = NAMES[*name].to_owned();
                let group = ModelGroup {
                    name,
                    ..ModelGroup::default()
                };
                model.groups.insert(id(*which), group);
            }
            done
        }
        Step::CreateUnit(which, name) => {
            let facts = UnitFacts {
                display_name: NAMES[*name].into(),
                ..UnitFacts::default()
            };
            let done = directory
                .create_unit(id(*which), facts, &mut changes)
                .is_ok();
            assert_eq!(done, model.is_free(id(*which)));
            if done {
                let name = NAMES[*name].to_owned();
                let unit = ModelGroup {
                    name,
                    ..ModelGroup::default()
                };
                model.units.insert(id(*which), unit);
            }
            done
        }
        Step::Set(who, property, name) => {
            let (property, _) = PROPERTIES[*property];
            let text = NAMES[*name];
            let done = directory
                .set_value(
                    id(*who),
                    user_key(property),
                    Value::text(text),
                    &mut changes,
                )
                .is_ok();
            let taken = property == "userPrincipalName"
                && model
                    .named(property, text)
                    .iter()
                    .any(|other| *other != id(*who));
            let user = model.users.get_mut(&id(*who)).filter(|_| !taken);
            assert_eq!(done, user.is_some());
            if let Some(user) = user {
                user.insert(property, text.to_owned());
            }
            done
        }
        Step::Clear(who, property) => {
            let (property, _) = PROPERTIES[*property];
            let done = directory
                .set_value(id(*who), user_key(property), Value::Null, &mut changes)
                .is_ok();
            if let Some(user) = model.users.get_mut(&id(*who)) {
                user.remove(property);
            }
            done
        }
        Step::Rename(which, name) => {
            let unit = UnitFacts {
                display_name: NAMES[*name].into(),
                ..UnitFacts::default()
            };
            let facts = GroupFacts {
                display_name: NAMES[*name].into(),
                ..GroupFacts::default()
            };
            let done = directory.set_group(id(*which), facts, &mut changes).is_ok()
                || directory.set_unit(id(*which), unit, &mut changes).is_ok();
            let group = model.holder(id(*which));
            assert_eq!(done, group.is_some());
            if let Some(group) = group {
                group.name = NAMES[*name].to_owned();
            }
            done
        }
        Step::Delete(what) => {
            let user = directory.delete_subject(id(*what), &mut changes).is_ok();
            let done = user
                || directory.delete_group(id(*what), &mut changes).is_ok()
                || directory.delete_unit(id(*what), &mut changes).is_ok();
            assert_eq!(done, !model.is_free(id(*what)));
            model.forget(id(*what));
            done
        }
        Step::Join(group, member) => {
            let done = directory.add_member(id(*group), id(*member), &mut changes);
            let known = model.knows(id(*member));
            let expected = model.holder(id(*group)).filter(|_| known);
            let expected = expected.map(|group| group.members.insert(id(*member)));
            assert_eq!(done.clone().ok(), expected);
            done.is_ok()
        }
        Step::Leave(group, member) => {
            let done = directory.remove_member(id(*group), id(*member), &mut changes);
            let known = model.knows(id(*member));
            let expected = model.holder(id(*group)).filter(|_| known);
            let expected = expected.map(|group| group.members.remove(&id(*member)));
            assert_eq!(done.clone().ok(), expected);
            done.is_ok()
        }
        Step::Own(group, owner) => {
            let done = directory.add_owner(id(*group), id(*owner), &mut changes);
            let known = model.knows(id(*owner));
            let expected = model.groups.get_mut(&id(*group)).filter(|_| known);
            let expected = expected.map(|group| group.owners.insert(id(*owner)));
            assert_eq!(done.clone().ok(), expected);
            done.is_ok()
        }
        Step::Disown(group, owner) => {
            let done = directory.remove_owner(id(*group), id(*owner), &mut changes);
            let known = model.knows(id(*owner));
            let expected = model.groups.get_mut(&id(*group)).filter(|_| known);
            let expected = expected.map(|group| group.owners.remove(&id(*owner)));
            assert_eq!(done.clone().ok(), expected);
            done.is_ok()
        }
        Step::Manage(user, manager) => {
            let manager = manager.map(id);
            let done = directory
                .set_manager(id(*user), manager, &mut changes)
                .is_ok();
            let known = model.users.contains_key(&id(*user))
                && manager.is_none_or(|manager| model.users.contains_key(&manager));
            assert_eq!(done, known);
            match manager.filter(|_| known) {
                Some(manager) => {
                    model.managers.insert(id(*user), manager);
                }
                None if known => {
                    model.managers.remove(&id(*user));
                }
                None => {}
            }
            done
        }
    };
    assert!(
        accepted || changes.is_empty(),
        "refused and changed: {changes:?}"
    );
}

fn ids(directory: &Directory, objects: impl Iterator<Item = ObjectRef>) -> BTreeSet<ObjectId> {
    objects
        .map(|object| directory.id_of(object).unwrap())
        .collect()
}

fn agree(directory: &Directory, model: &Model) {
    let users = directory.users();
    let rows: Vec<_> = users.rows().collect();
    assert_eq!(users.len(), rows.len());
    assert_eq!(
        ids(directory, rows.iter().copied().map(ObjectRef::User)),
        model.users.keys().copied().collect()
    );
    assert_eq!(directory.group_count(), model.groups.len());
    assert_eq!(directory.groups().count(), model.groups.len());

    for (user, values) in &model.users {
        let row = users.row(*user).unwrap();
        for (property, _) in PROPERTIES {
            let expected = values
                .get(property)
                .map_or(Value::Null, |text| Value::text(text));
            assert_eq!(users.owned(row, &user_key(property)), expected);
        }
        let manager = directory.manager(row).and_then(|row| users.id(row));
        assert_eq!(manager.as_ref(), model.managers.get(user));
        let reports = ids(
            directory,
            directory.direct_reports(row).map(ObjectRef::User),
        );
        let expected = model
            .managers
            .iter()
            .filter(|(_, manager)| *manager == user);
        assert_eq!(reports, expected.map(|(report, _)| *report).collect());
    }
    for (group_id, expected) in &model.groups {
        let group = directory.group(*group_id).unwrap();
        assert_eq!(group.display_name(), expected.name);
        assert_eq!(ids(directory, group.members().iter()), expected.members);
        assert_eq!(ids(directory, group.owners()), expected.owners);
    }
    assert_eq!(directory.unit_count(), model.units.len());
    assert_eq!(directory.units().count(), model.units.len());
    for (unit_id, expected) in &model.units {
        let unit = directory.unit(*unit_id).unwrap();
        assert_eq!(unit.display_name(), expected.name);
        assert_eq!(ids(directory, unit.members().iter()), expected.members);
        let named = directory.units_named(&expected.name.to_uppercase());
        let same = |other: &ModelGroup| other.name.eq_ignore_ascii_case(&expected.name);
        let alike = model.units.iter().filter(|(_, other)| same(other));
        assert_eq!(
            named.map(AdministrativeUnit::id).collect::<BTreeSet<_>>(),
            alike.map(|(id, _)| *id).collect()
        );
    }
    for what in (0..8).map(id).filter(|what| model.knows(*what)) {
        let object = directory.resolve(what).unwrap();
        let groups = |inside: fn(&ModelGroup) -> &BTreeSet<ObjectId>| -> BTreeSet<ObjectId> {
            let all = model.groups.iter();
            all.filter(|(_, group)| inside(group).contains(&what))
                .map(|(id, _)| *id)
                .collect()
        };
        let member_of: BTreeSet<_> = directory.member_of(object).map(crate::Group::id).collect();
        assert_eq!(member_of, groups(|group| &group.members));
        let owner_of: BTreeSet<_> = directory.owner_of(object).map(crate::Group::id).collect();
        assert_eq!(owner_of, groups(|group| &group.owners));
        let units: BTreeSet<_> = directory
            .units_of(object)
            .map(AdministrativeUnit::id)
            .collect();
        let expected = model.units.iter();
        let expected = expected.filter(|(_, unit)| unit.members.contains(&what));
        assert_eq!(units, expected.map(|(id, _)| *id).collect());
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
        }
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
        (users, groups, units)
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
