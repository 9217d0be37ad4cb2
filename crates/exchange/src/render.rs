//! Objects as Graph shows them.

use ingroup_directory::{Directory, Group, ObjectRef, Row};
use ingroup_schema::{ObjectId, ObjectKind, PropertyKey, SubjectKind, Value, ValueRef, catalogue};
use serde_json::{Map, Value as Json, json};

use crate::codec::{Graph, GraphObject};
use crate::formats::More;

/// A user as Graph shows it, with the manager's id; `None` if no user has this id.
///
/// All properties of the catalogue are there, null where there is no value; directory extensions
/// only where there is one.
pub fn user_json(directory: &Directory, id: ObjectId) -> Option<Json> {
    let row = directory.users().row(id)?;
    let mut object = subject(directory, SubjectKind::User, row, id);
    directory.user_facts(row).write_into(&mut object);
    if let Some(manager) = directory
        .manager(row)
        .and_then(|row| directory.users().id(row))
    {
        let manager = json!({"@odata.type": "#microsoft.graph.user", "id": manager.write()});
        object.insert("manager".into(), manager);
    }
    Some(Json::Object(object))
}

/// A device as Graph shows it; `None` if no device has this id.
pub fn device_json(directory: &Directory, id: ObjectId) -> Option<Json> {
    let row = directory.devices().row(id)?;
    let mut object = subject(directory, SubjectKind::Device, row, id);
    directory.device_facts(row).write_into(&mut object);
    Some(Json::Object(object))
}

/// A group as Graph shows it, without members and owners; `None` if no group has this id.
pub fn group_json(directory: &Directory, id: ObjectId) -> Option<Json> {
    let mut object = group(directory.group(id)?);
    // Graph does not know these: they are shown where they say something.
    for own in NOT_IN_GRAPH {
        if object.get(own).is_some_and(Json::is_null) {
            object.remove(own);
        }
    }
    Some(Json::Object(object))
}

/// A user, device or group as Graph shows it; of other objects id and name.
pub fn object_json(directory: &Directory, id: ObjectId) -> Option<Json> {
    match directory.resolve(id)? {
        ObjectRef::User(_) => user_json(directory, id),
        ObjectRef::Device(_) => device_json(directory, id),
        ObjectRef::Group(_) => group_json(directory, id),
        object @ ObjectRef::Other(_) => mention(directory, object),
    }
}

/// What only this model keeps of a group.
const NOT_IN_GRAPH: [&str; 2] = ["joinPolicy", "lastActivityDateTime"];

/// A group as an export has it: with what only this model keeps, be it nothing, so that a newer export can say that it
/// is gone.
pub(crate) fn group(group: &Group) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("id".into(), group.id().write());
    group.facts().write_into(&mut object);
    let identifier = group.id().security_identifier();
    object.insert("securityIdentifier".into(), Json::from(identifier));
    object
}

/// An object as lists of members show it: type, id, name.
pub(crate) fn mention(directory: &Directory, object: ObjectRef) -> Option<Json> {
    let kind = directory.kind_of(object)?;
    let mut shown = Map::new();
    let graph_type = format!("#microsoft.graph.{}", kind.graph_name());
    shown.insert("@odata.type".into(), Json::from(graph_type));
    shown.insert("id".into(), directory.id_of(object)?.write());
    let name = directory.display_name(object);
    shown.insert("displayName".into(), Json::from(name));
    if let (ObjectKind::User, ObjectRef::User(row)) = (kind, object) {
        let name = directory.user_principal_name(row);
        shown.insert("userPrincipalName".into(), Json::from(name));
    }
    Some(Json::Object(shown))
}

fn subject(directory: &Directory, kind: SubjectKind, row: Row, id: ObjectId) -> Map<String, Json> {
    let table = directory.table(kind);
    let mut object = Map::new();
    object.insert("id".into(), id.write());
    let stored = catalogue(kind).filter(|property| !matches!(property.graph, "" | "id"));
    for property in stored {
        let value = value_json(table.value(row, &PropertyKey::Known(property.id)));
        if let Some(list) = property.graph.strip_suffix("[0]") {
            let facts = directory.user_facts(row);
            let more = match list_of(list) {
                More::BusinessPhones => &facts.more_business_phones,
                More::ImAddresses => &facts.more_im_addresses,
            };
            let first = Some(value).filter(|value| !value.is_null());
            let all = first.into_iter().chain(more.iter().map(Graph::write));
            object.insert(list.into(), all.collect());
        } else if let Some((parent, part)) = property.graph.split_once('.') {
            let parent = object.entry(parent).or_insert_with(|| json!({}));
            if let Json::Object(parts) = parent {
                parts.insert(part.into(), value);
            }
        } else {
            object.insert(property.graph.into(), value);
        }
    }
    for name in table.extensions() {
        let value = table.value(row, &PropertyKey::Extension(name.clone()));
        if value != ValueRef::Null {
            object.insert(name.as_str().into(), value_json(value));
        }
    }
    object
}

fn list_of(name: &str) -> More {
    match name {
        "businessPhones" => More::BusinessPhones,
        _ => More::ImAddresses,
    }
}

fn value_json(value: ValueRef<'_>) -> Json {
    match value.to_value() {
        Value::Null => Json::Null,
        Value::Boolean(value) => Json::Bool(value),
        Value::Text(text) => text.write(),
        Value::Instant(instant) => instant.write(),
        Value::Texts(items) => items.iter().map(Json::from).collect(),
        Value::Plans(plans) => plans.iter().map(Graph::write).collect(),
    }
}
