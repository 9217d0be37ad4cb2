//! Takes groups, property by property, into a directory.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, GroupFacts, IntegrityError};
use ingroup_schema::ObjectId;
use serde_json::Value as Json;

use super::graph_names::PASSED_OVER_OF_GROUPS;
use crate::codec::{Graph, GraphObject, Need};
use crate::failure::Failure;
use crate::note::Note;
use crate::pages::{Given, Sink};

/// Groups on their way into a directory.
pub(crate) struct GroupSink<'a> {
    directory: &'a mut Directory,
    id: Option<ObjectId>,
    facts: GroupFacts,
    given: BTreeSet<&'static str>,
    seen: BTreeSet<&'static str>,
    begun: usize,
    file: String,
    unknown: BTreeSet<String>,
    unknown_in: Option<String>,
    twice: Vec<(String, String)>,
}

impl<'a> GroupSink<'a> {
    pub(crate) fn new(directory: &'a mut Directory) -> Self {
        Self {
            directory,
            id: None,
            facts: GroupFacts::default(),
            given: BTreeSet::new(),
            seen: BTreeSet::new(),
            begun: 0,
            file: String::new(),
            unknown: BTreeSet::new(),
            unknown_in: None,
            twice: Vec::new(),
        }
    }

    /// Says which file the next groups come from.
    pub(crate) fn begin_file(&mut self, name: String) {
        self.file = name;
    }

    /// The facts that no group had as a key, by their names in Graph.
    pub(crate) fn absent(&self) -> BTreeSet<&'static str> {
        let names = GroupFacts::FIELDS.iter().map(|field| field.name);
        names.filter(|name| !self.seen.contains(name)).collect()
    }

    /// What there is to say when all groups are in.
    pub(crate) fn done(self) -> Vec<Note> {
        let mut notes = Vec::new();
        if let Some(file) = self.unknown_in {
            let names = self.unknown.into_iter().collect();
            notes.push(Note::UnknownProperties { file, names });
        }
        let count = self.twice.len();
        if let Some((file, first)) = self.twice.into_iter().next() {
            notes.push(Note::ListedTwice { file, count, first });
        }
        notes
    }

    fn not_known(&mut self, name: &str) {
        let is_passed_over = name.starts_with('@')
            || PASSED_OVER_OF_GROUPS
                .iter()
                .any(|known| known.eq_ignore_ascii_case(name));
        if !is_passed_over && !self.unknown.contains(name) {
            self.unknown.insert(name.to_owned());
            self.unknown_in.get_or_insert_with(|| self.file.clone());
        }
    }
}

impl Sink for GroupSink<'_> {
    fn property(&mut self, name: &str, value: Given<'_>) -> Result<(), Failure> {
        let is_nothing = value.is_nothing();
        let value = value.json();
        if name.eq_ignore_ascii_case("id") {
            let id = ObjectId::read(value).map_err(|mismatch| mismatch.at(name))?;
            self.id = Some(id);
        } else if name.eq_ignore_ascii_case("additionalProperties") {
            if let Json::Object(parts) = value {
                for (part, value) in parts {
                    self.property(&part, value.into())?;
                }
            }
        } else if let Some(field) = GroupFacts::field(name) {
            self.given.insert(field.name);
            self.seen.insert(field.name);
            (field.read)(&mut self.facts, value).map_err(|mismatch| mismatch.at(name))?;
        } else {
            for kind in ["userPrincipalName", "deviceId"] {
                if name.eq_ignore_ascii_case(kind) {
                    return Err(Failure::new(
                        format!("The objects in this file have \"{name}\", so they are no groups."),
                        "Name the file users.json or devices.json, and export the groups again.",
                    ));
                }
            }
            if !is_nothing {
                self.not_known(name);
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let Some(id) = self.id else {
            return Err(Failure::new(
                "The group has no \"id\".",
                "Export it again with id among the properties of $select.",
            ));
        };
        for field in GroupFacts::FIELDS {
            if field.need == Need::Required && !self.given.contains(field.name) {
                return Err(Failure::new(
                    format!("The group has no \"{}\".", field.name),
                    "Export the groups again without $select; the default properties are enough.",
                ));
            }
        }
        let label = self.label();
        let facts = std::mem::take(&mut self.facts);
        let created = self
            .directory
            .create_group(id, facts.clone(), &mut Vec::new());
        match created {
            Ok(_) => {}
            Err(IntegrityError::IdInUse(_)) => {
                let there = self.directory.group(id);
                if there.is_none_or(|group| **group.facts() != facts) {
                    self.facts = facts;
                    return Err(Failure::new(
                        format!("Another object has the id {id} and other facts."),
                        "Export again into an empty folder, so that pages of different days do not mix.",
                    ));
                }
                self.twice.push((self.file.clone(), label));
            }
            Err(other) => return Err(Failure::new(other.to_string(), "Export it again.")),
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.id = None;
        self.facts = GroupFacts::default();
        self.given.clear();
        self.begun += 1;
    }

    fn id(&self) -> Option<ObjectId> {
        self.id
    }

    fn label(&self) -> String {
        if !self.facts.display_name.is_empty() {
            return format!("group \"{}\"", self.facts.display_name);
        }
        match self.id {
            Some(id) => format!("group {id}"),
            None => format!("group number {}", self.begun + 1),
        }
    }
}
