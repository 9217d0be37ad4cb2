//! Copies, retention, and what can be saved of a damaged store.

use std::ops::ControlFlow;

use ingroup_schema::Duration;
use ingroup_tenant::Tenant;
use rusqlite::Connection;

use super::draw::Draw;
use super::reopening::Home;
use super::twins::{assert_like, assert_same};
use crate::{LeftOut, Store, StoreError, Taken};

#[test]
fn a_backup_is_the_tenant_with_its_history() {
    let mut draw = Draw::new(21);
    let mut home = Home::new();
    home.live(&mut draw, 80);
    let copy = home.folder.path().join("copy.ingroup");
    home.store
        .back_up(&home.tenant, &copy, &mut crate::unwatched)
        .unwrap();
    let then = home.tenant.clone();
    home.live(&mut draw, 20);
    let restored = home.folder.path().join("restored.ingroup");
    let salvaged = Store::restore(&copy, &restored, Taken::All, &mut crate::unwatched).unwrap();
    assert_like(&salvaged.tenant, &then);
    let (mut store, tenant) = Store::open(&restored).unwrap();
    assert_same(&tenant, &then, 21);
    let begins = store.history().unwrap().begins().unwrap();
    assert_eq!(begins, home.store.history().unwrap().begins().unwrap());
    let taken = home
        .store
        .back_up(&home.tenant, &copy, &mut crate::unwatched)
        .unwrap_err();
    assert!(matches!(taken, StoreError::Taken { by_store: true, .. }));
}

#[test]
fn who_commits_often_has_room_in_the_log_also_after_it_was_cut_off() {
    let mut draw = Draw::new(24);
    let mut home = Home::new();
    let log = home.path().join("tenant.db-wal");
    let length = || std::fs::metadata(&log).map_or(0, |about| about.len());
    for _ in 0..2 {
        let begun = home.store.newest_unit();
        while home.store.newest_unit() < begun + 20 {
            home.live(&mut draw, 1);
            home.store.commit().unwrap();
        }
        let room = length();
        assert!(room > 4_000_000, "{room}");
        home.store
            .optimize(&home.tenant, None, &mut crate::unwatched)
            .unwrap();
        assert!(length() < room);
    }
}

#[test]
fn what_is_intact_of_a_damaged_store_is_a_store() {
    let mut draw = Draw::new(22);
    let mut home = Home::new();
    let mut states = vec![(0, home.tenant.clone())];
    while home.store.newest_unit() < 60 {
        home.live(&mut draw, 1);
        states.push((home.store.newest_unit(), home.tenant.clone()));
    }
    let path = home.path();
    let folder = home.folder;
    home.store.close(&home.tenant).unwrap();
    let connection = Connection::open(path.join("tenant.db")).unwrap();
    let damage = "UPDATE unit SET at = at || ' ' WHERE seq = 33";
    connection.execute_batch(damage).unwrap();
    drop(connection);
    let to = folder.path().join("saved.ingroup");
    let whole = Store::restore(&path, &to, Taken::All, &mut crate::unwatched).unwrap_err();
    assert!(matches!(whole, StoreError::Damaged { .. }), "{whole}");
    let salvaged = Store::restore(&path, &to, Taken::Intact, &mut crate::unwatched).unwrap();
    assert_eq!(salvaged.newest_unit, 32);
    assert!(matches!(salvaged.left_out, LeftOut::Units(_)));
    let (_, then) = states.iter().rfind(|(unit, _)| *unit == 32).unwrap();
    let (_store, tenant) = Store::open(&to).unwrap();
    assert_same(&tenant, then, 22);
}

/// A tenant with an image, and what damages its record.
fn damaged(seed: u64, damage: &str) -> (Home, Tenant) {
    let mut draw = Draw::new(seed);
    let mut home = Home::new();
    home.live(&mut draw, 40);
    // What came before is dropped, so the first of all states is the only one.
    let now = home.tenant.clock().now();
    home.store
        .optimize(&home.tenant, Some(now), &mut crate::unwatched)
        .unwrap();
    home.live(&mut draw, 10);
    home.store.keep_image(&home.tenant).unwrap();
    home = home.reopened();
    let connection = Connection::open(home.path().join("tenant.db")).unwrap();
    connection.execute_batch(damage).unwrap();
    drop(connection);
    let then = home.tenant.clone();
    (home.reopened(), then)
}

const OF_STATES: &str = "UPDATE piece SET bytes = x'00'";

#[test]
fn a_backup_of_a_damaged_store_is_the_tenant_of_now() {
    for damage in [
        OF_STATES,
        "UPDATE unit SET at = at || ' ' WHERE seq = (SELECT max(seq) - 3 FROM unit)",
    ] {
        // The image is whole, so the tenant is opened and worked on.
        let (mut home, then) = damaged(25, damage);
        assert_like(&home.tenant, &then);
        let copy = home.folder.path().join("copy.ingroup");
        home.store
            .back_up(&home.tenant, &copy, &mut crate::unwatched)
            .unwrap();
        let (_store, tenant) = Store::open(&copy).unwrap();
        assert_same(&tenant, &then, 25);
    }
}

