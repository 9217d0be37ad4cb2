//! Takes users or devices, property by property, into a directory.

use std::collections::BTreeSet;

use ingroup_directory::{
    DeviceFacts, Directory, IntegrityError, Loader, Newcomer, ObjectRef, UserFacts,
};
use ingroup_schema::{
    AssignedPlan, Instant, ObjectId, PropertyId, PropertyKey, PropertyType, SubjectKind, Value,
    catalogue,
};
use serde_json::Value as Json;
use std::sync::Arc;

use super::graph_names::{More, Target, Targets, targets};
use crate::codec::{Graph, GraphObject, Mismatch};
use crate::failure::Failure;
use crate::note::Note;
use crate::objects::Mention;
use crate::pages::{Given, Sink};

/// Users or devices on their way into a directory.
pub(crate) struct SubjectSink<'a> {
    loader: Loader<'a>,
    kind: SubjectKind,
    targets: Targets,
    draft: Draft,
    /// How many objects were begun.
    begun: usize,
    file: String,
    seen: BTreeSet<PropertyId>,
    seen_facts: BTreeSet<&'static str>,
    managers: Vec<(ObjectId, ObjectId)>,
    managers_seen: bool,
    unknown: BTreeSet<String>,
    unknown_in: Option<String>,
    twice: Vec<(String, String)>,
    notes: Vec<Note>,
}

/// The object that is being read.
#[derive(Default)]
struct Draft {
    id: Option<ObjectId>,
    given: Newcomer,
    user: UserFacts,
    device: DeviceFacts,
    manager: Option<ObjectId>,
    name: Option<String>,
    /// Names by which people of another kind of object would be recognised.
    foreign: Option<&'static str>,
    /// Whether it has the property every object of its kind has.
    typical: bool,
}

/// What was read, beside the objects.
pub(crate) struct SubjectsRead {
    /// Properties of the catalogue that no object had as a key; empty if there was no object.
    pub(crate) absent: Vec<PropertyKey>,
    /// The same of facts that no rule reads, by their names in Graph.
    pub(crate) absent_facts: BTreeSet<&'static str>,
    /// User and manager, as expanded on users.
    pub(crate) managers: Vec<(ObjectId, ObjectId)>,
    /// Whether any user had a manager expanded.
    pub(crate) managers_seen: bool,
    pub(crate) notes: Vec<Note>,
}

/// Names that tell what a file holds, if it is not what its name says.
const SIGNS: [(&str, &str); 5] = [
    ("userPrincipalName", "users"),
    ("deviceId", "devices"),
    ("operatingSystem", "devices"),
    ("groupTypes", "groups"),
    ("skuPartNumber", "subscribedSkus"),
];

