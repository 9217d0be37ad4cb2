//! Tables in the image of a tenant: ids, which rows are there, and the columns.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{CATALOGUE, ExtensionName, ObjectId, PropertyKey, SubjectKind};

use super::{RowState, Table};
use crate::chunked::Chunked;
use crate::column::Column;
use crate::cores::on_all_cores;
use crate::directory::OwnKeys;
use crate::hashing;
use crate::index::Index;

impl Table {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        let rows = self.ids.len();
        to.size(rows);
        let ids: Vec<&ObjectId> = self.ids.iter().collect();
        to.array(ids.into_iter(), |id| *id.as_bytes());
        let states: Vec<&RowState> = self.states.iter().collect();
        to.array(states.into_iter(), |state| {
            [u8::from(*state == RowState::Active)]
        });
        // The ids as texts follow from the ids.
        let columns = self.properties().filter(|key| !self.is_object_id(key));
        let columns: Vec<PropertyKey> = columns.collect();
        to.size(columns.len());
        for property in columns {
            to.value(&property)?;
            to.part(|to| match self.column(&property) {
                Some(column) => column.freeze(to),
                None => Ok(()),
            })?;
        }
        Ok(())
    }

    pub(crate) fn thaw(kind: SubjectKind, from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let rows = from.count(size_of::<ObjectId>())?;
        let ids: Chunked<ObjectId> = from.array(rows, ObjectId::from_bytes)?.collect();
        let states: Chunked<RowState> = from
            .array(rows, |[state]| match state {
                0 => RowState::Deleted,
                _ => RowState::Active,
            })?
            .collect();
        let (columns, extensions) = thaw_columns(kind, rows, from)?;
        let entries: Vec<(u64, u32)> = (0..)
            .zip(ids.iter().zip(states.iter()))
            .filter(|(_, (_, state))| **state == RowState::Active)
            .map(|(row, (id, _))| (hashing::of(id), row))
            .collect();
        let same = |one: u32, other: u32| ids.get(one as usize) == ids.get(other as usize);
        Ok(Self {
            object_ids: OnceLock::new(),
            kind,
            active: entries.len(),
            rows: Index::of(&entries, same),
            ids,
            states,
            columns,
            extensions,
        })
    }
}

/// The columns of the catalogue's properties by place, and those of extensions.
type Columns = (
    Vec<Option<Arc<Column>>>,
    BTreeMap<ExtensionName, Arc<Column>>,
);

fn thaw_columns(
    kind: SubjectKind,
    rows: usize,
    from: &mut Reader<'_>,
) -> Result<Columns, ImageError> {
    let count = from.count(1)?;
    let parts: Result<Vec<(PropertyKey, Reader<'_>)>, ImageError> = (0..count)
        .map(|_| Ok((from.value()?, from.part()?)))
        .collect();
    let mut parts = parts?;
    // Older programs wrote the ids as texts, too.
    parts.retain(|(property, _)| OwnKeys::of(kind).object_id.as_ref() != Some(property));
    let columns = on_all_cores(&parts, |(property, part)| {
        Column::thaw(property, rows, *part)
    });
    let mut known = vec![None; CATALOGUE.len()];
    let mut extensions = BTreeMap::new();
    for ((property, _), column) in parts.into_iter().zip(columns) {
        let column = Arc::new(column?);
        match property {
            PropertyKey::Known(id) => match known.get_mut(id.index()) {
                Some(place) => *place = Some(column),
                None => return Err(from.wrong("a property is not in the catalogue")),
            },
            PropertyKey::Extension(name) => {
                extensions.insert(name, column);
            }
        }
    }
    Ok((known, extensions))
}
