//! All users or all devices: identifiers by row, and a column per property.

mod image;
mod object_ids;
mod staged;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use ingroup_schema::{
    CATALOGUE, ExtensionName, ObjectId, PropertyKey, PropertyType, SubjectKind, TextItems, Value,
    ValueRef,
};

use crate::chunked::Chunked;
use crate::column::{Column, missing_value};
use crate::hashing;
use crate::index::Index;
use crate::row::Row;

pub(crate) use staged::{Staged, Waiting};

/// The users or the devices of a tenant.
#[derive(Debug, Clone)]
pub struct Table {
    kind: SubjectKind,
    ids: Chunked<ObjectId>,
    states: Chunked<RowState>,
    active: usize,
    /// The row of each id.
    rows: Index,
    /// By the property's place in the catalogue; a column is made by the first value. `objectId` has none here.
    columns: Vec<Option<Arc<Column>>>,
    /// The ids as texts, made when somebody asks for them as a property for the first time.
    object_ids: OnceLock<Arc<Column>>,
    extensions: BTreeMap<ExtensionName, Arc<Column>>,
}

/// Whether the object of a row is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum RowState {
    Active,
    Deleted,
}

impl Table {
    pub(crate) fn new(kind: SubjectKind) -> Self {
        Self {
            kind,
            ids: Chunked::default(),
            states: Chunked::default(),
            active: 0,
            rows: Index::default(),
            columns: vec![None; CATALOGUE.len()],
            object_ids: OnceLock::new(),
            extensions: BTreeMap::new(),
        }
    }

    /// Whose table it is.
    pub fn kind(&self) -> SubjectKind {
        self.kind
    }

    /// How many objects there are.
    pub fn len(&self) -> usize {
        self.active
    }

    /// Whether there are no objects.
    pub fn is_empty(&self) -> bool {
        self.active == 0
    }

    /// How many rows were ever given; every row's number is below it.
    pub fn row_count(&self) -> usize {
        self.ids.len()
    }

