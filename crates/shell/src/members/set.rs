//! `object.name = value`, `object[index]`, `object[index] = value`.

use crate::error::{Category, ShellError};
use crate::value::{List, Value};

/// `object.name = value`. On a list, of every item.
pub(crate) fn set_member(object: &Value, name: &str, value: Value) -> Result<(), ShellError> {
    match object {
        Value::Object(record) => match record.get(name) {
            Some(_) => {
                record.set(name, value);
                Ok(())
            }
            None => Err(ShellError::new(format!(
                "The property \"{name}\" cannot be found on this object. Verify that the property exists and can be set."
            ))
            .category(Category::InvalidOperation)
            .id("PropertyAssignmentException")
            .help("Add-Member -NotePropertyName and -NotePropertyValue add a property.")),
        },
        Value::Table(table) => table.set(name, value),
        Value::List(list) => {
            for item in list.to_vec() {
                set_member(&item, name, value.clone())?;
            }
            Ok(())
        }
        _ => Err(ShellError::new(format!(
            "The property \"{name}\" cannot be set on this value."
        ))
        .category(Category::InvalidOperation)
        .id("PropertyNotFound")),
    }
}

/// `object[index]`; what lies outside is null. The index of a list may be a list.
pub(crate) fn index(object: &Value, index: &Value) -> Result<Value, ShellError> {
    match (object, index) {
        (Value::Null | Value::Empty, _) => Err(ShellError::new("Cannot index into a null array.")
            .category(Category::InvalidOperation)
            .id("NullArray")),
        (Value::Table(table), Value::List(keys)) => Ok(Value::array(
            keys.to_vec()
                .iter()
                .map(|k| table.get(k).unwrap_or_default())
                .collect(),
        )),
        (Value::Table(table), Value::Int(position))
            if table.is_ordered() && table.get(index).is_none() =>
        {
            Ok(table.at(*position).unwrap_or_default())
        }
        (Value::Table(table), key) => Ok(table.get(key).unwrap_or_default()),
        (Value::Object(record), Value::Text(name)) => Ok(record.get(name).unwrap_or_default()),
        (_, Value::List(indices)) => {
            let mut found = Vec::new();
            for one in indices.to_vec() {
                let item = self::index(object, &one)?;
                if !item.is_null() {
                    found.push(item);
                }
            }
            Ok(Value::array(found))
        }
        // `$object.PSObject.Properties['Name']`.
        (Value::List(list), Value::Text(name)) if named(list).is_some() => Ok(list
            .to_vec()
            .into_iter()
            .find(|item| {
                let own = item.property("Name").unwrap_or_default();
                own.to_text().eq_ignore_ascii_case(name)
            })
            .unwrap_or_default()),
        (Value::List(list), _) => Ok(list.get(position(index)?).unwrap_or_default()),
        (Value::Text(text), _) => {
            let at = position(index)?;
            let length = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
            let at = if at < 0 { at + length } else { at };
            let found = usize::try_from(at).ok().and_then(|at| text.chars().nth(at));
            Ok(Value::from(found.map(|c| c.to_string())))
        }
        // A single object is a list of one.
        (other, _) => Ok(match position(index)? {
            0 | -1 => other.clone(),
            _ => Value::Null,
        }),
    }
}

/// `object[index] = value`.
pub(crate) fn set_index(object: &Value, index: &Value, value: Value) -> Result<(), ShellError> {
    match object {
        Value::Table(table) => table.set(index.clone(), value),
        Value::List(list) => list.set(position(index)?, value),
        Value::Object(record) if matches!(index, Value::Text(_)) => {
            record.set(index.to_text(), value);
            Ok(())
        }
        Value::Null | Value::Empty => Err(ShellError::new("Cannot index into a null array.")
            .category(Category::InvalidOperation)
            .id("NullArray")),
        _ => Err(
            ShellError::new("This value has no items that could be set.")
                .category(Category::InvalidOperation),
        ),
    }
}

/// The first item of a list that is found by names.
fn named(list: &List) -> Option<Value> {
    list.get(0).filter(|item| match item {
        Value::Object(object) => matches!(object.kind().as_str(), "PSNoteProperty" | "Group"),
        _ => false,
    })
}

fn position(index: &Value) -> Result<i64, ShellError> {
    index
        .to_number()
        .and_then(|n| n.round_to_int())
        .ok_or_else(|| {
            ShellError::new(format!(
                "\"{}\" is not the number of an item.",
                index.to_text()
            ))
            .category(Category::InvalidArgument)
        })
}
