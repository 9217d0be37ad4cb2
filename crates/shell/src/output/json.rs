//! JSON in the shape PowerShell gives it.

use crate::value::{Hashtable, Object, Value, Walk};
use serde_json::{Map, Number, Value as Json};

/// How many levels are written out; what lies deeper becomes its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Depth(pub(crate) usize);

/// Whether the text is spread over lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spacing {
    /// One line, no blanks.
    Compressed,
    /// Two blanks for each level.
    Indented,
}

/// A value as JSON text.
pub(crate) fn write(value: &Value, depth: Depth, spacing: Spacing) -> String {
    let json = to_json(value, depth.0);
    let text = match spacing {
        Spacing::Compressed => serde_json::to_string(&json),
        Spacing::Indented => serde_json::to_string_pretty(&json),
    };
    // Our own tree has neither foreign types nor keys that are not text.
    text.unwrap_or_default()
}

fn to_json(value: &Value, depth: usize) -> Json {
    let items = match value {
        Value::List(list) => list.len(),
        Value::Table(table) => table.len(),
        Value::Object(object) => object.names().len(),
        _ => 0,
    };
    let Some(_walk) = Walk::enter(items) else {
        return Json::Null;
    };
    match value {
        Value::Null | Value::Empty => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Int(number) => Json::Number((*number).into()),
        Value::Double(number) => Number::from_f64(*number).map_or(Json::Null, Json::Number),
        Value::Time(time) => Json::String(time.to_string()),
        Value::List(list) if depth > 0 => Json::Array(
            list.to_vec()
                .iter()
                .map(|v| to_json(v, depth - 1))
                .collect(),
        ),
        Value::List(list) => {
            let items = list.to_vec();
            let texts: Vec<String> = items.iter().map(|v| v.to_text().to_string()).collect();
            Json::String(texts.join(" "))
        }
        Value::Table(table) if depth > 0 => Json::Object(
            table
                .named()
                .into_iter()
                .map(|(k, v)| (k.to_string(), to_json(&v, depth - 1)))
                .collect::<Map<_, _>>(),
        ),
        Value::Object(object) if depth > 0 => Json::Object(
            object
                .fields()
                .into_iter()
                .map(|(k, v)| (k.to_string(), to_json(&v, depth - 1)))
                .collect::<Map<_, _>>(),
        ),
        other => Json::String(other.to_text().to_string()),
    }
}

/// The value of a JSON text.
pub(crate) fn read(json: Json, kind: Records) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(flag),
        Json::Number(number) => match number.as_i64() {
            Some(number) => Value::Int(number),
            None => Value::Double(number.as_f64().unwrap_or(f64::NAN)),
        },
        Json::String(text) => Value::from(text),
        Json::Array(items) => Value::array(items.into_iter().map(|v| read(v, kind)).collect()),
        Json::Object(map) => match kind {
            Records::Objects => {
                let object = Object::new("PSCustomObject");
                for (name, value) in map {
                    object.set(name, read(value, kind));
                }
                Value::Object(object)
            }
            Records::Tables => {
                let mut table = Hashtable::new();
                for (name, value) in map {
                    table = table.with(name, read(value, kind));
                }
                Value::Table(table)
            }
        },
    }
}

/// What the records of a JSON text become.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Records {
    /// Objects.
    Objects,
    /// Hashtables: `-AsHashtable`.
    Tables,
}
