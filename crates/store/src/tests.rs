//! Tests of the store: what was acknowledged is there again, and what is damaged is reported.

mod crash_points;
mod damage;
mod disk;
mod draw;
mod faults;
mod keeping;
mod life;
mod reopening;
mod timelines;
mod twins;
mod versions;
mod written_form;

use std::path::Path;

pub(crate) use disk::before;

use crate::place::Place;
use crate::record::Record;
use crate::seal::Seal;

/// So many seeds for the long runs; `INGROUP_SEED`, a number, is the first of other ones.
fn long_seeds(count: u64) -> std::ops::Range<u64> {
    let first = ingroup_testing::asked_seed().unwrap_or(100);
    first..first + count
}

/// Makes all seals of a record fit what it says.
fn reseal(path: &Path) {
    let record = Record::open(&Place::new(path)).unwrap();
    let mut lines = Vec::new();
    record
        .each(0..=u64::MAX, |line| {
            lines.push(line);
            Ok(())
        })
        .unwrap();
    drop(record);
    let connection = rusqlite::Connection::open(path.join("tenant.db")).unwrap();
    let mut before = Seal::default();
    for line in lines {
        before = line.seal_behind(before);
        let numbers = [before.number(), line.seq.cast_signed()];
        let query = "UPDATE unit SET checksum = ?1 WHERE seq = ?2";
        connection.execute(query, numbers).unwrap();
    }
}
