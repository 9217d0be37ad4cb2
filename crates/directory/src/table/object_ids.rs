//! The ids of users or devices as a property that rules read: texts that are made of the ids when somebody wants them.

use std::sync::Arc;

use ingroup_schema::{PropertyKey, Value};

use super::Table;
use crate::column::Column;
use crate::directory::OwnKeys;
use crate::row::Row;

impl Table {
    /// Whether a property is the id.
    pub(super) fn is_object_id(&self, property: &PropertyKey) -> bool {
        OwnKeys::of(self.kind).object_id.as_ref() == Some(property)
    }

    /// The id of an object as a value; none of one that is not there.
    pub(super) fn object_id(&self, row: Row) -> Value {
        match self.id(row).filter(|_| self.is_active(row)) {
            Some(id) => Value::text(&id.to_string()),
            None => Value::Null,
        }
    }

    /// The column of the ids, if that is what the property is and there ever was anybody.
    pub(super) fn object_ids(&self, property: &PropertyKey) -> Option<&Column> {
        if self.ids.is_empty() || !self.is_object_id(property) {
            return None;
        }
        Some(self.object_ids.get_or_init(|| {
            let mut column = Column::new(property);
            for row in self.rows() {
                column.set(row, &self.object_id(row));
            }
            Arc::new(column)
        }))
    }

    /// Somebody is in a row, new or again.
    pub(super) fn object_id_came(&mut self, row: Row) {
        let id = self.object_id(row);
        if let Some(column) = self.object_ids.get_mut() {
            Arc::make_mut(column).set(row, &id);
        }
    }
}
