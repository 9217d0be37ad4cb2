//! Users and devices beside their tables: facts that no rule reads, and managers.

use std::sync::Arc;

use ingroup_image::{ImageError, Reader, Writer};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::chunked::Chunked;
use crate::directory::Directory;
use crate::row::Row;

/// The row of nobody.
const NOBODY: u32 = u32::MAX;

impl Directory {
    pub(super) fn freeze_people(&self, to: &mut Writer) -> Result<(), ImageError> {
        freeze_facts(&self.user_facts, &self.no_user_facts, to)?;
        freeze_facts(&self.device_facts, &self.no_device_facts, to)?;
        let managers: Vec<&Option<Row>> = self.managers.iter().collect();
        to.size(managers.len());
        to.array(managers.into_iter(), |manager| {
            manager.map_or(NOBODY, Row::get).to_le_bytes()
        });
        Ok(())
    }

    pub(super) fn thaw_people(&mut self, mut from: Reader<'_>) -> Result<(), ImageError> {
        let rows = self.row_counts();
        self.user_facts = thaw_facts(&self.no_user_facts, rows.users, &mut from)?;
        self.device_facts = thaw_facts(&self.no_device_facts, rows.devices, &mut from)?;
        let managers = from.count(size_of::<u32>())?;
        let managers = from.u32s(managers)?;
        let is_there = |manager: u32| manager == NOBODY || (manager as usize) < rows.users;
        if managers.len() > rows.users || !managers.iter().all(|manager| is_there(*manager)) {
            return Err(from.wrong("a manager is not there"));
        }
        let row_of = |manager: u32| (manager != NOBODY).then(|| Row::new(manager));
        self.managers = managers.into_iter().map(row_of).collect();
        from.end()?;
        self.index_reports();
        self.index_all_licenses();
        Ok(())
    }
}

/// Facts by row; those of who has none are one and the same.
fn freeze_facts<F: Serialize + PartialEq>(
    facts: &Chunked<Arc<F>>,
    none: &Arc<F>,
    to: &mut Writer,
) -> Result<(), ImageError> {
    let all: Vec<&Arc<F>> = facts.iter().collect();
    let has_some = |facts: &Arc<F>| !Arc::ptr_eq(facts, none) && **facts != **none;
    to.size(all.len());
    to.array(all.iter(), |facts| [u8::from(has_some(facts))]);
    let some = all.into_iter().filter(|facts| has_some(facts));
    some.into_iter().try_for_each(|facts| to.value(&**facts))
}

fn thaw_facts<F: DeserializeOwned>(
    none: &Arc<F>,
    rows: usize,
    from: &mut Reader<'_>,
) -> Result<Chunked<Arc<F>>, ImageError> {
    let count = from.count(1)?;
    if count > rows {
        return Err(from.wrong("somebody is not there"));
    }
    let has_some = from.bytes(count)?;
    let facts = has_some.iter().map(|has_some| match has_some {
        0 => Ok(none.clone()),
        _ => from.value().map(Arc::new),
    });
    facts.collect()
}
