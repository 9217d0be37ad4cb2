//! The record: what SQLite keeps of a tenant. Nobody else knows SQLite.

mod copies;
mod form;
mod line;
mod log;
mod states;

use std::cell::Cell;
use std::fs::OpenOptions;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::error::{Cause, Deed, StoreError};
use crate::place::Place;
use crate::seal::Seal;

pub(crate) use copies::Start;
pub(crate) use form::STEPS;
pub(crate) use line::{End, Line};
pub(crate) use states::digest;

/// An open record.
#[derive(Debug)]
pub(crate) struct Record {
    connection: Connection,
    place: Place,
    /// Whether a transaction is open.
    collects: Cell<bool>,
    /// How often something was made durable since the log was made or cut off.
    commits: Cell<u64>,
}

impl Record {
    /// Makes the record of a new store.
    pub(crate) fn make(place: &Place) -> Result<Self, StoreError> {
        let record = Self::connect(place, OpenFlags::default())?;
        record.doing(Deed::Make, form::make(&record.connection))?;
        Ok(record)
    }

    /// Opens a record, in the newest form.
    pub(crate) fn open(place: &Place) -> Result<Self, StoreError> {
        Self::open_as(place, STEPS)
    }

    /// Opens a record, in the form that these steps lead to.
    pub(crate) fn open_as(place: &Place, steps: &[&str]) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let record = Self::connect(place, flags)?;
        form::renew(&record.connection, place, steps)?;
        Ok(record)
    }

    fn connect(place: &Place, flags: OpenFlags) -> Result<Self, StoreError> {
        let path = place.record();
        let opened = Connection::open_with_flags(&path, flags & !OpenFlags::SQLITE_OPEN_URI);
        let connection = opened.map_err(|error| failed(place, Deed::Read, &error))?;
        let record = Self {
            connection,
            place: place.clone(),
            collects: Cell::new(false),
            commits: Cell::new(0),
        };
        let set = || {
            record.connection.busy_timeout(Duration::from_secs(5))?;
            record
                .connection
                .pragma_update(None, "synchronous", "FULL")?;
            // Answers with the mode that it is in from now on.
            record
                .connection
                .pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))
        };
        record.doing(Deed::Read, set())?;
        Ok(record)
    }

    /// Another way to the same record, to look at what is kept.
    pub(crate) fn beside(&self) -> Result<Self, StoreError> {
        Self::open(&self.place)
    }

    /// Where it is.
    pub(crate) fn place(&self) -> &Place {
        &self.place
    }

    /// Collects what is written from now on, until it is committed.
    pub(crate) fn collect(&self) -> Result<(), StoreError> {
        if !self.collects.replace(true) {
            self.doing(Deed::Write, self.carry_out("BEGIN IMMEDIATE"))?;
        }
        Ok(())
    }

    /// Makes what was collected durable.
    pub(crate) fn commit(&self) -> Result<(), StoreError> {
        match self.collects.get() {
            true => {
                self.doing(Deed::Write, self.carry_out("COMMIT"))?;
                self.collects.set(false);
                self.commits.set(self.commits.get() + 1);
                if self.commits.get() == log::MANY {
                    log::make_room(&self.place);
                }
                Ok(())
            }
            false => Ok(()),
        }
    }

    /// Carries out a statement without parameters that comes again and again.
    fn carry_out(&self, statement: &str) -> rusqlite::Result<()> {
        let mut statement = self.connection.prepare_cached(statement)?;
        statement.execute([]).map(|_| ())
    }

    /// What is said of the whole store.
    pub(crate) fn said(&self, name: &str) -> Result<Option<String>, StoreError> {
        use rusqlite::OptionalExtension;
        let found = self
            .connection
            .query_row("SELECT value FROM store WHERE name = ?1", [name], |row| {
                row.get(0)
            })
            .optional();
        self.doing(Deed::Read, found)
    }

    /// Says something of the whole store.
    pub(crate) fn say(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let said = self.connection.execute(
            "INSERT INTO store VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
            [name, value],
        );
        self.doing(Deed::Write, said).map(|_| ())
    }

    /// The seal of what stood before the first unit that is kept.
    pub(crate) fn origin(&self) -> Result<Seal, StoreError> {
        let said = self.said(ORIGIN)?;
        let number = said.and_then(|text| text.parse().ok());
        Ok(number.map(Seal::of).unwrap_or_default())
    }

    /// The program that kept it last, if that is another one.
    pub(crate) fn other_program(&self) -> Option<String> {
        // Whoever asks has something worse to tell than that this cannot be read.
        let said = self.said(PROGRAM).ok().flatten();
        said.filter(|program| program != OWN)
    }

    /// Says that this program keeps it.
    pub(crate) fn say_program(&self) -> Result<(), StoreError> {
        match self.said(PROGRAM)?.as_deref() == Some(OWN) {
            true => Ok(()),
            false => self.say(PROGRAM, OWN),
        }
    }

    /// Whether SQLite finds its own pages in order; what it says if not.
    pub(crate) fn faults(&self) -> Result<Vec<String>, StoreError> {
        let check = || {
            let mut statement = self.connection.prepare("PRAGMA integrity_check(10)")?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.collect::<rusqlite::Result<Vec<String>>>()
        };
        let mut lines = self.doing(Deed::Read, check())?;
        lines.retain(|line| line != "ok");
        Ok(lines)
    }

    fn doing<T>(&self, deed: Deed, done: rusqlite::Result<T>) -> Result<T, StoreError> {
        done.map_err(|error| failed(&self.place, deed, &error))
    }
}

/// The name under which the store says what stood before its first unit.
const ORIGIN: &str = "origin";

/// The name under which the store says which program kept it last.
const PROGRAM: &str = "program";

/// The version of this program.
const OWN: &str = env!("CARGO_PKG_VERSION");

/// What an error of SQLite means for whoever keeps a tenant.
fn failed(place: &Place, deed: Deed, error: &rusqlite::Error) -> StoreError {
    let code = error.sqlite_error_code();
    let cause = match code {
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
            return StoreError::Damaged {
                place: place.path().to_owned(),
                good: None,
                what: "tenant.db is not what SQLite wrote".to_owned(),
            };
        }
        Some(ErrorCode::DiskFull) => Cause::Full,
        Some(ErrorCode::ReadOnly) => Cause::ReadOnly,
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied) => {
            Cause::NotAllowed
        }
        Some(ErrorCode::CannotOpen) => {
            // SQLite does not say why; the system does.
            let path = place.record();
            match OpenOptions::new().read(true).write(true).open(&path) {
                Err(error) => return StoreError::file(deed, &path, &error),
                Ok(_) => Cause::Other,
            }
        }
        _ => Cause::Other,
    };
    StoreError::File {
        deed,
        path: place.record(),
        cause,
        words: cause
            .words()
            .map_or_else(|| error.to_string(), str::to_owned),
    }
}
