//! A damaged record is reported with what is intact, and left as it is.

use rusqlite::Connection;

use super::draw::Draw;
use super::reopening::Home;
use crate::{Store, StoreError};

/// A store with some units, after somebody has written into its database.
fn tampered(query: &str) -> StoreError {
    let mut home = Home::new();
    home.live(&mut Draw::new(3), 60);
    let path = home.path();
    home.store.close(&home.tenant).unwrap();
    let connection = Connection::open(path.join("tenant.db")).unwrap();
    connection.execute_batch(query).unwrap();
    drop(connection);
    let before = std::fs::read(path.join("tenant.db")).unwrap();
    let error = Store::open(&path).unwrap_err();
    assert_eq!(std::fs::read(path.join("tenant.db")).unwrap(), before);
    error
}

#[test]
fn a_changed_unit_is_found() {
    let error = tampered("UPDATE unit SET command = replace(command, 'a', 'b') WHERE seq = 17");
    let said = error.to_string();
    assert!(
        said.ends_with("unit 17 is not what was kept; units 0 to 16 are good"),
        "{said}"
    );
}

#[test]
fn a_missing_unit_is_found() {
    let said = tampered("DELETE FROM unit WHERE seq = 17").to_string();
    assert!(
        said.ends_with("unit 17 is missing; units 0 to 16 are good"),
        "{said}"
    );
}

#[test]
fn a_unit_that_comes_out_differently_is_found() {
    let mut home = Home::new();
    home.live(&mut Draw::new(3), 60);
    let path = home.path();
    home.store.close(&home.tenant).unwrap();
    let connection = Connection::open(path.join("tenant.db")).unwrap();
    // The effects of a unit are changed, and all seals are made anew: only doing it again shows it.
    connection
        .execute_batch("UPDATE unit SET effects = x'c801' WHERE seq = 17")
        .unwrap();
    drop(connection);
    super::reseal(&path);
    let error = Store::open(&path).unwrap_err();
    let StoreError::NotReproducible { unit, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(*unit, 17);
}

#[test]
fn a_newer_store_is_refused() {
    let said = tampered("PRAGMA user_version = 9").to_string();
    assert!(
        said.contains("was made by a newer ingroup: its form is version 9"),
        "{said}"
    );
}

#[test]
fn a_database_of_somebody_else_is_refused() {
    let error = tampered("PRAGMA application_id = 1");
    assert!(matches!(error, StoreError::NotAStore { .. }), "{error}");
}
