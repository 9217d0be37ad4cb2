//! The form of the database: its tables, by version, and the way from an older version to the newest.

use std::path::Path;

use rusqlite::Connection;

use crate::error::{Deed, StoreError};
use crate::files;
use crate::place::Place;
use crate::record::{PROGRAM, failed};

/// What marks a database as ours: `ingr`.
const APPLICATION: i64 = 0x696e_6772;

/// What makes each version of the form out of the one before; the first makes it out of nothing.
pub(crate) const STEPS: &[&str] = &["
    -- What is said once of the whole store.
    CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    -- One row for each unit: a command as it was asked, when by the tenant's clock, by whom; who joined and left because
    -- of it; and a checksum over all of that and the checksum before.
    CREATE TABLE unit (
        seq INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        actor TEXT NOT NULL,
        command TEXT NOT NULL,
        effects BLOB NOT NULL,
        checksum INTEGER NOT NULL
    ) STRICT;
    -- Units that went back: what stands after such a unit follows from what stood after the other.
    CREATE TABLE jump (seq INTEGER PRIMARY KEY, back_to INTEGER NOT NULL) STRICT;
    -- The whole tenant as it was after a unit, in pieces.
    CREATE TABLE state (seq INTEGER PRIMARY KEY, length INTEGER NOT NULL, digest BLOB NOT NULL) STRICT;
    CREATE TABLE piece (
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        bytes BLOB NOT NULL,
        PRIMARY KEY (seq, number)
    ) STRICT, WITHOUT ROWID;
"];

/// Makes the tables in a database that is new.
pub(crate) fn make(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", APPLICATION)?;
    step_forward(connection, STEPS, 0)
}

/// Brings a database to the newest version, after keeping a copy; refuses one of a newer version, or of somebody else.
pub(crate) fn renew(
    connection: &Connection,
    place: &Place,
    steps: &[&str],
) -> Result<(), StoreError> {
    let read = |name: &str| -> Result<i64, StoreError> {
        let value = connection.pragma_query_value(None, name, |row| row.get(0));
        value.map_err(|error| failed(place, Deed::Read, &error))
    };
    if read("application_id")? != APPLICATION {
        return Err(StoreError::NotAStore {
            place: place.path().to_owned(),
            why: "its tenant.db is a database of another program".to_owned(),
        });
    }
    let version = read("user_version")?;
    let known = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    if version > known {
        return Err(StoreError::TooNew {
            place: place.path().to_owned(),
            version,
            known,
            program: newer_program(connection),
        });
    }
    let Some(version) = usize::try_from(version).ok().filter(|v| *v < steps.len()) else {
        return Ok(());
    };
    let copy = place.path().join(format!("tenant.db.v{version}.bak"));
    if !copy.exists() {
        keep_copy(connection, place, &copy)?;
    }
    step_forward(connection, steps, version).map_err(|error| failed(place, Deed::Write, &error))
}

/// The program that kept a record of another form last, if it says so where this program would.
fn newer_program(connection: &Connection) -> Option<String> {
    let query = "SELECT value FROM store WHERE name = ?1";
    let found = connection.query_row(query, [PROGRAM], |row| row.get(0));
    found.ok()
}

/// Copies the database, whole or not at all.
fn keep_copy(connection: &Connection, place: &Place, copy: &Path) -> Result<(), StoreError> {
    let beside = copy.with_extension("new");
    files::drop_file(&beside);
    let copied = connection.execute("VACUUM INTO ?1", [beside.to_string_lossy()]);
    copied.map_err(|error| failed(place, Deed::Copy, &error))?;
    let moved = files::move_to(&beside, copy);
    moved.map_err(|error| StoreError::file(Deed::Copy, copy, &error))
}

/// All steps from a version on, or none.
fn step_forward(connection: &Connection, steps: &[&str], from: usize) -> rusqlite::Result<()> {
    let transaction = connection.unchecked_transaction()?;
    for step in steps.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    let newest = i64::try_from(steps.len()).unwrap_or(i64::MAX);
    transaction.pragma_update(None, "user_version", newest)?;
    transaction.commit()
}
