//! What a person may have meant by a name that nothing has.

use ingroup_directory::{Directory, Name, ObjectRef};
use ingroup_schema::{ObjectId, ObjectKind, fold};
use ingroup_shell::closest;

use crate::records::name_of;

/// How many names that come near are told.
const NEAR: usize = 3;

/// In how many objects names are looked for: a script that expects to miss must not pay for a search each time.
const LOOKED_AT: usize = 5_000;

/// A sentence on where to look, if there is anything to say.
pub(crate) fn of_name(directory: &Directory, kind: ObjectKind, identity: &str) -> Option<String> {
    let text = identity.trim();
    if text.is_empty() {
        return Some("The name is empty: look at where it comes from.".to_owned());
    }
    if text.contains(['*', '?']) {
        return search(kind, text);
    }
    deleted(directory, kind, text)
        .or_else(|| of_another_kind(directory, text))
        .or_else(|| near(directory, kind, text))
}

/// How to search with wildcards.
fn search(kind: ObjectKind, text: &str) -> Option<String> {
    let command = match kind {
        ObjectKind::Group => "Get-Group",
        ObjectKind::User => "Get-User",
        ObjectKind::Device => "Get-Device",
        _ => return None,
    };
    let pattern = text.replace('\'', "\'\'");
    Some(format!(
        "A name is taken as it is, and stands for one object. {command} -DisplayName '{pattern}' searches."
    ))
}

/// That such an object was deleted and can come back.
fn deleted(directory: &Directory, kind: ObjectKind, text: &str) -> Option<String> {
    let by_id = text.parse::<ObjectId>().ok();
    let by_id = by_id.and_then(|id| directory.deleted(id));
    let by_name = || {
        let mut found = Name::ALL
            .into_iter()
            .flat_map(|name| directory.find_deleted(name, text));
        found.find(|object| object.kind() == kind)
    };
    let object = by_id.or_else(by_name)?;
    Some(format!(
        "It was deleted on {}. Restore-DeletedObject {} brings it back.",
        object.deleted_date_time(),
        object.id()
    ))
}

/// What the id belongs to instead.
fn of_another_kind(directory: &Directory, text: &str) -> Option<String> {
    let id = text.parse::<ObjectId>().ok()?;
    let unit = || directory.unit(id).map(|_| ObjectKind::AdministrativeUnit);
    let object = directory.resolve(id);
    let kind = object
        .and_then(|object| directory.kind_of(object))
        .or_else(unit)?;
    Some(format!(
        "That is the id of the {kind} {}.",
        name_of(directory, id)
    ))
}

/// Names that the text is a part of; if there are none, those that it may be a misspelling of.
fn near(directory: &Directory, kind: ObjectKind, text: &str) -> Option<String> {
    let objects: Box<dyn Iterator<Item = ObjectRef>> = match kind {
        ObjectKind::User => Box::new(directory.users().rows().map(ObjectRef::User)),
        ObjectKind::Device => Box::new(directory.devices().rows().map(ObjectRef::Device)),
        ObjectKind::Group => Box::new(directory.groups().map(|g| ObjectRef::Group(g.row()))),
        _ => return None,
    };
    let part = fold(text);
    let all: Vec<&str> = objects
        .take(LOOKED_AT)
        .filter_map(|object| directory.display_name(object))
        .collect();
    let mut names: Vec<&str> = all
        .iter()
        .copied()
        .filter(|name| fold(name).contains(&part))
        .collect();
    if names.is_empty() {
        let close: Vec<String> = closest(text, all.into_iter())
            .iter()
            .map(|name| format!("\"{name}\""))
            .collect();
        return (!close.is_empty()).then(|| format!("Did you mean {}?", close.join(" or ")));
    }
    names.sort_by_cached_key(|name| fold(name));
    names.dedup();
    let more = names.len().saturating_sub(NEAR);
    let shown: Vec<String> = names
        .iter()
        .take(NEAR)
        .map(|n| format!("\"{n}\""))
        .collect();
    let more = match more {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let shown = shown.join(", ");
    (!shown.is_empty()).then(|| format!("Names that contain it: {shown}{more}."))
}
