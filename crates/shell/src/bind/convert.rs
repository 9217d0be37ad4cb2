//! From the value given to the kind a parameter takes.

use crate::bind::Action;
use crate::error::{Category, ShellError};
use crate::parameter::{FromPipeline, Kind, Parameter};
use crate::value::{Object, Text, Value};

/// Converts an argument, or says what the parameter takes.
pub(crate) fn convert(parameter: &Parameter, value: Value) -> Result<Value, ShellError> {
    let name = parameter.name.as_ref();
    match parameter.kind {
        Kind::Switch | Kind::Bool => match value {
            Value::Bool(_) => Ok(value),
            Value::Int(number) => Ok(Value::Bool(number != 0)),
            Value::Null | Value::Empty => Ok(Value::Bool(false)),
            other => Err(refuse(format!(
                "-{name} takes $true or $false, not \"{}\".",
                other.to_text()
            ))),
        },
        Kind::Text => match value {
            Value::Null | Value::Empty => Ok(Value::Null),
            Value::List(list) if list.len() == 1 => {
                convert(parameter, list.get(0).unwrap_or_default())
            }
            Value::List(list) => {
                let error = refuse(format!(
                    "-{name} takes one value, not a list of {}.",
                    list.len()
                ));
                Err(match parameter.pipeline {
                    FromPipeline::No => error,
                    _ => error.help("Several go through the pipeline, one after the other: 'a', 'b' | and the command."),
                })
            }
            other => choose(parameter, to_text(parameter, &other)).map(Value::Text),
        },
        Kind::Texts => {
            if value.is_null() {
                return Ok(Value::Null);
            }
            let items = value.into_items();
            let texts: Result<Vec<Value>, ShellError> = items
                .iter()
                .map(|v| choose(parameter, to_text(parameter, v)).map(Value::Text))
                .collect();
            Ok(Value::array(texts?))
        }
        Kind::Int => {
            if value.is_null() {
                return Ok(Value::Null);
            }
            let number = value.to_number();
            match number.and_then(|n| n.round_to_int()) {
                Some(number) => Ok(Value::Int(number)),
                None => Err(refuse(format!(
                    "-{name} takes a whole number, not \"{}\".",
                    value.to_text()
                ))),
            }
        }
        Kind::Time => match value {
            Value::Null | Value::Empty => Ok(Value::Null),
            other => other.to_time().map(Value::Time).ok_or_else(|| {
                refuse(format!(
                    "-{name} takes a date, such as 2026-01-31 or 2026-01-31T08:00:00Z, not \"{}\".",
                    other.to_text()
                ))
            }),
        },
        Kind::Block => match value {
            Value::Block(_) => Ok(value),
            other => Err(refuse(format!(
                "-{name} takes a script block, such as {{ $_.Name -eq 'x' }}, not \"{}\".",
                other.to_text()
            ))),
        },
        Kind::Table => match value {
            Value::Table(_) | Value::Null => Ok(value),
            Value::Empty => Ok(Value::Null),
            other => Err(refuse(format!(
                "-{name} takes a hashtable, such as @{{ name = 'value' }}, not \"{}\".",
                other.to_text()
            ))),
        },
        Kind::Value => Ok(value),
        Kind::Values => Ok(match value {
            Value::List(_) | Value::Null => value,
            other => Value::array(other.into_items()),
        }),
    }
}

fn refuse(message: String) -> ShellError {
    ShellError::new(message)
        .category(Category::InvalidArgument)
        .id("CannotConvertArgument")
}

/// The text of a value; an object that is passed where a name is wanted stands for its identifier.
fn to_text(parameter: &Parameter, value: &Value) -> Text {
    match value {
        Value::Object(object) => identifier(parameter, object).unwrap_or_else(|| value.to_text()),
        other => other.to_text(),
    }
}

fn identifier(parameter: &Parameter, object: &Object) -> Option<Text> {
    std::iter::once(parameter.name.as_ref())
        .chain(parameter.aliases.iter().map(|a| a.as_ref()))
        .chain(["Id", "ObjectId"])
        .find_map(|name| object.get(name))
        .filter(|v| !v.is_null())
        .map(|v| v.to_text())
}

/// The spelling of the value set, if the parameter has one.
fn choose(parameter: &Parameter, text: Text) -> Result<Text, ShellError> {
    if parameter.choices.is_empty() {
        return Ok(text);
    }
    // The actions have numbers too: `-ErrorAction 0`.
    let text = match Action::parse(&text) {
        Some(action) if parameter.choices.iter().any(|c| c == "SilentlyContinue") => {
            Text::from(action.name())
        }
        _ => text,
    };
    match parameter
        .choices
        .iter()
        .find(|c| c.eq_ignore_ascii_case(&text))
    {
        Some(choice) => Ok(Text::from(choice.as_ref())),
        None => Err(ShellError::new(format!(
            "\"{text}\" is not valid for -{}. Use one of: {}.",
            parameter.name,
            parameter.choices.join(", ")
        ))
        .category(Category::InvalidArgument)
        .id("ParameterArgumentValidationError")),
    }
}
