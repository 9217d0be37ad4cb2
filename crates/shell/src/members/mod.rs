//! What stands behind a dot: properties of every kind of value, and those of the items of a list.

pub(crate) mod cmdlet;
mod collection;
mod date;
pub(crate) mod libraries;
mod lists;
mod method;
mod set;
mod statics;
mod string;

use std::rc::Rc;

pub(crate) use date::{format as format_date, unix_format, with_parts};
pub(crate) use method::call;
pub(crate) use set::{index, set_index, set_member};
pub(crate) use statics::{Outside, call as static_call, make, property as static_property};

use crate::error::ShellError;
use crate::value::{Object, Text, Value, Walk};

impl Value {
    /// A property by its name, in any case. A list without such a property answers with its items'.
    pub fn property(&self, name: &str) -> Option<Value> {
        if let Some(found) = self.own_property(name) {
            return Some(found);
        }
        if let Value::List(list) = self {
            let _walk = Walk::enter(list.len())?;
            let found: Vec<Value> = list
                .to_vec()
                .iter()
                .filter_map(|item| item.property(name))
                .flat_map(Value::into_items)
                .collect();
            return (!found.is_empty()).then(|| Value::collapse(found));
        }
        match name.to_ascii_lowercase().as_str() {
            "count" | "length" => Some(Value::Int(i64::from(!self.is_null()))),
            "psobject" if !self.is_null() => Some(Value::Object(self.reflection())),
            "psbase" => match self {
                Value::Table(table) => Some(Value::Object(
                    Object::new("Hashtable")
                        .with("Count", table.len())
                        .with("Keys", collection::table(table, "keys"))
                        .with("Values", collection::table(table, "values")),
                )),
                other => Some(other.clone()),
            },
            _ => None,
        }
    }

    fn own_property(&self, name: &str) -> Option<Value> {
        match self {
            Value::Object(object) => object.get(name),
            Value::Table(table) => table
                .get_text(name)
                .or_else(|| collection::table(table, name)),
            Value::List(list) => collection::list(list, name),
            Value::Text(text) if name.eq_ignore_ascii_case("length") => {
                Some(Value::from(text.encode_utf16().count()))
            }
            // A switch's own property.
            Value::Bool(_) if name.eq_ignore_ascii_case("ispresent") => Some(self.clone()),
            Value::Time(time) => date::time(*time, name),
            Value::Span(span) => date::span(*span, name),
            Value::Error(error) => error_property(error, name),
            Value::Type(kind) => match name.to_ascii_lowercase().as_str() {
                "name" => Some(Value::from(kind.rsplit('.').next().unwrap_or(kind))),
                "fullname" => Some(Value::Text(kind.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// The names of the properties that a table or a list of the value shows.
    pub fn property_names(&self) -> Vec<Text> {
        let fixed = |names: &[&str]| names.iter().map(|n| Text::from(*n)).collect();
        match self {
            Value::Object(object) => object.names(),
            Value::Table(table) => table.named().into_iter().map(|(name, _)| name).collect(),
            Value::Text(_) => fixed(&["Length"]),
            Value::Time(_) => fixed(date::TIME),
            Value::Span(_) => fixed(date::SPAN),
            Value::List(_) => fixed(&["Count", "Length"]),
            Value::Error(_) => fixed(ERROR),
            _ => Vec::new(),
        }
    }

    /// `.PSObject`: the properties as objects.
    fn reflection(&self) -> Object {
        let rows = self
            .property_names()
            .into_iter()
            .map(|name| {
                let value = self.property(&name).unwrap_or_default();
                Value::Object(
                    Object::new("PSNoteProperty")
                        .with("Name", name)
                        .with("Value", value),
                )
            })
            .collect();
        Object::new("PSObject")
            .with("Properties", Value::array(rows))
            .with("TypeNames", Value::texts([self.type_name()]))
    }
}

/// `object.name`, as a script writes it; what is not there is null.
pub(crate) fn member(object: &Value, name: &str) -> Value {
    object.property(name).unwrap_or_default()
}

const ERROR: &[&str] = &[
    "Exception",
    "CategoryInfo",
    "FullyQualifiedErrorId",
    "TargetObject",
    "InvocationInfo",
];

fn error_property(error: &Rc<ShellError>, name: &str) -> Option<Value> {
    let found = match name.to_ascii_lowercase().as_str() {
        "exception" => {
            let id = error.error_id();
            let kind = if id.ends_with("Exception") {
                id
            } else {
                "RuntimeException"
            };
            let exception = Object::new(kind)
                .with("Message", error.message())
                .with("InnerException", Value::Null)
                .with("StackTrace", "");
            if let Some(answer) = error.service_answer() {
                exception.set("StatusCode", i64::from(answer.status));
                exception.set("Code", answer.code.clone());
                exception.set("ServiceMessage", answer.text.clone());
            }
            Value::Object(exception)
        }
        "message" => Value::from(error.message()),
        "categoryinfo" => Value::Object(
            Object::new("CategoryInfo")
                .with("Category", error.error_category().name())
                .with("Activity", error.command())
                .with("Reason", error.error_id())
                .with("TargetName", error.target_object().to_text()),
        ),
        "fullyqualifiederrorid" => Value::from(error.error_id()),
        "targetobject" => error.target_object().clone(),
        "errordetails" => error.service_answer().map_or(Value::Null, |answer| {
            Value::Object(Object::new("ErrorDetails").with("Message", answer.text.clone()))
        }),
        "invocationinfo" => {
            let (line, column) = error.place().map_or((0, 0), |p| p.line_column());
            let text = error
                .place()
                .and_then(|p| p.source().text().lines().nth(line.saturating_sub(1)));
            Value::Object(
                Object::new("InvocationInfo")
                    .with("MyCommand", error.command())
                    .with("ScriptName", error.place().map(|p| p.source().name()))
                    .with("ScriptLineNumber", line)
                    .with("OffsetInLine", column)
                    .with("Line", text),
            )
        }
        "scriptstacktrace" => {
            let place = error
                .place()
                .map(|p| (p.source().name().to_owned(), p.line_column().0));
            Value::from(place.map(|(name, line)| format!("at <ScriptBlock>, {name}: line {line}")))
        }
        _ => return None,
    };
    Some(found)
}
