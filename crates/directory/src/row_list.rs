//! A few rows in an order: most lists of rows have one.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::row::Row;

/// Rows in an order. None and one take no room of their own; more are shared by all clones.
#[derive(Clone, Default)]
pub struct RowList(Form);

#[derive(Clone, Default)]
enum Form {
    #[default]
    None,
    One(Row),
    /// At least two.
    Many(Arc<[Row]>),
}

impl Deref for RowList {
    type Target = [Row];

    fn deref(&self) -> &[Row] {
        match &self.0 {
            Form::None => &[],
            Form::One(row) => std::slice::from_ref(row),
            Form::Many(rows) => rows,
        }
    }
}

impl From<Row> for RowList {
    fn from(row: Row) -> Self {
        Self(Form::One(row))
    }
}

impl From<&[Row]> for RowList {
    fn from(rows: &[Row]) -> Self {
        match rows {
            [] => Self::default(),
            [row] => Self::from(*row),
            rows => Self(Form::Many(rows.into())),
        }
    }
}

impl From<Vec<Row>> for RowList {
    fn from(rows: Vec<Row>) -> Self {
        Self::from(rows.as_slice())
    }
}

impl FromIterator<Row> for RowList {
    fn from_iter<I: IntoIterator<Item = Row>>(rows: I) -> Self {
        Self::from(rows.into_iter().collect::<Vec<Row>>())
    }
}

impl Serialize for RowList {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for RowList {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<Row>::deserialize(from).map(Self::from)
    }
}

impl PartialEq for RowList {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for RowList {}

impl fmt::Debug for RowList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
