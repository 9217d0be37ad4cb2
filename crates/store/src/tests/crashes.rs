//! Wherever a crash strikes: what was acknowledged is there, and nothing by halves.
//!
//! The files of a store are copied before and after a piece of work is made durable. What a crash in between can leave is
//! made of the two: of what was being written any part has reached the disk, and the rest has not. Each of these is
//! opened, and must be the tenant after some unit, no earlier than the last one that was acknowledged.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ingroup_tenant::Tenant;

use super::draw::Draw;
use super::reopening::Home;
use super::twins::assert_like;
use crate::{Store, StoreError};

/// How many bytes a disk writes at once.
const SECTOR: usize = 512;

/// The length of the log's own head, which is durable before anything behind it is written.
const LOG_HEAD: usize = 32;

/// The length of a page in the log, with its head.
const FRAME: usize = 4096 + 24;

/// The files of a store, by name.
type Files = BTreeMap<&'static str, Vec<u8>>;

fn files(path: &Path) -> Files {
    let names = ["tenant.db", "tenant.db-wal", "image"];
    let read = |name| Some((name, fs::read(path.join(name)).ok()?));
    names.into_iter().filter_map(read).collect()
}

/// What a crash between two states can leave of the log: some of what was written behind its head.
fn torn_log(draw: &mut Draw, before: &[u8], after: &[u8]) -> Vec<u8> {
    let same_log = before.get(..LOG_HEAD) == after.get(..LOG_HEAD);
    let from = match same_log {
        true => {
            let same = before.iter().zip(after).take_while(|(b, a)| b == a);
            same.count()
        }
        false => LOG_HEAD.min(after.len()),
    };
    let mut log = after.to_vec();
    match draw.below(3) {
        // It ends at a page.
        0 => {
            let pages = (log.len().saturating_sub(from)) / FRAME + 1;
            log.truncate(from + FRAME * draw.below(pages));
        }
        // It ends anywhere.
        1 => log.truncate(from + draw.below(log.len() - from + 1)),
        // Of its sectors some were written and others were not.
        _ => {
            for (place, sector) in log.chunks_mut(SECTOR).enumerate() {
                let starts = place * SECTOR;
                if starts + sector.len() <= from || draw.below(2) == 0 {
                    continue;
                }
                for (offset, byte) in sector.iter_mut().enumerate() {
                    if starts + offset >= from {
                        *byte = before.get(starts + offset).copied().unwrap_or(0);
                    }
                }
            }
        }
    }
    log
}

/// Lives for some units, and crashes so many times at every step.
fn crash(seed: u64, steps: usize, crashes: usize) -> usize {
    let mut draw = Draw::new(seed);
    let mut home = Home::new();
    let mut lived: BTreeMap<u64, Tenant> = BTreeMap::new();
    lived.insert(0, home.tenant.clone());
    let place = tempfile::tempdir().unwrap();
    let mut points = 0;
    for _ in 0..steps {
        let acknowledged = home.store.newest_unit();
        let before = files(&home.path());
        for _ in 0..1 + draw.below(6) {
            home.live(&mut draw, 1);
            lived.insert(home.store.newest_unit(), home.tenant.clone());
        }
        let uncommitted = files(&home.path());
        home.store.commit().unwrap();
        if draw.below(4) == 0 {
            home.store.keep_image(&home.tenant).unwrap();
        }
        let after = files(&home.path());
        for number in 0..crashes {
            let path = place.path().join(format!("{points}.ingroup"));
            points += 1;
            fs::create_dir(&path).unwrap();
            let mut left = match number % 3 {
                0 => uncommitted.clone(),
                _ => after.clone(),
            };
            let was = |name| before.get(name).map(Vec::as_slice).unwrap_or_default();
            let is = |name| after.get(name).map(Vec::as_slice).unwrap_or_default();
            // The database itself is only written when all of the log is durable.
            if number % 3 == 1 {
                left.insert("tenant.db", was("tenant.db").to_vec());
                left.insert(
                    "tenant.db-wal",
                    torn_log(&mut draw, was("tenant.db-wal"), is("tenant.db-wal")),
                );
            }
            // An image is written beside and moved: the old one or the new one, or one that the disk has spoilt.
            if let Some(image) = left.get_mut("image").filter(|_| draw.below(4) == 0) {
                let kept = draw.below(image.len() + 1);
                image.truncate(kept);
            }
            for (name, bytes) in &left {
                fs::write(path.join(name), bytes).unwrap();
            }
            let (store, tenant) = Store::open(&path).unwrap();
            let unit = store.newest_unit();
            let least = if number % 3 == 2 {
                home.store.newest_unit()
            } else {
                acknowledged
            };
            assert!(
                unit >= least,
                "seed {seed}: unit {least} was acknowledged, and {unit} is the last"
            );
            assert_like(&tenant, &lived[&unit]);
            drop(store);
            fs::remove_dir_all(&path).unwrap();
        }
    }
    points
}

#[test]
fn whatever_a_crash_leaves_has_all_that_was_acknowledged() {
    let points: usize = (0..4).map(|seed| crash(seed, 14, 9)).sum();
    assert!(points >= 500, "{points}");
}

#[test]
#[ignore = "ten thousand crashes take a while: run in release"]
fn ten_thousand_crashes() {
    let points: usize = (100..140).map(|seed| crash(seed, 28, 9)).sum();
    assert!(points >= 10_000, "{points}");
}

#[test]
fn what_does_not_fit_the_disk_is_not_acknowledged_and_harms_nothing() {
    let mut draw = Draw::new(31);
    let mut home = Home::new();
    home.live(&mut draw, 30);
    home.store.commit().unwrap();
    let (unit, then) = (home.store.newest_unit(), home.tenant.clone());
    home.store.record().fill_the_disk();
    let refused = loop {
        let command = draw.command(&home.tenant);
        let mut notes = crate::Notes::new(true);
        let _ = crate::execute(&mut home.tenant, Default::default(), command, &mut notes);
        let crate::Notes::Taken(notes) = notes else {
            unreachable!()
        };
        let kept = home.store.add(&notes, &home.tenant);
        if let Err(error) = kept.and_then(|()| home.store.commit()) {
            break error;
        }
        assert!(home.store.newest_unit() < 5_000);
    };
    assert!(
        refused
            .to_string()
            .ends_with("cannot be written: the disk is full"),
        "{refused}"
    );
    assert_eq!(home.store.commit(), Err(StoreError::Broken));
    let path = home.path();
    drop(home.store);
    let (store, tenant) = Store::open(&path).unwrap();
    assert!(store.newest_unit() >= unit);
    if store.newest_unit() == unit {
        assert_like(&tenant, &then);
    }
}
