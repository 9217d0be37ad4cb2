//! Stores of other versions.

use super::draw::Draw;
use super::reopening::Home;
use super::twins::assert_like;
use crate::record::{Record, STEPS};
use crate::{Store, StoreError};

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