#[test]
fn what_could_not_be_opened_again_is_not_restored() {
    let (home, then) = damaged(26, OF_STATES);
    let (path, to) = (home.path(), home.folder.path().join("new.ingroup"));
    let folder = home.folder;
    drop(home.store);
    let whole = Store::restore(&path, &to, Taken::All, &mut crate::unwatched).unwrap_err();
    assert!(matches!(whole, StoreError::Damaged { .. }), "{whole}");
    // The image stands in for the states.
    let salvaged = Store::restore(&path, &to, Taken::Intact, &mut crate::unwatched).unwrap();
    assert!(
        matches!(salvaged.left_out, LeftOut::States(_)),
        "{salvaged:?}"
    );
    let (store, tenant) = Store::open(&to).unwrap();
    assert_same(&tenant, &then, 26);
    assert_eq!(store.newest_unit(), salvaged.newest_unit);
    // Without a record it is all there is.
    let garbage = b"no database".repeat(1_000);
    std::fs::write(path.join("tenant.db"), garbage).unwrap();
    let to = folder.path().join("newer.ingroup");
    let salvaged = Store::restore(&path, &to, Taken::Intact, &mut crate::unwatched).unwrap();
    assert!(
        matches!(salvaged.left_out, LeftOut::History(_)),
        "{salvaged:?}"
    );
    let (_store, tenant) = Store::open(&to).unwrap();
    assert_same(&tenant, &then, 26);
}

#[test]
fn old_history_is_folded_into_one_state() {
    let mut draw = Draw::new(23);
    let mut home = Home::new();
    let mut seen = Vec::new();
    for _ in 0..200 {
        home.live(&mut draw, 1);
        seen.push((home.tenant.clock().now(), home.tenant.clone()));
    }
    seen.reverse();
    seen.dedup_by_key(|(at, _)| *at);
    let since = home
        .tenant
        .clock()
        .now()
        .saturating_add(Duration::from_days(-20));
    let done = home
        .store
        .optimize(&home.tenant, Some(since), &mut crate::unwatched)
        .unwrap();
    assert!(done.dropped > 50, "{done:?}");
    let lived = home.tenant.clone();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 23);
    assert!(
        home.store
            .verify(&mut crate::unwatched)
            .unwrap()
            .faults
            .is_empty()
    );
    std::fs::remove_file(home.path().join("image")).unwrap();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 23);
    let history = home.store.history().unwrap();
    for (at, then) in seen {
        let found = history.tenant_as_of(at, &mut crate::unwatched).unwrap();
        match found {
            Some(found) => assert_like(&found, &then),
            None => assert!(at < since, "{at} is not before {since}"),
        }
    }
    // Nothing is left to drop.
    assert_eq!(
        home.store
            .optimize(&home.tenant, Some(since), &mut crate::unwatched)
            .unwrap()
            .dropped,
        0
    );
}

/// What is in a store: how long its history is, and the names of its files.
fn contents(home: &Home) -> (u64, Vec<std::ffi::OsString>) {
    let files = std::fs::read_dir(home.path()).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name()).collect();
    names.sort();
    (home.store.unit_count().unwrap(), names)
}

#[test]
fn whoever_ends_it_finds_the_store_as_it_was() {
    let mut draw = Draw::new(25);
    let mut home = Home::new();
    home.live(&mut draw, 150);
    let since = Some(home.tenant.clock().now());
    home.live(&mut draw, 50);
    for _ in 0..60 {
        home.live(&mut draw, 2);
        home.store.keep_state(&home.tenant).unwrap();
    }
    let begins = |home: &mut Home| home.store.history().unwrap().begins().unwrap();
    let (known, began) = (contents(&home), begins(&mut home));
    let mut stops = 0;
    let done = loop {
        let (mut told, mut before) = (0, 0);
        let done = home.store.optimize(&home.tenant, since, &mut |done, all| {
            told += 1;
            assert!(
                done < all || told <= stops,
                "{done} of {all} after {before}"
            );
            before = done;
            match told > stops {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        });
        match done {
            Ok(done) => break done,
            Err(error) => assert_eq!(error, StoreError::Stopped),
        }
        assert_eq!((contents(&home), begins(&mut home)), (known.clone(), began));
        stops += 1 + stops / 8;
    };
    assert!(stops > 60, "{stops}");
    assert!(done.dropped > 100 && done.after < done.before, "{done:?}");
    // More than is copied between two looks at who waits.
    assert!(done.after > 2_000_000, "{done:?}");
    let verified = home.store.verify(&mut crate::unwatched).unwrap();
    assert_eq!(verified.faults, Vec::<String>::new());
    let lived = home.tenant.clone();
    std::fs::remove_file(home.path().join("image")).unwrap();
    home = home.reopened();
    assert_same(&home.tenant, &lived, 25);
}
