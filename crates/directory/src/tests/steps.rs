//! The steps of random histories, done in the directory and in the slow model alike.

use ingroup_schema::{ObjectId, Value};
use proptest::prelude::*;

use super::model::Model;
use super::{id, user_key};
use crate::{
    Change, Directory, DynamicGroups, GroupFacts, GroupType, MembershipType, Name, UnitFacts,
    UserFacts,
};

/// How many ids there are; an id is given once.
pub(crate) const IDS: u8 = 12;

/// When things are deleted.
const AT: &str = "2026-11-21T00:00:00Z";

pub(crate) const NAMES: [&str; 4] = ["ada", "ADA", "bob", "Étienne"];
pub(crate) const PROPERTIES: [(&str, Option<Name>); 4] = [
    ("userPrincipalName", Some(Name::UserPrincipalName)),
    ("displayName", Some(Name::DisplayName)),
    ("mail", Some(Name::Mail)),
    ("department", None),
];

#[derive(Debug, Clone)]
pub(crate) enum Step {
    CreateUser(u8, usize),
    CreateGroup(u8, usize),
    CreateUnit(u8, usize),
    Set(u8, usize, usize),
    Clear(u8, usize),
    Rename(u8, usize),
    Convert(u8),
    Delete(u8),
    SoftDelete(u8),
    Restore(u8),
    Purge(u8),
    Join(u8, u8),
    Leave(u8, u8),
    Own(u8, u8),
    Disown(u8, u8),
    Manage(u8, Option<u8>),
}

pub(crate) fn steps() -> impl Strategy<Value = Vec<Step>> {
    let object = || 0..IDS;
    let name = || 0..NAMES.len();
    let property = || 0..PROPERTIES.len();
    let step = prop_oneof![
        3 => (object(), name()).prop_map(|(a, b)| Step::CreateUser(a, b)),
        2 => (object(), name()).prop_map(|(a, b)| Step::CreateGroup(a, b)),
        2 => (object(), name()).prop_map(|(a, b)| Step::CreateUnit(a, b)),
        3 => (object(), property(), name()).prop_map(|(a, b, c)| Step::Set(a, b, c)),
        1 => (object(), property()).prop_map(|(a, b)| Step::Clear(a, b)),
        1 => (object(), name()).prop_map(|(a, b)| Step::Rename(a, b)),
        2 => object().prop_map(Step::Convert),
        1 => object().prop_map(Step::Delete),
        3 => object().prop_map(Step::SoftDelete),
        3 => object().prop_map(Step::Restore),
        1 => object().prop_map(Step::Purge),
        4 => (object(), object()).prop_map(|(a, b)| Step::Join(a, b)),
        1 => (object(), object()).prop_map(|(a, b)| Step::Leave(a, b)),
        2 => (object(), object()).prop_map(|(a, b)| Step::Own(a, b)),
        1 => (object(), object()).prop_map(|(a, b)| Step::Disown(a, b)),
        2 => (object(), proptest::option::of(object())).prop_map(|(a, b)| Step::Manage(a, b)),
    ];
    proptest::collection::vec(step, 0..80)
}

