//! The lines of a record, one for each unit.

use std::ops::{ControlFlow, RangeInclusive};

use rusqlite::{OptionalExtension, Row, params};

use crate::error::{Deed, StoreError};
use crate::record::{ORIGIN, Record};
use crate::seal::Seal;

/// A unit as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) seq: u64,
    pub(crate) at: String,
    pub(crate) actor: String,
    pub(crate) command: String,
    pub(crate) effects: Vec<u8>,
    pub(crate) seal: Seal,
}

/// The last unit: its number and its seal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct End {
    pub(crate) seq: u64,
    pub(crate) seal: Seal,
}

impl Line {
    /// The seal that it must have behind another one.
    pub(crate) fn seal_behind(&self, before: Seal) -> Seal {
        before.over(&[
            &self.seq.to_le_bytes(),
            self.at.as_bytes(),
            self.actor.as_bytes(),
            self.command.as_bytes(),
            &self.effects,
        ])
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.get::<_, i64>(0)?.cast_unsigned(),
            at: row.get(1)?,
            actor: row.get(2)?,
            command: row.get(3)?,
            effects: row.get(4)?,
            seal: Seal::of(row.get(5)?),
        })
    }
}

impl Record {
    /// Adds a unit to what is collected.
    pub(crate) fn add(&self, line: &Line) -> Result<(), StoreError> {
        let add = || {
            let mut statement = self
                .connection
                .prepare_cached("INSERT INTO unit VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            statement.execute(params![
                line.seq.cast_signed(),
                line.at,
                line.actor,
                line.command,
                line.effects,
                line.seal.number()
            ])
        };
        self.doing(Deed::Write, add()).map(|_| ())
    }

    /// The unit with this number.
    pub(crate) fn line(&self, seq: u64) -> Result<Option<Line>, StoreError> {
        let read = || {
            let mut statement = self
                .connection
                .prepare_cached("SELECT * FROM unit WHERE seq = ?1")?;
            statement
                .query_row([seq.cast_signed()], Line::read)
                .optional()
        };
        self.doing(Deed::Read, read())
    }

    /// The number and seal of the newest unit.
    pub(crate) fn end(&self) -> Result<Option<End>, StoreError> {
        self.edge("SELECT seq, checksum FROM unit ORDER BY seq DESC LIMIT 1")
    }

    /// The number and seal of the oldest unit.
    pub(crate) fn start(&self) -> Result<Option<End>, StoreError> {
        self.edge("SELECT seq, checksum FROM unit ORDER BY seq LIMIT 1")
    }

    fn edge(&self, query: &str) -> Result<Option<End>, StoreError> {
        let found = self.connection.query_row(query, [], |row| {
            Ok(End {
                seq: row.get::<_, i64>(0)?.cast_unsigned(),
                seal: Seal::of(row.get(1)?),
            })
        });
        self.doing(Deed::Read, found.optional())
    }

    /// Says that a unit went back to another.
    pub(crate) fn add_jump(&self, seq: u64, back_to: u64) -> Result<(), StoreError> {
        let added = self.connection.execute(
            "INSERT INTO jump VALUES (?1, ?2)",
            [seq.cast_signed(), back_to.cast_signed()],
        );
        self.doing(Deed::Write, added).map(|_| ())
    }

    /// The newest unit that is not after this one and went back, and where to.
    pub(crate) fn newest_jump(&self, until: u64) -> Result<Option<(u64, u64)>, StoreError> {
        let found = self.connection.query_row(
            "SELECT seq, back_to FROM jump WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1",
            [until.cast_signed()],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        );
        let found = self.doing(Deed::Read, found.optional())?;
        Ok(found.map(|(seq, to)| (seq.cast_unsigned(), to.cast_unsigned())))
    }

    /// Shows the units with these numbers, in order, until one is refused.
    pub(crate) fn each(
        &self,
        range: RangeInclusive<u64>,
        mut show: impl FnMut(Line) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let query = "SELECT * FROM unit WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq";
        let all = |line| show(line).map(ControlFlow::Continue);
        self.walk(query, range, all).map(|_| ())
    }

    /// Shows the units with these numbers, the newest first, until nobody wants more.
    pub(crate) fn each_newest_first(
        &self,
        range: RangeInclusive<u64>,
        show: impl FnMut(Line) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let query = "SELECT * FROM unit WHERE seq BETWEEN ?1 AND ?2 ORDER BY seq DESC";
        self.walk(query, range, show)
    }

    fn walk(
        &self,
        query: &str,
        range: RangeInclusive<u64>,
        mut show: impl FnMut(Line) -> Result<ControlFlow<()>, StoreError>,
    ) -> Result<ControlFlow<()>, StoreError> {
        let prepared = self.connection.prepare_cached(query);
        let mut statement = self.doing(Deed::Read, prepared)?;
        let ends = [range.start(), range.end()].map(|end| i64::try_from(*end).unwrap_or(i64::MAX));
        let mut rows = self.doing(Deed::Read, statement.query(ends))?;
        while let Some(row) = self.doing(Deed::Read, rows.next())? {
            if show(self.doing(Deed::Read, Line::read(row))?)?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Says what stood before the first unit that is kept.
    pub(crate) fn say_origin(&self, seal: Seal) -> Result<(), StoreError> {
        self.say(ORIGIN, &seal.number().to_string())
    }

    /// Drops all units from a number on.
    pub(crate) fn forget_from(&self, seq: u64) -> Result<(), StoreError> {
        for table in ["unit", "jump", "state", "piece"] {
            let query = format!("DELETE FROM {table} WHERE seq >= ?1");
            self.doing(
                Deed::Write,
                self.connection.execute(&query, [seq.cast_signed()]),
            )?;
        }
        Ok(())
    }
}