impl<'a> SubjectSink<'a> {
    pub(crate) fn new(directory: &'a mut Directory, kind: SubjectKind) -> Self {
        Self {
            loader: directory.loader(),
            kind,
            targets: targets(kind),
            draft: Draft::default(),
            begun: 0,
            file: String::new(),
            seen: BTreeSet::new(),
            seen_facts: BTreeSet::new(),
            managers: Vec::new(),
            managers_seen: false,
            unknown: BTreeSet::new(),
            unknown_in: None,
            twice: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Says which file the next objects come from.
    pub(crate) fn begin_file(&mut self, name: String) {
        self.file = name;
        self.draft = Draft::default();
    }

    /// What there is to say when all objects are in.
    pub(crate) fn done(mut self) -> SubjectsRead {
        if let Some(file) = self.unknown_in {
            self.notes.push(Note::UnknownProperties {
                file,
                names: self.unknown.into_iter().collect(),
            });
        }
        let count = self.twice.len();
        if let Some((file, first)) = self.twice.into_iter().next() {
            self.notes.push(Note::ListedTwice { file, count, first });
        }
        let absent = catalogue(self.kind)
            .filter(|property| !matches!(property.graph, "" | "id"))
            .filter(|property| !self.seen.contains(&property.id))
            .map(|property| PropertyKey::Known(property.id));
        let names: Vec<&'static str> = match self.kind {
            SubjectKind::User => {
                let fields = UserFacts::FIELDS.iter().map(|field| field.name);
                fields.chain(["businessPhones", "imAddresses"]).collect()
            }
            SubjectKind::Device => DeviceFacts::FIELDS.iter().map(|field| field.name).collect(),
        };
        let unseen = names.into_iter();
        let unseen = unseen.filter(|name| !self.seen_facts.contains(name));
        SubjectsRead {
            absent_facts: unseen.collect(),
            absent: if self.loader.directory().table(self.kind).is_empty() {
                Vec::new()
            } else {
                absent.collect()
            },
            managers: self.managers,
            managers_seen: self.managers_seen,
            notes: self.notes,
        }
    }

    fn take(&mut self, path: &str, value: Given<'_>) -> Result<(), Mismatch> {
        let Some(target) = self.targets.get(path) else {
            self.not_known(path, &value);
            return Ok(());
        };
        let value = match (&target, value) {
            // By far the most values are texts of columns: these go there as they are.
            (Target::Property(key), Given::Text(text))
                if key.property_type() == PropertyType::String =>
            {
                self.take_text(key.clone(), &text);
                return Ok(());
            }
            (_, value) => value.json(),
        };
        match target {
            Target::Id => self.draft.id = Some(ObjectId::read(value)?),
            Target::Property(key) => {
                let value = column_value(key.property_type(), value)?;
                self.take_value(key, value);
            }
            Target::First(key, more) => {
                let mut items = Vec::<Arc<str>>::read(value)?.into_iter();
                let first = items.next().map_or(Value::Null, Value::Text);
                self.take_value(key, first);
                self.seen_facts.insert(match more {
                    More::BusinessPhones => "businessPhones",
                    More::ImAddresses => "imAddresses",
                });
                match more {
                    More::BusinessPhones => self.draft.user.more_business_phones = items.collect(),
                    More::ImAddresses => self.draft.user.more_im_addresses = items.collect(),
                }
            }
            Target::Parts => {
                let parts = match value {
                    Json::Object(parts) => parts,
                    Json::Null => return Ok(()),
                    other => return Err(Mismatch::new("an object", &other)),
                };
                for (part, value) in parts {
                    let inner = format!("{path}.{part}");
                    if self.targets.get(&inner).is_some() {
                        self.take(&inner, value.into())
                            .map_err(|mismatch| mismatch.at(&part))?;
                    }
                }
            }
            Target::Fact => match self.kind {
                SubjectKind::User => {
                    if let Some(field) = UserFacts::field(path) {
                        self.seen_facts.insert(field.name);
                        (field.read)(&mut self.draft.user, value)?;
                    }
                }
                SubjectKind::Device => {
                    if let Some(field) = DeviceFacts::field(path) {
                        self.seen_facts.insert(field.name);
                        (field.read)(&mut self.draft.device, value)?;
                    }
                }
            },
            Target::Manager => {
                self.managers_seen = true;
                self.draft.manager = Option::<Mention>::read(value)?.map(|manager| manager.id);
            }
            Target::Additional => {
                if let Json::Object(parts) = value {
                    for (part, value) in parts {
                        self.take(&part, value.into())
                            .map_err(|mismatch| mismatch.at(&part))?;
                    }
                }
            }
            Target::PassedOver => {}
        }
        Ok(())
    }

    fn take_value(&mut self, key: PropertyKey, value: Value) {
        match value {
            Value::Text(text) => self.take_text(key, &text),
            value => {
                self.see(&key);
                self.draft.given.value(key, value);
            }
        }
    }

    fn take_text(&mut self, key: PropertyKey, text: &str) {
        self.see(&key);
        if text.is_empty() {
            return;
        }
        let (name, typical) = (key.name(), self.typical_property());
        if name == typical {
            self.draft.typical = true;
        }
        let best = name == "userPrincipalName";
        if best || (name == "displayName" && self.draft.name.is_none()) {
            self.draft.name = Some(text.to_owned());
        }
        self.draft.given.text(key, text);
    }

    fn see(&mut self, key: &PropertyKey) {
        if let PropertyKey::Known(id) = key {
            self.seen.insert(*id);
        }
    }

    fn typical_property(&self) -> &'static str {
        match self.kind {
            SubjectKind::User => "userPrincipalName",
            SubjectKind::Device => "deviceId",
        }
    }

    fn not_known(&mut self, name: &str, value: &Given<'_>) {
        let sign = SIGNS
            .iter()
            .find(|(sign, _)| sign.eq_ignore_ascii_case(name));
        if let Some((_, kind)) = sign {
            self.draft.foreign = Some(kind);
        }
        if !value.is_nothing() && !self.unknown.contains(name) {
            self.unknown.insert(name.to_owned());
            self.unknown_in.get_or_insert_with(|| self.file.clone());
        }
    }

