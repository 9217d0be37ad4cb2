//! Groups in the state of Terraform, and in what `terraform show -json` says of it.

use serde_json::Value as Json;

use super::code::{Coded, CodedGroup};
use super::folder::Language;
use crate::error::ImportError;
use crate::failure::{Failure, Faults};
use crate::tree::Entry;

/// Reads all groups of a state.
pub(crate) fn read(
    text: &str,
    entry: &Entry,
    faults: &mut Faults,
) -> Result<Vec<CodedGroup>, ImportError> {
    let state: Json = match serde_json::from_str(text) {
        Ok(state) => state,
        Err(error) => {
            let place = crate::error::Place {
                line: error.line(),
                column: error.column().max(1),
            };
            faults.meet(entry, None, Failure::of_json(&error).at(entry, Some(place)))?;
            return Ok(Vec::new());
        }
    };
    let mut found = Vec::new();
    collect(&state, &mut found);
    let mut groups = Vec::new();
    for (index, attributes) in found.into_iter().enumerate() {
        let mut group = CodedGroup {
            file: entry.name.clone(),
            ..CodedGroup::default()
        };
        match take(&mut group, attributes).and_then(|()| group.check()) {
            Ok(()) => groups.push(group),
            Err(failure) => {
                let mut error = failure.at(entry, None);
                error.object = Some(group.label().into());
                error.id = group.id;
                faults.meet(entry, Some(index + 1), error)?;
            }
        }
    }
    Ok(groups)
}

/// Finds the attributes of groups, wherever modules put them; data that is only looked up is none.
fn collect<'a>(json: &'a Json, found: &mut Vec<&'a Json>) {
    match json {
        Json::Object(parts) => {
            let is_group = parts.get("type").and_then(Json::as_str) == Some("azuread_group");
            let is_data = parts.get("mode").and_then(Json::as_str) == Some("data");
            if is_group {
                let instances = parts.get("instances").and_then(Json::as_array);
                let attributes = instances.into_iter().flatten();
                let attributes = attributes.filter_map(|instance| instance.get("attributes"));
                if !is_data {
                    found.extend(attributes.chain(parts.get("values")));
                }
                return;
            }
            parts.values().for_each(|part| collect(part, found));
        }
        Json::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

fn take(group: &mut CodedGroup, attributes: &Json) -> Result<(), Failure> {
    let rule = attributes.get("dynamic_membership");
    let rule = rule.into_iter().flat_map(|rule| match rule {
        Json::Array(items) => items.iter().collect(),
        other => vec![other],
    });
    for part in rule.chain([attributes]) {
        for (name, value) in part.as_object().into_iter().flatten() {
            group.take(Language::TerraformState, name, coded(value))?;
        }
    }
    Ok(())
}

fn coded(json: &Json) -> Coded {
    match json {
        Json::Null => Coded::Nothing,
        Json::Bool(flag) => Coded::Flag(*flag),
        Json::String(text) => Coded::Text(text.clone()),
        Json::Array(items) => Coded::List(items.iter().map(coded).collect()),
        Json::Number(_) | Json::Object(_) => Coded::WorkedOut,
    }
}
