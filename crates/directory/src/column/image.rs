//! Columns in the image of a tenant. How a column is kept follows from its property.

use std::sync::OnceLock;

use ingroup_image::{ImageError, Reader, Writer};
use ingroup_schema::PropertyKey;

use super::{Column, Storage};
use crate::codes::Blocks;
use crate::dictionary::{freeze_values, thaw_values};
use crate::texts::Texts;

impl Storage {
    /// A mark of how values are kept.
    fn mark(&self) -> u8 {
        match self {
            Self::Dictionary { .. } => 0,
            Self::Texts { .. } => 1,
            Self::Values(_) => 2,
        }
    }

    /// How many rows it has room for, if it has one value for each.
    fn row_count(&self) -> usize {
        match self {
            Self::Dictionary { .. } => 0,
            Self::Texts { texts, .. } => texts.len(),
            Self::Values(values) => values.len(),
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
            Storage::Values(values) => freeze_values(values, to)?,
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
        if from.u8()? != storage.mark() {
            return Err(from.wrong(format!("{property} is kept in another way")));
        }
        let storage = match storage {
            Storage::Dictionary { values, .. } => {
                let values = values.thaw(&mut from)?;
                let codes = Blocks::thaw(values.len(), &mut from)?;
                Storage::Dictionary { values, codes }
            }
            Storage::Texts { .. } => Storage::Texts {
                texts: Texts::thaw(&mut from)?,
                rows: OnceLock::new(),
                order: OnceLock::new(),
            },
            Storage::Values(_) => Storage::Values(thaw_values(&mut from)?),
        };
        if storage.row_count() > rows {
            return Err(from.wrong(format!("{property} has more values than there are rows")));
        }
        from.end()?;
        Ok(Self { missing, storage })
    }
}