/// Does a step in both worlds; what one refuses the other must refuse.
pub(crate) fn step(directory: &mut Directory, model: &mut Model, step: &Step) {
    let mut changes = Vec::new();
    let accepted = match step {
        Step::CreateUser(object, name)
        | Step::CreateGroup(object, name)
        | Step::CreateUnit(object, name) => {
            if model.is_spent(id(*object)) {
                return;
            }
            create(directory, model, step, *object, NAMES[*name], &mut changes)
        }
        Step::Set(who, property, name) => {
            let (property, _) = PROPERTIES[*property];
            let text = NAMES[*name];
            let value = Value::text(text);
            let done = directory.set_value(id(*who), user_key(property), value, &mut changes);
            let same = model.named(property, text);
            let taken =
                property == "userPrincipalName" && same.iter().any(|other| *other != id(*who));
            let user = model.user(id(*who)).filter(|_| !taken);
            assert_eq!(done.is_ok(), user.is_some());
            if let Some(user) = user {
                user.insert(property, text.to_owned());
            }
            done.is_ok()
        }
        Step::Clear(who, property) => {
            let (property, _) = PROPERTIES[*property];
            let key = user_key(property);
            let done = directory.set_value(id(*who), key, Value::Null, &mut changes);
            let user = model.user(id(*who));
            assert_eq!(done.is_ok(), user.is_some());
            if let Some(user) = user {
                user.remove(property);
            }
            done.is_ok()
        }
        Step::Rename(which, name) => {
            let done = describe(directory, model, id(*which), NAMES[*name], &mut changes);
            let known = model.holder_name(id(*which));
            assert_eq!(done, known.is_some());
            if let Some(known) = known {
                *known = NAMES[*name].to_owned();
            }
            done
        }
        Step::Convert(which) => {
            let which = id(*which);
            let name = model.holder_name(which).cloned().unwrap_or_default();
            let done = model.convert(which);
            assert_eq!(describe(directory, model, which, &name, &mut changes), done);
            done
        }
        Step::Delete(what) => {
            let what = id(*what);
            let done = directory
                .delete_subject(what, DynamicGroups::Scanned, &mut changes)
                .is_ok()
                || directory.delete_group(what, &mut changes).is_ok()
                || directory.delete_unit(what, &mut changes).is_ok();
            assert_eq!(done, model.is_there(what) && model.end(what));
            done
        }
        Step::SoftDelete(what) => {
            let (what, at) = (id(*what), AT.parse().unwrap());
            let done = directory
                .soft_delete_user(what, DynamicGroups::Scanned, at, &mut changes)
                .is_ok()
                || directory.soft_delete_group(what, at, &mut changes).is_ok()
                || directory.soft_delete_unit(what, at, &mut changes).is_ok();
            assert_eq!(done, model.delete(what));
            done
        }
        Step::Restore(what) => {
            let done = directory.restore(id(*what), &mut changes);
            assert_eq!(done.is_ok(), model.restore(id(*what)));
            done.is_ok()
        }
        Step::Purge(what) => {
            let done = directory.purge(
                id(*what),
                DynamicGroups::Scanned,
                AT.parse().unwrap(),
                &mut changes,
            );
            assert_eq!(done.is_ok(), model.end(id(*what)));
            done.is_ok()
        }
        Step::Join(group, member) => {
            let done = directory.add_member(id(*group), id(*member), &mut changes);
            assert_eq!(done.clone().ok(), model.join(id(*group), id(*member)));
            done.is_ok()
        }
        Step::Leave(group, member) => {
            let done = directory.remove_member(id(*group), id(*member), &mut changes);
            assert_eq!(done.clone().ok(), model.leave(id(*group), id(*member)));
            done.is_ok()
        }
        Step::Own(group, owner) => {
            let done = directory.add_owner(id(*group), id(*owner), &mut changes);
            assert_eq!(done.clone().ok(), model.own(id(*group), id(*owner)));
            done.is_ok()
        }
        Step::Disown(group, owner) => {
            let done = directory.remove_owner(id(*group), id(*owner), &mut changes);
            assert_eq!(done.clone().ok(), model.disown(id(*group), id(*owner)));
            done.is_ok()
        }
        Step::Manage(user, manager) => {
            let manager = manager.map(id);
            let done = directory.set_manager(id(*user), manager, &mut changes);
            assert_eq!(done.is_ok(), model.manage(id(*user), manager));
            done.is_ok()
        }
    };
    assert!(
        accepted || changes.is_empty(),
        "refused and changed: {changes:?}"
    );
}

/// Gives a group or unit this name and the type it has in the model.
fn describe(
    directory: &mut Directory,
    model: &Model,
    which: ObjectId,
    name: &str,
    changes: &mut Vec<Change>,
) -> bool {
    let (mut group, mut unit) = (group(name), unit(name));
    if model.is_dynamic(which) {
        group.group_types.insert(GroupType::DynamicMembership);
        unit.membership_type = MembershipType::Dynamic;
    }
    directory.set_group(which, group, changes).is_ok()
        || directory.set_unit(which, unit, changes).is_ok()
}

fn create(
    directory: &mut Directory,
    model: &mut Model,
    step: &Step,
    object: u8,
    name: &str,
    changes: &mut Vec<Change>,
) -> bool {
    let object = id(object);
    let free = model.is_free(object);
    match step {
        Step::CreateGroup(..) => {
            let done = directory.create_group(object, group(name), changes);
            assert_eq!(done.is_ok(), free);
            if free {
                model.groups.insert(object, name.to_owned());
            }
            free
        }
        Step::CreateUnit(..) => {
            let done = directory.create_unit(object, unit(name), changes);
            assert_eq!(done.is_ok(), free);
            if free {
                model.units.insert(object, name.to_owned());
            }
            free
        }
        _ => {
            let values = vec![(user_key("userPrincipalName"), Value::text(name))];
            let done = directory.create_user(object, values, UserFacts::default(), changes);
            let free = free && model.named("userPrincipalName", name).is_empty();
            assert_eq!(done.is_ok(), free);
            if free {
                let values = [("userPrincipalName", name.to_owned())];
                model.users.insert(object, values.into_iter().collect());
            }
            free
        }
    }
}

fn group(name: &str) -> GroupFacts {
    GroupFacts {
        display_name: name.into(),
        ..GroupFacts::default()
    }
}

fn unit(name: &str) -> UnitFacts {
    UnitFacts {
        display_name: name.into(),
        ..UnitFacts::default()
    }
}
