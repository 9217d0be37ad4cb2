//! The lists of groups and of members of a group that the portal saves.
//!
//! A list of groups has no rules: its dynamic groups come without one.

use std::collections::BTreeMap;
use std::io::Read;

use ingroup_schema::ObjectId;
use serde_json::{Map, Value as Json, json};

use super::folder::Purpose;
use super::groups::GroupSink;
use super::portal_headers::{NO, OF_GROUPS, OF_USERS, YES, known, loosened, unknown_columns, word};
use super::table::{BadRow, Table};
use crate::codec::GraphObject;
use crate::detect::Found;
use crate::error::{ImportError, Place};
use crate::failure::{Failure, Faults};
use crate::note::Note;
use crate::objects::Mention;
use crate::pages::{Given, Sink};
use crate::tree::Entry;

/// What a list of the portal has, by the names of its columns.
pub(crate) fn portal_list(names: &[String]) -> Option<Found> {
    let named = |wanted: &'static str| {
        let mut names = names.iter();
        names.find(|name| {
            known(OF_USERS, name) == Some(wanted) || known(OF_GROUPS, name) == Some(wanted)
        })
    };
    let found = |purpose, header: &str| {
        Some(Found {
            purpose,
            because: format!(
                "it has the columns \"{}\" and \"{header}\"",
                named("objectId")?
            ),
        })
    };
    named("objectId")?;
    if let Some(header) = named("groupType").or_else(|| named("membershipType")) {
        return found(Purpose::PortalGroups, header);
    }
    let name = named("userPrincipalName")?;
    match (named("memberType"), named("accountEnabled")) {
        (Some(header), None) => found(Purpose::MembersOfNamed, header),
        _ => found(Purpose::PortalUsers, name),
    }
}

/// Which column has which property, in the order of the columns; and those of no use.
fn columns(
    headers: &csv::StringRecord,
    find: impl Fn(&str) -> Option<&'static str>,
) -> (Vec<Option<&'static str>>, Vec<String>) {
    let columns: Vec<Option<&'static str>> = headers.iter().map(&find).collect();
    let unknown = headers.iter().zip(&columns);
    let unknown = unknown.filter(|(_, column)| column.is_none());
    (
        columns.clone(),
        unknown.map(|(name, _)| name.to_owned()).collect(),
    )
}

/// Columns of users that lists of groups and members have too.
fn shared(header: &str) -> Option<&'static str> {
    known(OF_USERS, header)
}

/// Hands all groups to the sink; says which columns are not known, and how many dynamic groups
/// came without a rule.
pub(crate) fn read_groups(
    text: &mut dyn Read,
    entry: &Entry,
    sink: &mut GroupSink<'_>,
    faults: &mut Faults,
    counted: &mut dyn FnMut(usize),
) -> Result<Vec<Note>, ImportError> {
    let table = Table::open(text, entry)?;
    let of_graph = |header: &str| {
        let loose = loosened(header);
        let mut fields = ingroup_directory::GroupFacts::FIELDS.iter();
        let field = fields.find(|field| loosened(field.name) == loose);
        known(OF_GROUPS, header)
            .or_else(|| shared(header))
            .or(field.map(|field| field.name))
    };
    let (columns, mut unknown) = columns(&table.headers, of_graph);
    if !columns.contains(&Some("objectId")) || !columns.contains(&Some("displayName")) {
        return Err(unknown_columns(
            "The columns \"Object ID\" and \"Display name\" are not both there.",
            &table.headers,
        )
        .at(entry, Some(Place { line: 1, column: 1 })));
    }
    let mut without_rule = 0;
    let has_rules = columns.contains(&Some("membershipRule"));
    let take_row = |row: &csv::StringRecord, _| {
        let texts: BTreeMap<&str, &str> = columns
            .iter()
            .zip(row.iter())
            .filter_map(|(column, text)| Some(((*column)?, text)))
            .collect();
        let group = group_of(&texts);
        let is_dynamic = group["groupTypes"]
            .as_array()
            .is_some_and(|types| types.contains(&json!("DynamicMembership")));
        let mut parts = group.as_object().into_iter().flatten();
        let taken = parts
            .try_for_each(|(name, value)| sink.property(name, Given::Json(value.clone())))
            .and_then(|()| sink.finish());
        match taken {
            Ok(()) => {
                without_rule += usize::from(is_dynamic && !has_rules);
                Ok(())
            }
            Err(failure) => Err(BadRow::of(sink, failure)),
        }
    };
    table.each(entry, faults, take_row, counted)?;
    let mut notes = Vec::new();
    if !unknown.is_empty() {
        unknown.sort();
        notes.push(Note::UnknownProperties {
            file: entry.name.clone(),
            names: unknown,
        });
    }
    if without_rule > 0 {
        notes.push(Note::NoRules {
            file: entry.name.clone(),
            count: without_rule,
        });
    }
    Ok(notes)
}

