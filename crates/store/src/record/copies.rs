//! A record copied, and a record written anew without what is not kept any more. Whoever waits may end either at any time.

use std::cell::Cell;
use std::ops::ControlFlow;
use std::path::Path;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags};

use super::{Record, form};
use crate::error::{Deed, StoreError};
use crate::files;
use crate::seal::Seal;
use crate::watch::Watch;

/// How many pages are copied before somebody is told.
const PAGES: i32 = 256;

/// How many units are copied before somebody is told.
const UNITS: i64 = 16_384;

/// What a record begins with from now on.
#[derive(Debug)]
pub(crate) struct Start {
    /// The first unit that is kept.
    pub(crate) seq: u64,
    /// The seal of the one before.
    pub(crate) origin: Seal,
    /// The tenant after the first unit.
    pub(crate) state: Vec<u8>,
}

/// Whether whoever waits for a copy still does.
type Flow = rusqlite::Result<ControlFlow<()>>;

impl Record {
    /// Copies all of it into another database, which is durable then.
    pub(crate) fn copy_to(&self, path: &Path, watch: Watch<'_>) -> Result<(), StoreError> {
        let mut copy = || {
            let mut to = Connection::open(path)?;
            copy_pages(&self.connection, &mut to, watch)
        };
        unless_stopped(self.doing(Deed::Copy, copy())?)?;
        files::sync(path).map_err(|error| StoreError::file(Deed::Copy, path, &error))
    }

    /// Drops the units before a new start, if there is one, and gives the room that nothing needs back to the disk.
    ///
    /// What is kept is written beside the record first, and then over it in one transaction: until that is committed the
    /// record is as it was. SQLite's own way to give room back can leave nothing out, and tells nobody how far it is.
    pub(crate) fn write_anew(
        &mut self,
        start: Option<&Start>,
        watch: Watch<'_>,
    ) -> Result<(), StoreError> {
        let free = self.doing(Deed::Read, number(&self.connection, "freelist_count"))?;
        if start.is_some() || free > 0 {
            let path = self.place.record().with_extension("new");
            // A program may have ended there.
            files::drop_file(&path);
            let written = self.take_over(&path, start, watch);
            files::drop_file(&path);
            written?;
        }
        let cut = "PRAGMA wal_checkpoint(TRUNCATE)";
        self.doing(Deed::Write, self.connection.execute_batch(cut))?;
        // The log is as short as it was when nothing had been done.
        self.commits.set(0);
        Ok(())
    }

    /// Writes what is kept to this path, and takes that over.
    fn take_over(
        &mut self,
        path: &Path,
        start: Option<&Start>,
        watch: Watch<'_>,
    ) -> Result<(), StoreError> {
        let half = self.doing(Deed::Read, number(&self.connection, "page_count"))?;
        let beside = Self {
            connection: self.doing(Deed::Write, self.open_beside(path))?,
            place: self.place.clone(),
            collects: Cell::new(true),
            commits: Cell::new(0),
        };
        let copy = &beside.connection;
        let first = start.map(|start| start.seq.cast_signed());
        let mut tell = || Ok(watch(number(copy, "page_count")?.min(half), 2 * half));
        unless_stopped(self.doing(Deed::Write, fill(copy, first, &mut tell))?)?;
        if let Some(start) = start {
            beside.keep_state(start.seq, &start.state)?;
            beside.say_origin(start.origin)?;
        }
        self.doing(
            Deed::Write,
            copy.execute_batch("COMMIT; DETACH DATABASE old"),
        )?;
        let mut tell = |done, all: u64| watch(half + half * done / all.max(1), 2 * half);
        let taken = copy_pages(copy, &mut self.connection, &mut tell);
        unless_stopped(self.doing(Deed::Write, taken)?)
    }

    /// A new database at this path, of the same form and in a transaction, that sees this one as `old`.
    fn open_beside(&self, path: &Path) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::default() & !OpenFlags::SQLITE_OPEN_URI;
        let copy = Connection::open_with_flags(path, flags)?;
        // Pages can be copied between databases whose pages are equally long.
        let size = number(&self.connection, "page_size")?;
        copy.pragma_update(None, "page_size", size.cast_signed())?;
        // It is of no use before it is whole, so nothing of it has to be durable.
        copy.pragma_update_and_check(None, "journal_mode", "OFF", |_| Ok(()))?;
        copy.pragma_update(None, "synchronous", "OFF")?;
        form::make(&copy)?;
        let own = self.place.record();
        copy.execute("ATTACH DATABASE ?1 AS old", [own.to_string_lossy()])?;
        copy.execute_batch("BEGIN")?;
        Ok(copy)
    }
}

/// A number that SQLite knows of a database.
fn number(connection: &Connection, name: &str) -> rusqlite::Result<u64> {
    let value = connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0))?;
    Ok(value.unsigned_abs())
}

/// Copies one database over another, page by page and in one transaction.
fn copy_pages(from: &Connection, to: &mut Connection, watch: Watch<'_>) -> Flow {
    let copy = Backup::new(from, to)?;
    let (mut done, mut all) = (0, 1);
    loop {
        if watch(done, all).is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if copy.step(PAGES)? == StepResult::Done {
            return Ok(ControlFlow::Continue(()));
        }
        let progress = copy.progress();
        let number = |pages: i32| u64::try_from(pages).unwrap_or(0);
        all = number(progress.pagecount).max(1);
        done = all.saturating_sub(number(progress.remaining));
    }
}

/// Fills a new database from the old one: with everything, or with what is from this unit on, without the state after
/// it.
fn fill(copy: &Connection, first: Option<i64>, tell: &mut dyn FnMut() -> Flow) -> Flow {
    let first = first.unwrap_or(i64::MIN);
    copy.execute("INSERT INTO store SELECT * FROM old.store", [])?;
    for table in ["jump", "state"] {
        let all = format!("INSERT INTO {table} SELECT * FROM old.{table} WHERE seq > ?1");
        copy.execute(&all, [first])?;
    }
    let mut units = copy
        .prepare("INSERT INTO unit SELECT * FROM old.unit WHERE seq >= ?1 ORDER BY seq LIMIT ?2")?;
    let mut next = first;
    loop {
        if tell()?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        if units.execute([next, UNITS])? == 0 {
            break;
        }
        let last = "SELECT max(seq) FROM unit";
        next = copy.query_row(last, [], |row| row.get::<_, i64>(0))? + 1;
    }
    let mut known =
        copy.prepare("SELECT seq, number FROM old.piece WHERE seq > ?1 ORDER BY seq, number")?;
    let mut piece =
        copy.prepare("INSERT INTO piece SELECT * FROM old.piece WHERE seq = ?1 AND number = ?2")?;
    let mut rows = known.query([first])?;
    while let Some(row) = rows.next()? {
        if tell()?.is_break() {
            return Ok(ControlFlow::Break(()));
        }
        piece.execute([row.get::<_, i64>(0)?, row.get(1)?])?;
    }
    Ok(ControlFlow::Continue(()))
}

fn unless_stopped(flow: ControlFlow<()>) -> Result<(), StoreError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(StoreError::Stopped),
    }
}
