//! Whole tenants that the record keeps, each after a unit, in pieces that a database can hold.

use std::sync::mpsc;

use rusqlite::{OptionalExtension, params};
use sha2::{Digest, Sha256};

use crate::error::{Deed, StoreError};
use crate::record::Record;

/// How many bytes a piece has. SQLite hands a piece on as a whole, and reads those whose keys it passes; older stores have
/// pieces of 16 MiB.
const PIECE: usize = 1024 * 1024;

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

    /// The state that is kept after a unit; an error says that it is not what was written.
    pub(crate) fn state(&self, seq: u64) -> Result<Option<Vec<u8>>, StoreError> {
        let number = seq.cast_signed();
        let read = || {
            let kept = self
                .connection
                .query_row("SELECT digest FROM state WHERE seq = ?1", [number], |row| {
                    row.get::<_, Vec<u8>>(0)
                })
                .optional()?;
            let Some(kept) = kept else { return Ok(None) };
            let (bytes, digest) = self.pieces(number)?;
            Ok(Some((bytes, digest == kept)))
        };
        match self.doing(Deed::Read, read())? {
            None => Ok(None),
            Some((bytes, true)) => Ok(Some(bytes)),
            Some((_, false)) => Err(StoreError::Damaged {
                place: self.place().path().to_owned(),
                good: None,
                what: format!("the state after unit {seq} is not what was kept"),
            }),
        }
    }

    /// A state out of its pieces with its digest, which another thread works out while the next piece is read.
    ///
    /// `+seq` has SQLite go through the pieces of all states and look at their numbers only. Led to them by their key,
    /// it would read each to its end once more, to find that it is the key.
    fn pieces(&self, seq: i64) -> rusqlite::Result<(Vec<u8>, Vec<u8>)> {
        let length: i64 = self.connection.query_row(
            "SELECT coalesce(sum(length(bytes)), 0) FROM piece WHERE +seq = ?1",
            [seq],
            |row| row.get(0),
        )?;
        let mut bytes = vec![0; usize::try_from(length).unwrap_or_default()];
        let mut left = bytes.as_mut_slice();
        let mut statement = self
            .connection
            .prepare_cached("SELECT bytes FROM piece WHERE +seq = ?1 ORDER BY seq, number")?;
        let mut rows = statement.query([seq])?;
        let (read, to_digest) = mpsc::channel::<&[u8]>();
        let digest = std::thread::scope(|scope| {
            let digest = scope.spawn(move || {
                let each = to_digest.into_iter();
                let hash = each.fold(Sha256::new(), |hash, piece| hash.chain_update(piece));
                hash.finalize().to_vec()
            });
            while let Some(row) = rows.next()? {
                let piece = row.get_ref(0)?.as_blob()?;
                let all = std::mem::take(&mut left);
                let Some((own, rest)) = all.split_at_mut_checked(piece.len()) else {
                    break;
                };
                own.copy_from_slice(piece);
                left = rest;
                // Should nobody listen any more, the digest is worked out below.
                let _ = read.send(own);
            }
            let _ = read.send(left);
            drop(read);
            Ok::<_, rusqlite::Error>(digest.join())
        })?;
        let digest = digest.unwrap_or_else(|_| self::digest(&bytes));
        Ok((bytes, digest))
    }
}

/// The digest of a state, which its unit's seal covers, too.
pub(crate) fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}
