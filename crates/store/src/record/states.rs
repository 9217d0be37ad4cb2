//! Whole tenants that the record keeps, each after a unit, in pieces that a database can hold.

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::error::{Deed, StoreError};
use crate::record::Record;

/// How many bytes a piece has.
const PIECE: usize = 16 * 1024 * 1024;

impl Record {
    /// Adds the state after a unit to what is collected.
    pub(crate) fn keep_state(&self, seq: u64, bytes: &[u8]) -> Result<(), StoreError> {
        let seq = seq.cast_signed();
        let keep = || {
            let length = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
            self.connection.execute(
                "INSERT OR REPLACE INTO state VALUES (?1, ?2, ?3)",
                params![seq, length, digest(bytes)],
            )?;
            let mut statement = self
                .connection
                .prepare_cached("INSERT OR REPLACE INTO piece VALUES (?1, ?2, ?3)")?;
            for (number, piece) in (0i64..).zip(bytes.chunks(PIECE)) {
                statement.execute(params![seq, number, piece])?;
            }
            Ok(())
        };
        self.doing(Deed::Write, keep())
    }

    /// Whether a state is kept after a unit, and which is the newest that is not after it.
    pub(crate) fn newest_state(&self, until: u64) -> Result<Option<u64>, StoreError> {
        let found = self
            .connection
            .query_row(
                "SELECT seq FROM state WHERE seq <= ?1 ORDER BY seq DESC LIMIT 1",
                [until.cast_signed()],
                |row| row.get::<_, i64>(0),
            )
            .optional();
        let found = self.doing(Deed::Read, found)?;
        Ok(found.map(i64::cast_unsigned))
    }

    /// The unit after which the newest state is kept, and how many bytes that state has.
    pub(crate) fn newest_state_and_length(&self) -> Result<Option<(u64, u64)>, StoreError> {
        let query = "SELECT seq, length FROM state ORDER BY seq DESC LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let found = self.connection.query_row(query, [], read).optional();
        let found = self.doing(Deed::Read, found)?;
        Ok(found.map(|(seq, length)| (seq.cast_unsigned(), length.cast_unsigned())))
    }

    /// The units after which a state is kept.
    pub(crate) fn states(&self) -> Result<Vec<u64>, StoreError> {
        let read = || {
            let mut statement = self
                .connection
                .prepare("SELECT seq FROM state ORDER BY seq")?;
            let all = statement.query_map([], |row| row.get::<_, i64>(0))?;
            all.collect::<rusqlite::Result<Vec<i64>>>()
        };
        let all = self.doing(Deed::Read, read())?;
        Ok(all.into_iter().map(i64::cast_unsigned).collect())
    }

    /// The state that is kept after a unit; `Err` in the second place says that it is not what was written.
    pub(crate) fn state(&self, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let seq = seq.cast_signed();
        let read = || {
            let about = self
                .connection
                .query_row(
                    "SELECT length, digest FROM state WHERE seq = ?1",
                    [seq],
                    |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?)),
                )
                .optional()?;
            let Some((length, digest)) = about else {
                return Ok(None);
            };
            let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
            let mut statement = self
                .connection
                .prepare_cached("SELECT bytes FROM piece WHERE seq = ?1 ORDER BY number")?;
            let mut rows = statement.query([seq])?;
            while let Some(row) = rows.next()? {
                bytes.extend_from_slice(row.get_ref(0)?.as_blob()?);
            }
            Ok(Some((bytes, digest)))
        };
        let Some((bytes, kept)) = self.doing(Deed::Read, read())? else {
            return Ok(None);
        };
        match digest(&bytes) == kept {
            true => Ok(Some(bytes)),
            false => Err(StoreError::Damaged {
                place: self.place().path().to_owned(),
                good: None,
                what: format!("the state after unit {seq} is not what was kept"),
            }),
        }
    }
}

/// The digest of a state, which its unit's seal covers, too.
pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
