//! A disk that fails, at any operation of any kind: it is said, nothing that was acknowledged is lost, and when the disk
//! is well again the tenant opens and goes on.

use std::fs;

use super::disk::{Crash, Disk, Kind, Leavings, Step, Wrong};
use super::life::Life;
use super::long_seeds;
use crate::StoreError;

const WRONGS: [Wrong; 14] = [
    Wrong::Full,
    Wrong::Once(Kind::Write),
    Wrong::Always(Kind::Write),
    Wrong::Once(Kind::Sync),
    Wrong::Always(Kind::Sync),
    Wrong::Once(Kind::Read),
    Wrong::Always(Kind::Read),
    Wrong::Once(Kind::Truncate),
    Wrong::Always(Kind::Truncate),
    Wrong::Once(Kind::Open),
    Wrong::Always(Kind::Open),
    Wrong::Once(Kind::Delete),
    Wrong::Always(Kind::Delete),
    Wrong::Once(Kind::Rename),
];

/// Lives on a disk on which this goes wrong after so many operations; whether it went wrong at all.
fn lives(seed: u64, steps: usize, wrong: Wrong, after: usize) -> bool {
    let about = format!("seed {seed}, {wrong:?} after {after}");
    let home = tempfile::tempdir().unwrap();
    let disk = Disk::watch(home.path());
    disk.plan(wrong, after);
    let mut life = Life::new(disk.clone(), seed);
    let mut error = None;
    for _ in 0..steps {
        if let Err(failed) = life.step() {
            error = Some(failed);
            break;
        }
    }
    life.end();
    let failed = disk.mend();
    if let Some(error) = error {
        assert!(failed > 0, "{about}: {error}");
        // A disk that fails is no damage, and the words are about the disk.
        let is_file = matches!(error, StoreError::File { .. });
        assert!(is_file, "{about}: {error:?}");
        if wrong == Wrong::Full {
            let said = error.to_string();
            assert!(said.ends_with(": the disk is full"), "{about}: {said}");
        }
    }
    // The power fails, too.
    let mut leavings = Leavings::new(seed);
    let mut copies = Vec::new();
    for step in disk.tape() {
        leavings.play(&step);
        if let Step::Copied { name, unit } = step {
            copies.push((name, unit));
        }
    }
    let places = tempfile::tempdir().unwrap();
    let scratch = Disk::watch(places.path());
    for crash in [Crash::Mixed, Crash::Nothing] {
        let place = places.path().join("left");
        leavings.write(crash, &place);
        let least = life.past.acknowledged;
        life.past.assert_kept(&place, least, &copies, &about);
        fs::remove_dir_all(&place).unwrap();
    }
    scratch.unwatch();
    // The disk is well again.
    for _ in 0..4 {
        if let Err(error) = life.step() {
            panic!("{about}: {error}");
        }
    }
    life.end();
    disk.unwatch();
    failed > 0
}

/// Everything that can go wrong, at every operation or at one of so many; how often something did.
fn all(seed: u64, steps: usize, stride: usize) -> usize {
    let mut faults = 0;
    for (number, wrong) in WRONGS.into_iter().enumerate() {
        let mut after = number % stride;
        while lives(seed, steps, wrong, after) {
            faults += 1;
            after += stride;
        }
    }
    faults
}

#[test]
fn a_failing_disk_loses_nothing_that_was_acknowledged() {
    let faults = all(0, 14, 3);
    assert!(faults >= 100, "{faults}");
}

#[test]
#[ignore = "thousands of lives: run in release"]
fn a_disk_that_fails_anywhere_loses_nothing_that_was_acknowledged() {
    let faults: usize = long_seeds(6).map(|seed| all(seed, 30, 1)).sum();
    assert!(faults >= 3_000, "{faults}");
}
