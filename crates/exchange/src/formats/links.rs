//! Takes what connects objects: members, owners, managers, role holders; and small records.

use ingroup_schema::ObjectId;
use serde_json::{Map, Value as Json};

use crate::codec::{Graph, Mismatch};
use crate::failure::Failure;
use crate::pages::{Given, Sink};

/// Whole records, each read when it is complete.
pub(crate) struct RecordSink<T> {
    what: &'static str,
    parts: Map<String, Json>,
    pub(crate) records: Vec<T>,
}

impl<T> RecordSink<T> {
    /// A sink of records that people call `what`.
    pub(crate) fn new(what: &'static str) -> Self {
        Self {
            what,
            parts: Map::new(),
            records: Vec::new(),
        }
    }
}

impl<T: Graph> Sink for RecordSink<T> {
    fn property(&mut self, name: &str, value: Given<'_>) -> Result<(), Failure> {
        match value.json() {
            Json::Object(parts) if name.eq_ignore_ascii_case("additionalProperties") => {
                self.parts.extend(parts);
            }
            value => {
                self.parts.insert(name.to_owned(), value);
            }
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let record = T::read(Json::Object(self.parts.clone()))?;
        self.parts.clear();
        self.records.push(record);
        Ok(())
    }

    fn forget(&mut self) {
        self.parts.clear();
    }

    fn label(&self) -> String {
        let named = ["displayName", "skuPartNumber", "id"]
            .iter()
            .find_map(|wanted| {
                let mut parts = self.parts.iter();
                let (_, value) = parts.find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
                value.as_str()
            });
        match named {
            Some(name) => format!("{} \"{name}\"", self.what),
            None => format!("{} number {}", self.what, self.records.len() + 1),
        }
    }
}

/// Managers: an object of user id to manager id, or a list of `id` and `manager`.
#[derive(Default)]
pub(crate) struct ManagerSink {
    user: Option<ObjectId>,
    pub(crate) managers: Vec<(ObjectId, ObjectId)>,
    manager: Option<ObjectId>,
}

impl Sink for ManagerSink {
    fn property(&mut self, name: &str, value: Given<'_>) -> Result<(), Failure> {
        let value = value.json();
        if name.eq_ignore_ascii_case("id") {
            self.user = Some(ObjectId::read(value).map_err(|mismatch| mismatch.at(name))?);
        } else if name.eq_ignore_ascii_case("manager") {
            self.manager = manager_id(value).map_err(|mismatch| mismatch.at(name))?;
        } else if let Ok(user) = name.parse::<ObjectId>() {
            let manager = manager_id(value).map_err(|mismatch| mismatch.at(name))?;
            self.managers.extend(manager.map(|manager| (user, manager)));
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<(), Failure> {
        if let (Some(user), Some(manager)) = (self.user, self.manager) {
            self.managers.push((user, manager));
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        self.user = None;
        self.manager = None;
    }

    fn is_list_of_properties(&self) -> bool {
        true
    }

    fn label(&self) -> String {
        match self.user {
            Some(user) => format!("the manager of {user}"),
            None => "the list of managers".into(),
        }
    }
}

/// An id, or an object with an id.
fn manager_id(value: Json) -> Result<Option<ObjectId>, Mismatch> {
    let id = match value {
        Json::Object(mut parts) => parts.remove("id").unwrap_or(Json::Null),
        other => other,
    };
    Option::<ObjectId>::read(id)
}