    /// Puts the draft into the directory.
    fn create(&mut self, id: ObjectId) -> Result<(), Failure> {
        let draft = &mut self.draft;
        let created = match self.kind {
            SubjectKind::User => {
                let facts = draft.user.clone();
                self.loader.create_user(id, &mut draft.given, facts)
            }
            SubjectKind::Device => {
                let facts = draft.device.clone();
                self.loader.create_device(id, &mut draft.given, facts)
            }
        };
        match created {
            Ok(_) => {
                if let Some(manager) = draft.manager {
                    self.managers.push((id, manager));
                }
                Ok(())
            }
            Err(IntegrityError::IdInUse(_)) if self.is_there(id) => {
                self.twice.push((self.file.clone(), self.label()));
                Ok(())
            }
            Err(IntegrityError::IdInUse(_)) => Err(Failure::new(
                format!("Another object has the id {id} and other facts."),
                "Export again into an empty folder, so that pages of different days do not mix.",
            )),
            Err(IntegrityError::UserPrincipalNameInUse { name, by }) => {
                self.notes.push(Note::SameSignInName {
                    file: self.file.clone(),
                    left_out: id,
                    name: name.to_string(),
                    kept: by,
                });
                Ok(())
            }
            Err(other) => Err(Failure::new(other.to_string(), "Export it again.")),
        }
    }

    /// Whether the object is in the directory already, just as the draft has it.
    fn is_there(&mut self, id: ObjectId) -> bool {
        let draft = &self.draft;
        let directory = self.loader.directory();
        let Some(object) = directory.resolve(id) else {
            return false;
        };
        let Some((kind, row)) = object.as_subject() else {
            return false;
        };
        let facts = match object {
            ObjectRef::User(row) => *directory.user_facts(row) == draft.user,
            ObjectRef::Device(row) => *directory.device_facts(row) == draft.device,
            ObjectRef::Group(_) | ObjectRef::Other(_) => false,
        };
        let table = directory.table(kind);
        let own =
            |key: &PropertyKey| key.name() == "objectId" || table.owned(row, key).is_missing();
        kind == self.kind
            && facts
            && draft
                .given
                .values()
                .all(|(key, value)| table.value(row, key) == value)
            && table
                .properties()
                .all(|key| own(&key) || draft.given.values().any(|(given, _)| *given == key))
    }
}

impl Sink for SubjectSink<'_> {
    fn property(&mut self, name: &str, value: Given<'_>) -> Result<(), Failure> {
        self.take(name, value)
            .map_err(|mismatch| Failure::from(mismatch.at(name)))
    }

    fn finish(&mut self) -> Result<(), Failure> {
        if let (Some(kind), false) = (self.draft.foreign, self.draft.typical) {
            return Err(Failure::new(
                format!(
                    "The objects in this file are {kind}, not {}.",
                    self.kind.plural()
                ),
                format!(
                    "Name the file {kind}.json, and export the {} again.",
                    self.kind.plural()
                ),
            ));
        }
        let Some(id) = self.draft.id else {
            return Err(Failure::new(
                "The object has no \"id\".",
                "Export it again with id among the properties of $select.",
            ));
        };
        self.create(id)?;
        self.draft = Draft::default();
        self.begun += 1;
        Ok(())
    }

    fn forget(&mut self) {
        self.draft = Draft::default();
        self.begun += 1;
    }

    fn wants(&mut self, name: &str) -> bool {
        !matches!(self.targets.get(name), Some(Target::PassedOver))
    }

    fn id(&self) -> Option<ObjectId> {
        self.draft.id
    }

    fn label(&self) -> String {
        let kind = self.kind;
        match (&self.draft.name, self.draft.id) {
            (Some(name), _) => format!("{kind} \"{name}\""),
            (None, Some(id)) => format!("{kind} {id}"),
            (None, None) => format!("{kind} number {}", self.begun + 1),
        }
    }
}

/// The value of a column, as Graph writes it.
fn column_value(property_type: PropertyType, json: Json) -> Result<Value, Mismatch> {
    Ok(match property_type {
        PropertyType::Boolean => Option::<bool>::read(json)?.map_or(Value::Null, Value::Boolean),
        PropertyType::String => Option::<Arc<str>>::read(json)?.map_or(Value::Null, Value::Text),
        PropertyType::DateTime => {
            Option::<Instant>::read(json)?.map_or(Value::Null, Value::Instant)
        }
        PropertyType::StringCollection => {
            Value::Texts(Vec::<Arc<str>>::read(json)?.iter().collect())
        }
        PropertyType::PlanCollection => Value::Plans(Vec::<AssignedPlan>::read(json)?.into()),
        PropertyType::GroupCollection => Value::Null,
    })
}
