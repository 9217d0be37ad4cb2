//! The list of users that the portal saves: `exportUsers_….csv`.
//!
//! Its columns are the names rules use, or, in newer lists, the names shown on the page, in the
//! language of whoever saved it.

use std::io::Read;

use ingroup_schema::{Property, PropertyType, SubjectKind, catalogue};
use serde_json::{Value as Json, json};

use super::portal_headers::{NO, OF_USERS, YES, known, loosened, unknown_columns, word};
use super::subjects::SubjectSink;
use super::table::{BadRow, Table};
use crate::error::{ImportError, Place};
use crate::failure::{Failure, Faults};
use crate::note::Note;
use crate::pages::{Given, Sink};
use crate::tree::Entry;

/// Columns that are not of the catalogue, with Graph's names; none if they are kept nowhere.
const OTHER_COLUMNS: [(&str, Option<&str>); 11] = [
    ("ageGroup", Some("ageGroup")),
    ("consentProvidedForMinor", Some("consentProvidedForMinor")),
    ("createdDateTime", Some("createdDateTime")),
    ("creationType", Some("creationType")),
    ("invitationState", Some("externalUserState")),
    ("authenticationAlternativePhoneNumber", None),
    ("authenticationEmail", None),
    ("alternateEmailAddress", None),
    ("legalAgeGroupClassification", None),
    ("identityIssuer", None),
    ("memberType", None),
];

/// What a column is for.
enum Column {
    Property(&'static Property),
    Named(&'static str),
    PassedOver,
}

/// Hands all rows to the sink; returns how many there were, and what there is to say.
pub(crate) fn read_users(
    text: &mut dyn Read,
    entry: &Entry,
    sink: &mut SubjectSink<'_>,
    faults: &mut Faults,
    counted: &mut dyn FnMut(usize),
) -> Result<Option<Note>, ImportError> {
    let table = Table::open(text, entry)?;
    let mut unknown = Vec::new();
    let columns: Vec<Column> = table
        .headers
        .iter()
        .map(|header| {
            column(header).unwrap_or_else(|| {
                unknown.push(header.to_owned());
                Column::PassedOver
            })
        })
        .collect();
    let has = |wanted: &str| {
        columns
            .iter()
            .any(|column| matches!(column, Column::Property(property) if property.name == wanted))
    };
    if !has("objectId") || !has("userPrincipalName") {
        let failure = unknown_columns(
            "The columns \"objectId\" and \"userPrincipalName\" are not both there.",
            &table.headers,
        );
        return Err(failure.at(entry, Some(Place { line: 1, column: 1 })));
    }
    let take_row = |row: &csv::StringRecord, _| {
        let taken = columns
            .iter()
            .zip(row.iter())
            .try_for_each(|(column, text)| take(sink, column, text))
            .and_then(|()| sink.finish());
        taken.map_err(|failure| BadRow::of(sink, failure))
    };
    table.each(entry, faults, take_row, counted)?;
    unknown.sort();
    Ok((!unknown.is_empty()).then(|| Note::UnknownProperties {
        file: entry.name.clone(),
        names: unknown,
    }))
}

fn column(header: &str) -> Option<Column> {
    let loose = loosened(header);
    let is_called = |property: &&Property| {
        let names = property.foreign_names.iter().map(|foreign| foreign.name);
        names
            .chain([property.name, property.graph])
            .any(|name| loosened(name) == loose)
    };
    let of_catalogue =
        || catalogue(SubjectKind::User).filter(|property| !property.graph.is_empty());
    if let Some(property) = of_catalogue().find(is_called) {
        return Some(Column::Property(property));
    }
    let shown = known(OF_USERS, header);
    if let Some(name) = shown
        && let Some(property) = of_catalogue().find(|property| property.name == name)
    {
        return Some(Column::Property(property));
    }
    let other = OTHER_COLUMNS
        .iter()
        .find(|(name, _)| shown == Some(*name) || loosened(name) == loose);
    other.map(|(_, graph)| graph.map_or(Column::PassedOver, Column::Named))
}

fn take(sink: &mut SubjectSink<'_>, column: &Column, text: &str) -> Result<(), Failure> {
    match column {
        Column::Property(property) => take_property(sink, property, text),
        Column::Named(graph) => sink.property(graph, Given::Text(text.into())),
        Column::PassedOver => Ok(()),
    }
}

/// Hands the text of a property to the sink as Graph would have it.
fn take_property(
    sink: &mut SubjectSink<'_>,
    property: &'static Property,
    text: &str,
) -> Result<(), Failure> {
    let text = word(property.name, text).unwrap_or(text);
    let (path, is_first) = match property.graph.strip_suffix("[0]") {
        Some(list) => (list, true),
        None => (property.graph, false),
    };
    if path.contains('.') || is_first || property.property_type != PropertyType::String {
        let value = as_json(property.property_type, text);
        return match path.split_once('.') {
            Some((object, part)) => sink.property(object, json!({ part: value }).into()),
            None if is_first => sink.property(path, json!([value]).into()),
            None => sink.property(path, value.into()),
        };
    }
    sink.property(path, Given::Text(text.into()))
}

fn as_json(property_type: PropertyType, text: &str) -> Json {
    match property_type {
        PropertyType::Boolean => {
            let folded = text.trim().to_lowercase();
            match (YES.contains(&&*folded), NO.contains(&&*folded)) {
                (true, _) => Json::Bool(true),
                (_, true) => Json::Bool(false),
                _ => Json::from(text),
            }
        }
        PropertyType::StringCollection => {
            let items = text.split([',', ';']).map(str::trim);
            items.filter(|item| !item.is_empty()).collect()
        }
        _ => Json::from(text),
    }
}
