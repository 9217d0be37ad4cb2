//! A crash at every write and every sync, of whatever is done to a store: all that SQLite and we ask of the disk is put
//! on a tape, and each beginning of the tape is made into what a crash there leaves, as the system may have ordered it.

use std::fs;

use super::disk::{Crash, Disk, Leavings, Step};
use super::life::Life;
use super::long_seeds;

/// Lives for some steps, then crashes everywhere in that life, in this many ways; how many crashes there were.
fn crash(seed: u64, steps: usize, ways: usize) -> usize {
    let home = tempfile::tempdir().unwrap();
    let disk = Disk::watch(home.path());
    let mut life = Life::new(disk.clone(), seed);
    for _ in 0..steps {
        life.step().unwrap();
    }
    life.end();
    disk.unwatch();
    let places = tempfile::tempdir().unwrap();
    // There nothing is put on a tape, and nobody waits for a disk.
    let scratch = Disk::watch(places.path());
    let mut leavings = Leavings::new(seed);
    let (mut least, mut copies, mut points) = (None, Vec::new(), 0);
    for (number, step) in disk.tape().iter().enumerate() {
        leavings.play(step);
        match step {
            Step::Acknowledged(unit) => least = Some(*unit),
            Step::Copied { name, unit } => copies.push((name.clone(), *unit)),
            _ => {}
        }
        for way in 0..ways {
            let crash = [Crash::Mixed, Crash::Torn, Crash::Nothing, Crash::Killed];
            let crash = crash[(number + way) % crash.len()];
            let place = places.path().join("left");
            leavings.write(crash, &place);
            let about = format!(
                "seed {seed}, {crash:?} after step {number}, {}",
                step.word()
            );
            life.past.assert_kept(&place, least, &copies, &about);
            fs::remove_dir_all(&place).unwrap();
            points += 1;
        }
    }
    scratch.unwatch();
    points
}

#[test]
fn a_crash_at_any_write_or_sync_leaves_all_that_was_acknowledged() {
    let points: usize = (0..2).map(|seed| crash(seed, 14, 2)).sum();
    assert!(points >= 500, "{points}");
}

#[test]
#[ignore = "more than ten thousand crashes: run in release"]
fn ten_thousand_crashes() {
    let points: usize = long_seeds(40).map(|seed| crash(seed, 40, 4)).sum();
    assert!(points >= 10_000, "{points}");
}