/// A row as Graph would have the group.
fn group_of(texts: &BTreeMap<&str, &str>) -> Json {
    let text = |name: &str| texts.get(name).copied().unwrap_or_default();
    let meant = |name: &str| word(name, text(name)).unwrap_or(text(name));
    let flag = |name: &str, otherwise: bool| {
        let folded = text(name).trim().to_lowercase();
        match folded.as_str() {
            "" => Json::Bool(otherwise),
            yes if YES.contains(&yes) => Json::Bool(true),
            no if NO.contains(&no) => Json::Bool(false),
            other => Json::from(other),
        }
    };
    let kind = meant("groupType");
    let is_office = kind == "Microsoft 365";
    let mut types = Vec::new();
    if is_office {
        types.push("Unified");
    }
    if meant("membershipType") == "Dynamic" {
        types.push("DynamicMembership");
    }
    let mut group = Map::new();
    group.insert("id".into(), text("objectId").into());
    group.insert("groupTypes".into(), types.into());
    group.insert(
        "mailEnabled".into(),
        flag(
            "mailEnabled",
            is_office || matches!(kind, "Mail-enabled security" | "Distribution"),
        ),
    );
    group.insert(
        "securityEnabled".into(),
        flag("securityEnabled", !is_office && kind != "Distribution"),
    );
    const PLAIN: [(&str, &str); 8] = [
        ("displayName", "displayName"),
        ("description", "description"),
        ("mail", "mail"),
        ("mailNickname", "mailNickname"),
        ("membershipRule", "membershipRule"),
        (
            "membershipRuleProcessingState",
            "membershipRuleProcessingState",
        ),
        ("createdDateTime", "createdDateTime"),
        ("visibility", "visibility"),
    ];
    for (column, name) in PLAIN {
        if !text(column).is_empty() {
            group.insert(name.into(), text(column).into());
        }
    }
    Json::Object(group)
}

/// The members that a list names.
pub(crate) fn read_members(
    text: &mut dyn Read,
    entry: &Entry,
    faults: &mut Faults,
    counted: &mut dyn FnMut(usize),
) -> Result<Vec<Mention>, ImportError> {
    let table = Table::open(text, entry)?;
    let (columns, _) = columns(&table.headers, shared);
    let Some(place) = columns
        .iter()
        .position(|column| *column == Some("objectId"))
    else {
        return Err(
            unknown_columns("The column \"Object ID\" is not there.", &table.headers)
                .at(entry, Some(Place { line: 1, column: 1 })),
        );
    };
    let mut members = Vec::new();
    let take_row = |row: &csv::StringRecord, _| {
        let text = row.get(place).unwrap_or_default().trim();
        let id: ObjectId = text.parse().map_err(|_| {
            let reason =
                format!("\"{text}\" is no id such as 85a5047f-597f-427b-aec7-bbdabb43b51e.");
            BadRow {
                object: None,
                id: None,
                failure: Failure::new(
                    reason,
                    "Correct the value in the file, or download the list again.",
                ),
            }
        })?;
        members.push(Mention {
            id,
            graph_type: None,
            display_name: None,
            user_principal_name: None,
        });
        Ok(())
    };
    table.each(entry, faults, take_row, counted)?;
    Ok(members)
}
