//! Whether everything that is kept is what was written.

use crate::error::StoreError;
use crate::record::Record;
use crate::recovery::{check_place, understood};
use crate::store::Store;
use crate::watch::{EVERY, Watch};

/// What was looked at, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verified {
    /// How many units were looked at.
    pub units: u64,
    /// How many whole states.
    pub states: usize,
    /// What is not what was written, in words.
    pub faults: Vec<String>,
}

impl Store {
    /// Looks at every unit, every state that is kept whole, and every page of the database.
    pub fn verify(&mut self, watch: Watch<'_>) -> Result<Verified, StoreError> {
        self.commit()?;
        let all = self.unit_count()?;
        let record = self.record();
        let mut go_on = |done| match watch(done, all + 1).is_break() {
            true => Err(StoreError::Stopped),
            false => Ok(()),
        };
        go_on(0)?;
        let mut verified = Verified {
            faults: record.faults()?,
            ..Verified::default()
        };
        let (good, fault) = good_units(record, &mut go_on);
        if fault == Some(StoreError::Stopped) {
            return Err(StoreError::Stopped);
        }
        verified.units = good.map_or(0, |(first, last)| last + 1 - first);
        verified.faults.extend(fault.map(in_words));
        for seq in record.states()? {
            go_on(all)?;
            match record.state(seq) {
                Ok(_) => verified.states += 1,
                Err(fault) => verified.faults.push(in_words(fault)),
            }
        }
        Ok(verified)
    }
}

/// What is wrong: which record it is of, and what is good of it, is known to whoever looks at all of it.
fn in_words(fault: StoreError) -> String {
    match fault {
        StoreError::Damaged { what, .. } => what,
        other => other.to_string(),
    }
}

/// From which unit to which the record is good, and what is wrong with the next.
pub(crate) fn good_units(
    record: &Record,
    go_on: &mut dyn FnMut(u64) -> Result<(), StoreError>,
) -> (Option<(u64, u64)>, Option<StoreError>) {
    let mut good = None;
    let looked = look(record, go_on, &mut good);
    (good, looked.err())
}

fn look(
    record: &Record,
    go_on: &mut dyn FnMut(u64) -> Result<(), StoreError>,
    good: &mut Option<(u64, u64)>,
) -> Result<(), StoreError> {
    let Some(first) = record.start()? else {
        return Ok(());
    };
    let mut before = record.origin()?;
    let mut expected = first.seq;
    record.each(first.seq..=u64::MAX, |line| {
        check_place(record, &line, expected, before)?;
        understood(record, &line)?;
        *good = Some((first.seq, line.seq));
        (expected, before) = (line.seq + 1, line.seal);
        match line.seq % EVERY == 0 {
            true => go_on(line.seq - first.seq),
            false => Ok(()),
        }
    })
}

/// The same damage, with what is intact.
pub(crate) fn with_good(record: &Record, error: StoreError) -> StoreError {
    match error {
        StoreError::Damaged { place, what, .. } => StoreError::Damaged {
            good: good_units(record, &mut |_| Ok(())).0,
            place,
            what,
        },
        other => other,
    }
}
