//! Properties and methods of lists and hashtables.

use crate::compare::{Case, equal, sort_order};
use crate::error::ShellError;
use crate::value::{Hashtable, List, ListKind, Value};

/// A list's own property.
pub(super) fn list(list: &List, name: &str) -> Option<Value> {
    match name.to_ascii_lowercase().as_str() {
        "count" | "length" | "longlength" => Some(Value::from(list.len())),
        "isfixedsize" => Some(Value::Bool(list.kind() == ListKind::Array)),
        "rank" => Some(Value::Int(1)),
        _ => None,
    }
}

/// A hashtable's own property.
pub(super) fn table(table: &Hashtable, name: &str) -> Option<Value> {
    match name.to_ascii_lowercase().as_str() {
        "count" => Some(Value::from(table.len())),
        "keys" => Some(Value::array(
            table.entries().into_iter().map(|(k, _)| k).collect(),
        )),
        "values" => Some(Value::array(
            table.entries().into_iter().map(|(_, v)| v).collect(),
        )),
        _ => None,
    }
}

/// A list's method; `None` if it has none of this name.
pub(super) fn call_list(
    list: &List,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>, ShellError> {
    let first = arguments.first().cloned().unwrap_or_default();
    let position = |value: &Value| {
        list.borrow()
            .iter()
            .position(|item| equal(item, value, Case::Minded))
    };
    let answer = match name {
        "add" => {
            let index = list.push(first)?;
            match list.kind() {
                ListKind::ArrayList => Value::from(index),
                ListKind::Array | ListKind::Generic => Value::Empty,
            }
        }
        "addrange" => {
            for item in first.elements() {
                list.push(item)?;
            }
            Value::Empty
        }
        "insert" => {
            let index = first
                .to_number()
                .and_then(|n| n.round_to_int())
                .unwrap_or(-1);
            let value = arguments.get(1).cloned().unwrap_or_default();
            list.insert(usize::try_from(index).unwrap_or(usize::MAX), value)?;
            Value::Empty
        }
        "remove" => {
            let found = position(&first);
            match found {
                Some(index) => list.remove_at(index)?,
                None if list.kind() == ListKind::Array => list.remove_at(usize::MAX)?,
                None => {}
            }
            match list.kind() {
                ListKind::Generic => Value::Bool(found.is_some()),
                ListKind::Array | ListKind::ArrayList => Value::Empty,
            }
        }
        "removeat" => {
            let index = first
                .to_number()
                .and_then(|n| n.round_to_int())
                .unwrap_or(-1);
            list.remove_at(usize::try_from(index).unwrap_or(usize::MAX))?;
            Value::Empty
        }
        "clear" => {
            list.clear()?;
            Value::Empty
        }
        "contains" => Value::Bool(position(&first).is_some()),
        "indexof" => Value::Int(
            position(&first)
                .and_then(|i| i64::try_from(i).ok())
                .unwrap_or(-1),
        ),
        "toarray" | "clone" if name == "toarray" || list.kind() == ListKind::Array => {
            Value::array(list.to_vec())
        }
        "clone" => Value::List(List::new(list.kind(), list.to_vec())),
        "sort" => {
            let mut items = list.to_vec();
            items.sort_by(|a, b| sort_order(a, b, Case::Ignored));
            list.replace(items);
            Value::Empty
        }
        "reverse" => {
            let mut items = list.to_vec();
            items.reverse();
            list.replace(items);
            Value::Empty
        }
        "getenumerator" => Value::array(list.to_vec()),
        _ => return Ok(None),
    };
    Ok(Some(answer))
}

/// A hashtable's method; `None` if it has none of this name.
pub(super) fn call_table(
    table: &Hashtable,
    name: &str,
    arguments: &[Value],
) -> Result<Option<Value>, ShellError> {
    let key = arguments.first().cloned().unwrap_or_default();
    let value = arguments.get(1).cloned().unwrap_or_default();
    let answer = match name {
        "add" => {
            if table.get(&key).is_some() {
                return Err(ShellError::new(format!(
                    "Item has already been added. Key in dictionary: \"{}\".",
                    key.to_text()
                ))
                .help("Use $table[$key] = $value to replace it."));
            }
            table.set(key, value)?;
            Value::Empty
        }
        "insert" if table.is_ordered() => {
            if table.get(&value).is_some() {
                return Err(ShellError::new(format!(
                    "Item has already been added. Key in dictionary: \"{}\".",
                    value.to_text()
                )));
            }
            let position = key.to_number().and_then(|n| n.round_to_int()).unwrap_or(0);
            let position = usize::try_from(position).unwrap_or(usize::MAX);
            let item = arguments.get(2).cloned().unwrap_or_default();
            table.insert_at(position, value, item);
            Value::Empty
        }
        "set_item" => {
            table.set(key, value)?;
            Value::Empty
        }
        "remove" => {
            table.remove(&key);
            Value::Empty
        }
        "clear" => {
            table.clear();
            Value::Empty
        }
        "containskey" | "contains" => Value::Bool(table.get(&key).is_some()),
        "containsvalue" => Value::Bool(
            table
                .entries()
                .iter()
                .any(|(_, v)| equal(v, &key, Case::Minded)),
        ),
        "clone" => {
            let copy = Hashtable::new();
            for (key, value) in table.entries() {
                copy.set(key, value)?;
            }
            Value::Table(match table.is_ordered() {
                true => copy.ordered(),
                false => copy,
            })
        }
        "getenumerator" => Value::array(
            table
                .entries()
                .into_iter()
                .map(|(key, value)| {
                    let entry = crate::value::Object::new("DictionaryEntry");
                    entry.set("Name", key.clone());
                    entry.set("Value", value);
                    entry.set("Key", key);
                    Value::Object(entry)
                })
                .collect(),
        ),
        _ => return Ok(None),
    };
    Ok(Some(answer))
}
