//! What a unit of a tenant's history did, in a sentence.

use ingroup_directory::Directory;
use ingroup_schema::ObjectId;
use ingroup_store::Deed;
use ingroup_tenant::Actor;
use serde_json::{Map, Value};

use crate::records::name_of;

/// How many letters a sentence has at most.
const LENGTH: usize = 240;

/// How many objects are named.
const NAMED: usize = 3;

/// What was done, with the names that objects have in this directory.
pub(crate) fn deed(directory: &Directory, deed: &Deed) -> String {
    let command = match deed {
        Deed::New => return "New tenant".to_owned(),
        Deed::State => {
            return "Tenant replaced by an import or a restore".to_owned();
        }
        Deed::ReturnTo(unit) => return format!("Back to what was after unit {unit}"),
        Deed::Command(command) => command,
    };
    // Every command has a written form: it was read from one.
    let written = serde_json::to_value(command).unwrap_or_default();
    let (name, body) = match &written {
        Value::Object(map) => map
            .iter()
            .next()
            .map_or(("", &Value::Null), |(name, body)| (name.as_str(), body)),
        Value::String(name) => (name.as_str(), &Value::Null),
        _ => ("", &Value::Null),
    };
    let mut said = Said {
        directory,
        objects: Vec::new(),
        values: Vec::new(),
    };
    said.take("", body);
    let mut text = spaced(name);
    let more = said.objects.len().saturating_sub(NAMED);
    said.objects.truncate(NAMED);
    for (place, object) in said.objects.iter().enumerate() {
        text.push_str(if place == 0 { " " } else { ", " });
        text.push_str(object);
    }
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    if !said.values.is_empty() {
        text.push_str(": ");
        text.push_str(&said.values.join("; "));
    }
    match text.char_indices().nth(LENGTH) {
        Some((end, _)) => {
            text.truncate(end);
            text + "…"
        }
        None => text,
    }
}

/// Who acted, as lists show it.
pub(crate) fn actor(directory: &Directory, actor: Actor) -> String {
    match actor {
        Actor::BuiltIn => "ingroup".to_owned(),
        Actor::System(system) => system.display_name().to_owned(),
        Actor::User(id) | Actor::ServicePrincipal(id) => name_of(directory, id),
    }
}

/// What a command names and says.
struct Said<'a> {
    directory: &'a Directory,
    objects: Vec<String>,
    values: Vec<String>,
}

impl Said<'_> {
    /// Takes in a value that stands under a name; what was not said is left out.
    fn take(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null | Value::Bool(false) => {}
            Value::Bool(true) => self.values.push(camel(name)),
            Value::Number(number) => self.values.push(format!("{} = {number}", camel(name))),
            Value::String(text) => match text.parse::<ObjectId>() {
                Ok(id) => self.objects.push(name_of(self.directory, id)),
                // Where somebody did it says nothing of what was done.
                Err(_) if name == "channel" => {}
                Err(_) => self.values.push(format!("{} = {text}", camel(name))),
            },
            Value::Array(items) => match items.as_slice() {
                [Value::String(property), value] if !value.is_string() => {
                    let property = property.rsplit('.').next().unwrap_or(property);
                    self.values.push(format!("{property} = {}", plain(value)));
                }
                items => {
                    let texts: Option<Vec<&str>> = items.iter().map(word).collect();
                    match texts {
                        Some(texts) if !texts.is_empty() => {
                            self.values
                                .push(format!("{} = {}", camel(name), texts.join(", ")));
                        }
                        _ => items.iter().for_each(|item| self.take(name, item)),
                    }
                }
            },
            Value::Object(map) => self.take_all(name, map),
        }
    }

    fn take_all(&mut self, outer: &str, map: &Map<String, Value>) {
        for (name, value) in map {
            // A name in capitals is a choice, which says what its value is under the name before.
            let is_choice = name.chars().next().is_some_and(char::is_uppercase);
            self.take(
                if is_choice && !outer.is_empty() {
                    outer
                } else {
                    name
                },
                value,
            );
        }
    }
}

/// A text that names no object.
fn word(value: &Value) -> Option<&str> {
    value
        .as_str()
        .filter(|text| text.parse::<ObjectId>().is_err())
}

/// A value of a property, without what kind it is.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::String(text) if text == "Null" => "nothing".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(map) => map.values().map(plain).collect::<Vec<_>>().join(" "),
        Value::Bool(_) | Value::Number(_) => value.to_string(),
    }
}

/// `UpdateGroup` as `Update group`.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        match letter.is_uppercase() && !text.is_empty() {
            true => {
                text.push(' ');
                text.extend(letter.to_lowercase());
            }
            false => text.push(letter),
        }
    }
    text
}

/// `membership_rule` as `membershipRule`.
fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let mut text = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        text.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        text.push_str(letters.as_str());
    }
    text
}
