//! Columns in the image of a tenant. How a column is kept follows from its property.

use std::sync::OnceLock;

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::{PropertyKey, TextItems, Value};

use super::{Column, Storage, written};
use crate::codes::Blocks;
use crate::dictionary::thaw_values;
use crate::texts::Texts;

/// The mark of nearly unique collections, which older programs wrote value by value.
const VALUES: u8 = 2;

/// The mark of nearly unique collections as they lie in memory.
const LISTS: u8 = 3;

impl Storage {
    /// A mark of how values are kept.
    fn mark(&self) -> u8 {
        match self {
            Self::Dictionary { .. } => 0,
            Self::Texts { .. } => 1,
            Self::Lists(_) => LISTS,
        }
    }

    /// How many rows it has room for, if it has one value for each.
    fn row_count(&self) -> usize {
        match self {
            Self::Dictionary { .. } => 0,
            Self::Texts { texts, .. } => texts.len(),
            Self::Lists(lists) => lists.len(),
        }
    }
}

impl Column {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.u8(self.storage.mark());
        match &self.storage {
            Storage::Dictionary { values, codes } => {
                values.freeze(to)?;
                codes.freeze(to);
            }
            Storage::Texts { texts, .. } => texts.freeze(to),
            Storage::Lists(lists) => lists.freeze(to),
        }
        Ok(())
    }

    /// The column of a property in a table of so many rows.
    pub(crate) fn thaw(
        property: &PropertyKey,
        rows: usize,
        mut from: Reader<'_>,
    ) -> Result<Self, ImageError> {
        let Self { missing, storage } = Self::new(property);
        let storage = match (from.u8()?, storage) {
            (VALUES, Storage::Lists(_)) => Storage::Lists(lists_of_values(&mut from)?),
            (mark, storage) if mark == storage.mark() => thaw_storage(storage, &mut from)?,
            _ => return Err(from.wrong(format!("{property} is kept in another way"))),
        };
        if storage.row_count() > rows {
            return Err(from.wrong(format!("{property} has more values than there are rows")));
        }
        from.end()?;
        Ok(Self { missing, storage })
    }
}

/// A column's values, kept as in a new column.
fn thaw_storage(new: Storage, from: &mut Reader<'_>) -> Result<Storage, ImageError> {
    Ok(match new {
        Storage::Dictionary { values, .. } => {
            let values = values.thaw(from)?;
            let codes = Blocks::thaw(values.len(), from)?;
            Storage::Dictionary { values, codes }
        }
        Storage::Texts { .. } => Storage::Texts {
            texts: Texts::thaw(from)?,
            rows: OnceLock::new(),
            order: OnceLock::new(),
        },
        Storage::Lists(_) => {
            let lists = Texts::thaw(from)?;
            let is_list = |(_, text)| TextItems::read(text).is_some();
            if !lists.iter().all(is_list) {
                return Err(from.wrong("a collection is not written as one"));
            }
            Storage::Lists(lists)
        }
    })
}

/// Collections as older programs wrote them: value by value.
fn lists_of_values(from: &mut Reader<'_>) -> Result<Texts, ImageError> {
    let values = thaw_values(from)?;
    let values: Vec<&Value> = values.iter().collect();
    let mut lists = Texts::default();
    let texts = values.iter().enumerate();
    lists.put_all(texts.filter_map(|(row, value)| Some((row, written(value)?))));
    Ok(lists)
}
