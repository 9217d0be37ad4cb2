//! Copies of a stored tenant, and what can be saved of one that is damaged.

use std::path::Path;

use ingroup_tenant::Tenant;

use crate::error::StoreError;
use crate::history::{Deed, KeptUnit};
use crate::image::Image;
use crate::lock::Lock;
use crate::place::Place;
use crate::record::Record;
use crate::recovery;
use crate::store::{Store, check_is_store, make_with};
use crate::verification::{good_units, with_good};
use crate::watch::Watch;

/// What is taken of a stored tenant that is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// All of it, which must be whole.
    All,
    /// What comes before the first damage.
    Intact,
}

/// What was copied.
#[derive(Debug, Clone)]
pub struct Salvaged {
    /// The tenant in the copy.
    pub tenant: Tenant,
    /// The number of its newest unit.
    pub newest_unit: u64,
    /// Why there is no more, if something was left out.
    pub ended_by: Option<StoreError>,
}

impl Store {
    /// Copies the tenant, with all that is kept of it, to where nothing is.
    pub fn back_up(&mut self, to: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        self.commit()?;
        make_with(to, |place| self.record().copy_to(&place.record(), watch))
    }

    /// Makes a stored tenant out of another one, which nobody has open and which stays as it is.
    pub fn restore(
        from: &Path,
        to: &Path,
        taken: Taken,
        watch: Watch<'_>,
    ) -> Result<Salvaged, StoreError> {
        let source = Place::new(from);
        check_is_store(&source)?;
        let _lock = Lock::take(&source)?;
        let record = Record::open(&source)?;
        make_with(to, |place| match taken {
            Taken::All => copy(&record, place, watch),
            Taken::Intact => salvage(&record, place, watch),
        })
    }
}

/// A whole copy of a record that is whole.
fn copy(record: &Record, to: &Place, watch: Watch<'_>) -> Result<Salvaged, StoreError> {
    let recovered = recovery::newest(record, Image::read(record.place()), watch);
    let recovered = recovered.map_err(|error| with_good(record, error))?;
    record.copy_to(&to.record(), watch)?;
    Ok(Salvaged {
        tenant: recovered.tenant,
        newest_unit: recovery::end(record)?.seq,
        ended_by: None,
    })
}

/// A copy that ends where the first damage is, be it that what follows is not what followed.
fn salvage(record: &Record, to: &Place, watch: Watch<'_>) -> Result<Salvaged, StoreError> {
    let (good, fault) = good_units(record, &mut |_| Ok(()));
    let damage = || recovery::damaged(record, "no unit of it can be read");
    let (first, last) = good.ok_or_else(damage)?;
    let copied = Record::make(to)?;
    copied.collect()?;
    copied.say_origin(record.origin()?)?;
    let mut fault = fault;
    record.each(first..=last, |line| {
        let deed = KeptUnit::read(&line).map(|unit| unit.deed);
        copied.add(&line)?;
        if let Ok(Deed::ReturnTo(unit)) = deed {
            copied.add_jump(line.seq, unit)?;
        }
        Ok(())
    })?;
    for seq in record.states()?.into_iter().filter(|seq| *seq <= last) {
        match record.state(seq) {
            Ok(Some(bytes)) => copied.keep_state(seq, &bytes)?,
            Ok(None) => {}
            Err(error) => fault = Some(error),
        }
    }
    copied.commit()?;
    loop {
        let newest = recovery::end(&copied)?.seq;
        let ends_before = match recovery::newest(&copied, None, watch) {
            Ok(recovered) => {
                return Ok(Salvaged {
                    tenant: recovered.tenant,
                    newest_unit: newest,
                    ended_by: fault,
                });
            }
            Err(StoreError::Stopped) => return Err(StoreError::Stopped),
            Err(error) => {
                let unit = match &error {
                    StoreError::NotReproducible { unit, .. } => *unit,
                    // What is damaged now is a state; the last unit that needs it goes first.
                    _ => newest,
                };
                fault = Some(error);
                unit
            }
        };
        if ends_before <= first {
            return Err(fault.unwrap_or_else(damage));
        }
        copied.collect()?;
        copied.forget_from(ends_before)?;
        copied.commit()?;
    }
}
