//! `object.name(arguments)`: which value has which method.

use super::{collection, date, libraries, string};
use crate::compare::{Case, equal};
use crate::error::{Category, ShellError};
use crate::value::{Object, Value, Walk};

/// Calls a method. A method without a result gives [`Value::Empty`].
pub(crate) fn call(object: &Value, name: &str, arguments: &[Value]) -> Result<Value, ShellError> {
    if object.is_null() {
        return Err(ShellError::new(format!(
            "You cannot call a method on a null-valued expression: there is nothing to call {name}() on."
        ))
        .category(Category::InvalidOperation)
        .id("InvokeMethodOnNull"));
    }
    let lower = name.to_ascii_lowercase();
    let own = match object {
        Value::Text(text) => string::call(text, &lower, arguments)?,
        Value::List(list) => collection::call_list(list, &lower, arguments)?,
        Value::Table(table) => collection::call_table(table, &lower, arguments)?,
        Value::Object(object) if object.kind().as_str() == libraries::ENCODING => {
            libraries::encoding(&lower, arguments)?
        }
        Value::Object(object) if object.kind().as_str() == libraries::REGEX => {
            libraries::call_regex(object, &lower, arguments)?
        }
        Value::Time(time) => date::call(*time, &lower, arguments)?,
        _ => None,
    };
    if let Some(answer) = own {
        return Ok(answer);
    }
    match lower.as_str() {
        // `$object.PSObject.Copy()`.
        "copy" if object.type_name().as_str() == "PSObject" => {
            let copy = Object::new("PSCustomObject");
            for property in object.property("Properties").unwrap_or_default().elements() {
                let name = property.property("Name").unwrap_or_default().to_text();
                copy.set(name, property.property("Value").unwrap_or_default());
            }
            Ok(Value::Object(copy))
        }
        "tostring" => match (object, arguments.first()) {
            (Value::Int(_) | Value::Double(_), Some(pattern)) => Ok(Value::from(
                crate::format::number(object, &pattern.to_text()),
            )),
            _ => Ok(Value::Text(object.to_text())),
        },
        "gettype" => Ok(Value::Type(object.type_name())),
        "equals" => {
            let other = arguments.first().cloned().unwrap_or_default();
            Ok(Value::Bool(equal(object, &other, Case::Minded)))
        }
        "gethashcode" => Ok(Value::Int(0)),
        "compareto" => {
            let other = arguments.first().cloned().unwrap_or_default();
            crate::compare::order(object, &other).map(|order| Value::from(order as i32))
        }
        _ => match object {
            // A list without the method asks every item, as member access does.
            Value::List(list) if !list.is_empty() => {
                let Some(_walk) = Walk::enter(list.len()) else {
                    return Ok(Value::Empty);
                };
                let answers: Result<Vec<Value>, ShellError> = list
                    .to_vec()
                    .iter()
                    .map(|item| call(item, name, arguments))
                    .collect();
                let kept = answers?.into_iter().flat_map(Value::into_items).collect();
                Ok(Value::collapse(kept))
            }
            _ => Err(
                ShellError::new(format!("{} has no method \"{name}\".", describe(object)))
                    .category(Category::InvalidOperation)
                    .id("MethodNotFound"),
            ),
        },
    }
}

fn describe(object: &Value) -> String {
    match object {
        Value::Text(_) => "A string".to_owned(),
        Value::List(_) => "A list".to_owned(),
        Value::Table(_) => "A hashtable".to_owned(),
        other => format!("A value of the type {}", other.type_name()),
    }
}
