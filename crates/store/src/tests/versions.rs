//! Stores of other versions.

use std::path::Path;

use rusqlite::Connection;

use super::draw::Draw;
use super::reopening::Home;
use super::twins::{assert_like, assert_same};
use crate::record::{Record, STEPS, digest};
use crate::{Beginning, Store, StoreError, image};

#[test]
fn an_older_store_is_brought_forward_and_a_copy_is_kept() {
    let mut home = Home::new();
    home.live(&mut Draw::new(41), 40);
    let (path, folder, tenant) = (home.path(), home.folder, home.tenant);
    home.store.close(&tenant).unwrap();
    let newer = [STEPS, &["ALTER TABLE unit ADD COLUMN remark TEXT;"]].concat();
    let record = Record::open_as(&crate::Place::new(&path), &newer).unwrap();
    assert!(record.end().unwrap().unwrap().seq > 10);
    drop(record);
    // This program does not know the new version any more; the copy is as it was.
    let refused = Store::open(&path).unwrap_err();
    assert!(
        matches!(
            refused,
            StoreError::TooNew {
                version: 2,
                known: 1,
                program: Some(_),
                ..
            }
        ),
        "{refused}"
    );
    let copy = folder.path().join("copy.ingroup");
    std::fs::create_dir(&copy).unwrap();
    std::fs::copy(path.join("tenant.db.v1.bak"), copy.join("tenant.db")).unwrap();
    let (_, kept) = Store::open(&copy).unwrap();
    assert_like(&kept, &tenant);
}

#[test]
fn a_step_that_fails_changes_nothing() {
    let home = Home::new();
    let (path, _folder, tenant) = (home.path(), home.folder, home.tenant);
    home.store.close(&tenant).unwrap();
    let broken = [
        STEPS,
        &["ALTER TABLE unit ADD COLUMN remark TEXT; NONSENSE;"],
    ]
    .concat();
    assert!(Record::open_as(&crate::Place::new(&path), &broken).is_err());
    Store::open(&path).unwrap();
}

/// Makes a state that is kept whole one of a format that nobody knows, kept by a program of this version.
fn make_strange(path: &Path, program: &str) {
    let connection = Connection::open(path.join("tenant.db")).unwrap();
    let query = "SELECT seq, bytes FROM piece";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let (seq, mut bytes): (i64, Vec<u8>) = connection.query_row(query, [], read).unwrap();
    bytes[8] = 77;
    let change = "UPDATE piece SET bytes = ?2 WHERE seq = ?1";
    let changed = connection.execute(change, (seq, &bytes)).unwrap();
    let change = "UPDATE state SET digest = ?2 WHERE seq = ?1";
    let sealed = connection.execute(change, (seq, digest(&bytes))).unwrap();
    let change = "UPDATE store SET value = ?1 WHERE name = 'program'";
    let said = connection.execute(change, [program]).unwrap();
    assert_eq!((changed, sealed, said), (1, 1, 1));
}

#[test]
fn a_state_of_another_format_is_refused_with_the_way_out() {
    let mut home = Home::new();
    home.live(&mut Draw::new(42), 40);
    let path = home.folder.path().join("copy.ingroup");
    Store::make(&path, Beginning::Tenant(&home.tenant)).unwrap();
    make_strange(&path, "9.9.9");
    let before = std::fs::read(path.join("tenant.db")).unwrap();
    let refused = Store::open(&path).unwrap_err();
    let said = refused.to_string();
    assert!(
        said.ends_with("cannot be read: it has format 77, and this program reads formats up to 2"),
        "{said}"
    );
    let help = refused.help();
    assert!(help.contains("Open it with ingroup 9.9.9"), "{help}");
    assert_eq!(std::fs::read(path.join("tenant.db")).unwrap(), before);
}

#[test]
fn a_state_on_the_way_is_not_needed() {
    for seed in 50..54 {
        let mut draw = Draw::new(seed);
        let mut home = Home::new();
        home.live(&mut draw, 40);
        let state = image::freeze(&home.tenant).unwrap();
        let record = home.store.record();
        record.collect().unwrap();
        record.keep_state(home.store.newest_unit(), &state).unwrap();
        record.commit().unwrap();
        home.live(&mut draw, 20);
        let lived = home.tenant.clone();
        home = home.reopened();
        assert_same(&home.tenant, &lived, seed);
        let path = home.path();
        match seed % 2 {
            0 => make_strange(&path, "9.9.9"),
            _ => {
                let connection = Connection::open(path.join("tenant.db")).unwrap();
                let damage = "UPDATE piece SET bytes = zeroblob(length(bytes))";
                connection.execute_batch(damage).unwrap();
            }
        }
        home = home.reopened();
        assert_same(&home.tenant, &lived, seed);
        let history = home.store.history().unwrap();
        assert_like(
            &history
                .tenant_after(home.store.newest_unit(), &mut crate::unwatched)
                .unwrap(),
            &lived,
        );
    }
}
