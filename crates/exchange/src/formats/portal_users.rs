//! The list of users that the portal saves: `exportUsers_….csv`.
//!
//! Its columns are the names rules use. They are matched loosely, because newer lists have the
//! names shown on the page (`User principal name`).

use ingroup_schema::{Property, PropertyType, SubjectKind, catalogue};
use serde_json::{Value as Json, json};

use super::subjects::SubjectSink;
use crate::error::{ImportError, Place};
use crate::pages::{Failure, Sink};
use crate::source::Source;

/// Columns that are not of the catalogue, with Graph's names; none if they are kept nowhere.
const OTHER_COLUMNS: [(&str, Option<&str>); 9] = [
    ("ageGroup", Some("ageGroup")),
    ("consentProvidedForMinor", Some("consentProvidedForMinor")),
    ("createdDateTime", Some("createdDateTime")),
    ("creationType", Some("creationType")),
    ("invitationState", Some("externalUserState")),
    ("authenticationAlternativePhoneNumber", None),
    ("authenticationEmail", None),
    ("legalAgeGroupClassification", None),
    ("identityIssuer", None),
];

/// What a column is for.
enum Column {
    Property(&'static Property),
    Named(&'static str),
    PassedOver,
    Unknown(String),
}

/// Hands all rows to the sink; returns how many there were.
pub(crate) fn read_users(
    source: &Source,
    sink: &mut SubjectSink<'_>,
    counted: &mut dyn FnMut(usize),
) -> Result<usize, ImportError> {
    let mut rows = csv::ReaderBuilder::new()
        .flexible(false)
        .from_reader(source.text.as_bytes());
    let headers = rows
        .headers()
        .map_err(|error| broken(source, &error))?
        .clone();
    let columns: Vec<Column> = headers.iter().map(column).collect();
    let has = |wanted: &str| {
        columns
            .iter()
            .any(|column| matches!(column, Column::Property(property) if property.name == wanted))
    };
    if !has("objectId") || !has("userPrincipalName") {
        return Err(ImportError {
            place: Some(Place { line: 1, column: 1 }),
            ..ImportError::new(
                &source.path,
                "The columns \"objectId\" and \"userPrincipalName\" are not both there.",
                "Download the users again with all columns, or export users.json from Microsoft Graph.",
            )
        });
    }
    let mut count = 0;
    for row in rows.records() {
        let row = row.map_err(|error| broken(source, &error))?;
        let line = row.position().map_or(0, csv::Position::line);
        let taken = columns
            .iter()
            .zip(row.iter())
            .try_for_each(|(column, text)| take(sink, column, text))
            .and_then(|()| sink.finish());
        if let Err(failure) = taken {
            return Err(ImportError {
                place: Some(Place {
                    line: usize::try_from(line).unwrap_or_default(),
                    column: 1,
                }),
                object: Some(sink.label()),
                ..ImportError::new(&source.path, failure.reason, failure.help)
            });
        }
        count += 1;
        if count % 5_000 == 0 {
            counted(count);
        }
    }
    Ok(count)
}

fn column(header: &str) -> Column {
    let loose = loosened(header);
    let is_called = |property: &&Property| {
        let names = property.foreign_names.iter().map(|foreign| foreign.name);
        names
            .chain([property.name, property.graph])
            .any(|name| loosened(name) == loose)
    };
    if let Some(property) = catalogue(SubjectKind::User)
        .filter(|property| !property.graph.is_empty())
        .find(is_called)
    {
        return Column::Property(property);
    }
    let other = OTHER_COLUMNS
        .iter()
        .find(|(name, _)| loosened(name) == loose);
    match other {
        Some((_, Some(graph))) => Column::Named(graph),
        Some((_, None)) => Column::PassedOver,
        None => Column::Unknown(header.to_owned()),
    }
}

/// Letters and digits only, in lower case.
fn loosened(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

fn take(sink: &mut SubjectSink<'_>, column: &Column, text: &str) -> Result<(), Failure> {
    match column {
        Column::Property(property) => {
            let value = as_json(property.property_type, text);
            let (path, is_first) = match property.graph.strip_suffix("[0]") {
                Some(list) => (list, true),
                None => (property.graph, false),
            };
            match path.split_once('.') {
                Some((object, part)) => sink.property(object, json!({ part: value })),
                None if is_first => sink.property(path, json!([value])),
                None => sink.property(path, value),
            }
        }
        Column::Named(graph) => sink.property(graph, Json::from(text)),
        Column::PassedOver => Ok(()),
        Column::Unknown(header) => sink.property(header, Json::from(text)),
    }
}

fn as_json(property_type: PropertyType, text: &str) -> Json {
    match property_type {
        PropertyType::Boolean => match text.to_ascii_lowercase().as_str() {
            "true" | "yes" => Json::Bool(true),
            "false" | "no" => Json::Bool(false),
            _ => Json::from(text),
        },
        PropertyType::StringCollection => {
            let items = text.split([',', ';']).map(str::trim);
            items.filter(|item| !item.is_empty()).collect()
        }
        _ => Json::from(text),
    }
}

fn broken(source: &Source, error: &csv::Error) -> ImportError {
    let place = error.position().map(|position| Place {
        line: usize::try_from(position.line()).unwrap_or_default(),
        column: 1,
    });
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("The row has {len} fields; the first row has {expected_len}."),
        _ => "This is not a list with commas.".into(),
    };
    ImportError {
        place,
        ..ImportError::new(
            &source.path,
            reason,
            "Download the list again; opening and saving it in a spreadsheet can break it.",
        )
    }
}
