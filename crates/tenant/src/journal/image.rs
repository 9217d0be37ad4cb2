//! The records of a tenant in its image, chunk by chunk.

use std::collections::VecDeque;
use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};

use super::{Journal, Record};

impl Journal {
    pub(crate) fn freeze(&self, to: &mut Writer) -> Result<(), ImageError> {
        to.size(self.sealed.len());
        for chunk in self.sealed.iter() {
            to.part(|to| freeze(chunk, to))?;
        }
        to.part(|to| freeze(&self.open, to))
    }

    pub(crate) fn thaw(from: &mut Reader<'_>) -> Result<Self, ImageError> {
        let count = from.count(1)?;
        let mut sealed = VecDeque::new();
        for _ in 0..count {
            sealed.push_back(thaw(from.part()?)?.into());
        }
        Ok(Self {
            sealed: Arc::new(sealed),
            open: Arc::new(thaw(from.part()?)?),
        })
    }
}

fn freeze(records: &[Arc<Record>], to: &mut Writer) -> Result<(), ImageError> {
    to.size(records.len());
    records.iter().try_for_each(|record| to.value(&**record))
}

fn thaw(mut from: Reader<'_>) -> Result<Vec<Arc<Record>>, ImageError> {
    let count = from.count(1)?;
    let records: Result<Vec<Arc<Record>>, _> = (0..count)
        .map(|_| from.value::<Record>().map(Arc::new))
        .collect();
    from.end()?;
    records
}