    /// The rows of the objects that are there, ascending, which is the order of their creation.
    pub fn rows(&self) -> impl Iterator<Item = Row> + '_ {
        (0..)
            .map(Row::new)
            .zip(self.states.iter())
            .filter(|(_, state)| **state == RowState::Active)
            .map(|(row, _)| row)
    }

    /// Whether the object of this row is there.
    pub fn is_active(&self, row: Row) -> bool {
        self.states.get(row.index()) == Some(&RowState::Active)
    }

    /// The row of the object with this id, if it is there.
    pub fn row(&self, id: ObjectId) -> Option<Row> {
        let same = |row| self.ids.get(row as usize) == Some(&id);
        let rows = self.rows.get(hashing::of(&id), same);
        rows.first().copied().map(Row::new)
    }

    /// The id of the object of this row, deleted or not.
    pub fn id(&self, row: Row) -> Option<ObjectId> {
        self.ids.get(row.index()).copied()
    }

    /// The value of a property, as a rule reads it. A collection without items is an empty
    /// collection. The groups of an object are not a value; see
    /// [`Directory::member_of`](crate::Directory::member_of).
    pub fn value(&self, row: Row, property: &PropertyKey) -> ValueRef<'_> {
        match self.column(property) {
            Some(column) => column.value(row),
            None => match property.property_type() {
                PropertyType::StringCollection => ValueRef::Texts(TextItems::EMPTY),
                PropertyType::PlanCollection => ValueRef::Plans(&[]),
                _ => ValueRef::Null,
            },
        }
    }

    /// The value of a property, to keep.
    pub fn owned(&self, row: Row, property: &PropertyKey) -> Value {
        if self.is_object_id(property) {
            return self.object_id(row);
        }
        match self.column(property) {
            Some(column) => column.owned(row),
            None => missing_value(property.property_type()),
        }
    }

    /// The column of a property, if any object ever had a value of it.
    pub fn column(&self, property: &PropertyKey) -> Option<&Column> {
        match property {
            PropertyKey::Known(id) => match self.columns.get(id.index())? {
                Some(column) => Some(column),
                None => self.object_ids(property),
            },
            PropertyKey::Extension(name) => self.extensions.get(name).map(Arc::as_ref),
        }
    }

    /// The directory extensions that any object ever had a value of, by name.
    pub fn extensions(&self) -> impl Iterator<Item = &ExtensionName> {
        self.extensions.keys()
    }

    /// The properties that have a column: the catalogue's in its order, then the extensions.
    pub fn properties(&self) -> impl Iterator<Item = PropertyKey> + '_ {
        let known = CATALOGUE
            .iter()
            .zip(&self.columns)
            .map(|(property, column)| (PropertyKey::Known(property.id), column))
            .filter(|(key, column)| {
                column.is_some() || (!self.ids.is_empty() && self.is_object_id(key))
            })
            .map(|(key, _)| key);
        known.chain(self.extensions.keys().cloned().map(PropertyKey::Extension))
    }

    /// Gives an object the next row.
    pub(crate) fn append(&mut self, id: ObjectId) -> Row {
        let row = Row::new(u32::try_from(self.ids.len()).unwrap_or(u32::MAX));
        self.ids.push(id);
        self.states.push(RowState::Active);
        self.enter(id, row);
        self.object_id_came(row);
        row
    }

    fn enter(&mut self, id: ObjectId, row: Row) {
        self.active += 1;
        let ids = &self.ids;
        self.rows.add(
            hashing::of(&id),
            row.get(),
            |other| ids.get(other as usize) == Some(&id),
            |other| ids.get(other as usize).map_or(0, hashing::of),
        );
    }

    /// Gives a deleted object its row again; values are written anew.
    pub(crate) fn revive(&mut self, row: Row) {
        let Some(id) = self.id(row) else { return };
        if let Some(state @ RowState::Deleted) = self.states.get_mut(row.index()) {
            *state = RowState::Active;
            self.enter(id, row);
            self.object_id_came(row);
        }
    }

    /// Takes the object of a row away, with its values.
    pub(crate) fn delete(&mut self, row: Row) {
        let Some(id) = self.id(row) else { return };
        if let Some(state) = self.states.get_mut(row.index()) {
            *state = RowState::Deleted;
        }
        self.active -= 1;
        let ids = &self.ids;
        self.rows.remove(hashing::of(&id), row.get(), |other| {
            ids.get(other as usize) == Some(&id)
        });
        let columns = self.columns.iter_mut().flatten();
        let columns = columns.chain(self.extensions.values_mut());
        for column in columns.chain(self.object_ids.get_mut()) {
            if column.value(row) != column.missing() {
                Arc::make_mut(column).set(row, &Value::Null);
            }
        }
    }

    /// Writes a value, null for a missing one, and gives the old one if it differs.
    pub(crate) fn set(&mut self, row: Row, property: &PropertyKey, value: &Value) -> Option<Value> {
        if value.is_missing() && self.column(property).is_none() {
            return None;
        }
        self.column_mut(property)?.set(row, value)
    }

    /// Writes a text into a column of texts.
    pub(crate) fn put_text(&mut self, row: Row, property: &PropertyKey, text: &str) {
        if let Some(column) = self.column_mut(property) {
            column.put_text(row, text);
        }
    }

    /// The column of a property, which is made if there is none.
    fn column_mut(&mut self, property: &PropertyKey) -> Option<&mut Column> {
        if self.is_object_id(property) {
            return self.object_ids.get_mut().map(Arc::make_mut);
        }
        let column = match property {
            PropertyKey::Known(id) => self
                .columns
                .get_mut(id.index())?
                .get_or_insert_with(|| Arc::new(Column::new(property))),
            PropertyKey::Extension(name) => self
                .extensions
                .entry(name.clone())
                .or_insert_with(|| Arc::new(Column::new(property))),
        };
        Some(Arc::make_mut(column))
    }
}
