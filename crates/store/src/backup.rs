//! Copies of a stored tenant, and what can be saved of one that is damaged.

use std::path::Path;

use ingroup_tenant::Tenant;

use crate::error::StoreError;
use crate::history::{Deed, KeptUnit};
use crate::image::{self, Image};
use crate::lock::Lock;
use crate::place::Place;
use crate::record::Record;
use crate::recovery;
use crate::store::{Beginning, Store, check_is_store, make_with};
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
    /// What was left out.
    pub left_out: LeftOut,
}

/// What a copy lacks of a damaged tenant, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    /// Nothing.
    Nothing,
    /// States that were kept on the way: all units are there, and the tenant is the one of now.
    States(StoreError),
    /// What came after the newest unit.
    Units(StoreError),
    /// All that came before: the record cannot be read, and the newest image can.
    History(StoreError),
}

impl Store {
    /// Copies the tenant, with all that is kept of it, to where nothing is.
    ///
    /// What is damaged of the record is so in the copy, too; the tenant of now, which may have come from the image, is
    /// kept whole in it then.
    pub fn back_up(&mut self, now: &Tenant, to: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        self.commit()?;
        make_with(to, |place| {
            self.record().copy_to(&place.record(), watch)?;
            let copied = Record::open(place)?;
            match check_leads_to_now(&copied) {
                Ok(()) => Ok(()),
                Err(_) => {
                    copied.collect()?;
                    copied.keep_state(self.newest_unit(), &image::freeze(now)?)?;
                    copied.commit()
                }
            }
        })
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
        let record = match (Record::open(&source), taken) {
            (Err(damage @ StoreError::Damaged { .. }), Taken::Intact) => {
                return only_now(&source, to, damage);
            }
            (record, _) => record?,
        };
        make_with(to, |place| match taken {
            Taken::All => copy(&record, place, watch),
            Taken::Intact => salvage(&record, place, watch),
        })
    }
}

/// Whether the tenant of now can come out of a record: every unit is what was kept, and there is a state to begin at.
fn check_leads_to_now(record: &Record) -> Result<(), StoreError> {
    match good_units(record, &mut |_| Ok(())).1 {
        Some(damage) => Err(damage),
        None => recovery::check_beginning(record),
    }
}

/// A new tenant out of the image of one whose record cannot be read.
fn only_now(from: &Place, to: &Path, damage: StoreError) -> Result<Salvaged, StoreError> {
    let Some(tenant) = Image::read(from).and_then(|image| image.tenant()) else {
        return Err(damage);
    };
    Store::make(to, Beginning::Tenant(&tenant))?;
    Ok(Salvaged {
        tenant,
        newest_unit: 0,
        left_out: LeftOut::History(damage),
    })
}

/// A whole copy of a record that is whole.
fn copy(record: &Record, to: &Place, watch: Watch<'_>) -> Result<Salvaged, StoreError> {
    let recovered = recovery::newest(record, Image::read(record.place()), watch);
    let recovered = recovered.map_err(|error| with_good(record, error))?;
    record.copy_to(&to.record(), watch)?;
    // The copy has no image, from which the tenant may have come.
    check_leads_to_now(record).map_err(|error| with_good(record, error))?;
    Ok(Salvaged {
        tenant: recovered.tenant,
        newest_unit: recovery::end(record)?.seq,
        left_out: LeftOut::Nothing,
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
    let end = record.end()?.map(|end| end.seq);
    record.each(first..=last, |line| {
        let deed = KeptUnit::read(&line).map(|unit| unit.deed);
        copied.add(&line)?;
        if let Ok(Deed::ReturnTo(unit)) = deed {
            copied.add_jump(line.seq, unit)?;
        }
        Ok(())
    })?;
    let mut lost_state = None;
    for seq in record.states()?.into_iter().filter(|seq| *seq <= last) {
        match record.state(seq) {
            Ok(Some(bytes)) => copied.keep_state(seq, &bytes)?,
            Ok(None) => {}
            Err(error) => lost_state = Some(error),
        }
    }
    // The image is a state of its own, and stands in for one that is damaged.
    let image = Image::read(record.place())
        .filter(|image| lost_state.is_some() && is_of(image, record, last));
    if let Some((seq, tenant)) = image.and_then(|image| Some((image.seq(), image.tenant()?))) {
        copied.keep_state(seq, &image::freeze(&tenant)?)?;
    }
    copied.commit()?;
    let mut fault = fault;
    loop {
        let newest = recovery::end(&copied)?.seq;
        let ends_before = match recovery::newest(&copied, None, watch) {
            Ok(recovered) => {
                let left_out = match (fault.or_else(|| lost_state.clone()), lost_state) {
                    (Some(fault), _) if end != Some(newest) => LeftOut::Units(fault),
                    (_, Some(state)) => LeftOut::States(state),
                    _ => LeftOut::Nothing,
                };
                return Ok(Salvaged {
                    tenant: recovered.tenant,
                    newest_unit: newest,
                    left_out,
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
            return Err(fault.or(lost_state).unwrap_or_else(damage));
        }
        copied.collect()?;
        copied.forget_from(ends_before)?;
        copied.commit()?;
    }
}

/// Whether an image is the tenant after one of the units of a record up to this one.
fn is_of(image: &Image, record: &Record, last: u64) -> bool {
    let line = record.line(image.seq());
    image.seq() <= last && matches!(line, Ok(Some(line)) if line.seal == image.seal())
}
